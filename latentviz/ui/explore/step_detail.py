"""The selected step in words: what it is nearest to, what the controls say, and which known states lie around it."""

from html import escape

from latentviz.figures.wording import is_past_halt, probability_text, step_label, token_text
from latentviz.records.lens import GoldHit, Reading, gold_hits
from latentviz.records.run_file import Run
from latentviz.records.trace import ThoughtTrace
from latentviz.ui.shared.components import term

N_NEIGHBORS = 5
NOTHING_YET = "Run a question, then choose a step of the thought."
COLUMNS = {
    "would write": "The logit lens: the token that the model would write next, with its probability.",
    "points at": "Before the filter: the word whose embedding has the largest cosine to the hidden state.",
    "passes on": "After the filter: the word nearest by cosine to what is fed into the next step.",
}


def detail(run: Run, selected: int) -> str:
    """The panel of the selected step, a row of the run's trace."""
    trace = run.trace
    where = "past the halt: would have followed" if is_past_halt(trace, selected) else "part of this thought"
    parts = (looks_at(trace, selected), badges(trace, selected), nearest_table(trace, selected))
    heading = f'<h3>{step_label(selected)} <span class="quiet">{where}</span></h3>'
    return panel("".join((heading, *parts, neighbors(run, selected))))


def panel(content: str) -> str:
    """The place of a step in words, which scrolls."""
    return f'<div class="detail" role="region" aria-label="The selected step" tabindex="0">{content}</div>'


def looks_at(trace: ThoughtTrace, row: int) -> str:
    """How much the step changes where it cannot look at each number of the question, and the control."""
    use = trace.number_use
    if use is None or not use.words:
        return ""
    listed = ", ".join(
        f"{escape(word)} {probability_text(change)}" for word, change in zip(use.words, use.change[row], strict=True)
    )
    control = f" Other words, {use.n_control_words} tried: {probability_text(use.control[row])} at most."
    return (
        '<p class="looks-at">Were one number of the question hidden from this step, what it reads like would change by '
        f"(0 to 1): {listed}.{control if use.n_control_words else ''}</p>"
    )


def badges(trace: ThoughtTrace, row: int) -> str:
    """Gold results that the step reads like, each with what the controls say."""
    if trace.controls is None:
        return '<p class="badges quiet">The controls are still to come.</p>'
    if not trace.controls.results:
        return '<p class="badges quiet">The gold steps are not known, so nothing can be looked for.</p>'
    hits = gold_hits(trace.nearest, trace.controls, row)
    if not hits:
        listed = escape(", ".join(trace.controls.results))
        return f'<p class="badges quiet">Reads none of the gold results ({listed}) among its nearest tokens.</p>'
    return f'<p class="badges">{"".join(_badge(hit, trace.controls.n_other_latents) for hit in hits)}</p>'


def nearest_table(trace: ThoughtTrace, row: int) -> str:
    """Ten tokens in each of three readings."""
    every = (trace.nearest, trace.cosine_reading, trace.fed_reading)
    columns = {name: reading for name, reading in zip(COLUMNS, every, strict=True) if reading is not None}
    heads = "".join(f'<th scope="col">{term(name, COLUMNS[name])}</th>' for name in columns)
    n_ranks = min(reading.values.shape[1] for reading in columns.values())
    lines = "".join(
        f'<tr><th scope="row">{rank + 1}</th>{"".join(_cell(reading, row, rank) for reading in columns.values())}</tr>'
        for rank in range(n_ranks)
    )
    return (
        f'<table class="nearest"><caption>Nearest tokens of {step_label(row)}</caption>'
        f'<thead><tr><th scope="col">rank</th>{heads}</tr></thead><tbody>{lines}</tbody></table>'
    )


def neighbors(run: Run, row: int) -> str:
    """The nearest known state of each of the nearest problems, with the question and its gold steps."""
    if run.cloud is None or run.placement is None:
        return ""
    labels = run.cloud.labels
    nearest: dict[int, int] = {}
    for state in run.placement.neighbors[row].tolist():
        nearest.setdefault(int(labels.problem[state]), state)
    items = "".join(
        f"<li>{escape(labels.questions[problem])} "
        f'<span class="quiet">{step_label(int(labels.step[state]))}, gold steps '
        f"{escape('; '.join(labels.steps_of(problem)))}</span></li>"
        for problem, state in list(nearest.items())[:N_NEIGHBORS]
    )
    percentile = run.placement.distance_percentile[row]
    kept = 100 * run.placement.neighbors_kept[row, 0]
    trust = (
        f"Its place: farther from known states than {percentile:.0f} % of those from each other; the flat map keeps "
        f"{kept:.0f} % of its true neighbours."
    )
    return f'<h3>Nearest known states</h3><p class="trust">{trust}</p><ol class="neighbors">{items}</ol>'


def _badge(hit: GoldHit, n_latents: int) -> str:
    share = f"{100 * hit.p_by_chance:.0f} % of {n_latents} latents of other problems list it too"
    kind, control = ("weak", "so do the controls") if hit.control_reads else ("strong", "the controls do not")
    return (
        f'<span class="badge {kind}" title="{share}">reads like the gold result {escape(hit.result)} '
        f"(rank {hit.rank}); {control}</span>"
    )


def _cell(reading: Reading, row: int, rank: int) -> str:
    value = float(reading.values[row, rank])
    shown = probability_text(value) if value >= 0 else f"{value:.2f}"
    width, token = 100 * max(value, 0.0), token_text(reading.tokens[row][rank])
    return f'<td><i style="width: {width:.0f}%"></i><code>{token}</code> <span>{shown}</span></td>'
