"""The reference states of a map as plain arrays, and where other states lie among them."""

from dataclasses import dataclass

import numpy as np

from latentviz.data.problems.readers import steps_of_chain
from latentviz.records.number_probe import NumberProbe
from latentviz.utils.array_records import Booleans, Integers, check_shapes

_COORDINATES = {"umap2d": ("xy", 2), "umap3d": ("xyz", 3), "pca2d": ("pca", 2), "pca3d": ("pca", 3)}
VIEWS = tuple(_COORDINATES)


@dataclass(frozen=True)
class ReferenceLabels:
    """What is known of each of the n reference states.

    Attributes
    ----------
    step : (n,) int array
        Latent step at which the state was read, 0 = START.
    reading : (n,) int array
        Whole number that the logit lens reads as the state's most probable token, -1 where that is no number.
    right : (n,) bool array
        Whether the model would answer rightly, did it stop at that state.
    problem : (n,) int array
        Index of the problem in `questions`.
    questions : tuple of str
        Text of each problem.
    gold_steps : tuple of str
        Gold steps of each problem as one text, "<<48/2=24>><<24+48=72>>", as long as `questions`.

    Raises
    ------
    ValueError
        If lengths differ, or an index lies outside its range.
    """

    step: Integers
    reading: Integers
    right: Booleans
    problem: Integers
    questions: tuple[str, ...]
    gold_steps: tuple[str, ...]

    def __post_init__(self):
        check_shapes(self, "label", dict.fromkeys(("step", "reading", "right", "problem"), (len(self),)))
        if len(self.gold_steps) != len(self.questions):
            raise ValueError(f"{len(self.gold_steps)} gold_steps for {len(self.questions)} questions")
        if not np.isin(self.problem, np.arange(len(self.questions))).all():
            raise ValueError(f"label problem holds an index outside the {len(self.questions)} questions")

    def __len__(self) -> int:
        return len(self.step)

    def steps_of(self, problem: int) -> tuple[str, ...]:
        """Gold steps of a problem, such as ("48/2=24", "24+48=72")."""
        return steps_of_chain(self.gold_steps[problem])


@dataclass(frozen=True)
class Placement:
    """Where m states lie on a map.

    Attributes
    ----------
    xy : (m, 2) float32 array
        UMAP coordinates, no unit.
    xyz : (m, 3) float32 array
        Coordinates on the UMAP in three dimensions, no unit.
    pca : (m, 3) float32 array
        First three principal components, in hidden-state units.
    magnitude : (m,) float32 array
        Magnitude that the map's `NumberProbe` reads, log10(1 + number).
    neighbors : (m, k) int array
        Indices of the k nearest references, nearest first.
    distance_percentile : (m,) float array
        In 0..100: share of the references that lie nearer to their own k neighbours than this state to its.
        Near 100 the state is unlike anything on the map, and its place means little.
    neighbors_kept : (m, 4) float array
        In [0, 1]: share of those k neighbours that are also among the k references nearest to the state on the page, in
        the order of `VIEWS`.
    """

    xy: np.ndarray
    xyz: np.ndarray
    pca: np.ndarray
    magnitude: np.ndarray
    neighbors: Integers
    distance_percentile: np.ndarray
    neighbors_kept: np.ndarray

    def __post_init__(self):
        m = len(self.xy)
        shapes = {"xy": (m, 2), "xyz": (m, 3), "pca": (m, 3), "magnitude": (m,)}
        shapes |= {"distance_percentile": (m,), "neighbors_kept": (m, 4)}
        check_shapes(self, "placement", shapes)
        if self.neighbors.ndim != 2 or len(self.neighbors) != m:
            raise ValueError(f"placement neighbors has shape {self.neighbors.shape}, expected {m} rows")


@dataclass(frozen=True, eq=False)
class Cloud:
    """What a figure needs of a map of n reference states; equal to itself alone.

    Attributes
    ----------
    xy, xyz : (n, 2) and (n, 3) float32 arrays
        UMAP coordinates, no unit.
    pca : (n, 3) float32 array
        First three principal components, in hidden-state units.
    magnitude : (n,) float32 array
        As in `Placement`.
    labels : ReferenceLabels
    probe : NumberProbe
        What read `magnitude`, and how well it does.
    """

    xy: np.ndarray
    xyz: np.ndarray
    pca: np.ndarray
    magnitude: np.ndarray
    labels: ReferenceLabels
    probe: NumberProbe

    def __post_init__(self):
        n = len(self.labels)
        check_shapes(self, "cloud", {"xy": (n, 2), "xyz": (n, 3), "pca": (n, 3), "magnitude": (n,)})

    def path_of(self, problem: int) -> np.ndarray:
        """Indices of the states of one reference problem, in the order of their steps."""
        rows = np.flatnonzero(self.labels.problem == problem)
        return rows[np.argsort(self.labels.step[rows], kind="stable")]


def coordinates_of(source: Cloud | Placement, view: str) -> np.ndarray:
    """Coordinates in one of the `VIEWS`, (n, 2 or 3)."""
    attribute, n_dimensions = _COORDINATES[view]
    return getattr(source, attribute)[:, :n_dimensions]


def similar_problems(cloud: Cloud, placement: Placement, row: int, n_problems: int) -> tuple[int, ...]:
    """Reference problems whose states lie nearest to a placed state, nearest first, without repetition.

    Parameters
    ----------
    row : int
        Row of the placement.
    n_problems : int
        At most so many are returned.
    """
    problems = cloud.labels.problem[placement.neighbors[row]].tolist()
    return tuple(dict.fromkeys(problems))[:n_problems]
