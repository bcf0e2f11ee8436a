"""The whole check on a GPU in one command: `python -m benchmarks.gpu --json report.json`.

Golden data of the reference in float32 and bfloat16, a trace with every view, a set, optimiser steps of both trainers,
some after a resumption; times against the same machine's CPU in the same run, and the peak of GPU memory. Each part
stands alone: one that breaks off is named in the report, and the others run. `--device cpu` tries it without a GPU.
"""

import argparse
import json
import platform
import statistics
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import torch
import transformers

from benchmarks.bench import SEED
from benchmarks.parts.latent_pass import library_layers
from benchmarks.parts.shared_prefix import N_LATENT_STEPS, computing_in, fine_tuning, fine_tuning_work, policy_pass
from benchmarks.served import ROOT
from latentviz.analysis.evaluation import decode_problems, decoder_of, dial_problems, score
from latentviz.analysis.tracer import Tracer
from latentviz.model.checkpoint import LoadedCheckpoint, load_checkpoint
from latentviz.model.generation import StopRule, encode_questions, run_latent_steps, think, write_answer
from latentviz.utils.atomic import output_file
from latentviz.utils.shipped import TINY
from train.config import GrpoOptions, SftOptions
from train.grpo import GrpoRun
from train.sft import SftRun

GOLDEN = ROOT.parent / "shared" / "official_parity"
QUESTION = "Sara has 6 boxes with 8 pencils in each and 10 more on the table. She gives away 23. How many are left?"
BATCH_SIZES = (1, 64, 1024)
DTYPES = ("float32", "bfloat16")
# Rounding grows along a thought of the golden folders' random weights, see tests/model/test_reference.py.
P_STOP_TOLERANCE = 1e-4
N_GOLDEN_TOKENS = 24


class GpuCheck:
    """The parts of the check on one device.

    Parameters
    ----------
    folder : Path
        Checkpoint.
    golden : Path
        Folders of the reference with what it computed; parts that need them break off where it is missing.
    device : torch.device
    size : float
        Share of the full number of repeats and problems, in (0, 1].
    """

    def __init__(self, folder: Path, golden: Path, device: torch.device, size: float):
        self.folder = folder
        self.golden = golden
        self.device = device
        self.size = size

    def parts(self) -> dict[str, Callable[[], dict]]:
        """Every part by name, in order."""
        return {
            **{f"golden, {dtype}": lambda dtype=dtype: self.golden_cases(dtype) for dtype in DTYPES},
            "trace": self.trace,
            "latent step": self.latent_step,
            "latent loop, captured": self.captured_loop,
            "set of problems": self.problems,
            "step of fine-tuning": self.fine_tuning,
            "step of GRPO": self.policy,
            "trainers": self.trainers,
        }

    def n(self, full: int) -> int:
        """So many of the full number, at least 1."""
        return max(1, round(full * self.size))

    def load(self, device: torch.device | str, dtype: str | None = None) -> LoadedCheckpoint:
        """The checkpoint on a device."""
        return load_checkpoint(self.folder, str(device), dtype)

    @torch.inference_mode()
    def golden_cases(self, dtype: str) -> dict:
        """Share of the reference's cases whose steps and tokens come out the same, and the largest error of P(stop)."""
        n_cases = n_steps = n_tokens = 0
        largest = 0.0
        for folder in sorted(path for path in self.golden.iterdir() if (path / "expected.json").is_file()):
            checkpoint = load_checkpoint(folder, str(self.device), dtype)
            arrays = np.load(folder / "expected.npz")
            for index, case in enumerate(json.loads((folder / "expected.json").read_text())["cases"]):
                k, p_stop, token_ids = greedy(checkpoint, case)
                expected = case["generated_ids"][case["n_latent_steps"] + 1 :]
                n_cases += 1
                n_steps += k == case["n_latent_steps"]
                n_tokens += k == case["n_latent_steps"] and until(token_ids, case) == until(expected, case)
                shared = min(len(p_stop), len(arrays[f"{index}.p_stop"]))
                largest = max(largest, float(np.abs(p_stop[:shared] - arrays[f"{index}.p_stop"][:shared]).max()))
        report = {"n": n_cases, "share_same_steps": n_steps / n_cases, "share_same_tokens": n_tokens / n_cases}
        return report | {"largest_p_stop_error": largest, "within_tolerance": largest <= P_STOP_TOLERANCE}

    def trace(self) -> dict:
        """Milliseconds of a trace with all counterfactual stops, with and without every view, against the CPU."""
        report = {}
        for name, device in (("device", self.device), ("cpu", torch.device("cpu"))):
            tracer = Tracer(self.load(device))
            for views, explain in (("", False), ("_with_every_view", True)):
                work = partial(tracer.trace, QUESTION, explain=explain)
                report[f"{name}_ms{views}"] = 1000 * median_s(work, self.n(20), device)
        return report

    @torch.inference_mode()
    def latent_step(self) -> dict:
        """Microseconds of one latent step of a batch, with the stop head, against the CPU and the library's layers."""
        report = {}
        for name, device in (("device", self.device), ("cpu", torch.device("cpu"))):
            model, tokenizer = (checkpoint := self.load(device)).model, checkpoint.tokenizer
            for batch_size in BATCH_SIZES:
                state = model.begin(*encode_questions(model, tokenizer, [QUESTION] * batch_size))
                work = lambda model=model, state=state: model.stop_logits(model.think_step(state).hidden)  # noqa: E731
                report[f"{name}_us_batch_{batch_size}"] = 1e6 * median_s(work, self.n(30), device)
                with library_layers(model):
                    report[f"{name}_us_batch_{batch_size}_library"] = 1e6 * median_s(work, self.n(30), device)
        return report

    @torch.inference_mode()
    def captured_loop(self) -> dict:
        """Milliseconds of a thought of 6 latent steps: by the library's layers, by ours, and ours replayed at once."""
        model, tokenizer = (checkpoint := self.load(self.device)).model, checkpoint.tokenizer
        state = model.begin(*encode_questions(model, tokenizer, [QUESTION]))

        def work() -> torch.Tensor:
            return run_latent_steps(model, state, N_LATENT_STEPS)[1]

        report = {"ours_ms": 1000 * median_s(work, self.n(30), self.device)}
        with library_layers(model):
            report["library_ms"] = 1000 * median_s(work, self.n(30), self.device)
        if self.device.type == "cuda":
            graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(graph):
                thoughts = work()
            report["captured_ms"] = 1000 * median_s(graph.replay, self.n(30), self.device)
            report["largest_difference"] = float((thoughts - work()).abs().max())
        return report

    def problems(self) -> dict:
        """Accuracy and seconds of a set of test problems."""
        checkpoint = self.load(self.device)
        problems = dial_problems(checkpoint.model.config.limits, "test", self.n(1000), SEED)
        decode = decoder_of(checkpoint.model, "latent", None, None)
        started = time.perf_counter()
        decoded = decode_problems(checkpoint.model, checkpoint.tokenizer, problems, decode, batch_size=256)
        elapsed_s = time.perf_counter() - started
        scored = score(problems, decoded)
        return {"n": scored.n, "accuracy": scored.accuracy, "interval": scored.interval, "elapsed_s": elapsed_s}

    def fine_tuning(self) -> dict:
        """Problems a second of both roles, forward and backward, against the twin without a shared question."""
        checkpoint, n = self.load(self.device, "float32"), self.n(1024)
        problems = dial_problems(checkpoint.model.config.limits, "test", n, SEED)
        checkpoint.model.train()
        work_on = fine_tuning_work(checkpoint, problems)
        report = {}
        with computing_in("bf16" if self.device.type == "cuda" else "no", self.device):
            for name, is_shared in (("shared", True), ("unshared", False)):
                work = partial(fine_tuning, *work_on, is_shared)
                report[f"{name}_problems_per_s"] = n / median_s(work, self.n(10), self.device)
        return report

    def policy(self) -> dict:
        """Problems a second of GRPO, rollouts and gradient pass of 16 each, against the twin that shares nothing."""
        checkpoint, n = self.load(self.device, "float32"), self.n(256)
        problems = dial_problems(checkpoint.model.config.limits, "test", n, SEED)
        report = {}
        with computing_in("bf16" if self.device.type == "cuda" else "no", self.device):
            for name, is_shared in (("shared", True), ("unshared", False)):
                work = partial(policy_pass, checkpoint, problems, is_shared)
                report[f"{name}_problems_per_s"] = n / median_s(work, self.n(5), self.device)
        return report

    def trainers(self) -> dict:
        """Seconds of four steps of both trainers on generated problems, two of fine-tuning after a resumption."""
        with tempfile.TemporaryDirectory() as folder:
            shared = {"n_steps": 4, "n_warmup_steps": 0, "log_every": 1, "validate_every": 2, "n_validation": 16}
            batch_size = 2 * self.n(128)
            config = self.load("cpu").model.config
            names = ("latent_cap", "first_result_at", "add_latent_to_start", "add_latent_to_end")
            thought = {name: getattr(config, name) for name in names}
            sft = SftOptions(
                output=f"{folder}/sft", checkpoint=str(self.folder), batch_size=batch_size, **shared, **thought
            )
            started = time.perf_counter()
            SftRun(sft).train(stop_after=2)
            SftRun(sft, resume=True).train()
            sft_s = time.perf_counter() - started
            grpo = GrpoOptions(
                output=f"{folder}/grpo", checkpoint=str(self.folder), batch_size=self.n(32), n_probes=0, **shared
            )
            started = time.perf_counter()
            GrpoRun(grpo).train()
            return {"sft_s": sft_s, "grpo_s": time.perf_counter() - started}


def greedy(checkpoint: LoadedCheckpoint, case: dict) -> tuple[int, np.ndarray, list[int]]:
    """Latent steps, P(stop) of each, and the tokens of a golden case, decoded greedily."""
    model, tokenizer = checkpoint.model, checkpoint.tokenizer
    state = model.begin(*encode_questions(model, tokenizer, [case["prompt"]]))
    thought = think(model, state, StopRule(), cap=N_GOLDEN_TOKENS)
    k, n_expected = int(thought.n_latent_steps[0]), len(case["generated_ids"]) - case["n_latent_steps"] - 1
    token_ids = write_answer(model, tokenizer, thought.state, n_expected).token_ids[0].tolist() if n_expected else []
    return k, thought.p_stop[0, : k + 1].float().cpu().numpy(), token_ids


def until(token_ids: list[int], case: dict) -> list[int]:
    """Tokens up to a START, which the reference took for the beginning of another thought."""
    start = case["input_ids"][-1]
    return token_ids[: token_ids.index(start) + 1] if start in token_ids else token_ids


def median_s(work: Callable[[], object], n_repeats: int, device: torch.device) -> float:
    """Median seconds of a call, after one that warms up; the device has finished before the clock is read."""
    times = []
    for _ in range(n_repeats + 1):
        started = time.perf_counter()
        work()
        if device.type == "cuda":
            torch.cuda.synchronize(device)
        times.append(time.perf_counter() - started)
    return statistics.median(times[1:])


def machine(device: torch.device) -> dict:
    """What the report was made on."""
    gpu = {}
    if device.type == "cuda":
        found = torch.cuda.get_device_properties(device)
        gpu = {"name": found.name, "memory_bytes": found.total_memory, "cuda": torch.version.cuda}
    libraries = {"torch": torch.__version__, "transformers": transformers.__version__}
    return {"device": str(device), "gpu": gpu, "python": platform.python_version(), "libraries": libraries}


def run(check: GpuCheck, path: Path | None = None) -> dict:
    """The report: every part with its seconds and its peak of GPU memory, and those that broke off.

    It is written after every part: a machine that is lent for minutes may be gone before the last one.
    """
    report = {"machine": machine(check.device), "size": check.size, "parts": {}, "failed": {}}
    for name, part in check.parts().items():
        print(f"{name} ...", file=sys.stderr, flush=True)
        is_cuda = check.device.type == "cuda"
        if is_cuda:
            torch.cuda.empty_cache()
            torch.cuda.reset_peak_memory_stats(check.device)
        started = time.perf_counter()
        try:
            found = part()
        except Exception as error:
            traceback.print_exc()
            report["failed"][name] = f"{type(error).__name__}: {error}"
        else:
            found["elapsed_s"] = time.perf_counter() - started
            if is_cuda:
                found["peak_gpu_bytes"] = torch.cuda.max_memory_allocated(check.device)
            report["parts"][name] = {key: float(f"{v:.4g}") if isinstance(v, float) else v for key, v in found.items()}
        if path is not None:
            path.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return report


def main(argv: list[str] | None = None) -> int:
    """Command line; 1 where a part broke off."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gpu", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, default=TINY, metavar="DIR")
    parser.add_argument("--golden", type=Path, default=GOLDEN, metavar="DIR", help="golden data of the reference")
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--size", type=float, default=1.0, help="share of the full numbers of repeats and problems")
    parser.add_argument("--json", type=output_file, metavar="FILE", help="where the report goes; else it is printed")
    arguments = parser.parse_args(argv)
    check = GpuCheck(arguments.checkpoint, arguments.golden, torch.device(arguments.device), arguments.size)
    report = run(check, arguments.json)
    print(json.dumps(report, indent=2))
    return 1 if report["failed"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
