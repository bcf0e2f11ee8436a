"""What the page says: snippets of HTML, the theme, the engine and the handlers, without a browser."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import gradio as gr
import numpy as np
import pytest

from latentviz.checkpoints import SUMS, WEIGHTS, load_checkpoint
from latentviz.config import QuestionLimits
from latentviz.figures import palette
from latentviz.figures.explanations import Explanation
from latentviz.problems import check_steps
from latentviz.tokens import broken_words
from latentviz.trace import ThoughtTrace
from latentviz.ui import announce, components, explore, theme
from latentviz.ui.engine import Engine, ModelUnavailable

QUESTION = "Mia has 3 apples and buys 4 more. How many apples does she have?"
MESSAGE, CARD, STRIP, STOP, TOKENS, MAP = range(6)


def made_trace(**changes) -> ThoughtTrace:
    """A finished thought: two latent steps of a cap of three, answered 7."""
    values = {
        "question": QUESTION,
        "checkpoint": "tiny",
        "threshold": 0.5,
        "cap": 3,
        "fixed_k": None,
        "p_stop": np.array([0.03, 0.21, 0.97, 0.999], dtype=np.float32),
        "hidden": np.zeros((4, 2), dtype=np.float32),
        "nearest_tokens": (("3",), ("4",), ("7",), ("8",)),
        "p_nearest": np.full((4, 1), 0.5, dtype=np.float32),
        "n_latent_steps": 2,
        "stopped": True,
        "answers": ("3", "5", "7", "8"),
        "p_answers": np.array([0.2, 0.3, 0.876, 0.5], dtype=np.float32),
        "n_forward_passes": 6,
        "elapsed_s": 0.0614,
    }
    return ThoughtTrace(**values | changes)


def thinking_trace() -> ThoughtTrace:
    """The same thought after its first latent step."""
    whole = made_trace()
    rows = slice(0, 2)
    return replace(
        whole,
        p_stop=whole.p_stop[rows],
        hidden=whole.hidden[rows],
        nearest_tokens=whole.nearest_tokens[rows],
        p_nearest=whole.p_nearest[rows],
        n_latent_steps=None,
        stopped=False,
        answers=(),
        p_answers=np.zeros(0, dtype=np.float32),
    )


def steps_of(strip: str) -> list[str]:
    """The kinds of the strip's steps, in order."""
    return re.findall(r'<li class="step (\w+)"', strip)


def measures_of(card: str) -> dict[str, str]:
    """Name and value of each measure on an answer card."""
    return dict(re.findall(r"<dt><abbr[^>]*>(.*?)</abbr></dt><dd>(.*?)</dd>", card))


def test_answer_card_lists_the_measures_of_the_thought():
    card = components.answer_card(made_trace())
    assert "<output>7</output>" in card
    assert measures_of(card) == {
        "latent steps": "2",
        "counted tokens": "4",
        "forward passes": "6",
        "time": "61 ms",
        "sure of the answer": "88 %",
        "sure to stop": "97 %",
    }
    assert "It took 2 latent steps, and then decided to stop." in card


@pytest.mark.parametrize(
    ("gold", "expected"),
    [(7, ("✓ right", "gold answer 7")), (8.5, ("✗ wrong", "gold answer 8.5")), (None, ("gold answer not known",))],
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
        ({"stopped": False, "n_latent_steps": 3}, "It took 3 latent steps, the most that it may"),
    ],
)
def test_card_says_why_the_thought_ended(changes, sentence):
    assert sentence in components.answer_card(made_trace(**changes))


def test_gold_steps_are_listed_where_known():
    card = components.answer_card(made_trace(gold_answer=7, gold_steps=("3+4=7",)))
    assert "<li>3+4=7</li>" in card
    assert "gold steps" not in components.answer_card(made_trace())


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0042, "4.2 ms"),
        (0.00996, "10 ms"),
        (0.9994, "999 ms"),
        (1.234, "1.23 s"),
        (12.34, "12.3 s"),
        (123.4, "123 s"),
    ],
)
def test_duration_has_at_most_three_digits(seconds, text):
    assert components.duration(seconds) == text


@pytest.mark.parametrize(
    ("p", "text"), [(0.0, "&lt; 1 %"), (0.01, "1 %"), (0.5, "50 %"), (0.99, "99 %"), (1.0, "&gt; 99 %")]
)
def test_percent_claims_no_certainty(p, text):
    assert components.percent(p) == text


def test_strip_shows_halt_what_followed_and_what_it_would_have_said():
    strip = components.strip(made_trace(gold_answer=7), cap=3)
    assert steps_of(strip) == ["taken", "taken", "halt", "past"]
    assert strip.count('class="mark"') == 1
    assert ">halts<" in strip
    assert re.findall(r'<span class="said">(.*?)</span>', strip) == ["3 ✗", "5 ✗", "7 ✓", "8 ✗"]
    assert re.findall(r"<b>(.*?)</b>", strip) == [".03", ".21", ".97", "&gt;.99"]


def test_strip_keeps_the_places_of_steps_to_come():
    assert steps_of(components.strip(None, cap=3)) == ["pending"] * 4
    strip = components.strip(thinking_trace(), cap=3)
    assert steps_of(strip) == ["taken", "taken", "pending", "pending"]
    assert re.findall(r'<span class="said">(.*?)</span>', strip) == ["", ""]


def test_thinking_card_names_the_step():
    assert "thinking: z1, sure to stop .21" in components.thinking_card(thinking_trace())
    assert "reading the question" in components.thinking_card(None)


def test_everything_from_outside_is_escaped():
    evil = "<img src=x onerror=alert(1)>"
    trace = made_trace(answers=(evil,) * 4, nearest_tokens=((evil,),) * 4, gold_answer=1, gold_steps=(evil,))
    snippets = [
        components.answer_card(trace),
        components.strip(trace, 3),
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
    assert "77" in components.about(limits)


def test_errors_are_announced_at_once():
    assert 'role="alert"' in components.error_card("no")
    assert 'role="status"' in components.notices(("note",))


def test_theme_loads_nothing_from_elsewhere():
    sheet = theme.css() + theme.theme()._get_theme_css()
    assert "http" not in sheet.replace("http://www.w3.org/2000/svg", "")
    assert "@import" not in sheet
    assert theme.theme()._stylesheets == []


def test_css_carries_the_palette_of_the_figures():
    assert f"--stop: {palette.STOP};" in theme.css()
    assert "rgb(116, 121, 130)" in theme.css()
    assert palette.FOREGROUND == "#747982"


@pytest.fixture(scope="module")
def engine(random_checkpoint: Path) -> Engine:
    loaded = Engine(random_checkpoint, device="cpu")
    loaded.wait()
    return loaded


@pytest.fixture(scope="module")
def broken_engine(random_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An engine over a folder whose weights were cut short."""
    folder = tmp_path_factory.mktemp("broken") / "cut-short"
    shutil.copytree(random_checkpoint, folder)
    (folder / SUMS).unlink()
    (folder / WEIGHTS).write_bytes((folder / WEIGHTS).read_bytes()[:5000])
    return Engine(folder, device="cpu")


def shown(value) -> bool:
    """Whether a handler changes a view."""
    return value != gr.skip()


def test_engine_knows_the_checkpoint_before_it_is_loaded(engine: Engine):
    assert engine.name == "random"
    assert engine.limits.trained_max_operations == 4
    assert engine.latent_cap == 8


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_engine_refuses_a_folder_that_is_no_checkpoint(tmp_path: Path, name: str):
    (tmp_path / "empty").mkdir()
    with pytest.raises(OSError, match=name):
        Engine(tmp_path / name)


def test_engine_lends_the_gpu_to_each_thought(random_checkpoint: Path):
    calls = []

    def lend_gpu(function):
        def lent(*arguments):
            calls.append(arguments)
            return function(*arguments)

        return lent

    summary = Engine(random_checkpoint, device="cpu", lend_gpu=lend_gpu).summary(QUESTION)
    assert calls == [(QUESTION, None)]
    assert summary["question"] == QUESTION


def test_new_problems_have_the_asked_number_of_operations(engine: Engine):
    problems = [engine.new_problem(n) for n in (1, 2, 3, 4)]
    assert [len(problem.steps) for problem in problems] == [1, 2, 3, 4]
    assert explore.take_new_problem(engine, 3)[1].n_operations == 3


@pytest.mark.parametrize("name", explore.EXAMPLES)
def test_examples_hold_and_use_known_words_only(random_checkpoint: Path, name: str):
    example = explore.EXAMPLES[name]
    check_steps(example)
    assert len(example.steps) == example.n_operations
    assert broken_words(load_checkpoint(random_checkpoint).tokenizer, example.question) == []


def test_run_shows_each_step_and_then_the_answer(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(explore, "FIGURES_EVERY_S", np.inf)
    waiting, *growing, answered = explore.run(engine, QUESTION, None)
    assert steps_of(waiting[STRIP]) == ["pending"] * 9
    assert [steps_of(values[STRIP]).count("pending") for values in growing] == list(range(8, -1, -1))
    assert not any(shown(values[MAP]) for values in (waiting, *growing))
    assert measures_of(answered[CARD])["latent steps"] == str(engine.summary(QUESTION)["n_latent_steps"])
    assert "gold answer not known" in answered[CARD]
    assert all(shown(value) for value in answered)
    assert len(answered[MAP].data[0].x) == 300


def test_figures_follow_a_slow_thought(engine: Engine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(explore, "FIGURES_EVERY_S", 0.0)
    _, *growing, _ = explore.run(engine, QUESTION, None)
    assert [len(values[STOP].data[0].x) for values in growing] == list(range(1, 10))
    assert all(shown(values[MAP]) and shown(values[TOKENS]) for values in growing)


def test_gold_answer_is_known_only_for_the_unedited_text(engine: Engine):
    problem = explore.EXAMPLES["shells"]
    *_, known = explore.run(engine, problem.question, problem)
    *_, edited = explore.run(engine, problem.question.replace("12", "13"), problem)
    assert "gold answer 19" in known[CARD]
    assert "12+7=19" in known[CARD]
    assert "gold answer not known" in edited[CARD]


def test_a_refused_question_leaves_no_old_thought_behind(engine: Engine):
    *_, refused = explore.run(engine, "no number here", None)
    assert "holds no number" in refused[MESSAGE]
    assert refused[CARD] == components.empty_card()
    assert steps_of(refused[STRIP]) == ["pending"] * 9
    assert all(shown(value) for value in refused)
    with pytest.raises(gr.Error, match="holds no number"):
        explore.trace_endpoint(engine, "no number here")


def test_page_says_why_the_model_is_not_there(broken_engine: Engine):
    with pytest.raises(ModelUnavailable, match="could not be loaded"):
        broken_engine.wait()
    *_, refused = explore.run(broken_engine, QUESTION, None)
    assert "model.safetensors" in refused[MESSAGE]
    assert not shown(refused[MAP])
    *_, announced = announce(broken_engine)
    assert "could not be loaded" in announced[0]
    assert "model.safetensors" in announced[1]
    with pytest.raises(gr.Error, match="could not be loaded"):
        explore.trace_endpoint(broken_engine, QUESTION)


def test_a_run_that_breaks_off_is_reported(engine: Engine):
    reported = explore.report_failure(engine)
    assert explore.FAILURE in reported[MESSAGE]
    assert reported[CARD] == components.empty_card()
