"""What the Compare tab says in words, as HTML."""

from html import escape

from latentviz.analysis.comparison import SetComparison
from latentviz.data.problems.problem import number_of
from latentviz.figures.wording import (
    counted,
    halt_sentence,
    percent,
    probability_text,
    share_text,
    step_label,
    steps_text,
    token_text,
)
from latentviz.records.trace import ThoughtTrace
from latentviz.ui.shared.components import duration, number, quiet, table, verdict
from latentviz.ui.shared.row_table import listing, nothing

NO_PAIR = "Compare two thoughts about one question: both answers, and what they cost, will stand here."
NO_DROPPED = "What the shorter thought left out will stand here."
NO_FLIPS = "The problems that only one of the two solves will stand here."
NO_SET = "Run both over the same problems: wins and losses, with their test, will stand here."


def pair(first: ThoughtTrace, second: ThoughtTrace, names: tuple[str, str]) -> str:
    """Both answers and what they cost."""
    traces = (first, second)
    rows = [
        ("answer", *(verdict(trace.answers[trace.halt], trace.gold_answer) for trace in traces)),
        ("probability of it", *(probability_text(float(trace.p_answers[trace.halt])) for trace in traces)),
        ("latent steps", *(str(trace.halt) for trace in traces)),
        ("counted tokens", *(str(trace.n_counted_tokens) for trace in traces)),
        ("forward passes", *(str(trace.n_forward_passes) for trace in traces)),
        ("time", *(duration(trace.elapsed_s) for trace in traces)),
        ("P(stop) at the halt", *(probability_text(trace.p_stop[trace.halt]) for trace in traces)),
        ("ending", *(halt_sentence(trace) for trace in traces)),
    ]
    same = first.answer_text == second.answer_text
    sentence = "Both give the same answer." if same else "They give different answers."
    if first.gold_answer is not None:
        sentence += f" The right answer is {number(first.gold_answer)}."
    columns = ("", *names)
    return f'<p class="finding" role="status">{sentence}</p>{table("Two thoughts about one question", columns, rows)}'


def dropped(first: ThoughtTrace, second: ThoughtTrace, names: tuple[str, str]) -> str:
    """The steps that the longer thought took and the shorter one did not."""
    if first.halt == second.halt:
        return quiet(f"Both take {steps_text(first.halt)}: neither left a step out.")
    pairs = sorted(zip((first, second), names, strict=True), key=lambda found: found[0].halt)
    (short, short_name), (long, long_name) = pairs
    taken = range(short.halt + 1, long.halt + 1)
    rows = [
        (
            step_label(row),
            f"{token_text(long.nearest_tokens[row][0])} {probability_text(long.p_nearest[row, 0])}",
            results_read(long, row),
            verdict(long.answers[row], long.gold_answer),
            probability_text(long.p_stop[row]),
        )
        for row in taken
    ]
    changed = sum(long.answers[row] != long.answers[row - 1] for row in taken)
    changes = "did not change" if not changed else "changed once" if changed == 1 else f"changed {changed} times"
    sentence = (
        f"{escape(short_name)} left out {steps_text(len(rows))} that {escape(long_name)} took. Meanwhile, what it "
        f"would have answered {changes}."
    )
    columns = ("step", "reads like", "gold results among its nearest", "would have said", "P(stop)")
    return f'<p class="finding" role="status">{sentence}</p>{table("Steps that were dropped", columns, rows)}'


def results_read(trace: ThoughtTrace, row: int) -> str:
    """The gold results that stand among the nearest tokens of a step, with their ranks."""
    if not trace.gold_steps:
        return "not known"
    results = {number_of(step.rpartition("=")[2]) for step in trace.gold_steps}
    found = [
        f"{number(read)} at rank {rank}"
        for rank, token in enumerate(trace.nearest_tokens[row], 1)
        if (read := number_of(token)) is not None and read in results
    ]
    return ", ".join(found) or "none"


def comparison(found: SetComparison, names: tuple[str, str]) -> str:
    """Wins and losses with McNemar's test and the paired intervals."""
    rows = [
        ("right", *(share_text(shown) for shown in (found.first, found.second))),
        ("mean latent steps", f"{found.mean_steps_first:.2f}", f"{found.mean_steps_second:.2f}"),
        ("solved by it alone", f"{found.test.n_first_only:,}", f"{found.test.n_second_only:,}"),
    ]
    low, high = (100 * value for value in found.interval)
    steps = found.mean_steps_first - found.mean_steps_second
    steps_low, steps_high = found.steps_interval
    first, second = map(escape, names)
    return (
        f'<p class="finding" role="status">{first} is right in {percent(found.first.share)} and takes '
        f"{found.mean_steps_first:.1f} latent steps; {second} is right in {percent(found.second.share)} and takes "
        f"{found.mean_steps_second:.1f}.</p>"
        f"<p>Accuracy of {first} minus that of {second}: "
        f"{100 * found.difference:+.2f} points (paired 95 % interval {low:+.2f} to {high:+.2f}); "
        f"{counted(found.test.n_first_only, 'win', 'wins')}, {counted(found.test.n_second_only, 'loss', 'losses')}, "
        f"McNemar's exact p = {found.test.p_value:.2g}. Latent steps a problem: {steps:+.2f} (paired interval "
        f"{steps_low:+.2f} to {steps_high:+.2f}). Both solve {percent(found.n_both / found.n)}, neither "
        f"{percent(found.n_neither / found.n)}.</p>"
        + table(f"{found.n:,} problems of the test split", ("", *names), rows)
    )


def flips(found: SetComparison) -> str:
    """The problems that only one of the two solves."""
    if not found.flips:
        return nothing("Each problem is solved by both, or by none.")
    return listing("Choose a number to open its problem in Explore", [flip.table_row() for flip in found.flips])
