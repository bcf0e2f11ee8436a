"""What happens on the Lab tab: plain functions from inputs to values of the views.

What needs torch is imported where it is used: by then the model is loaded, and the page opens without it.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import gradio as gr
import numpy as np
import plotly.graph_objects as go
from scipy.special import expit, logit

from latentviz.data.counterfactuals import Twin, draw_twins, numbers_that_can_vary, twin_with, twins_with
from latentviz.data.number_sweep import numbers_in_text
from latentviz.data.problems import Problem
from latentviz.figures import Overlay, map_figure
from latentviz.figures.intervention import edit_figure
from latentviz.figures.map import View
from latentviz.records.links import RunLink
from latentviz.records.run_file import Run
from latentviz.serving.engine import Engine
from latentviz.ui.lab import render as lab_texts
from latentviz.ui.shared import components
from latentviz.ui.shared.controls import NO_FORCE, THRESHOLD_RANGE, forced_steps
from latentviz.ui.shared.questions import NO_THOUGHT, known_problem, middle_of
from latentviz.ui.shared.refusals import refuses_in
from latentviz.utils.refusal import Refusal

if TYPE_CHECKING:
    from latentviz.analysis.intervention_reports import EditControls, EditedThought, PatchedThought
    from latentviz.analysis.interventions import Edit
    from latentviz.model.checkpoint import LoadedCheckpoint
    from latentviz.model.generation import StopRule

LAB_VIEWS = (
    *("message", "outcome", "edit_plot", "map_plot", "tokens", "edited", "controls", "patch"),
    *("stress_progress", "stress_plot", "stress_table", "stress_rows", "question", "problem", "donor"),
    *("patch_number", "patch_value", "stress_number", "threshold", "forced", "noise", "weight"),
)
N_CONTROLS = 20
N_REFERENCES = 32
N_OTHER_TWINS = 24
N_DRAWN, LIKE_SIZE = 4, 2
SEED = 0
NO_QUESTION = "Type a question, or take a new problem, first."
NO_GOLD = (
    "The gold steps of this question are not known, so arithmetic cannot say what must follow. Take a new problem, or "
    "an example of Explore, and leave its text as it is."
)
NO_TWIN = "No number of this problem enters an intermediate result alone. Take a new problem with two or more steps."


@dataclass(frozen=True)
class Asked:
    """What the visitor wants to test; the fields are the controls, by name.

    Attributes
    ----------
    question : str
    problem : Problem or None
        What was last taken; its gold answer is known while the question is still its text.
    threshold : float
    forced : int
        Choice of the forced number of steps, `NO_FORCE` where the stop head decides.
    step : int
    kind : str
        As in `latentviz.analysis.interventions.Edit`.
    noise, weight : float
        Sizes of "noise" and "interpolate".
    donor : str
        The question whose step is copied; a new problem where it is empty.
    """

    question: str
    problem: Problem | None
    threshold: float
    forced: int
    step: int = 1
    kind: str = "zero"
    noise: float = 1.0
    weight: float = 0.5
    donor: str = ""

    @property
    def known(self) -> Problem | None:
        """The problem, while the text is still its own."""
        return known_problem(self.question, self.problem)

    @property
    def rule(self) -> "StopRule":
        """When the thought halts."""
        from latentviz.model.generation import StopRule

        return StopRule(self.threshold, fixed_k=forced_steps(self.forced))

    @property
    def edit(self) -> "Edit":
        """The act on the step."""
        from latentviz.analysis.interventions import Edit

        return Edit(self.kind, int(self.step), self.weight if self.kind == "interpolate" else self.noise)


@refuses_in("message")
def edit(engine: Engine, asked: Asked, map_view: View) -> Iterator[dict]:
    """Think about the question with and without the edit, and show both; a refusal leaves the last result there."""
    yield {"message": components.busy("thinking, with the edit and without it")}
    donor = (asked.donor.strip() or new_donor(engine, asked.known)) if takes_donor(asked.kind) else None
    edited = engine.use(partial(edited_thought, asked=asked, donor=donor))
    found = edited.outcomes
    yield {
        "message": components.hint(engine.limits),
        "outcome": lab_texts.outcome(edited),
        "edit_plot": edit_figure(found.p_stop, found.n_latent_steps, found.answers, edited.edit.step),
        "map_plot": edited_map(engine, edited, map_view),
        "tokens": lab_texts.tokens(edited),
        "edited": edited,
        "controls": components.quiet(lab_texts.NO_CONTROLS),
        **({} if donor is None else {"donor": donor}),
    }


def edited_thought(checkpoint: "LoadedCheckpoint", asked: Asked, donor: str | None) -> "EditedThought":
    """Run the edit; "mean" is taken over problems of the test split."""
    from latentviz.analysis.evaluation import dial_problems
    from latentviz.analysis.intervention_reports import edit_thought

    references: Sequence[str] = ()
    if asked.kind == "mean":
        drawn = dial_problems(checkpoint.model.config.limits, "test", N_REFERENCES, SEED)
        references = [problem.question for problem in drawn]
    gold = None if asked.known is None else asked.known.answer
    return edit_thought(checkpoint, asked.question, asked.edit, asked.rule, donor, references, gold)


def redraw_map(engine: Engine, edited: "EditedThought | None", map_view: View) -> dict[str, Any]:
    """The map in another view."""
    return {"map_plot": edited_map(engine, edited, map_view)}


def edited_map(engine: Engine, edited: "EditedThought | None", map_view: View) -> go.Figure:
    """The path before the edit, and over it those after it and with noise."""
    if edited is None or engine.cloud is None:
        return map_figure(engine.cloud, None, None, view=map_view)
    before, *others = (engine.run_of(trace) for trace in edited.traces)
    overlays = tuple(
        Overlay(name, run.trace, run.placement)
        for name, run in zip(("after the edit", "noise of the same size"), others, strict=True)
        if run.placement is not None
    )
    return map_figure(
        before.cloud, before.placement, before.trace, view=map_view, selected=edited.edit.step, overlays=overlays
    )


@refuses_in("controls")
def try_controls(engine: Engine, asked: Asked) -> Iterator[dict]:
    """Make the same edit on other problems, always the same ones."""
    yield {"controls": components.busy(f"the same edit on {N_CONTROLS} other problems")}
    yield {"controls": lab_texts.controls(engine.use(partial(controls_of, asked=asked)))}


def controls_of(checkpoint: "LoadedCheckpoint", asked: Asked) -> "EditControls":
    """Run the edit on problems of the test split."""
    from latentviz.analysis.evaluation import TEST_SEED, dial_problems
    from latentviz.analysis.intervention_reports import edit_controls

    drawn = dial_problems(checkpoint.model.config.limits, "test", N_CONTROLS + 1, TEST_SEED)
    questions = [problem.question for problem in drawn if problem.question != asked.question][:N_CONTROLS]
    return edit_controls(checkpoint.model, checkpoint.tokenizer, questions, asked.edit, asked.rule)


@refuses_in("patch")
def patch(engine: Engine, asked: Asked, number: int | None, value: float | None) -> Iterator[dict]:
    """Put the step of a twin into the thought; without a value, of the first drawn twin that the model solves."""
    if asked.known is None:
        raise Refusal(NO_GOLD)
    yield {"patch": components.busy("thinking about the problem, its twin, and both mixed")}
    others = draw_twins(engine.limits.to_dict(), "test", N_OTHER_TWINS, SEED)
    twins = chosen_twins(asked.known, number, value, engine.limits.trained_max_number)
    patched = engine.use(partial(patched_thought, twins=twins, asked=asked, others=others))
    twin = patched.twin
    yield {"patch": lab_texts.patch(patched), "patch_number": twin.number, "patch_value": twin.replacement}


def draw(engine: Engine, asked: Asked, number: int | None) -> Iterator[dict]:
    """Put the step of a drawn twin into the thought."""
    yield from patch(engine, asked, number, None)


def patch_once(engine: Engine, asked: Asked, number: int | None, value: float | None) -> Iterator[dict]:
    """On opening the tab: patch with a drawn twin, where that can be done and no number was given."""
    # An empty number that nobody has touched arrives as 0.
    if value or not engine.ready or asked.known is None:
        yield {}
    else:
        yield from draw(engine, asked, number)


def patched_thought(
    checkpoint: "LoadedCheckpoint", twins: Sequence[Twin], asked: Asked, others: Sequence[Twin]
) -> "PatchedThought":
    """Run the patches with the first twin that the model solves, else with the last."""
    from latentviz.analysis.intervention_reports import patch_number

    for twin in twins:
        beside = [other for other in others if other.problem != twin.problem]
        patched = patch_number(checkpoint, twin, asked.rule, beside)
        if patched.solves_both:
            break
    return patched


def chosen_twins(problem: Problem, number: int | None, value: float | None, max_number: int) -> list[Twin]:
    """The twin with a value in place of a number, or a few that are drawn, their values of a like size first.

    Raises
    ------
    ValueError
        If there is no such twin.
    """
    numbers = twin_numbers(problem, max_number)
    if not numbers:
        raise Refusal(NO_TWIN)
    number = numbers[0] if number is None else int(number)
    if value is not None:
        return [twin_with(problem, number, int(value))]
    values = list(range(2, max_number + 1))
    random.SystemRandom().shuffle(values)
    values.sort(key=lambda drawn: drawn > LIKE_SIZE * max(number, 10))
    twins = list(islice(twins_with(problem, number, values, max_number), N_DRAWN))
    if not twins:
        raise Refusal(NO_TWIN)
    return twins


def twin_numbers(problem: Problem, max_number: int) -> tuple[int, ...]:
    """The numbers of a problem that have a twin."""
    values = range(2, max_number + 1)
    return tuple(n for n in numbers_that_can_vary(problem) if any(twins_with(problem, n, values, max_number)))


def follow_question(engine: Engine, question: str, problem: Problem | None) -> dict[str, Any]:
    """The numbers that can be changed in a question."""
    known = known_problem(question, problem)
    twins = () if known is None else twin_numbers(known, engine.limits.trained_max_number)
    varied = numbers_in_text(question) if len(question) <= engine.limits.max_characters else ()
    return {"patch_number": choice_of(twins), "patch_value": None, "stress_number": choice_of(varied)}


def choice_of(numbers: Sequence[int]) -> dict:
    """The numbers as choices, the first one chosen."""
    return gr.update(choices=list(numbers), value=numbers[0] if numbers else None)


def follow_act(kind: str) -> dict[str, Any]:
    """Let only those controls be moved that the act uses."""
    return {
        "noise": gr.update(interactive=kind == "noise"),
        "weight": gr.update(interactive=kind == "interpolate"),
        "donor": gr.update(interactive=takes_donor(kind)),
    }


def takes_donor(kind: str) -> bool:
    """Whether an act copies from another problem."""
    return kind in ("copy", "interpolate")


def take_from_explore(engine: Engine, thought: Run | None) -> dict[str, Any]:
    """Take question and rule of the thought in Explore.

    A temperature is written as the threshold at which the same thought halts at the same steps without it.
    """
    if thought is None:
        return {"message": components.notices((NO_THOUGHT,))}
    trace, link = thought.trace, RunLink.of(thought.trace)
    threshold, message = trace.threshold, components.hint(engine.limits)
    if trace.temperature != 1 and threshold < 1:
        threshold = float(np.clip(expit(trace.temperature * logit(threshold)), *THRESHOLD_RANGE))
        message = components.notices(
            (f"Temperature {trace.temperature:.1f} of Explore is written here as the threshold {threshold:.2f}.",)
        )
    forced = NO_FORCE if trace.fixed_k is None else min(trace.fixed_k, engine.latent_cap)
    taken = {"question": link.question, "problem": link.problem, "threshold": threshold, "forced": forced}
    return taken | {"message": message}


def take_if_empty(engine: Engine, question: str, thought: Run | None) -> dict[str, Any]:
    """On opening the tab: the thought of Explore, unless there is a question already."""
    return {} if question or thought is None else take_from_explore(engine, thought)


def take_new_problem(engine: Engine) -> dict[str, Any]:
    """Put a generated problem into the box, half as hard as the hardest that the checkpoint was trained on."""
    problem = engine.new_problem(middle_of(engine.limits))
    return {"question": problem.question, "problem": problem, "message": components.hint(engine.limits)}


def take_donor(engine: Engine, question: str, problem: Problem | None) -> dict[str, Any]:
    """Draw another problem whose step is copied, as hard as this one where that is known."""
    return {"donor": new_donor(engine, known_problem(question, problem))}


def new_donor(engine: Engine, known: Problem | None) -> str:
    """The question of a generated problem."""
    hardest = engine.limits.trained_max_operations
    n_operations = middle_of(engine.limits) if known is None else min(max(known.n_operations, 1), hardest)
    return engine.new_problem(n_operations).question


def link_of(asked: Asked) -> dict[str, Any]:
    """What Explore is asked to show, and what is said here where there is no question."""
    if not asked.question.strip():
        return {"request": None, "message": components.error_card(NO_QUESTION)}
    link = RunLink(asked.question, asked.threshold, fixed_k=forced_steps(asked.forced), problem=asked.known)
    return {"request": link}
