"""Placing new states on the frozen map, against `umap.UMAP.transform` of the same fit."""

import sys
import warnings

import numpy as np

from benchmarks.bench import Bench
from benchmarks.map_trust import refit
from benchmarks.paired import Line, in_turns, line_of
from latentviz.analysis.tracer import Tracer
from train.fit_map import reference_states

N_REPEATS = 5
N_MANY = 50


def measure(bench: Bench) -> list[Line]:
    """One trajectory, and those of many problems at once; UMAP's compilation is not counted.

    Raises
    ------
    ValueError
        If the checkpoint has no map.
    """
    states_map = bench.checkpoint.hidden_state_map
    if states_map is None:
        raise ValueError(f"{bench.folder} has no map; fit one with python -m train.fit_map")
    trajectory = Tracer(bench.checkpoint).trace(bench.dial_problems(1)[0].question).hidden
    states_map.place(trajectory)
    without_numba = "numba" not in sys.modules
    many, _ = reference_states(bench.checkpoint, bench.dial_problems(N_MANY))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = refit(states_map)
        lines = [compare(bench, states_map, fitted, states) for states in (trajectory, many)]
    lines[0].facts["without_numba"] = without_numba
    return lines


def compare(bench: Bench, states_map, fitted, states: np.ndarray) -> Line:
    """Both views of the map, 2D and 3D, by us, against the 2D one by UMAP."""
    points = states_map.reduce(states)
    works = [lambda _: states_map.place(states), lambda _: fitted.transform(points)]
    times = in_turns(works, bench.repeats(N_REPEATS))
    return line_of(f"placing {len(states)} states, against UMAP.transform", "ms", *times)
