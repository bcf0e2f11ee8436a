"""Snippets of HTML. Everything that a visitor typed or a model wrote is escaped here."""

from collections.abc import Iterable, Sequence
from html import escape

from latentviz.data.problems.problem import matches_gold
from latentviz.figures.captions import Explanation
from latentviz.figures.wording import probability_text, step_label, steps_text, sure_text
from latentviz.records.trace import ThoughtTrace
from latentviz.utils.records import QuestionLimits

STATUS_WORDS = {
    "loading": "still loading",
    "ready": "ready",
    "failed": "could not be loaded",
    "absent": "run files only",
}
WAITING, RUNNING, DONE, CANCELLED = "waiting for its turn and for the model", "running", "done", "cancelled, and kept"
TERMS = {
    "latent steps": "Passes through the model between question and answer, in which it writes no word.",
    "counted tokens": "Latent steps plus two: the START and STOP that frame them count too, as in the paper.",
    "forward passes": "Passes through the model for the question, START, each latent step and the answer's tokens.",
    "time": "Wall time of those passes on this machine; ≈ where only another halting step was timed.",
    "sure of the answer": "Probability that the model gave to the answer it wrote. It can be sure and wrong.",
    "sure to stop": "P(stop), read by the stop head at the step where the thought halted.",
}


def masthead() -> str:
    """Name and purpose."""
    return "<h1>latentviz</h1><p>a small model that thinks in hidden states, and decides when to stop</p>"


def model_status(name: str, state: str) -> str:
    """Which checkpoint this is, and whether it is ready; `state` is a key of `STATUS_WORDS`."""
    words = STATUS_WORDS[state]
    return f'<p class="status {state}" role="status">model: <b>{escape(name)}</b> <span>{words}</span></p>'


def hint(limits: QuestionLimits) -> str:
    """What may be asked, while there is nothing to complain about."""
    numbers = f" with whole numbers up to {limits.trained_max_number}" if limits.whole_numbers_only else ""
    return (
        f'<p class="hint">A word problem in English{numbers}, solved in 1 to {limits.trained_max_operations} '
        "operations.</p>"
    )


def error_card(message: str) -> str:
    """Why a question cannot be asked, or a model not be used."""
    return f'<div class="error" role="alert"><b aria-hidden="true">!</b><span>{escape(message)}</span></div>'


def notices(sentences: tuple[str, ...]) -> str:
    """What the reader must know about this input."""
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f'<div role="status"><ul class="notices">{items}</ul></div>'


def empty_card() -> str:
    """The place of the answer before the first run."""
    return _card(quiet("Type a question and press Enter, or take a new problem."))


def loading_card() -> str:
    """The place of the answer while the model is not there yet."""
    return _card('<p class="quiet busy">The model is still loading. Your question runs as soon as it is ready.</p>')


def cancelled_card() -> str:
    """The place of the answer after the visitor has cancelled."""
    return _card(quiet("Nothing is running now. The question is still in the box."))


def thinking_card(trace: ThoughtTrace | None) -> str:
    """The place of the answer while the model thinks."""
    if trace is None:
        return _card('<p class="quiet busy">reading the question</p>')
    step, sure = step_label(trace.n_recorded), probability_text(trace.p_stop[-1])
    return _card(f'<p class="quiet busy">thinking: {step}, sure to stop {sure}</p>')


def answer_card(trace: ThoughtTrace) -> str:
    """The answer of a finished trace, whether it is right, and what it cost."""
    k = trace.halt
    measures = {
        "latent steps": f"{k}",
        "counted tokens": f"{trace.n_counted_tokens}",
        "forward passes": f"{trace.n_forward_passes}",
        "time": ("" if trace.measured_k in (None, k) else "≈ ") + duration(trace.elapsed_s),
        "sure of the answer": escape(sure_text(float(trace.p_answers[k]))),
        "sure to stop": escape(sure_text(float(trace.p_stop[k]))),
    }
    listed = "".join(
        f"<div><dt>{term(name, TERMS[name])}</dt><dd>{value}</dd></div>" for name, value in measures.items()
    )
    answer = escape(trace.answers[k]) or '<span class="quiet">nothing</span>'
    return _card(
        f'<p class="answer"><output>{answer}</output>{_verdict(trace)}</p>'
        f'<p class="ending">{_ending(trace)}</p><dl class="measures">{listed}</dl>{_gold_steps(trace)}',
    )


def heading(title: str, subtitle: str) -> str:
    """Heading of a section."""
    return f"<h2>{escape(title)}</h2><p>{escape(subtitle)}</p>"


def quiet(sentence: str) -> str:
    """A sentence where there is nothing to show yet."""
    return f'<p class="quiet">{escape(sentence)}</p>'


def term(name: str, meaning: str) -> str:
    """A name that says what it means where it is pointed at."""
    return f'<abbr title="{escape(meaning)}">{name}</abbr>'


def busy(sentence: str) -> str:
    """A sentence while something is computed."""
    return f'<p class="quiet busy" role="status">{escape(sentence)}</p>'


def progress(
    state: str, n_done: int = 0, n_total: int = 0, what: str = "problems", elapsed_s: float | None = None
) -> str:
    """A bar, and how far a run is in words; an empty bar before and after it.

    Parameters
    ----------
    state : str
        `RUNNING`, `DONE`, `CANCELLED`, or a sentence where nothing is counted.
    what : str
        What is counted.
    elapsed_s : float, optional
        Seconds since the run began; while it goes on, what is left of it is estimated from them.
    """
    words = escape(state)
    if n_total:
        words += f": {n_done:,} of {n_total:,} {escape(what)}"
    if elapsed_s:
        words += f", {duration(elapsed_s)}"
        if state == RUNNING and n_done:
            words += f", about {duration(elapsed_s * (n_total - n_done) / n_done)} to go"
    return (
        f'<div class="progress"><progress max="{max(n_total, 1)}" value="{n_done}" aria-label="{escape(what)} done">'
        f'</progress><span role="status">{words}</span></div>'
    )


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A small table; the first cell of a row names it. The cells are HTML."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        for first, *cells in rows
    )
    return (
        f'<div class="sideways" role="region" tabindex="0" aria-label="{escape(caption)}"><table class="meter">'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def verdict(answer: str, gold: float | None) -> str:
    """An answer with a sign and a word for whether it is right, where that is known."""
    shown = escape(answer) or "nothing"
    if gold is None:
        return f"<b>{shown}</b>"
    return f"<b>{shown}</b> {'✓ right' if matches_gold(answer, gold) else '✗ wrong'}"


def explanation(text: Explanation, figure: str | None = None) -> str:
    """A menu: how to read a figure and what it cannot tell; with a name, buttons that save the figure."""
    buttons = "".join(
        f'<button type="button" data-export="{figure}" data-format="{kind}" '
        f'aria-label="Save the figure {figure} as {kind.upper()}">{kind.upper()}</button>'
        for kind in ("svg", "png")
        if figure is not None
    )
    exports = f'<p class="exports">{buttons}</p>' if buttons else ""
    return (
        '<details class="menu" name="menu"><summary>about this</summary><div class="sheet">'
        f"<h3>How to read this</h3><p>{escape(text.how_to_read)}</p>"
        f"<h3>What it cannot tell</h3><p>{escape(text.cannot_tell)}</p>{exports}</div></details>"
    )


def run_link(query: str | None) -> str:
    """The link that rebuilds the run."""
    if query is None:
        return quiet("A link to your run will stand here.")
    return f'<p><a class="run-link" href="{escape(query)}">Link to this run</a></p>'


def about(limits: QuestionLimits) -> str:
    """What this page is, in plain words."""
    return f"""<h2>About</h2>
<div class="columns">
<p>A language model usually reasons by writing: every thought is a word. The model on this page thinks without words.
After it has read the question it passes its own <em>hidden state</em>, a list of numbers, back into itself. One such
pass is a <em>latent step</em>. After each step a small part of it, the <em>stop head</em>, says how sure it is that it
has thought enough. When that reaches the threshold, the model stops and writes its answer.</p>
<p>Thinking has a price, so easy questions should take fewer steps than hard ones. This page shows where a thought
halted, what it would have answered had it halted elsewhere, and what the hidden states look like on the way.</p>
<p>The model is small and was trained on word problems in English alone: whole numbers up to
{limits.trained_max_number}, 1 to {limits.trained_max_operations} operations; its card names where they come from.
Outside of that it fails, often without doubt. The pictures show what is in the hidden states. They do not prove what
the model uses: that takes interventions, and each figure says what it cannot tell.</p>
<p>The method is that of “Learning When to Stop: Adaptive Latent Reasoning via Reinforcement Learning” (arXiv
2511.21581). Nothing that you type is stored on the server beyond your visit, and the page asks no other server for
anything; only where you name a model on the Hugging Face hub does this server fetch it there. A run file is put
together when you ask for it.</p>
</div>"""


def duration(seconds: float) -> str:
    """A time in milliseconds to hours, with at most three digits up to 41 days."""
    if seconds < 0.9995:
        return f"{1000 * seconds:.0f} ms" if seconds >= 0.00995 else f"{1000 * seconds:.1f} ms"
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds >= 10 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.2f} s" if seconds < 9.995 else f"{seconds:.1f} s" if seconds < 99.95 else f"{seconds:.0f} s"


def number(value: float) -> str:
    """A number without a needless decimal point."""
    return f"{value:.10g}"


def _card(body: str) -> str:
    return f'<section class="card" aria-live="polite" aria-label="Answer"><h2>Answer</h2>{body}</section>'


def _verdict(trace: ThoughtTrace) -> str:
    if trace.right is None or trace.gold_answer is None:
        return '<span class="verdict unknown">? right answer not known</span>'
    kind, sign = ("right", "✓") if trace.right else ("wrong", "✗")
    gold = f'<span class="gold">right answer {number(trace.gold_answer)}</span>'
    return f'<span class="verdict {kind}">{sign} {kind}</span> {gold}'


def _ending(trace: ThoughtTrace) -> str:
    steps = steps_text(trace.halt)
    if trace.stopped:
        return f"It took {steps}, and then decided to stop."
    if trace.fixed_k is not None:
        return f"It was made to take {steps}."
    return f"It took {steps}, the most that it may, and never decided to stop."


def _gold_steps(trace: ThoughtTrace) -> str:
    if not trace.gold_steps:
        return '<p class="gold-steps"></p>'
    steps = "".join(f"<li>{escape(step)}</li>" for step in trace.gold_steps)
    return f'<div class="gold-steps"><span>gold steps</span><ol>{steps}</ol></div>'
