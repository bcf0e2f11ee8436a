"""The cost meter: this thought against the same model's chain of thought, both measured."""

from html import escape

from latentviz.data.problems.problem import matches_gold
from latentviz.figures.wording import answer_sign
from latentviz.records.trace import ThoughtTrace
from latentviz.ui.shared.components import duration

NOTHING_YET = "Run a question: its cost will stand here beside the cost of writing the thought out in words."
NO_CHAIN = "still to come, or this checkpoint writes no chain of thought"
FLOPS_UNITS = ((1e15, "PFLOP"), (1e12, "TFLOP"), (1e9, "GFLOP"), (1e6, "MFLOP"), (1e3, "kFLOP"))


def cost_meter(trace: ThoughtTrace | None) -> str:
    """A table of both ways, and the written chain below it."""
    if trace is None or not trace.finished:
        return f'<p class="quiet">{NOTHING_YET}</p>'
    chain, k = trace.chain, trace.halt
    rows = {
        "reasoning": (f"{k} latent steps", chain and f"{chain.n_tokens} tokens written"),
        "forward passes": (f"{trace.n_forward_passes}", chain and f"{chain.n_forward_passes}"),
        "time": (duration(trace.elapsed_s), chain and duration(chain.elapsed_s)),
        "operations": (flops_text(trace.flops), chain and flops_text(chain.flops)),
        "answer": (
            escape(trace.answers[k]) + answer_sign(trace, k),
            chain and escape(chain.answer_text) + _sign(trace, chain.answer_text),
        ),
    }
    lines = "".join(
        f'<tr><th scope="row">{name}</th><td>{ours}</td><td>{theirs or "–"}</td></tr>'
        for name, (ours, theirs) in rows.items()
    )
    return (
        '<table class="meter"><caption>What this answer cost</caption><thead><tr><th scope="col">measure</th>'
        '<th scope="col">latent thought</th><th scope="col">chain of thought</th></tr></thead>'
        f"<tbody>{lines}</tbody></table>{_saving(trace)}"
        f'<p class="chain" tabindex="0" role="region" aria-label="Chain of thought">{_chain_text(trace)}</p>'
    )


def flops_text(flops: int | None) -> str:
    """Floating-point operations with a unit and at most three digits."""
    if flops is None:
        return "not counted"
    scale, unit = next(((scale, unit) for scale, unit in FLOPS_UNITS if flops >= 0.9995 * scale), (1, "FLOP"))
    return f"{flops / scale:.3g} {unit}"


def _sign(trace: ThoughtTrace, answer_text: str) -> str:
    if trace.gold_answer is None:
        return ""
    return " ✓" if matches_gold(answer_text, trace.gold_answer) else " ✗"


def _saving(trace: ThoughtTrace) -> str:
    if trace.chain is None:
        return '<p class="saving"></p>'
    passes = trace.chain.n_forward_passes / trace.n_forward_passes
    flops = "" if not trace.flops else f", operations {trace.chain.flops / trace.flops:.1f} : 1"
    return f'<p class="saving">Chain of thought against latent thought: passes {passes:.1f} : 1{flops}.</p>'


def _chain_text(trace: ThoughtTrace) -> str:
    return f'<span class="quiet">{NO_CHAIN}</span>' if trace.chain is None else escape(trace.chain.text)
