"""What hidden states read like, as plain records: nearest tokens, the lens at every layer, and their controls."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Reading:
    """Tokens that states resemble, nearest first.

    Attributes
    ----------
    tokens : (n_states, n_nearest) tuple of tuples of str
    values : (n_states, n_nearest) float32
        How near: probabilities in [0, 1] of a logit lens, or cosines in [-1, 1].
    """

    tokens: tuple[tuple[str, ...], ...]
    values: np.ndarray

    def __post_init__(self):
        widths = {len(row) for row in self.tokens}
        if self.values.ndim != 2 or len(self.tokens) != len(self.values) or widths - {self.values.shape[1]}:
            raise ValueError(f"a reading has {len(self.tokens)} rows of tokens and values of shape {self.values.shape}")

    def rank_of(self, row: int, text: str) -> int | None:
        """Rank of a token in a row, 1 = nearest; None where it is not among the nearest."""
        stripped = [token.strip() for token in self.tokens[row]]
        return stripped.index(text) + 1 if text in stripped else None


@dataclass(frozen=True)
class LensGrid:
    """The logit lens at every layer and every step: final norm and output embedding on each layer's output.

    Layer 0 is the input embedding, the last layer is what the model itself reads.

    Attributes
    ----------
    tokens : (n_layers + 1, m + 1, n_nearest) tuple of tuples of tuples of str
        Most probable first.
    p : (n_layers + 1, m + 1, n_nearest) float32
        Their probabilities.
    entropy : (n_layers + 1, m + 1) float32
        Of the whole distribution, in nats, 0 to log of the vocabulary's size.
    kl : (n_layers + 1, m + 1) float32
        KL(last layer || this layer), in nats, 0 or more.

    References
    ----------
    nostalgebraist, "interpreting GPT: the logit lens" (2020); N. Belrose et al., arXiv 2303.08112 (the statistics).
    """

    tokens: tuple[tuple[tuple[str, ...], ...], ...]
    p: np.ndarray
    entropy: np.ndarray
    kl: np.ndarray

    def __post_init__(self):
        shape = self.p.shape
        if len(shape) != 3 or self.entropy.shape != shape[:2] or self.kl.shape != shape[:2]:
            raise ValueError(f"a lens grid has p {shape}, entropy {self.entropy.shape} and kl {self.kl.shape}")
        rows = [row for layer in self.tokens for row in layer]
        if len(self.tokens) != shape[0] or len(rows) != shape[0] * shape[1] or {len(row) for row in rows} - {shape[2]}:
            raise ValueError(f"a lens grid of shape {shape} has tokens of another shape")

    @property
    def p_max(self) -> np.ndarray:
        """Probability of the most probable token, (n_layers + 1, m + 1), in [0, 1]."""
        return self.p[:, :, 0]


@dataclass(frozen=True)
class Controls:
    """The same lens where nothing of this problem can be read.

    Attributes
    ----------
    shuffled : Reading
        Row j: a latent of another problem, drawn with a fixed seed, in place of step j.
    untrained : Reading or None
        This question, thought by a twin of the model with random weights; None where the model is too large for one.
    results : tuple of str
        Gold results of this problem's steps, without repetition.
    p_by_chance : (n_results,) float32
        Share of latents of other problems that list the result among their nearest tokens, in [0, 1].
    n_other_latents : int
        Latents behind that share.
    """

    shuffled: Reading
    untrained: Reading | None
    results: tuple[str, ...]
    p_by_chance: np.ndarray
    n_other_latents: int

    def __post_init__(self):
        if self.p_by_chance.shape != (len(self.results),):
            raise ValueError(f"{len(self.results)} gold results have p_by_chance of shape {self.p_by_chance.shape}")


@dataclass(frozen=True)
class GoldHit:
    """A gold result among the nearest tokens of a step, with what the controls say.

    Attributes
    ----------
    result : str
    rank : int
        1 = nearest.
    p_by_chance : float
        As in `Controls`.
    control_reads : bool
        Whether a control reads it as well: the shuffled latent or the untrained twin at this step, or at least
        `CHANCE_LIMIT` of the latents of other problems.
    """

    result: str
    rank: int
    p_by_chance: float
    control_reads: bool


CHANCE_LIMIT = 0.05


def gold_hits(reading: Reading, controls: Controls, row: int) -> tuple[GoldHit, ...]:
    """Gold results among the nearest tokens of a step, in the order of the gold steps."""
    controls_read = [control for control in (controls.shuffled, controls.untrained) if control is not None]
    hits = []
    for result, p_by_chance in zip(controls.results, controls.p_by_chance.tolist(), strict=True):
        rank = reading.rank_of(row, result)
        if rank is not None:
            read_elsewhere = any(control.rank_of(row, result) is not None for control in controls_read)
            hits.append(GoldHit(result, rank, p_by_chance, read_elsewhere or p_by_chance >= CHANCE_LIMIT))
    return tuple(hits)
