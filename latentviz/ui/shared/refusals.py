"""What the page says where a handler cannot go on."""

import logging
from collections.abc import Callable, Iterator
from functools import wraps

from latentviz.serving.blocks import FAILURE
from latentviz.serving.engine import ModelUnavailable
from latentviz.ui.shared import components
from latentviz.utils.refusal import Refusal

LOG = logging.getLogger(__name__)


def reason_of(error: Exception) -> str:
    """Its own words where the error is meant for the visitor; else it goes to the log, and they read `FAILURE`."""
    if isinstance(error, Refusal | ModelUnavailable):
        return str(error)
    LOG.error("a handler broke off", exc_info=error)
    return FAILURE


def refuses(refused: Callable[..., dict]) -> Callable:
    """Decorate a handler that yields values by name: `refused` makes the last ones where it breaks off.

    It takes the error, and then what the handler took. Gradio's `failure` does not serve for this: it reports a
    cancelled run as well.
    """

    def decorated(handler: Callable[..., Iterator[dict]]) -> Callable[..., Iterator[dict]]:
        @wraps(handler)
        def guarded(*arguments) -> Iterator[dict]:
            try:
                yield from handler(*arguments)
            except Exception as error:
                yield refused(error, *arguments)

        return guarded

    return decorated


def refuses_in(view: str) -> Callable:
    """Decorate a handler as `refuses` does: the reason stands in a view."""
    return refuses(lambda error, *_: {view: components.error_card(reason_of(error))})
