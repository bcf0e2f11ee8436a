"""`Page`: blocks on which nothing that a visitor sends ends in a traceback."""

import logging
from typing import Any

import gradio as gr

FAILURE = "Something went wrong on the server, so there is no answer. The app goes on: try again."
UNUSABLE = "An input is empty, or not of the kind that this field takes."
LOG = logging.getLogger(__name__)


class Page(gr.Blocks):
    """Blocks whose functions fail in words only.

    Gradio prints a traceback for each exception, and answers with no word about it. Here an input that no component
    takes is refused, in the component's own words where it has some, and a fault of ours goes to the log.
    """

    async def preprocess_data(self, *arguments: Any, **named: Any) -> list:
        """What the components make of the inputs; raises `gr.Error` where they cannot be used."""
        try:
            return await super().preprocess_data(*arguments, **named)
        except gr.Error as error:
            error.print_exception = False
            raise
        except Exception as error:
            raise gr.Error(UNUSABLE, print_exception=False) from error

    async def process_api(self, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Call a function; raises `gr.Error` with words for the visitor where it fails."""
        try:
            return await super().process_api(*arguments, **named)
        except gr.Error as error:
            error.print_exception = False
            raise
        except Exception as error:
            LOG.exception("a function of the page broke off")
            raise gr.Error(FAILURE, print_exception=False) from error
        finally:
            self._forget_call(named.get("session_hash"), named.get("event_id"))

    def _forget_call(self, session: str | None, event: str | None) -> None:
        """Drop the session that gradio made for a call without one: it holds a copy of the page's configuration."""
        if session is not None and session == event:
            with self.state_holder.lock:
                self.state_holder.session_data.pop(session, None)
                self.state_holder.time_last_used.pop(session, None)
