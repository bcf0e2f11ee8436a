"""The public endpoints, for `gradio_client` and for tools that speak MCP."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any

import gradio as gr
from pydantic import ConfigDict, ValidationError, validate_call

from latentviz.records.summaries import nearest_summary, place_summary, trace_summary, what_if_summary
from latentviz.serving.engine import Engine, ModelUnavailable
from latentviz.ui.shared.events import ONE_THOUGHT_AT_A_TIME
from latentviz.utils.refusal import Refusal

EXPLAINED: dict[str, Any] = {"explain": True, "compares_chain": False}


def add_endpoints(engine: Engine) -> None:
    """Register `/trace`, `/what_if_stopped`, `/nearest_tokens` and `/place_on_map`."""

    def trace(
        question: str, threshold: float | None = None, temperature: float = 1.0, fixed_k: int | None = None
    ) -> dict:
        """Think about one word problem: the answer, the latent steps, P(stop) and the nearest tokens at each step.

        Args:
            question: A word problem in English with whole numbers.
            threshold: P(stop) at which the thought halts, above 0 and at most 1; the checkpoint's own if left out.
            temperature: Divides the logits of the stop head, from 0.001 to 1000.
            fixed_k: Halt after exactly this many latent steps, whatever the stop head says.
        """
        options: dict[str, Any] = {"threshold": threshold, "temperature": temperature, "fixed_k": fixed_k}
        return trace_summary(engine.trace(question, **options))

    def what_if_stopped(question: str) -> dict:
        """For every number of latent steps: what the model would have answered, and how sure it would have been.

        Args:
            question: A word problem in English with whole numbers.
        """
        return what_if_summary(engine.trace(question, **EXPLAINED))

    def nearest_tokens(question: str, step: int = 0, n: int = 10) -> dict:
        """The tokens that one hidden state is nearest to, before and after the recurrent filter, with two controls.

        Args:
            question: A word problem in English with whole numbers.
            step: Latent step, 0 is START, the state before the first one.
            n: Number of tokens, 1 to 10.
        """
        return nearest_summary(engine.trace(question, **EXPLAINED), step, n)

    def place_on_map(question: str) -> dict:
        """Where each hidden state lies on the frozen map, how far that can be trusted, and the nearest known states.

        Args:
            question: A word problem in English with whole numbers.
        """
        return place_summary(engine.run_of(engine.trace(question)))

    for function in (trace, what_if_stopped, nearest_tokens, place_on_map):
        gr.api(checked(function), api_name=function.__name__, **ONE_THOUGHT_AT_A_TIME)


def checked(function: Callable) -> Callable:
    """A function that refuses what it cannot answer in the page's words, and values that do not fit its hints.

    Raises
    ------
    gr.Error
        With the message that the page would show, or the names of the arguments of another type, or not finite.
    """
    strict = validate_call(config=ConfigDict(allow_inf_nan=False))(function)

    @wraps(function)
    def call(*values):
        try:
            return strict(*values)
        except ValidationError as error:
            names = list(signature(function).parameters)
            reasons = (f"{names[first['loc'][0]]}: {first['msg']}" for first in error.errors())
            raise gr.Error("; ".join(reasons), print_exception=False) from error
        except (Refusal, ModelUnavailable) as error:
            raise gr.Error(str(error), print_exception=False) from error

    return call
