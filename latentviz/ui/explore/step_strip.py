"""The stop console: the thought step by step, clickable, reachable by keyboard, with the threshold across P(stop)."""

from html import escape

from latentviz.figures.wording import (
    answer_sign,
    halt_word,
    is_past_halt,
    probability_text,
    rule_name,
    step_label,
    story_sentence,
    thinking_sentence,
    token_text,
)
from latentviz.records.trace import ThoughtTrace

ROWS = {
    "sure to stop": "P(stop), read by the stop head after this step; the dashed line is the threshold.",
    "reads like": "The token that the hidden state of this step resembles most. The model did not write it.",
    "would have said": "What the model would have answered, had it stopped after this step.",
    "rules": "Stop rules without training that would have halted here.",
}
KEYS_HINT = "Click a step, or walk with the arrow keys: every view shows the step that you choose."

ON_LOAD = """
const steps = () => [...element.querySelectorAll("button[data-step]")];
const choose = (button) => {
  steps().forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
  const step = Number(button.dataset.step);
  window.latentviz?.select(step);
  trigger("select", { index: step, value: button.dataset.name });
};
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-step]");
  if (button) choose(button);
});
element.addEventListener("keydown", (event) => {
  const all = steps();
  const here = all.indexOf(event.target.closest("button[data-step]"));
  const next = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: all.length - 1 }[event.key];
  if (here < 0 || !all[next]) return;
  event.preventDefault();
  all[next].focus();
  choose(all[next]);
});
"""


def strip(trace: ThoughtTrace | None, cap: int, selected: int | None = None) -> str:
    """The thought step by step; steps that are still to come keep their places.

    Parameters
    ----------
    cap : int
        Largest number of latent steps: the number of places beside START.
    selected : int, optional
        Row that every view shows in detail.
    """
    key = "".join(f'<abbr title="{escape(text)}">{name}</abbr>' for name, text in ROWS.items())
    n_places = cap if trace is None else max(cap, trace.n_recorded)
    steps = "".join(_step(trace, row, selected) for row in range(n_places + 1))
    threshold = 0.5 if trace is None else trace.threshold
    names = f'<li class="key"><span class="name">after</span>{key}</li>'
    return (
        f'{_story(trace)}<div class="strip" role="region" aria-label="The thought, step by step" '
        f'style="--threshold: {threshold:.3f}"><ol>{names}{_question(trace)}{steps}{_end(trace)}</ol></div>'
        f'<p class="keys-hint">{KEYS_HINT}</p>'
    )


def _question(trace: ThoughtTrace | None) -> str:
    n_tokens = 0 if trace is None else trace.n_question_tokens
    read = f"{n_tokens} tokens" if n_tokens else ""
    return f'<li class="edge"><span class="name">question</span><span class="read">{read}</span></li>'


def _end(trace: ThoughtTrace | None) -> str:
    answer = escape(trace.answer_text) if trace is not None and trace.finished else ""
    return f'<li class="edge"><span class="name">END</span><output>{answer}</output></li>'


def _story(trace: ThoughtTrace | None) -> str:
    """The question and what became of it, in words; their places are kept while there is nothing to say."""
    asked, words = "", ""
    if trace is not None:
        asked = f"“{escape(' '.join(trace.question.split()))}”"
    if trace is not None and trace.finished:
        unused = "" if trace.fixed_k is None else " The threshold is not used: the length is forced."
        words = escape(f"{story_sentence(trace)} {thinking_sentence(trace)}{unused}")
    return f'<div class="story"><p class="asked">{asked}</p><p class="thinking-words" role="status">{words}</p></div>'


def _step(trace: ThoughtTrace | None, row: int, selected: int | None) -> str:
    name = f'<span class="name">{step_label(row)}</span>'
    if trace is None or row > trace.n_recorded:
        return f'<li class="step pending">{name}</li>'
    halts = row == trace.n_latent_steps
    kind = "halt" if halts else "past" if is_past_halt(trace, row) else "taken"
    p, shown = float(trace.p_stop[row]), probability_text(trace.p_stop[row])
    token = token_text(trace.nearest_tokens[row][0])
    mark = f'<span class="mark">{halt_word(trace)}</span>' if halts else ""
    inside = (
        f'{name}<span class="p"><i style="height: {100 * p:.0f}%"></i><b>{shown}</b></span>'
        f'<span class="token">{token}</span>{_said(trace, row)}{_rules(trace, row)}{mark}'
    )
    pressed = "true" if row == selected else "false"
    return (
        f'<li class="step {kind}" data-step="{row}"><button type="button" data-step="{row}" aria-pressed="{pressed}" '
        f'data-name="{step_label(row)}">{inside}</button></li>'
    )


def _said(trace: ThoughtTrace, row: int) -> str:
    if not trace.finished:
        return '<span class="said"></span>'
    return f'<span class="said">{escape(trace.answers[row])}{answer_sign(trace, row)}</span>'


def _rules(trace: ThoughtTrace, row: int) -> str:
    halts = {} if trace.rules is None else trace.rules.halts()
    names = ", ".join(rule_name(name) for name, k in halts.items() if k == row)
    return f'<span class="rules" title="{escape(names)}">{escape(names)}</span>'
