"""The cost meter: this thought against the same model's chain of thought, both measured."""

from html import escape

from latentviz.figures.wording import counted, steps_text
from latentviz.records.trace import ThoughtTrace
from latentviz.ui.shared.components import duration, table, verdict

NOTHING_YET = "Run a question: its cost will stand here beside the cost of writing the thought out in words."
NO_CHAIN = "still to come, or this checkpoint writes no chain of thought"
FLOPS_UNITS = ((1e15, "PFLOP"), (1e12, "TFLOP"), (1e9, "GFLOP"), (1e6, "MFLOP"), (1e3, "kFLOP"))


def cost_meter(trace: ThoughtTrace) -> str:
    """A table of both ways of a finished thought, and the written chain below it."""
    chain, k, gold = trace.chain, trace.halt, trace.gold_answer
    rows = [
        ("reasoning", steps_text(k), chain and f"{counted(chain.n_tokens, 'token', 'tokens')} written"),
        ("forward passes", f"{trace.n_forward_passes}", chain and f"{chain.n_forward_passes}"),
        ("time", duration(trace.elapsed_s), chain and duration(chain.elapsed_s)),
        ("computing operations", flops_text(trace.flops), chain and flops_text(chain.flops)),
        ("answer", verdict(trace.answers[k], gold), chain and verdict(chain.answer_text, gold)),
    ]
    columns = ("measure", "latent thought", "chain of thought")
    shown = table("What this answer cost", columns, [(name, ours, theirs or "–") for name, ours, theirs in rows])
    written = f'<span class="quiet">{NO_CHAIN}</span>' if chain is None else escape(chain.text)
    return (
        f'{shown}{_saving(trace)}<p class="chain" tabindex="0" role="region" aria-label="Chain of thought">'
        f"{written}</p>"
    )


def flops_text(flops: int | None) -> str:
    """Floating-point operations with a unit and at most three digits."""
    if flops is None:
        return "not counted"
    scale, unit = next(((scale, unit) for scale, unit in FLOPS_UNITS if flops >= 0.9995 * scale), (1, "FLOP"))
    return f"{flops / scale:.3g} {unit}"


def _saving(trace: ThoughtTrace) -> str:
    if trace.chain is None:
        return '<p class="saving"></p>'
    passes = trace.chain.n_forward_passes / trace.n_forward_passes
    flops = "" if not trace.flops else f", computing operations {trace.chain.flops / trace.flops:.1f} : 1"
    return f'<p class="saving">Chain against latent thought: passes {passes:.1f} : 1{flops}.</p>'
