"""The Explore tab: one question, one thought, linked views."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import gradio as gr
import plotly.graph_objects as go

from latentviz.figures import explanations, map_figure, stop_figure, tokens_figure
from latentviz.figures.explanations import Explanation
from latentviz.problems import Problem
from latentviz.questions import QuestionError
from latentviz.trace import ThoughtTrace
from latentviz.ui import components
from latentviz.ui.engine import Engine, ModelUnavailable

EXAMPLES = {
    "shells": Problem("Mia has 12 shells and finds 7 more. How many shells does she have now?", ("12+7=19",), 19, 1),
    "stickers": Problem(
        "Tom has 30 stickers. He gives 6 to his sister and shares the rest equally among 4 neighbors. "
        "How many stickers does each neighbor get?",
        ("30-6=24", "24/4=6"),
        6,
        2,
    ),
    "pencils": Problem(
        "Sara has 6 boxes with 8 pencils in each and 10 more pencils on the table. She gives away 23 pencils. "
        "How many pencils does she have left?",
        ("6*8=48", "48+10=58", "58-23=35"),
        35,
        3,
    ),
    "marbles": Problem(
        "Leo has 9 marbles, and Emma has 3 times as many. Emma gives away 7 of her marbles and then buys 12. "
        "How many marbles do Leo and Emma have together?",
        ("9*3=27", "27-7=20", "20+12=32", "9+32=41"),
        41,
        4,
    ),
}
FIGURES_EVERY_S = 0.3
FAILURE = "Something went wrong on the server, so there is no answer. The app goes on: try again."
ONE_THOUGHT_AT_A_TIME = {"concurrency_id": "model", "concurrency_limit": 1}


@dataclass(frozen=True)
class ExploreTab:
    """The components that take part in events; `problem` holds what this visitor last took, generated or example."""

    question: gr.Textbox
    problem: gr.State
    message: gr.HTML
    run: gr.Button
    new_problem: gr.Button
    difficulty: gr.Slider
    examples: dict[str, gr.Button]
    card: gr.HTML
    strip: gr.HTML
    stop_plot: gr.Plot
    tokens_plot: gr.Plot
    map_plot: gr.Plot


def build_explore(engine: Engine) -> ExploreTab:
    """Lay out the tab."""
    with gr.Row(elem_classes="ask"):
        with gr.Column(scale=3, min_width=320):
            question = gr.Textbox(
                label="Your word problem",
                placeholder="Mia has 48 eggs. She sells half of them …",
                lines=1,
                max_lines=8,
                elem_id="question",
            )
            message = gr.HTML(components.hint(engine.limits), elem_id="message")
            with gr.Row(elem_classes="controls"):
                run = gr.Button("Run", variant="primary", scale=1, min_width=120, elem_id="run")
                new_problem = gr.Button("New problem", scale=1, min_width=120, elem_id="new-problem")
                difficulty = gr.Slider(
                    minimum=1,
                    maximum=engine.limits.trained_max_operations,
                    value=min(2, engine.limits.trained_max_operations),
                    step=1,
                    label="Operations in a new problem",
                    buttons=[],
                    scale=2,
                    min_width=200,
                    elem_id="difficulty",
                )
            with gr.Row(elem_classes="examples"):
                gr.HTML('<span class="quiet">or an example:</span>')
                examples = {
                    name: gr.Button(f"{name} ({problem.n_operations})", size="sm", scale=0, min_width=60)
                    for name, problem in EXAMPLES.items()
                }
        with gr.Column(scale=2, min_width=320):
            card = gr.HTML(components.empty_card(), elem_id="card")
    gr.HTML(components.heading("The thought", "after the question, step by step"), elem_classes="heading")
    strip = gr.HTML(components.strip(None, engine.latent_cap), elem_id="strip")
    with gr.Row(elem_classes="views"):
        with gr.Column(min_width=320):
            map_plot = figure_slot("map", "Where it went", "a map of hidden states", explanations.MAP)
        with gr.Column(min_width=320):
            stop_plot = figure_slot(
                "stop", "When it wanted to stop", "P(stop) at each step", explanations.STOP, stop_figure(None)
            )
            tokens_plot = figure_slot(
                "tokens", "What it reads like", "nearest tokens at each step", explanations.TOKENS, tokens_figure(None)
            )
    return ExploreTab(
        question=question,
        problem=gr.State(None),
        message=message,
        run=run,
        new_problem=new_problem,
        difficulty=difficulty,
        examples=examples,
        card=card,
        strip=strip,
        stop_plot=stop_plot,
        tokens_plot=tokens_plot,
        map_plot=map_plot,
    )


def figure_slot(
    name: str, title: str, subtitle: str, explanation: Explanation, figure: go.Figure | None = None
) -> gr.Plot:
    """Heading, figure, and what to make of it; the style sheet reserves the height of `#{name}-plot`."""
    with gr.Column(elem_classes="figure", elem_id=name):
        gr.HTML(components.heading(title, subtitle), elem_classes="heading")
        plot = gr.Plot(figure, show_label=False, container=False, elem_id=f"{name}-plot")
        gr.HTML(components.explanation(explanation), elem_classes="explanation")
    return plot


def wire_explore(tab: ExploreTab, engine: Engine) -> None:
    """Connect the tab's components; the one public endpoint is `/trace`."""
    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    thought = [tab.message, tab.card, tab.strip, tab.stop_plot, tab.tokens_plot, tab.map_plot]
    chosen = [tab.question, tab.problem, tab.message]
    running = gr.on(
        [tab.run.click, tab.question.submit],
        partial(run, engine),
        [tab.question, tab.problem],
        thought,
        **ONE_THOUGHT_AT_A_TIME,
        **quiet,
    )
    running.failure(partial(report_failure, engine), outputs=thought, **quiet)
    tab.new_problem.click(partial(take_new_problem, engine), tab.difficulty, chosen, **quiet)
    for name, button in tab.examples.items():
        button.click(partial(take_example, engine, name), outputs=chosen, **quiet)

    def trace(question: str) -> dict:
        """Think about one word problem: the answer, the latent steps, P(stop) and the nearest tokens at each step."""
        return trace_endpoint(engine, question)

    gr.api(trace, api_name="trace", **ONE_THOUGHT_AT_A_TIME)


def run(engine: Engine, question: str, problem: Problem | None) -> Iterator[tuple]:
    """Think about a question and show each step as it comes; gold is known while the text is still the problem's."""
    waiting = components.thinking_card(None) if engine.ready else components.loading_card()
    yield views(message=components.hint(engine.limits), card=waiting, strip=components.strip(None, engine.latent_cap))
    known = problem if problem is not None and problem.question == question else None
    drawn_at = time.monotonic()
    try:
        for trace in engine.stream(question, known):
            draw = trace.finished or time.monotonic() - drawn_at >= FIGURES_EVERY_S
            yield views(**texts_of(engine, trace), **(figures_of(engine, trace) if draw else {}))
            drawn_at = time.monotonic() if draw else drawn_at
    except QuestionError as error:
        yield views(**refusal(engine, str(error)), **figures_of(engine, None))
    except ModelUnavailable as error:
        yield views(**refusal(engine, str(error)))


def report_failure(engine: Engine) -> tuple:
    """Say so where a run broke off."""
    return views(**refusal(engine, FAILURE), **figures_of(engine, None))


def take_new_problem(engine: Engine, n_operations: int) -> tuple[str, Problem, str]:
    """Put a generated problem into the box."""
    problem = engine.new_problem(int(n_operations))
    return problem.question, problem, components.hint(engine.limits)


def take_example(engine: Engine, name: str) -> tuple[str, Problem, str]:
    """Put an example into the box."""
    return EXAMPLES[name].question, EXAMPLES[name], components.hint(engine.limits)


def trace_endpoint(engine: Engine, question: str) -> dict:
    """What `/trace` returns.

    Raises
    ------
    gr.Error
        With the message that the page would show.
    """
    try:
        return engine.summary(question)
    except (QuestionError, ModelUnavailable) as error:
        raise gr.Error(str(error)) from error


def views(
    *,
    message: str | None = None,
    card: str | None = None,
    strip: str | None = None,
    stop_plot: go.Figure | None = None,
    tokens_plot: go.Figure | None = None,
    map_plot: go.Figure | None = None,
) -> tuple:
    """Values for the views of a thought, in the order of the outputs; None leaves a view as it is."""
    values = (message, card, strip, stop_plot, tokens_plot, map_plot)
    return tuple(gr.skip() if value is None else value for value in values)


def texts_of(engine: Engine, trace: ThoughtTrace) -> dict[str, str]:
    """Message, card and strip of a trace."""
    return {
        "message": components.notices(trace.notices) if trace.notices else components.hint(engine.limits),
        "card": components.answer_card(trace) if trace.finished else components.thinking_card(trace),
        "strip": components.strip(trace, engine.latent_cap),
    }


def figures_of(engine: Engine, trace: ThoughtTrace | None) -> dict[str, go.Figure]:
    """Figures of a trace, empty ones for None."""
    return {
        "stop_plot": stop_figure(trace),
        "tokens_plot": tokens_figure(trace),
        "map_plot": map_of(engine, trace),
    }


def map_of(engine: Engine, trace: ThoughtTrace | None) -> go.Figure:
    """The map with the path of a trace; its height is left to the style sheet, which knows the screen."""
    placement = None if trace is None else engine.place(trace)
    return map_figure(engine.hidden_state_map, placement, trace).update_layout(height=None)


def refusal(engine: Engine, message: str) -> dict[str, str]:
    """An error below the text box, and no answer."""
    return {
        "message": components.error_card(message),
        "card": components.empty_card(),
        "strip": components.strip(None, engine.latent_cap),
    }
