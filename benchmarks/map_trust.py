"""How far the map can be trusted: held-out states placed on it, against the states themselves and against UMAP.

`python -m benchmarks.map_trust` refits UMAP with the map's own seed, so it takes the time of a fit.
"""

import argparse
import json

import numpy as np

from latentviz.data.problems import GeneratorOptions, ProblemGenerator
from latentviz.model.checkpoint import load_checkpoint
from latentviz.records.map_fit import HiddenStateMap
from latentviz.stats import trustworthiness_and_preservation
from train.fit_map import reference_states

SEED = 54321


def trust(states_map: HiddenStateMap, states: np.ndarray, n_neighbors: int) -> dict:
    """Trustworthiness and neighbour preservation of held-out states among each other, for each view of the map.

    Parameters
    ----------
    states : (m, hidden_size) array
        States that the map was not fitted to.
    """
    placement = states_map.place(states)
    views = {"umap2d": placement.xy, "umap3d": placement.xyz, "pca2d": placement.pca[:, :2], "pca3d": placement.pca}
    kept = dict(zip(views, placement.neighbors_kept.mean(0), strict=True))
    results = {}
    for name, low in views.items():
        trustworthiness, preservation = trustworthiness_and_preservation(states, low, n_neighbors)
        results[name] = {
            "trustworthiness": round(trustworthiness, 4),
            "neighbour_preservation": round(preservation, 4),
            "true_reference_neighbours_kept": round(float(kept[name]), 4),
        }
    return results


def against_umap(states_map: HiddenStateMap, states: np.ndarray, min_dist: float = 0.1) -> dict:
    """Our places against `umap.UMAP.transform` of the same fit, relative to the spread of the map.

    The spread is the root mean square distance of the references from their centre. The refit must give the map's own
    coordinates, or the comparison means nothing: its largest deviation is part of the result.
    """
    fitted = refit(states_map, min_dist)
    spread = spread_of(states_map.xy)
    distance = (
        np.linalg.norm(fitted.transform(reduced(states_map, states)) - states_map.place(states).xy, axis=1) / spread
    )
    return {
        "median_distance": round(float(np.median(distance)), 4),
        "quartiles": np.round(np.quantile(distance, [0.25, 0.75]), 4).tolist(),
        "spread": round(float(spread), 4),
        "refit_deviates_by": round(float(np.abs(fitted.embedding_ - states_map.xy).max() / spread), 6),
    }


def reduced(states_map: HiddenStateMap, states: np.ndarray) -> np.ndarray:
    """States on the map's principal components, which is what UMAP was fitted to."""
    centred = states.astype(np.float64) - states_map.mean
    return (centred @ states_map.components.T.astype(np.float64)).astype(np.float32)


def refit(states_map: HiddenStateMap, min_dist: float = 0.1):
    """UMAP in two dimensions, fitted to the map's references with the map's own seed."""
    import umap

    return umap.UMAP(
        n_components=2,
        n_neighbors=states_map.n_neighbors,
        min_dist=min_dist,
        random_state=states_map.seed,
        n_jobs=1,
    ).fit(states_map.reduced)


def spread_of(coordinates: np.ndarray) -> float:
    """Root mean square distance of points from their centre, in the unit of the points."""
    return float(np.sqrt(((coordinates - coordinates.mean(0)) ** 2).sum(1).mean()))


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.map_trust", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", default="checkpoints/tiny-grpo", metavar="DIR")
    parser.add_argument("--n-problems", type=int, default=200, help="test problems; each gives cap + 1 states")
    parser.add_argument("--no-umap", action="store_true", help="leave out the comparison that refits UMAP")
    arguments = parser.parse_args(argv)
    checkpoint = load_checkpoint(arguments.checkpoint, device="cpu")
    states_map = checkpoint.hidden_state_map
    if states_map is None:
        parser.error(f"{arguments.checkpoint} has no map; fit one with python -m train.fit_map")
    limits = checkpoint.model.config.limits
    dial = limits["trained_max_operations"]
    options = GeneratorOptions(max_number=limits["trained_max_number"], max_operations=dial)
    generator = ProblemGenerator(SEED, "test", options)
    states, _ = reference_states(checkpoint, [generator.sample(1 + i % dial) for i in range(arguments.n_problems)])
    results = {
        "n_held_out_states": len(states),
        "n_references": len(states_map.labels),
        "n_neighbors": states_map.n_neighbors,
        "views": trust(states_map, states, states_map.n_neighbors),
    }
    if not arguments.no_umap:
        results["against umap.UMAP.transform, relative to the spread"] = against_umap(states_map, states)
    print(json.dumps(results, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
