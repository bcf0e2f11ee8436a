"""How far the map can be trusted: held-out states placed on it, against the states themselves and against UMAP.

`python -m benchmarks.map_trust` refits UMAP with the map's own seed, so it takes the time of a fit.
"""

import argparse
import json
from dataclasses import asdict

import numpy as np

from latentviz.analysis.evaluation import dial_problems
from latentviz.model.checkpoint import load_checkpoint
from latentviz.records.map import VIEWS, ReferenceLabels, coordinates_of
from latentviz.records.map_fit import HiddenStateMap
from latentviz.stats import cluster_radius, neighborhood_quality
from latentviz.utils.shipped import TINY
from train.fit_map import reference_states

SEED = 54321
N_NEIGHBORS = 15


def trust(states_map: HiddenStateMap, states: np.ndarray, labels: ReferenceLabels, n_neighbors: int) -> dict:
    """Judge each view of the map by states that it was not fitted to.

    Three figures say whether neighbours on the page are neighbours. The path-length ratio says whether a thought can be
    seen to go anywhere: the median length of a step between two held-out states of one thought, over the radius of a
    cluster, which is the references that the logit lens reads as one number (`latentviz.stats.cluster_radius`). Above 1
    a step leaves the cluster that it begins in. Clusters that shrink to specks raise the ratio as well, so both lengths
    are printed too, relative to the spread of the references.

    Parameters
    ----------
    states : (m, hidden_size) array
    labels : ReferenceLabels
        Of these states, in the order of problems and steps.
    """
    placement, cloud = states_map.place(states), states_map.cloud
    results = {}
    for column, view in enumerate(VIEWS):
        placed, references = (coordinates_of(source, view) for source in (placement, cloud))
        quality = neighborhood_quality(states, placed, n_neighbors)
        step, radius = lengths(placed, labels.problem, references, cloud.labels.reading)
        spread = spread_of(references)
        measured = asdict(quality) | {
            "true_reference_neighbors_kept": placement.neighbors_kept[:, column].mean(),
            "path_length_ratio": step / radius,
            "step_over_spread": step / spread,
            "cluster_radius_over_spread": radius / spread,
        }
        results[view] = {name: round(float(value), 4) for name, value in measured.items()}
    return results


def lengths(
    placed: np.ndarray, problem: np.ndarray, references: np.ndarray, reading: np.ndarray
) -> tuple[float, float]:
    """Median length of a step within one thought, and radius of a cluster of references that read as one number."""
    steps = np.linalg.norm(np.diff(placed, axis=0), axis=1)
    return float(np.median(steps[problem[1:] == problem[:-1]])), cluster_radius(references, reading)


def against_umap(states_map: HiddenStateMap, states: np.ndarray) -> dict:
    """Our places against `umap.UMAP.transform` of the same fit, relative to the spread of the map.

    The spread is the root mean square distance of the references from their centre. The refit must give the map's own
    coordinates, or the comparison means nothing: its largest deviation is part of the result.
    """
    fitted, spread = refit(states_map), spread_of(states_map.xy)
    moved = fitted.transform(states_map.reduce(states)) - states_map.place(states).xy
    distance = np.linalg.norm(moved, axis=1) / spread
    return {
        "median_distance": round(float(np.median(distance)), 4),
        "quartiles": np.round(np.quantile(distance, [0.25, 0.75]), 4).tolist(),
        "spread": round(float(spread), 4),
        "refit_deviates_by": round(float(np.abs(fitted.embedding_ - states_map.xy).max() / spread), 6),
    }


def refit(states_map: HiddenStateMap):
    """UMAP in two dimensions, fitted to the map's references with the map's own seed."""
    import umap

    return umap.UMAP(
        n_components=2,
        n_neighbors=states_map.n_neighbors,
        min_dist=states_map.min_dist,
        random_state=states_map.seed,
        n_jobs=1,
    ).fit(states_map.reduced)


def spread_of(coordinates: np.ndarray) -> float:
    """Root mean square distance of points from their centre, in the unit of the points."""
    return float(np.sqrt(((coordinates - coordinates.mean(0)) ** 2).sum(1).mean()))


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.map_trust", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", default=TINY, metavar="DIR")
    parser.add_argument("--n-problems", type=int, default=300, help="test problems; the states of their thoughts count")
    parser.add_argument("--no-umap", action="store_true", help="leave out the comparison that refits UMAP")
    arguments = parser.parse_args(argv)
    checkpoint = load_checkpoint(arguments.checkpoint, device="cpu")
    states_map = checkpoint.hidden_state_map
    if states_map is None:
        parser.error(f"{arguments.checkpoint} has no map; fit one with python -m train.fit_map")
    problems = dial_problems(checkpoint.model.config.limits, "test", arguments.n_problems, SEED)
    states, labels = reference_states(checkpoint, problems)
    n_neighbors = min(N_NEIGHBORS, (len(states) - 1) // 2)
    results = {
        "n_held_out_states": len(states),
        "n_references": len(states_map.labels),
        "n_neighbors": n_neighbors,
        "number_probe": {name: getattr(states_map.probe, name) for name in ("r2", "r2_shuffled", "n_held_out")},
        "views": trust(states_map, states, labels, n_neighbors),
    }
    if not arguments.no_umap:
        results["against umap.UMAP.transform, relative to the spread"] = against_umap(states_map, states)
    print(json.dumps(results, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
