"""Short texts that all figures share. Everything that came from outside is escaped for plotly's HTML subset."""

import html

from latentviz.records.thinking import thinking_verdict
from latentviz.records.trace import ThoughtTrace
from latentviz.stats import Proportion

RULES = {
    "entropy": "entropy settles",
    "kl": "prediction settles",
    "cosine": "state settles",
    "answer": "answer repeats",
}

SOURCES = {"gsm8k_train": "GSM8K", "mawps": "MAWPS"}

CHARACTERS_PER_ROW = 50
_VISIBLE = str.maketrans({"\n": "⏎", "\r": "⏎", "\t": "⇥"})


def step_label(row: int) -> str:
    """Name of a row of a trace: START, z1, z2, ..."""
    return f"z{row}" if row else "START"


def probability_text(p: float) -> str:
    """A probability in two digits: ".97"; an escaped "<.01" or ">.99" instead of a false 0 or 1."""
    if p < 0.005:
        return "&lt;.01"
    if p >= 0.995:
        return "&gt;.99"
    return f"{p:.2f}".removeprefix("0")


def percent(share: float | None) -> str:
    """A share with one decimal: "83.4 %", "-" where it is unknown."""
    return "-" if share is None else f"{100 * share:.1f} %"


def sure_text(p: float) -> str:
    """A probability as a whole percentage, without a false 0 or 100: "83 %", "< 1 %", "> 99 %"."""
    if p < 0.01:
        return "< 1 %"
    return "> 99 %" if p > 0.99 else f"{100 * p:.0f} %"


def counted(n: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{n:,} {one if n == 1 else many}"


def share_text(shown: Proportion) -> str:
    """A share with its interval and counts, for a hover text."""
    low, high = shown.interval
    return f"{percent(shown.share)} ({shown.n_hits} of {shown.n}; 95 % interval {percent(low)} to {percent(high)})"


def escaped(text: str) -> str:
    """`text` such that plotly shows it letter by letter instead of reading tags or entities from it."""
    return html.escape(text, quote=False)


def token_text(token: str, max_length: int | None = None) -> str:
    """A token as visible, escaped text: outer spaces dropped, line breaks and blank tokens made visible.

    Parameters
    ----------
    token : str
        The token as the tokenizer decodes it.
    max_length : int, optional
        Longer text is cut, and ends in an ellipsis.
    """
    visible = token.strip(" ").translate(_VISIBLE) or ("␣" if token else "(empty)")
    if max_length is not None and len(visible) > max_length:
        visible = visible[: max_length - 1] + "…"
    return escaped(visible)


def cell_text(trace: ThoughtTrace, token: str) -> str:
    """A token as it fits into a column of a figure of all steps."""
    return token_text(token, max(3, CHARACTERS_PER_ROW // (1 + max(trace.cap, trace.n_recorded))))


def is_past_halt(trace: ThoughtTrace, row: int) -> bool:
    """Whether the row is what would have followed, had the model not stopped."""
    return trace.n_latent_steps is not None and row > trace.n_latent_steps


def halt_word(trace: ThoughtTrace) -> str:
    """One word for why the thought ended where it did."""
    if trace.stopped:
        return "halts"
    return "forced" if trace.fixed_k is not None else "cap"


def halt_sentence(trace: ThoughtTrace) -> str:
    """The same in a few words."""
    if trace.stopped:
        return "the stop head halts the thought here"
    if trace.fixed_k is not None:
        return f"the thought ends here: it was made to take {steps_text(trace.fixed_k)}"
    return f"the thought ends here: the cap of {steps_text(trace.cap)}"


def step_heading(trace: ThoughtTrace, row: int) -> str:
    """First line of a hover text: the step in bold, and where it lies with respect to the halt."""
    heading = f"<b>{step_label(row)}</b>"
    if row == trace.n_latent_steps:
        return f"{heading}, {halt_sentence(trace)}"
    return f"{heading}, past the halt: would have followed" if is_past_halt(trace, row) else heading


def rule_name(quantity: str) -> str:
    """A training-free stop rule in two words."""
    return RULES.get(quantity, quantity)


def source_name(stem: str) -> str:
    """The name that readers know a source of problems by; `stem` is the name of its file without ".jsonl"."""
    return SOURCES.get(stem, stem)


def answer_sign(trace: ThoughtTrace, row: int) -> str:
    """A sign for whether the answer after so many steps is right; empty where that is not known."""
    if trace.right_at is None:
        return ""
    return " ✓" if trace.right_at[row] else " ✗"


def steps_text(n: int) -> str:
    """A number of latent steps in words."""
    return counted(n, "latent step", "latent steps")


def story_sentence(trace: ThoughtTrace) -> str:
    """What a finished thought did, and what one step fewer would have said, in plain words."""
    k = trace.n_latent_steps
    taken = steps_text(k) if k else "no latent step"
    if trace.stopped:
        sure = sure_text(float(trace.p_stop[k]))
        story = f"It read the question, took {taken} and stopped: it was {sure} sure that it had thought enough."
    elif trace.fixed_k is not None:
        story = f"It read the question and was made to take {taken}."
    else:
        story = f"It read the question and took {taken}, the most that it may: it was never sure enough to stop."
    if not k:
        return story
    fewer = trace.answers[k - 1]
    same = fewer == trace.answer_text
    return f"{story} One step fewer would have said {'the same' if same else fewer or 'nothing'}."


def thinking_sentence(trace: ThoughtTrace) -> str:
    """Whether a finished thought took too many steps, too few, or just enough."""
    k = trace.halt
    verdict = thinking_verdict(trace.answers, k, trace.right_at)
    best = verdict.best_k
    return {
        "just enough": "It needed every step: with fewer, no answer would have been right."
        if k
        else "It needed no latent step at all.",
        "over": f"It thought longer than it needed: {steps_text(best or 0)} would have been enough.",
        "under": f"That was too few: after {steps_text(best or 0)} the answer would have been right.",
        "lost": f"It thought past the right answer, which it would have given after {steps_text(best or 0)}.",
        "never": "No number of latent steps that was tried gives the right answer.",
        "settled": f"Its answer no longer changes from {steps_text(best or 0)} on.",
        "unsettled": f"It ended before its answer settled, which it does after {steps_text(best or 0)}.",
    }[verdict.kind]
