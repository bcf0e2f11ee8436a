"""Fixtures that several test files share; they import late, so that a test of pure NumPy does not wait for torch."""

from pathlib import Path

import numpy as np
import pytest

N_REFERENCES, N_NEIGHBORS, HIDDEN_SIZE = 300, 10, 32
SMALL_RUN = {
    "n_validation": 16,
    "max_operations": 2,
    "hidden_size": 32,
    "intermediate_size": 48,
    "n_layers": 2,
    "n_heads": 2,
    "latent_cap": 3,
    "batch_size": 8,
    "n_steps": 12,
    "n_warmup_steps": 2,
    "n_drill_steps": 2,
    "precision": "no",
    "log_every": 2,
    "validate_every": 6,
}


@pytest.fixture(scope="session")
def random_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint folder with the tiny recipe's tokenizer, untrained weights and a map of random states."""
    from latentviz.checkpoints import MAP, save_checkpoint
    from latentviz.problems import vocabulary_words
    from train.sft_options import SftOptions
    from train.tiny import build_model
    from train.tokenizer import build_tokenizer

    folder = tmp_path_factory.mktemp("checkpoints") / "random"
    options = SftOptions(hidden_size=HIDDEN_SIZE, intermediate_size=64, n_layers=2, n_heads=2, max_operations=4)
    tokenizer = build_tokenizer(vocabulary_words(), options.tokenizer_size, seed=0)
    folder.mkdir()
    random_map(np.random.default_rng(0)).save(folder / MAP)
    save_checkpoint(folder, build_model(options, tokenizer), tokenizer)
    return folder


@pytest.fixture(scope="session")
def small_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkpoint folder of a finished run of supervised fine-tuning, far too short to be right."""
    from train.sft import train
    from train.sft_options import SftOptions

    return train(SftOptions(**SMALL_RUN, output=str(tmp_path_factory.mktemp("sft") / "small")), preset="small")


def random_map(rng: np.random.Generator):
    """A `HiddenStateMap` whose coordinates are its principal components: made at once, where UMAP takes seconds."""
    from latentviz.projection import HiddenStateMap, ReferenceLabels, nearest_references, principal_components

    states = rng.normal(size=(N_REFERENCES, HIDDEN_SIZE)).astype(np.float32)
    mean, components = principal_components(states, 8)
    reduced = ((states - mean) @ components.T).astype(np.float32)
    _, distance = nearest_references(reduced, reduced, N_NEIGHBORS + 1)
    labels = ReferenceLabels(
        step=rng.integers(0, 9, N_REFERENCES),
        n_operations=rng.integers(1, 5, N_REFERENCES),
        p_stop=rng.uniform(size=N_REFERENCES),
        right=rng.uniform(size=N_REFERENCES) < 0.5,
        problem=np.zeros(N_REFERENCES, dtype=int),
        questions=("What is 2 plus 3?",),
        gold_steps=("2+3=5",),
    )
    return HiddenStateMap(
        mean=mean,
        components=components,
        reduced=reduced,
        xy=reduced[:, :2].copy(),
        xyz=reduced[:, :3].copy(),
        neighbor_distance=distance[:, 1:].mean(axis=1).astype(np.float32),
        labels=labels,
        n_neighbors=N_NEIGHBORS,
        seed=0,
        umap_version="none",
    )


@pytest.fixture(scope="session")
def lively(random_checkpoint: Path):
    """Model and tokenizer with random weights so far from zero that thoughts differ and halt at different steps."""
    import torch

    from latentviz.checkpoints import load_checkpoint

    checkpoint = load_checkpoint(random_checkpoint, dtype="float32")
    torch.manual_seed(1)
    for parameter in checkpoint.model.backbone.base_model.layers.parameters():
        parameter.data += 0.3 * torch.randn_like(parameter)
    checkpoint.model.stop_head.linear.weight.data *= 40
    return checkpoint.model, checkpoint.tokenizer
