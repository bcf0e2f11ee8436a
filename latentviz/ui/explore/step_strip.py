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
from latentviz.records.number_use import LEAST_CHANGE
from latentviz.records.trace import ThoughtTrace
from latentviz.ui.shared.components import term

ROWS = {
    "looks at": "Numbers of the question without which this step would read differently: each was hidden from it.",
    "sure to stop": "P(stop), read by the stop head after this step; the dashed line is the threshold.",
    "reads like": "The token that the hidden state of this step resembles most. The model did not write it.",
    "would have said": "What the model would have answered, had it stopped after this step.",
    "rules": "Rules without training that would halt here: entropy, prediction or state settles, the answer repeats.",
}
KEYS_HINT = "Click a step, or walk with the arrow keys: every view shows the step that you choose."

# A new thought that came at once is shown step by step; one that was watched as it came is not shown twice.
AT_ONCE_MS, REVEAL_MS = 1000, 1600

ON_LOAD = (
    f"const LEAST_CHANGE = {LEAST_CHANGE}, AT_ONCE_MS = {AT_ONCE_MS}, REVEAL_MS = {REVEAL_MS};"
    + """
const steps = () => [...element.querySelectorAll("button[data-step]")];
const numbers = () => [...element.querySelectorAll("mark[data-change]")];
const changes = (mark) => mark.dataset.change.split(" ").map(Number);
const choose = (button) => {
  steps().forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
  const step = Number(button.dataset.step);
  window.latentviz?.select(step);
  draw();
  trigger("select", { index: step, value: button.dataset.name });
};
let question = null, askedAt = 0, shownAt = null;
const draw = () => {
  const hero = element.querySelector(".hero");
  const curves = hero?.querySelector("svg.curves");
  if (!curves) return;
  const chosen = Number(hero.querySelector('button[aria-pressed="true"]')?.dataset.step ?? -1);
  const origin = hero.getBoundingClientRect();
  const paths = [];
  for (const mark of numbers()) {
    const from = mark.getBoundingClientRect();
    mark.style.setProperty("--change", changes(mark)[chosen] ?? 0);
    changes(mark).forEach((change, step) => {
      const cell = hero.querySelector(`.step:not(.past) button[data-step="${step}"]`);
      if (change < LEAST_CHANGE || !cell) return;
      const to = cell.getBoundingClientRect();
      const [x0, y0] = [from.x + from.width / 2 - origin.x, from.bottom - origin.y];
      const [x1, y1] = [to.x + to.width / 2 - origin.x, to.y - origin.y];
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", `M${x0} ${y0}C${x0} ${(y0 + y1) / 2} ${x1} ${(y0 + y1) / 2} ${x1} ${y1}`);
      path.classList.toggle("chosen", step === chosen);
      path.classList.toggle("fresh", performance.now() - (shownAt ?? -Infinity) < REVEAL_MS);
      path.style.setProperty("--change", change);
      path.style.setProperty("--place", step);
      paths.push(path);
    });
  }
  seen.disconnect();
  curves.replaceChildren(...paths);
  observe();
};
const reveal = () => {
  const hero = element.querySelector(".hero");
  const text = hero?.querySelector(".asked").textContent ?? "";
  const now = performance.now();
  if (text !== question) [question, askedAt, shownAt] = [text, now, null];
  if (!text || !hero.querySelector(".edge output").textContent) return;
  shownAt ??= now - askedAt < AT_ONCE_MS ? now : -Infinity;
  const passed = now - shownAt;
  if (passed > REVEAL_MS) return;
  hero.style.setProperty("--passed", `${passed}ms`);
  hero.classList.add("arriving");
};
const update = () => { reveal(); draw(); };
const seen = new MutationObserver(update);
const observe = () => seen.observe(element, { childList: true, subtree: true });
new ResizeObserver(draw).observe(element);
element.addEventListener("scroll", draw, true);
observe();
update();
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
)


def strip(trace: ThoughtTrace | None, cap: int, selected: int | None = None) -> str:
    """The thought step by step; steps that are still to come keep their places.

    Parameters
    ----------
    cap : int
        Largest number of latent steps: the number of places beside START.
    selected : int, optional
        Row that every view shows in detail.
    """
    key = "".join(term(name, meaning) for name, meaning in ROWS.items())
    n_places = cap if trace is None else max(cap, trace.n_recorded)
    steps = "".join(_step(trace, row, selected) for row in range(n_places + 1))
    threshold = 0.5 if trace is None else trace.threshold
    names = f'<li class="key"><span class="name">after</span>{key}</li>'
    return (
        f'<div class="hero">{_story(trace, selected)}<div class="strip" role="region" aria-label="The thought, step by '
        f'step" style="--threshold: {threshold:.3f}"><ol>{names}{steps}{_end(trace)}</ol></div>'
        f'<svg class="curves" aria-hidden="true"></svg></div><p class="keys-hint">{KEYS_HINT}</p>'
    )


def _end(trace: ThoughtTrace | None) -> str:
    answer = escape(trace.answers[trace.halt]) if trace is not None and trace.finished else ""
    return f'<li class="edge"><span class="name">END</span><output>{answer}</output></li>'


def _story(trace: ThoughtTrace | None, selected: int | None) -> str:
    """What became of the question, in words, and the question; their places are kept while there is nothing to say."""
    asked, words = "", ""
    if trace is not None:
        asked = f"“{_question(trace, selected)}”"
    if trace is not None and trace.finished:
        unused = "" if trace.fixed_k is None else " The threshold is not used: the length is forced."
        words = escape(f"{story_sentence(trace)} {thinking_sentence(trace)}{unused}")
    return f'<div class="story"><p class="thinking-words" role="status">{words}</p><p class="asked">{asked}</p></div>'


def _question(trace: ThoughtTrace, selected: int | None) -> str:
    """The question; its numbers are lit by how much the selected step needs them."""
    use = trace.number_use
    if use is None:
        return escape(trace.question)
    parts, done = [], 0
    for index, (start, end) in enumerate(zip(use.starts.tolist(), use.ends.tolist(), strict=True)):
        changes = " ".join(f"{change:.2f}" for change in use.change[:, index])
        lit = 0.0 if selected is None else float(use.change[selected, index])
        parts.append(escape(use.text[done:start]))
        parts.append(f'<mark data-change="{changes}" style="--change: {lit:.2f}">{escape(use.text[start:end])}</mark>')
        done = end
    return "".join(parts) + escape(use.text[done:])


def _step(trace: ThoughtTrace | None, row: int, selected: int | None) -> str:
    name = f'<span class="name">{step_label(row)}</span>'
    if trace is None or row > trace.n_recorded:
        return f'<li class="step pending">{name}</li>'
    halts = row == trace.n_latent_steps
    kind = "halt" if halts else "past" if is_past_halt(trace, row) else "taken"
    p, shown = float(trace.p_stop[row]), probability_text(trace.p_stop[row])
    token = token_text(trace.nearest_tokens[row][0])
    mark = f'<span class="mark">{halt_word(trace)}</span>' if halts else ""
    looks_at = "" if trace.number_use is None else " ".join(trace.number_use.used(row))
    inside = (
        f'{name}<span class="uses">{escape(looks_at)}</span>'
        f'<span class="p"><i style="height: {100 * p:.4f}%"></i><b>{shown}</b></span>'
        f'<span class="token">{token}</span>{_said(trace, row)}{_rules(trace, row)}{mark}'
    )
    pressed = "true" if row == selected else "false"
    # While the model thinks, what a step would show is that of the thought before.
    waits = "" if trace.finished else " disabled"
    return (
        f'<li class="step {kind}" data-step="{row}" style="--place: {row}"><button type="button" data-step="{row}" '
        f'aria-pressed="{pressed}" data-name="{step_label(row)}"{waits}>{inside}</button></li>'
    )


def _said(trace: ThoughtTrace, row: int) -> str:
    if not trace.finished:
        return '<span class="said"></span>'
    return f'<span class="said">{escape(trace.answers[row])}{answer_sign(trace, row)}</span>'


def _rules(trace: ThoughtTrace, row: int) -> str:
    halts = {} if trace.rules is None else trace.rules.halts()
    names = [rule_name(name) for name, k in halts.items() if k == row]
    short = ", ".join(name.partition(" ")[0] for name in names)
    return f'<span class="rules" title="{escape(", ".join(names))}">{escape(short)}</span>'
