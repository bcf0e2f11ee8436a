"""What the Lab says in words: an edit's outcome, its tokens, its controls, and a patched number, as HTML."""

from html import escape
from typing import TYPE_CHECKING, Any

from latentviz.data.counterfactuals import RANDOM, TWIN, WHOLE_STEP
from latentviz.figures.wording import percent, probability_text, step_label, steps_text, token_text
from latentviz.records.measurements import Patches
from latentviz.records.trace import ThoughtTrace
from latentviz.ui.shared.components import number, quiet, table, verdict
from latentviz.ui.shared.row_table import listing, nothing

if TYPE_CHECKING:
    from latentviz.analysis.intervention_reports import EditControls, EditedThought, PatchedThought
    from latentviz.analysis.interventions import Edit

ROWS = ("before", "after", "noise of the same size")
ACTS = {
    "zero": "zero",
    "mean": "mean of other problems",
    "noise": "noise",
    "swap": "swap with the next step",
    "copy": "copy from another problem",
    "interpolate": "interpolate with another problem",
    "repeat": "repeat",
    "remove": "remove",
}
NO_EDIT = "Edit the thought: its answer before and after will stand here."
NO_TOKENS = "The nearest tokens of each step, before and after, will stand here."
NO_CONTROLS = "One changed answer proves little. Try the same edit on other problems."
NO_STRESS = "Vary a number: each of its values will stand here, with the answer."
NO_PATCH = "The answers of the problem, of its twin, and with the twin's step put in, will stand here."


def outcome(edited: "EditedThought") -> str:
    """Answers before and after an edit, and what they say."""
    found = edited.outcomes
    rows = [
        (
            name,
            verdict(found.answers[row], edited.gold_answer),
            probability_text(found.p_answers[row]),
            str(found.n_latent_steps[row]),
            probability_text(found.p_stop[row, found.n_latent_steps[row]]),
        )
        for row, name in enumerate(ROWS)
    ]
    columns = ("", "answer", "probability of it", "latent steps", "P(stop) at the halt")
    return f'<p class="finding" role="status">{finding(edited)}</p>{table(act_of(edited.edit), columns, rows)}'


def finding(edited: "EditedThought") -> str:
    """What the edit did, in a sentence."""
    before, after = (escape(edited.outcomes.answers[row]) or "nothing" for row in (0, 1))
    if not edited.is_reached:
        k = int(edited.outcomes.n_latent_steps[0])
        return (
            f"The thought halts after {steps_text(k)}, before {step_label(edited.edit.step)}: the edit comes too late "
            f"to change it. The answer stays {before}."
        )
    if edited.changes_answer:
        noise = "changes it as well" if edited.noise_changes_answer else "does not change it"
        return f"The edit changes the answer from {before} to {after}. Noise of the same size {noise}."
    noise = "changes it" if edited.noise_changes_answer else "does not change it either"
    return f"The edit does not change the answer: it stays {before}. Noise of the same size {noise}."


def act_of(edit: "Edit") -> str:
    """An edit in a few words."""
    size = f" of size {number(edit.size)}" if edit.kind in ("noise", "interpolate") else ""
    return f"{step_label(edit.step)}: {ACTS[edit.kind]}{size}"


def tokens(edited: "EditedThought") -> str:
    """P(stop) and nearest token at each step, before and after."""
    before, after, _ = edited.traces
    rows = []
    for row in range(before.n_recorded + 1):
        (read, sure), (read_after, sure_after) = (token_cells(trace, row) for trace in (before, after))
        same = "=" if before.nearest_tokens[row][0] == after.nearest_tokens[row][0] else "≠"
        edited_here = " (edited)" if row == edited.edit.step else ""
        rows.append((f"{step_label(row)}{edited_here}", read, read_after, same, sure, sure_after))
    columns = ("step", "reads like, before", "after", "same?", "P(stop), before", "after")
    return table("Nearest token and P(stop) at each step; grey is past the halt", columns, rows)


def token_cells(trace: ThoughtTrace, row: int) -> tuple[str, str]:
    """What a step reads like, and P(stop) there."""
    kind = "quiet" if row > trace.halt else ""
    read = f"{token_text(trace.nearest_tokens[row][0])} {probability_text(trace.p_nearest[row, 0])}"
    mark = " <b>halts</b>" if row == trace.n_latent_steps else ""
    sure = f'<span class="{kind}">{probability_text(trace.p_stop[row])}</span>{mark}'
    return f'<span class="{kind}">{read}</span>', sure


def controls(found: "EditControls") -> str:
    """How often an edit, and noise of its size, change the answers of other problems, with the test of the two."""
    rows = [
        (
            name,
            f"{shown.n_hits} of {shown.n}",
            percent(shown.share),
            f"{percent(shown.interval[0])} to {percent(shown.interval[1])}",
        )
        for name, shown in (("the edit", found.changed), ("noise of the same size", found.changed_by_noise))
    ]
    test, n = found.test, found.changed.n
    return (
        table(f"{act_of(found.edit)}, on {n} other problems", ("", "answers changed", "share", "95 % interval"), rows)
        + f'<p class="finding" role="status">Only the edit changes {test.n_first_only}, only the noise '
        f"{test.n_second_only}: exact binomial p = {test.p_value:.2g}. {found.n_reached} of the {n} thoughts reach "
        f"{step_label(found.edit.step)}; the others halt before and cannot be changed.</p>"
    )


def patch(patched: "PatchedThought") -> str:
    """Whether the answer follows the twin's intermediate result as arithmetic says."""
    twin, found = patched.twin, patched.outcomes
    rows = [
        ("the problem as it is", verdict(found.answers[0], twin.problem.answer), "", ""),
        ("the twin as it is", verdict(found.answers[1], twin.twin.answer), "", ""),
    ]
    for row, (way, donor) in enumerate(patched.ways, 2):
        follows = "✓ follows" if patched.follows(row) else "✗ does not"
        changed = "changes" if found.answers[row] != found.answers[0] else "stays"
        shown = f"<b>{escape(found.answers[row]) or 'nothing'}</b>"
        rows.append((f"{escape(way)} from {escape(donor)}", shown, changed, follows))
    first, second = (problem.steps[twin.step - 1] for problem in (twin.problem, twin.twin))
    too_short = ""
    if found.n_latent_steps[0] <= patched.step:
        too_short = (
            f" The thought halts after {steps_text(int(found.n_latent_steps[0]))}, so that no later step can use it: "
            f"force more than {steps_text(patched.step)} to try."
        )
    return (
        f'<p class="finding" role="status">{twin.number} → {twin.replacement} makes step {twin.step} of the problem '
        f"{escape(second)} in place of {escape(first)}. If the thought holds that result at "
        f"{step_label(patched.step)}, the answer must become <b>{number(twin.predicted_answer)}</b>."
        f"{too_short or what_became(patched)}</p>"
        + table("Patched from the twin, and from what is no twin", ("", "answer", "against before", "prediction"), rows)
    )


def what_became(patched: "PatchedThought") -> str:
    """What the twin's step and that of another problem made of the answer, in a sentence."""
    if not patched.solves_both:
        return " The model does not solve both by itself, so that a wrong result may be put in: draw another twin."
    answers = dict(zip(patched.ways, patched.outcomes.answers[2:], strict=True))
    row = 2 + patched.ways.index((WHOLE_STEP, TWIN))
    sentence = (
        f" {'It does' if patched.follows(row) else 'It does not'}: it becomes {escape(answers[WHOLE_STEP, TWIN])}"
    )
    other = answers.get((WHOLE_STEP, RANDOM))
    return f"{sentence}." if other is None else f"{sentence}, and {escape(other)} with another problem's step."


def answers_by_value(rows: list[dict[str, Any]]) -> str:
    """The answers of a number that was varied; the first column is its value."""
    return listing("Choose a value to open its question in Explore", rows) if rows else nothing(NO_STRESS)


def what_patching_shows(results: Patches | None) -> str:
    """What the record of patching over many pairs says, in a sentence; empty where it says nothing."""
    if results is None:
        return ""
    rows = {row["donor"]: row for row in results["results"] if row["patch"] == WHOLE_STEP}
    if not {TWIN, RANDOM} <= rows.keys():
        return ""
    solved, other = (rows[donor].get("predicted_where_solved") for donor in (TWIN, RANDOM))
    if not solved or not other or not solved["n"] or not other["n"]:
        return ""
    (low, high), of_all = solved["interval"], rows[TWIN]["predicted"]["share"]
    return (
        '<p class="finding">Put the step of a twin problem, which differs in one number, into a thought, and the '
        f"answer becomes what arithmetic predicts: in {percent(solved['share'])} of the {solved['n']:,} pairs that the "
        f"model solves (95 % interval {percent(low)} to {percent(high)}; in {percent(of_all)} "
        f"of all {results['n']:,}). The step of another problem does that in {percent(other['share'])}. Below it is "
        "done with one problem.</p>"
    )


def recorded_patches(results: Patches | None) -> str:
    """What patching did over many pairs, as the checkpoint's folder has it."""
    if results is None:
        return quiet("This checkpoint brings no record of patching over many problems.")
    rows = [
        (
            f"{escape(row['patch'])} from {escape(row['donor'])}",
            percent(row["changed"]["share"]),
            percent(row["predicted"]["share"]),
            f"{percent(row['predicted']['interval'][0])} to {percent(row['predicted']['interval'][1])}",
        )
        for row in results["results"]
    ]
    columns = ("", "changed", "as predicted", "95 % interval")
    return table(f"Recorded over {results['n']:,} pairs of this checkpoint", columns, rows)
