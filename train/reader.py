"""Training of a reader: low-rank adapters on the layers of a language model learn to read word problems.

`python -m train.reader --preset small` gives the checkpoint that `python -m train.sft --preset small` goes on from.
"""

from functools import partial
from pathlib import Path

import torch
from accelerate.utils import send_to_device
from torch import Tensor, nn

from latentviz.model.checkpoint import load_checkpoint
from latentviz.model.modeling import AdaptiveLatentModel
from train.config import ReaderOptions
from train.data import batched
from train.loop.estimate import Pass
from train.loop.trainer import TrainingRun, command_of
from train.pointers import (
    PointedQuestion,
    PointerBatch,
    Pointers,
    are_right,
    collate,
    groups_of,
    n_tokens,
    pointer_batches,
    pointer_losses,
    read,
    spelling_of,
    training_groups,
)
from train.sources import paths_of, templates_of
from train.start.backbone import attention
from train.start.reader import add_reader


class ReaderObjective(nn.Module):
    """The loss of one batch; the forward of a module, so that accelerate can wrap it."""

    def __init__(self, model: AdaptiveLatentModel):
        super().__init__()
        self.model = model

    def forward(self, batch: PointerBatch, n_terms: float) -> dict[str, Tensor]:
        """Sum of `pointer_losses` over `n_terms` as "loss"."""
        reader = self.model.reader
        losses = pointer_losses(*reader.pointers(read(reader, batch), batch), batch)
        return {"loss": losses.sum() / n_terms}


class ReaderRun(TrainingRun):
    """A run that trains a reader; parameters as in `TrainingRun`.

    Raises
    ------
    ValueError
        If the checkpoint has another reader, or no text of the data is held out.
    """

    stage = "reader"

    def __init__(self, options: ReaderOptions, resume: bool = False, preset: str | None = None):
        checkpoint = load_checkpoint(options.checkpoint, "cpu", "float32", with_map=False)
        model, tokenizer = checkpoint.model, checkpoint.tokenizer
        torch.manual_seed(options.seed)
        asked = (options.reader, options.reader_layers, options.reader_rank, options.reader_frozen)
        if model.reader is None:
            add_reader(model, tokenizer, *asked)
        base = model.reader.base
        if asked != (base.source, base.n_layers, base.rank, base.n_frozen):
            raise ValueError(
                f"checkpoint is {options.checkpoint!r}, whose reader is {base.source} with {base.n_layers} layers, "
                f"{base.n_frozen} of them frozen, and rank {base.rank}: ask for the same"
            )
        model.requires_grad_(False)
        model.reader.adapters.requires_grad_(True)
        model.reader.pointers = Pointers(model.reader.base.hidden_size, options.pointer_size)
        super().__init__(options, model, tokenizer, ReaderObjective(model), resume, preset)
        model.reader.language_model.set_attn_implementation(attention())
        self.mixture = training_groups(options, model, tokenizer)
        self.held_out = self.groups_held_out()
        if not self.held_out:
            raise ValueError(
                f"data is {options.data!r}: none of its texts is held out, so that nothing can be measured"
            )

    def start_from(self, step: int) -> None:
        """Continue the stream of batches."""
        self.batches = pointer_batches(self.options, self.mixture, self.model, self.tokenizer, step - 1)

    def training_step(self, step: int) -> dict[str, float]:
        """One optimiser step."""
        batch = next(self.batches)
        # Not per question: batches of long chains would look as if the run diverged.
        n_terms = batch.n_terms / self.accelerator.num_processes
        parts = self.optimizer_step.parts(batch)
        return self.optimizer_step(step, self.stage, [partial(self.objective, part, n_terms) for part in parts])

    def passes(self) -> list[Pass]:
        """None: the decoder does not run. The activations of the reader are not counted."""
        return []

    def estimate(self, measures: bool) -> str:
        """As in `TrainingRun`, but always measured, as `passes` tells nothing of the reader's operations."""
        return super().estimate(measures=True)

    @torch.no_grad()
    def validate(self) -> tuple[dict, float]:
        """Share of held-out questions all of whose steps are named, over all sources and of each."""
        right = {name: self.right_of(groups) for name, groups in self.held_out.items()}
        scores = {f"accuracy_{name}": float(values.mean()) for name, values in right.items()}
        accuracy = float(torch.cat([*right.values()]).mean())
        return {"accuracy": accuracy} | scores, accuracy

    def groups_held_out(self) -> dict[str, list[list[PointedQuestion]]]:
        """Questions for validation by the names of their sources, equally many of each where it has so many."""
        options = self.options
        paths = [*paths_of(options.data, options.data_folder).values()]
        groups = {}
        for path in paths:
            templates = templates_of(path, options.max_number, held_out=True)[0][: options.n_validation // len(paths)]
            groups[Path(path).stem] = groups_of(templates, self.model, self.tokenizer)
        return {name: of_source for name, of_source in groups.items() if of_source}

    def right_of(self, groups: list[list[PointedQuestion]]) -> Tensor:
        """Whether each question is read right, 0 or 1."""
        reader, right = self.model.reader, []
        spelling = spelling_of(reader)
        for group in batched(sorted(groups, key=n_tokens), self.options.batch_size):
            batch = send_to_device(collate(group, spelling), self.model.device)
            found = are_right(*reader.pointers(read(reader, batch), batch), batch)
            right.append(found[batch.is_question].float())
        return torch.cat(right)

    def before_saving(self) -> dict:
        """Let the pointers go: the reader has learned by them."""
        del self.model.reader.pointers
        return {}


main = command_of(ReaderRun, ReaderOptions)

if __name__ == "__main__":
    raise SystemExit(main())
