"""Replay of supervised fine-tuning inside GRPO: the recipe of the checkpoint, less the stop decisions."""

import dataclasses
import json

from latentviz.checkpoints import RUN
from latentviz.sources import ANYWHERE
from train.grpo_options import GrpoOptions
from train.sft_options import SftOptions


def replay_options(options: GrpoOptions) -> SftOptions:
    """Options of the replayed batches: those in the checkpoint's `run.json`, on other problems.

    Raises
    ------
    ValueError
        If the checkpoint does not tell how it was fine-tuned.
    """
    path = ANYWHERE.find(options.checkpoint) / RUN
    record = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    if record.get("stage") != "sft":
        raise ValueError(f"weight_replay is {options.weight_replay}, but {path} is not the record of a fine-tuning run")
    recipe = SftOptions.from_dict(record["options"])
    return dataclasses.replace(
        recipe,
        seed=options.seed + 1_000_000,
        batch_size=options.n_replay,
        n_accumulate=options.n_accumulate,
        n_drill_steps=0,
        latent_steps=options.replay_latent_steps or recipe.latent_steps,
        weight_stop=0.0,
    )
