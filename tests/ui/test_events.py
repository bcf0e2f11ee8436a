"""What handlers take and give, wired to components."""

from types import SimpleNamespace

import gradio as gr
import pytest

from latentviz.ui.shared.events import EventValue, Gathered, listener


@pytest.fixture
def boxes() -> dict[str, gr.Component]:
    """Three components by name."""
    return {name: gr.Textbox() for name in ("first", "second", "third")}


def test_a_handler_takes_records_and_event_values_in_its_order_and_gives_by_name(boxes: dict):
    def handler(first, corner, record):
        return {"third": (first, corner, record)}

    pair = Gathered(dict, {"a": boxes["second"], "b": boxes["third"]})
    wired = listener(boxes, handler, boxes["first"], EventValue("corner"), pair)
    assert wired["inputs"] == wired["outputs"] == list(boxes.values())
    shown = wired["fn"](SimpleNamespace(corner=7), 1, 2, 3)
    assert shown == {boxes["third"]: (1, 7, {"a": 2, "b": 3})}


def test_a_handler_that_yields_is_a_generator_for_gradio_too(boxes: dict):
    def handler(n):
        yield {}
        yield {"first": n}

    wired = listener(boxes, handler, boxes["second"])
    assert list(wired["fn"](5)) == [gr.skip(), {boxes["first"]: 5}]


def test_one_output_takes_the_value_itself(boxes: dict):
    assert listener(boxes["first"], lambda n: n + 1, boxes["second"])["fn"](5) == 6


def test_a_name_that_is_no_output_is_refused(boxes: dict):
    with pytest.raises(KeyError, match="fourth"):
        listener(boxes, lambda: {"fourth": 1})["fn"]()
