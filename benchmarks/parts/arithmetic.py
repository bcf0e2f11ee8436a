"""What the precision that the trainers choose here is worth: a step in it, against the other one."""

from benchmarks.bench import Bench
from benchmarks.paired import Line, in_turns, line_of
from benchmarks.parts.shared_prefix import computing_in, fine_tuning, fine_tuning_work
from train.loop.precision import bfloat16_gain, fast_precision

N_PROBLEMS, N_REPEATS = 64, 5


def measure(bench: Bench, n_problems: int = N_PROBLEMS) -> list[Line]:
    """A step of fine-tuning, forward and backward, in bfloat16 and in float32."""
    device = bench.model.device
    work = fine_tuning_work(bench.checkpoint, bench.problems_of(3, n_problems))
    chosen = fast_precision(device)
    other = "no" if chosen == "bf16" else "bf16"

    def step(precision: str) -> None:
        with computing_in(precision, device):
            fine_tuning(*work, is_shared=True)

    works = [lambda _, precision=precision: step(precision) for precision in (chosen, other)]
    times = in_turns(works, bench.repeats(N_REPEATS), n_problems)
    facts = {"chosen": chosen, "products_in_bf16_faster": round(bfloat16_gain(), 2)}
    return [line_of("step of fine-tuning in the chosen precision", "ms a problem", *times, **facts)]
