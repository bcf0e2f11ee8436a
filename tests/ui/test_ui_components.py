"""What the page says: snippets of HTML, the theme, the engine and the handlers, without a browser."""

import asyncio
import re
from dataclasses import replace
from html import escape

import gradio as gr
import numpy as np
import pytest
from sample_records import explained_trace, made_trace, made_use, thinking_trace
from shown import measures_of, steps_of

from latentviz.figures import palette
from latentviz.figures.captions import Explanation
from latentviz.figures.wording import halt_sentence, story_sentence, sure_text, thinking_sentence
from latentviz.serving.catalog import CheckpointCatalog
from latentviz.serving.engine import Engine
from latentviz.ui import build
from latentviz.ui.explore import cost_table, step_detail, step_strip
from latentviz.ui.explore.render import doubts
from latentviz.ui.shared import components, theme
from latentviz.utils.records import QuestionLimits


def test_answer_card_lists_the_measures_of_the_thought():
    card = components.answer_card(made_trace())
    assert "<output>7</output>" in card
    assert measures_of(card) == {
        "latent steps": "2",
        "counted tokens": "4",
        "forward passes": "6",
        "time": "50 ms",
        "sure of the answer": "95 %",
        "sure to stop": "75 %",
    }
    assert "It took 2 latent steps, and then decided to stop." in card


@pytest.mark.parametrize(
    ("gold", "expected"),
    [(7, ("✓ right", "right answer 7")), (8.5, ("✗ wrong", "right answer 8.5")), (None, ("right answer not known",))],
)
def test_verdict_is_said_in_words(gold, expected):
    card = components.answer_card(made_trace(gold_answer=gold))
    assert all(words in card for words in expected)
    assert ("✓ right" in card) == (gold == 7)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"n_latent_steps": 1}, "It took 1 latent step, and then decided to stop."),
        ({"stopped": False, "fixed_k": 2}, "It was made to take 2 latent steps."),
        ({"stopped": False, "n_latent_steps": 4}, "It took 4 latent steps, the most that it may"),
    ],
)
def test_card_says_why_the_thought_ended(changes, sentence):
    assert sentence in components.answer_card(made_trace(**changes))


def test_gold_steps_are_listed_where_known():
    assert "<li>3+4=7</li>" in components.answer_card(made_trace())
    assert "gold steps" not in components.answer_card(made_trace(gold_steps=()))


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        *((0.0042, "4.2 ms"), (0.00996, "10 ms"), (0.9994, "999 ms")),
        *((1.234, "1.23 s"), (12.34, "12.3 s"), (123.4, "123 s")),
        *((600.0, "10 min"), (4364.0, "73 min"), (86_400.0, "24 h")),
    ],
)
def test_duration_has_at_most_three_digits(seconds, text):
    assert components.duration(seconds) == text


@pytest.mark.parametrize(("p", "text"), [(0.0, "< 1 %"), (0.01, "1 %"), (0.5, "50 %"), (0.99, "99 %"), (1.0, "> 99 %")])
def test_no_sentence_claims_certainty(p, text):
    assert sure_text(p) == text
    trace = made_trace(p_stop=np.full(5, p), p_answers=np.full(5, p))
    assert measures_of(components.answer_card(trace))["sure to stop"] == escape(text)
    assert f"it was {text} sure" in story_sentence(trace)
    assert all(f"it gives its answer {text}. Where it gave > 99 %" in sentence for sentence in doubts(trace, 0.999))


def test_strip_shows_halt_what_followed_and_what_it_would_have_said():
    strip = step_strip.strip(made_trace(), cap=4)
    assert steps_of(strip) == ["taken", "taken", "halt", "past", "past"]
    assert strip.count('class="mark"') == 1
    assert ">halts<" in strip
    said = re.findall(r'<span class="said">(.*?)</span>', strip)
    assert said == ["3 ✗", "4 ✗", "7 ✓", "&lt;b&gt;8&lt;/b&gt; ✗", "9 ✗"]
    assert re.findall(r"<b>(.*?)</b>", strip) == ["&lt;.01", ".25", ".75", ".90", "&gt;.99"]


def test_strip_keeps_the_places_of_steps_to_come():
    assert steps_of(step_strip.strip(None, cap=3)) == ["pending"] * 4
    strip = step_strip.strip(thinking_trace(2), cap=3)
    assert steps_of(strip) == ["taken", "taken", "pending", "pending"]
    assert re.findall(r'<span class="said">(.*?)</span>', strip) == ["", ""]


def test_thinking_card_names_the_step():
    assert "thinking: z1, sure to stop .25" in components.thinking_card(thinking_trace(2))
    assert "reading the question" in components.thinking_card(None)


def test_everything_from_outside_is_escaped():
    evil = "<img src=x onerror=alert(1)>"
    trace = made_trace(answers=(evil,) * 5, nearest_tokens=((evil, evil),) * 5, gold_steps=(evil,))
    snippets = [
        components.answer_card(trace),
        step_strip.strip(trace, 3),
        components.error_card(evil),
        components.notices((evil,)),
        components.model_status(evil, "ready"),
        components.heading(evil, evil),
        components.explanation(Explanation(evil, evil)),
    ]
    for snippet in snippets:
        assert "<img" not in snippet
        assert "&lt;img" in snippet


def test_texts_name_the_limits_of_the_checkpoint():
    limits = QuestionLimits(trained_max_number=77, trained_max_operations=3)
    assert "up to 77" in components.hint(limits)
    assert "1 to 3 operations" in components.hint(limits)
    assert "whole numbers" not in components.hint(replace(limits, whole_numbers_only=False))
    assert "77" in components.about(limits)


def test_errors_are_announced_at_once():
    assert 'role="alert"' in components.error_card("no")
    assert 'role="status"' in components.notices(("note",))
    assert '<ul class="notices"><li>' in components.notices(("note",)), "a list with another role is none"


def test_theme_loads_nothing_from_elsewhere():
    sheet = theme.css() + theme.theme()._get_theme_css()
    assert "http" not in sheet.replace("http://www.w3.org/2000/svg", "")
    assert "@import" not in sheet
    assert theme.theme()._stylesheets == []


def test_css_carries_the_palette_of_the_figures():
    assert f"--stop: {palette.STOP};" in theme.css()
    red, green, blue = bytes.fromhex(palette.FOREGROUND[1:])
    assert f"rgb({red}, {green}, {blue})" in theme.css()


def test_the_style_sheet_reserves_the_height_of_every_figure():
    async def built() -> gr.Blocks:
        return build(CheckpointCatalog(Engine(None)))

    figures = {block.elem_id for block in asyncio.run(built()).blocks.values() if isinstance(block, gr.Plot)}
    assert figures == {f"{name}-plot" for name in theme.HEIGHTS}


def test_badges_say_what_the_controls_say():
    trace = explained_trace()
    assert "; the controls do not" in step_detail.badges(trace, 2)
    assert "reads like the gold result 7 (rank 2)" in step_detail.badges(trace, 2)
    assert "; so do the controls" in step_detail.badges(trace, 3)
    assert "Reads none of the gold results (7)" in step_detail.badges(trace, 0)
    assert "still to come" in step_detail.badges(made_trace(), 0)


def test_a_saved_thought_without_numbers_looks_at_none():
    none = np.zeros(0, dtype=np.int64)
    trace = made_trace()
    n_rows = trace.n_recorded + 1
    use = made_use(starts=none, ends=none, change=np.zeros((n_rows, 0)), control=np.zeros(n_rows))
    assert "12 " in step_detail.looks_at(replace(trace, number_use=made_use()), 0)
    assert step_detail.looks_at(replace(trace, number_use=use), 0) == ""


def test_the_meter_compares_both_ways():
    table = cost_table.cost_meter(explained_trace())
    assert "2 latent steps" in table
    assert "5 tokens written" in table
    assert "passes 1.3 : 1" in table
    assert "&lt;&lt;3+4=7&gt;&gt;" in table
    assert cost_table.NO_CHAIN in cost_table.cost_meter(made_trace())


@pytest.mark.parametrize(
    ("flops", "text"), [(950, "950 FLOP"), (61_234_567, "61.2 MFLOP"), (999_600_000, "1 GFLOP"), (None, "not counted")]
)
def test_flops_have_a_unit_and_three_digits(flops, text):
    assert cost_table.flops_text(flops) == text


def test_a_bar_says_how_far_a_run_is():
    half = components.progress(components.RUNNING, 500, 2000, "values", elapsed_s=10.0)
    assert '<progress max="2000" value="500"' in half
    assert "running: 500 of 2,000 values, 10.0 s, about 30.0 s to go" in half
    assert "to go" not in components.progress(components.CANCELLED, 500, 2000, elapsed_s=10.0)
    assert '<progress max="1" value="0"' in components.progress("Nothing is running.")


def test_a_doubtful_answer_is_told_with_both_probabilities():
    (sentence,) = doubts(made_trace(n_latent_steps=3), 0.7)
    assert "it gives its answer 40 %. Where it gave 70 % or more, at least four of five" in sentence
    assert doubts(made_trace(), 0.7) == ()
    assert doubts(made_trace(), None) == ()
    assert doubts(thinking_trace(2), 0.99) == ()


def test_the_story_of_a_thought_is_told_in_plain_words():
    story = story_sentence(made_trace())
    assert story.startswith("It read the question, took 2 latent steps and stopped: it was 75 % sure")
    assert story.endswith("One step fewer would have said 4.")
    assert "was made to take 3 latent steps." in story_sentence(made_trace(fixed_k=3, n_latent_steps=3, stopped=False))
    assert "took 4 latent steps, the most that it may" in story_sentence(made_trace(n_latent_steps=4, stopped=False))
    assert "fewer" not in story_sentence(made_trace(n_latent_steps=0))
    assert story_sentence(made_trace(answers=("3", "7", "7", "8", "9"))).endswith("would have said the same.")


def test_a_forced_thought_is_said_to_have_ended_not_stopped():
    forced = {"fixed_k": 1, "n_latent_steps": 1, "stopped": False}
    assert thinking_sentence(made_trace(**forced)).startswith("That was too few: after 2 latent steps the answer")
    assert thinking_sentence(made_trace(**forced, gold_answer=None)).startswith("It ended before its answer settled")
    assert "was made to take no latent step." in story_sentence(made_trace(fixed_k=0, n_latent_steps=0, stopped=False))
    assert halt_sentence(made_trace(**forced)) == "the thought ends here: it was made to take 1 latent step"
