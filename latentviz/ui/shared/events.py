"""How events are wired: whose turn it is, and what their handlers take and give."""

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from inspect import isgeneratorfunction
from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import Dependency

from latentviz.ui.shared import scripts

ONE_THOUGHT_AT_A_TIME: dict[str, Any] = {"concurrency_id": "model", "concurrency_limit": 1}
ONE_SET_AT_A_TIME: dict[str, Any] = {"concurrency_id": "set", "concurrency_limit": 1}
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
AT_ONCE: dict[str, Any] = QUIET | {"queue": False}
# Gradio writes there where the visitor stands in the queue, and then for how long it has been running.
SHOWS_ITS_PLACE: dict[str, Any] = QUIET | {"show_progress": "minimal"}
LATEST: dict[str, Any] = AT_ONCE | {"trigger_mode": "always_last"}


@dataclass(frozen=True)
class Gathered:
    """Components whose values a handler takes as one record, which is made of them by name."""

    record: Callable[..., Any]
    components: Mapping[str, Any]


@dataclass(frozen=True)
class EventValue:
    """What the event itself brings, by its name there."""

    name: str


INDEX = EventValue("index")
Input = Component | Gathered | EventValue


def listener(outputs: Component | Mapping[str, Component], handler: Callable, *inputs: Input) -> dict[str, Any]:
    """`fn`, `inputs` and `outputs` of an event.

    Parameters
    ----------
    outputs : Component, or dict of Component
        What the handler may change.
    handler : callable
        Takes the inputs in their order; returns or yields the value of the one output, or those of some by name. What
        it does not name stays as it is.
    """
    components: list[Component] = []
    for part in inputs:
        if isinstance(part, Gathered):
            components += part.components.values()
        elif not isinstance(part, EventValue):
            components.append(part)

    def arguments(values: tuple, event: gr.EventData | None) -> Iterator:
        left = iter(values)
        for part in inputs:
            if isinstance(part, Gathered):
                yield part.record(**{name: next(left) for name in part.components})
            else:
                yield getattr(event, part.name) if isinstance(part, EventValue) else next(left)

    def given(found: Any) -> Any:
        if not isinstance(outputs, Mapping):
            return found
        return {outputs[name]: value for name, value in found.items()} or gr.skip()

    def call(*values):
        return given(handler(*arguments(values, None)))

    def call_with_event(event: gr.EventData, *values):
        return given(handler(*arguments(values, event)))

    def stream(*values):
        yield from map(given, handler(*arguments(values, None)))

    takes_event = any(isinstance(part, EventValue) for part in inputs)
    fn = stream if isgeneratorfunction(handler) else call_with_event if takes_event else call
    named_outputs = list(outputs.values()) if isinstance(outputs, Mapping) else outputs
    return {"fn": fn, "inputs": components, "outputs": named_outputs}


def named(tab: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Some of the components of a tab, by name."""
    return {name: tab[name] for name in names}


def cancellable(button: gr.Button, run: Dependency, left: dict[str, Any]) -> None:
    """Let a button end a run, and show what is left of it, by a `listener`, once it has come to rest.

    Gradio calls a cancelled run failed, and no other fails, since the handlers catch their own errors.
    """
    button.click(None, cancels=[run], api_visibility="private")
    run.failure(**left, **AT_ONCE)


def run_set(
    trigger: Callable[..., Dependency],
    waiting: dict[str, Any],
    work: dict[str, Any],
    cancel: gr.Button,
    left: dict[str, Any],
) -> None:
    """Wire the run of a set, one at a time on this server, and the button that ends it.

    A `listener` each is for what is shown before it, by it, and once it was cancelled.
    """
    run = trigger(**waiting, **AT_ONCE).success(**work, **ONE_SET_AT_A_TIME, **QUIET)
    cancellable(cancel, run, left)


def payload_of(name: str, kind: str, content: bytes) -> str:
    """A file as the JSON that the page's script saves; nothing is written on the server."""
    return json.dumps({"name": name, "type": kind, "base64": base64.b64encode(content).decode("ascii")})


def save_file(button: gr.Button, payload: gr.Textbox, made: dict[str, Any]) -> None:
    """Let a button save the file that a `listener` puts into `payload`."""
    button.click(**made, **AT_ONCE).then(None, payload, js=scripts.SAVE, api_visibility="private")
