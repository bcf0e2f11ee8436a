"""`HiddenStateMap`: a map of hidden states that was fitted once; new states are placed on it, old ones never move."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from safetensors import SafetensorError
from scipy.spatial import KDTree

from latentviz.records.map import Cloud, Placement, ReferenceLabels
from latentviz.records.number_probe import NumberProbe
from latentviz.utils.array_records import check_shapes, flattened, from_bytes, restored, to_bytes
from latentviz.utils.atomic import write_bytes

HEADER = "hidden_state_map"

# A state this close to a reference, as a share of that reference's own distance to its neighbours, is that reference:
# the same state computed in a batch of another size differs by rounding of about 1e-5.
SAME_STATE = 1e-3
N_COMPONENTS = 16
MIN_DIST = 0.4
N_BISECTIONS = 40


@dataclass(frozen=True)
class HiddenStateMap:
    """Reference states, their frozen coordinates, and what it takes to place another state among them.

    Attributes
    ----------
    mean : (d,) float32 array
        Mean reference state.
    components : (p, d) float32 array
        Principal components, orthonormal rows, largest variance first; p >= 3.
    reduced : (n, p) float32 array
        Reference states on those components.
    xy, xyz : (n, 2) and (n, 3) float32 arrays
        UMAP coordinates of the references.
    neighbor_distance : (n,) float32 array
        Mean distance of each reference to its k nearest others, in hidden-state units.
    magnitude : (n,) float32 array
        Magnitude that the probe reads from each reference.
    labels : ReferenceLabels
        What is known of each reference.
    probe : NumberProbe
        What reads a number's magnitude from a state.
    n_neighbors : int
        Size k of a neighbourhood, 2 <= k < n.
    min_dist : float
        Of the fit, as in `umap.UMAP`.
    seed : int
        Seed of the fit.
    umap_version : str
        Version of umap-learn that made the coordinates.

    Raises
    ------
    ValueError
        If shapes disagree, a value is not finite, or k lies outside its range.
    """

    mean: np.ndarray
    components: np.ndarray
    reduced: np.ndarray
    xy: np.ndarray
    xyz: np.ndarray
    neighbor_distance: np.ndarray
    magnitude: np.ndarray
    labels: ReferenceLabels
    probe: NumberProbe
    n_neighbors: int
    min_dist: float
    seed: int
    umap_version: str

    def __post_init__(self):
        n, p, d = len(self.labels), len(self.components), len(self.mean)
        shapes = {"mean": (d,), "components": (p, d), "reduced": (n, p), "xy": (n, 2), "xyz": (n, 3)}
        shapes |= {"neighbor_distance": (n,), "magnitude": (n,)}
        check_shapes(self, "map array", shapes)
        for name in shapes:
            if not np.isfinite(getattr(self, name)).all():
                raise ValueError(f"map array {name} holds a value that is not finite")
        if self.probe.weight.shape != (d,):
            raise ValueError(f"the probe reads states of {len(self.probe.weight)} values, the map places those of {d}")
        if p < 3:
            raise ValueError(f"a map needs 3 principal components, got {p}")
        _check_neighborhood(self.n_neighbors, n)

    @classmethod
    def fit(
        cls,
        states: np.ndarray,
        labels: ReferenceLabels,
        probe: NumberProbe,
        seed: int,
        n_neighbors: int,
    ) -> Self:
        """Fit the map: principal components, then UMAP in two and in three dimensions on them.

        Parameters
        ----------
        states : (n, d) float32 array
            Hidden states after the final norm.
        labels : ReferenceLabels
            What is known of each.
        probe : NumberProbe
            For states of the same model.
        seed : int
            Seed of both UMAP runs; the same seed and library versions give the same map.
        n_neighbors : int
            As in `umap.UMAP`.

        Raises
        ------
        ValueError
            If states and labels differ in number, are too few for `n_neighbors`, or one is not finite.

        References
        ----------
        L. McInnes, J. Healy and J. Melville, "UMAP: Uniform Manifold Approximation and Projection", arXiv 1802.03426.
        """
        import umap

        if len(states) != len(labels):
            raise ValueError(f"{len(states)} states for {len(labels)} labels")
        if not np.isfinite(states).all():
            raise ValueError("a state holds a value that is not finite")
        _check_neighborhood(n_neighbors, len(states))
        mean, components = principal_components(states, N_COMPONENTS)
        reduced = _project(states, mean, components)
        xy, xyz = (
            umap.UMAP(
                n_components=n_dimensions, n_neighbors=n_neighbors, min_dist=MIN_DIST, random_state=seed, n_jobs=1
            ).fit_transform(reduced)
            for n_dimensions in (2, 3)
        )
        _, distance = nearest_references(reduced, reduced, n_neighbors + 1)
        return cls(
            mean=mean,
            components=components,
            reduced=reduced,
            xy=xy.astype(np.float32),
            xyz=xyz.astype(np.float32),
            neighbor_distance=distance[:, 1:].mean(axis=1).astype(np.float32),
            magnitude=probe.read(states),
            labels=labels,
            probe=probe,
            n_neighbors=n_neighbors,
            min_dist=MIN_DIST,
            seed=seed,
            umap_version=umap.__version__,
        )

    @property
    def pca(self) -> np.ndarray:
        """The map's linear twin: first three principal components of the references, (n, 3)."""
        return self.reduced[:, :3]

    @property
    def cloud(self) -> Cloud:
        """What a figure needs of the map, without what places other states on it."""
        return Cloud(self.xy, self.xyz, self.pca, self.magnitude, self.labels, self.probe)

    def reduce(self, states: np.ndarray) -> np.ndarray:
        """States, (m, d), on the principal components, (m, p) float32: what UMAP was fitted to."""
        return _project(states, self.mean, self.components)

    def place(self, states: np.ndarray) -> Placement:
        """Place states among the references, which stay where they are.

        A state lies at the mean of its k nearest references' coordinates under `fuzzy_weights`. A state that is itself
        a reference, up to rounding, lies where that reference lies, as `umap.UMAP.transform` has it: the weighted mean
        alone would pull it towards its neighbours. Of references that are equal, one counts.

        Parameters
        ----------
        states : (m, d) array
            Hidden states after the final norm, m >= 0.

        Raises
        ------
        ValueError
            If the shape does not fit the map or a value is not finite.
        """
        if states.ndim != 2 or states.shape[1] != len(self.mean):
            raise ValueError(f"states have shape {states.shape}, the map takes (m, {len(self.mean)})")
        if not np.isfinite(states).all():
            raise ValueError("a state holds a value that is not finite")
        reduced = self.reduce(states)
        neighbors, distance = nearest_references(reduced, self.reduced, self.n_neighbors + 1)
        is_reference = distance[:, 0] <= SAME_STATE * self.neighbor_distance[neighbors[:, 0]]
        mean_distance = np.where(is_reference, distance[:, 1:].mean(axis=1), distance[:, :-1].mean(axis=1))
        neighbors, distance = neighbors[:, :-1], distance[:, :-1]
        weights = fuzzy_weights(distance)
        weights[is_reference] = np.eye(self.n_neighbors)[0]
        weights /= weights.sum(axis=1, keepdims=True)
        nearer = np.searchsorted(np.sort(self.neighbor_distance), mean_distance.astype(np.float32))
        xy, xyz = (_weighted_mean(weights, coordinates[neighbors]) for coordinates in (self.xy, self.xyz))
        pca = reduced[:, :3]
        pairs = ((xy, self.xy), (xyz, self.xyz), (pca[:, :2], self.pca[:, :2]), (pca, self.pca))
        return Placement(
            xy=xy,
            xyz=xyz,
            pca=pca,
            magnitude=self.probe.read(states),
            neighbors=neighbors,
            distance_percentile=100 * nearer / len(self.labels),
            neighbors_kept=np.stack([_share_kept(neighbors, *pair) for pair in pairs], axis=1),
        )

    def save(self, path: str | Path) -> None:
        """Write the map as one safetensors file; the same map gives the same bytes."""
        tensors: dict[str, np.ndarray] = {}
        values = flattened(self, tensors)
        labels, probe = values.pop("labels"), values.pop("probe")
        write_bytes(path, to_bytes(HEADER, labels | values | {"probe": probe}, tensors))

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a map that `save` wrote.

        Raises
        ------
        FileNotFoundError
            If there is no such file.
        ValueError
            If the file is damaged or is not a map; the message names the file and what is wrong.
        """
        try:
            values, tensors = from_bytes(HEADER, Path(path).read_bytes())
            return restored(cls, values | {"labels": values}, tensors)
        except KeyError as error:
            raise ValueError(f"{path} is not a map of hidden states: it lacks {error}") from error
        except (SafetensorError, TypeError, ValueError) as error:
            raise ValueError(f"{path} is not a usable map of hidden states: {error}") from error


def principal_components(states: np.ndarray, n_components: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean and leading principal components.

    Parameters
    ----------
    states : (n, d) array
    n_components : int
        At most min(n, d) are returned.

    Returns
    -------
    mean : (d,) float32 array
    components : (p, d) float32 array
        Orthonormal rows, largest variance first, each with its largest entry positive so that signs are determined.
    """
    mean = states.mean(axis=0, dtype=np.float64)
    _, _, rows = np.linalg.svd(states - mean, full_matrices=False)
    rows = rows[:n_components]
    largest = np.take_along_axis(rows, np.abs(rows).argmax(axis=1)[:, None], axis=1)
    return mean.astype(np.float32), (rows * np.sign(largest)).astype(np.float32)


def nearest_references(points: np.ndarray, references: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Exact k nearest references by Euclidean distance.

    Parameters
    ----------
    points, references : (m, p) and (n, p) array
    k : int
        At most n.

    Returns
    -------
    neighbors : (m, k) int array
        Indices of the references, nearest first.
    distance : (m, k) float64 array
    """
    distance, neighbors = KDTree(references).query(points, k)
    return neighbors, distance


def fuzzy_weights(distance: np.ndarray) -> np.ndarray:
    """UMAP's membership strengths exp(-(d - rho) / sigma) of the k nearest references.

    rho is the distance to the nearest one, and sigma is such that a row sums to log2(k). That is the rule of UMAP's
    fit; its `transform` takes rho = 0, which in many dimensions, where all neighbours are about equally far, comes near
    to a plain mean.

    Parameters
    ----------
    distance : (m, k) array
        Distances, ascending along a row; k >= 2.

    Returns
    -------
    weights : (m, k) float64 array
        In [0, 1], the first of each row is 1. A row whose distances are all equal has weights of 1 and sums to k.

    References
    ----------
    arXiv 1802.03426, section 3.1 and algorithm 3.
    """
    k = distance.shape[1]
    gap = (distance - distance[:, :1]).astype(np.float64)
    span = gap[:, -1:]
    gap = np.divide(gap, span, out=np.zeros_like(gap), where=span > 0)
    low = np.full((len(gap), 1), 1e-3)
    high = np.full((len(gap), 1), 1 / np.log(k / np.log2(k)))
    for _ in range(N_BISECTIONS):
        middle = (low + high) / 2
        too_wide = np.exp(-gap / middle).sum(axis=1, keepdims=True) > np.log2(k)
        low, high = np.where(too_wide, low, middle), np.where(too_wide, middle, high)
    return np.exp(-gap / high)


def _check_neighborhood(n_neighbors: int, n: int) -> None:
    if not 2 <= n_neighbors < n:
        raise ValueError(f"n_neighbors = {n_neighbors} lies outside 2..{n - 1} for {n} reference states")


def _project(states: np.ndarray, mean: np.ndarray, components: np.ndarray) -> np.ndarray:
    centred = states.astype(np.float64) - mean
    return (centred @ components.T.astype(np.float64)).astype(np.float32)


def _weighted_mean(weights: np.ndarray, coordinates: np.ndarray) -> np.ndarray:
    return np.einsum("mk,mkc->mc", weights, coordinates).astype(np.float32)


def _share_kept(neighbors: np.ndarray, placed: np.ndarray, references: np.ndarray) -> np.ndarray:
    on_map, _ = nearest_references(placed, references, neighbors.shape[1])
    return (neighbors[:, :, None] == on_map[:, None, :]).any(axis=2).mean(axis=1)
