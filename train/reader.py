"""Training of a reader: low-rank adapters on the layers of a language model learn to read word problems.

`python -m train.reader --preset small` gives the checkpoint that `python -m train.sft --preset small` goes on from.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import torch
from torch import Tensor, nn

from latentviz.model.checkpoint import load_checkpoint
from latentviz.model.modeling import AdaptiveLatentModel
from train import command
from train.config import ReaderOptions, parse_options
from train.loop.estimate import Pass
from train.loop.trainer import TrainingRun
from train.pointers import (
    PointerBatch,
    Pointers,
    are_right,
    collate,
    groups_of,
    pointer_batches,
    pointer_losses,
    read,
    spelling_of,
)
from train.sources import paths_of, templates_of
from train.start.reader import add_reader


class ReaderObjective(nn.Module):
    """The loss of one batch; the forward of a module, so that accelerate can wrap it."""

    def __init__(self, model: AdaptiveLatentModel):
        super().__init__()
        self.model = model

    def forward(self, batch: PointerBatch, n_questions: float) -> dict[str, Tensor]:
        """Sum of `pointer_losses` over `n_questions` as "loss"."""
        reader = self.model.reader
        losses = pointer_losses(*reader.pointers(read(reader, batch), batch), batch)
        return {"loss": losses.sum() / n_questions}


class ReaderRun(TrainingRun):
    """A run that trains a reader; parameters as in `TrainingRun`.

    Raises
    ------
    ValueError
        If the checkpoint has a reader already.
    """

    stage = "reader"

    def __init__(self, options: ReaderOptions, resume: bool = False, preset: str | None = None):
        checkpoint = load_checkpoint(options.checkpoint, device="cpu", dtype="float32")
        model, tokenizer = checkpoint.model, checkpoint.tokenizer
        if model.reader is not None:
            raise ValueError(f"checkpoint is {options.checkpoint!r}, which has a reader already")
        torch.manual_seed(options.seed)
        add_reader(model, tokenizer, options.reader, options.reader_layers, options.reader_rank)
        model.requires_grad_(False)
        model.reader.adapters.requires_grad_(True)
        model.reader.pointers = Pointers(model.reader.base.hidden_size, options.pointer_size)
        super().__init__(options, model, tokenizer, ReaderObjective(model), resume, preset)

    def start_from(self, step: int) -> None:
        """Continue the stream of batches."""
        self.batches = pointer_batches(self.options, self.model, self.tokenizer, step - 1)

    def training_step(self, step: int) -> dict[str, float]:
        """One optimiser step."""
        batch = next(self.batches)
        n_questions = int(batch.is_question.sum()) / self.accelerator.num_processes
        parts = self.optimizer_step.parts(batch)
        return self.optimizer_step(step, self.stage, [partial(self.objective, part, n_questions) for part in parts])

    def passes(self) -> list[Pass]:
        """None: the decoder does not run."""
        return []

    @torch.no_grad()
    def validate(self) -> tuple[dict, float]:
        """Share of held-out questions all of whose steps are named, over all sources and of each."""
        right = {Path(path).stem: self.right_of(path) for path in self.sources()}
        scores = {f"accuracy_{name}": float(values.mean()) for name, values in right.items()}
        accuracy = float(torch.cat([*right.values()]).mean())
        return {"accuracy": accuracy} | scores, accuracy

    def sources(self) -> list[str]:
        """Files that are read."""
        return [*paths_of(self.options.data, self.options.data_folder).values()]

    def right_of(self, source: str) -> Tensor:
        """Whether each held-out question of a source is read right, 0 or 1; `n_validation` of them at most."""
        reader = self.model.reader
        spelling = spelling_of(reader)
        templates = list(templates_of(source, self.options.max_number, held_out=True)[0])[: self.options.n_validation]
        right = []
        for group in batched_by_length(groups_of(templates, self.model, self.tokenizer), self.options.batch_size):
            batch = collate(group, spelling)
            batch = PointerBatch(*(part.to(self.model.device) for part in batch))
            found = are_right(*reader.pointers(read(reader, batch), batch), batch)
            right.append(found[batch.is_question].float())
        return torch.cat(right)

    def settle(self) -> dict:
        """Let the pointers go: the reader has learned by them."""
        del self.model.reader.pointers
        return {}


def batched_by_length(groups: list, size: int) -> Iterator[list]:
    """Cut groups of questions into batches of nearly one length."""
    ordered = sorted(groups, key=lambda group: sum(len(question.token_ids) for question in group))
    return (ordered[i : i + size] for i in range(0, len(ordered), size))


def train(
    options: ReaderOptions, resume: bool = False, stop_after: int | None = None, preset: str | None = None
) -> Path:
    """Train and return the checkpoint folder; parameters as in `ReaderRun` and `TrainingRun.train`."""
    return ReaderRun(options, resume, preset).train(stop_after)


@command
def main(argv: list[str] | None = None) -> None:
    """Command line."""
    options, flags = parse_options(ReaderOptions, "reader", argv)
    if flags.dry_run:
        print(ReaderRun(options).estimate(measures=True))
    else:
        print(train(options, resume=flags.resume, preset=flags.preset))


if __name__ == "__main__":
    raise SystemExit(main())
