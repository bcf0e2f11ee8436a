"""The frozen map: fitted once, new states placed, references never move."""

import dataclasses
import math
import warnings

import numpy as np
import pytest
from processes import python

from benchmarks.map_trust import against_umap
from latentviz.records.map_fit import (
    HiddenStateMap,
    ReferenceLabels,
    fuzzy_weights,
    nearest_references,
    principal_components,
)
from latentviz.records.number_probe import NumberProbe, magnitude_of
from latentviz.utils.array_records import flattened

# umap announces at its first import that one of its extras is missing.
pytestmark = pytest.mark.filterwarnings("ignore:Tensorflow not installed:ImportWarning")

N_PER_BLOB = 60
BLOB_CENTRES = 4 * np.eye(3, 20)


def blob_states(n_per_blob: int, seed: int) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(scale=0.5, size=(3, n_per_blob, 20))
    return (BLOB_CENTRES[:, None] + noise).reshape(-1, 20).astype(np.float32)


BLOB = np.repeat(np.arange(3), N_PER_BLOB)
LABELS = ReferenceLabels(
    step=BLOB,
    reading=10 * BLOB,
    right=BLOB > 0,
    problem=BLOB,
    questions=('How much is "1 + 1"?', "2 + 2 ≤ ?", "3 + 3?"),
    gold_steps=("1+1=2", "2+2=4", "3+3=6"),
)
PROBE = NumberProbe(np.full(20, 0.25, dtype=np.float32), 0.5, 0.9, -0.01, 40)


@pytest.fixture(scope="module")
def states() -> np.ndarray:
    return blob_states(N_PER_BLOB, seed=1)


@pytest.fixture(scope="module")
def fitted(states) -> HiddenStateMap:
    return HiddenStateMap.fit(states, LABELS, PROBE, seed=5, n_neighbors=10)


def test_fit_is_deterministic(fitted, states):
    again = HiddenStateMap.fit(states, fitted.labels, PROBE, seed=5, n_neighbors=10)
    np.testing.assert_array_equal(again.xy, fitted.xy)
    np.testing.assert_array_equal(again.xyz, fitted.xyz)
    assert (again.seed, again.n_neighbors, again.umap_version[:2]) == (5, 10, "0.")


def test_file_gives_back_the_map(fitted, tmp_path):
    fitted.save(tmp_path / "map.safetensors")
    loaded = HiddenStateMap.load(tmp_path / "map.safetensors")
    arrays, loaded_arrays = {}, {}
    assert flattened(loaded, loaded_arrays) == flattened(fitted, arrays)
    assert len(arrays) == 12
    for name, array in arrays.items():
        np.testing.assert_array_equal(loaded_arrays[name], array, strict=True)
    loaded.save(tmp_path / "again.safetensors")
    assert (tmp_path / "again.safetensors").read_bytes() == (tmp_path / "map.safetensors").read_bytes()


def test_placing_moves_no_reference(fitted):
    before = {name: getattr(fitted, name).copy() for name in ("mean", "components", "reduced", "xy", "xyz")}
    fitted.place(blob_states(5, seed=2))
    for name, array in before.items():
        np.testing.assert_array_equal(getattr(fitted, name), array)


def test_held_out_states_land_in_their_own_blob(fitted):
    placement = fitted.place(blob_states(20, seed=3))
    own_blob = np.repeat(np.arange(3), 20)
    for placed, references in ((placement.xy, fitted.xy), (placement.xyz, fitted.xyz), (placement.pca, fitted.pca)):
        centres = references.reshape(3, N_PER_BLOB, -1).mean(axis=1)
        nearest_centre = np.linalg.norm(placed[:, None] - centres, axis=2).argmin(axis=1)
        np.testing.assert_array_equal(nearest_centre, own_blob)
    np.testing.assert_array_equal(placement.neighbors // N_PER_BLOB, np.repeat(own_blob[:, None], 10, axis=1))


def test_a_reference_lands_on_itself(fitted, states):
    rows = [0, 77, 179]
    for given in (states[rows], states[rows] * np.float32(1 + 1e-6)):
        placement = fitted.place(given)
        np.testing.assert_allclose(placement.xy, fitted.xy[rows], atol=1e-3)
        np.testing.assert_allclose(placement.xyz, fitted.xyz[rows], atol=1e-3)
        np.testing.assert_array_equal(placement.neighbors[:, 0], rows)


def test_a_reference_has_its_own_percentile(fitted, states):
    placement = fitted.place(states)
    rank = np.argsort(np.argsort(fitted.neighbor_distance, kind="stable"), kind="stable")
    np.testing.assert_allclose(placement.distance_percentile, 100 * rank / 180, atol=100 / 180 + 1e-9)


def test_a_state_elsewhere_is_a_weighted_mean_of_its_neighbours(fitted):
    placement = fitted.place(blob_states(1, seed=4)[:1])
    reduced = (blob_states(1, seed=4)[0].astype(float) - fitted.mean) @ fitted.components.T.astype(float)
    distance = np.linalg.norm(fitted.reduced.astype(float) - reduced, axis=1)
    nearest = np.argsort(distance)[:10]
    weights = slow_fuzzy_weights(distance[nearest])
    np.testing.assert_array_equal(placement.neighbors[0], nearest)
    np.testing.assert_allclose(placement.xy[0], weights @ fitted.xy[nearest] / sum(weights), atol=1e-4)


def test_places_agree_with_umap_of_the_same_fit(fitted):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = against_umap(fitted, blob_states(10, seed=6))
    assert result["refit_deviates_by"] < 1e-5
    assert result["median_distance"] < 0.2


def test_distance_percentile_tells_an_outlier(fitted):
    outlier = np.full((1, 20), 30, dtype=np.float32)
    assert fitted.place(outlier).distance_percentile[0] == 100
    assert fitted.place(BLOB_CENTRES.astype(np.float32)).distance_percentile.max() < 50


def test_the_probe_is_read_at_every_state(fitted, states):
    np.testing.assert_allclose(fitted.magnitude, 0.5 + 0.25 * states.sum(axis=1), rtol=1e-5)
    np.testing.assert_allclose(fitted.place(2 * states[:3]).magnitude, 0.5 + 0.5 * states[:3].sum(axis=1), rtol=1e-5)


def test_magnitudes_by_hand():
    np.testing.assert_allclose(magnitude_of(np.array([0, 9, 99, 999])), [0, 1, 2, 3])
    assert not NumberProbe.of_nothing(4).read(np.ones((2, 4))).any()
    with pytest.raises(ValueError, match="not finite"):
        NumberProbe(np.array([np.nan], dtype=np.float32), 0.0, 0.0, 0.0, 0)


def test_no_states_are_placed_as_none(fitted):
    placement = fitted.place(np.zeros((0, 20), dtype=np.float32))
    assert placement.xy.shape == (0, 2)
    assert placement.neighbors.shape == (0, 10)


def slow_fuzzy_weights(distance) -> list[float]:
    rho, target = distance[0], math.log2(len(distance))
    low, high = 0.0, 1000.0
    for _ in range(200):
        sigma = (low + high) / 2
        total = 0.0
        for d in distance:
            total += math.exp(-(d - rho) / sigma)
        if total > target:
            high = sigma
        else:
            low = sigma
    return [math.exp(-(d - rho) / high) for d in distance]


def test_fuzzy_weights_agree_with_a_loop():
    distance = np.sort(np.random.default_rng(0).uniform(0.5, 3, size=(6, 15)), axis=1)
    weights = fuzzy_weights(distance)
    np.testing.assert_allclose(weights, [slow_fuzzy_weights(row) for row in distance], atol=1e-8)
    np.testing.assert_allclose(weights.sum(axis=1), math.log2(15))
    np.testing.assert_array_equal(weights[:, 0], 1)


def test_fuzzy_weights_by_hand():
    # k = 4, so the sum is 2: with 1 for the nearest, three equal gaps share 1, a third each, at any scale.
    np.testing.assert_allclose(fuzzy_weights(np.array([[1, 3, 3, 3], [0, 50, 50, 50]])), [[1, 1 / 3, 1 / 3, 1 / 3]] * 2)
    # Equal distances cannot sum to 2, whatever sigma is.
    np.testing.assert_array_equal(fuzzy_weights(np.full((1, 4), 7.0)), np.ones((1, 4)))
    # Nor can three equal and one far: that one's weight goes to 0.
    np.testing.assert_allclose(fuzzy_weights(np.array([[1.0, 1, 1, 2]])), [[1, 1, 1, 0]], atol=1e-12)


def test_nearest_references_by_hand():
    references = np.array([[0.0, 0], [3, 4], [6, 8], [0, 1]])
    neighbors, distance = nearest_references(np.array([[0.0, 0], [6, 8]]), references, 3)
    np.testing.assert_array_equal(neighbors, [[0, 3, 1], [2, 1, 3]])
    np.testing.assert_allclose(distance, [[0, 1, 5], [0, 5, math.sqrt(85)]])


def test_principal_components_by_hand():
    # Variance 3 times larger along (1, 1) than along (1, -1); signs are fixed by the largest entry.
    states = np.array([[3.0, 3], [-3, -3], [1, -1], [-1, 1]]) + 10
    mean, components = principal_components(states, 1)
    np.testing.assert_allclose(mean, [10, 10])
    np.testing.assert_allclose(components, [[math.sqrt(0.5), math.sqrt(0.5)]], atol=1e-6)


def test_placing_needs_no_umap(fitted, tmp_path):
    fitted.save(tmp_path / "map.safetensors")
    script = (
        "import sys; import numpy as np\n"
        "from latentviz.records.map_fit import HiddenStateMap\n"
        "placed = HiddenStateMap.load(sys.argv[1]).place(np.zeros((2, 20), dtype=np.float32))\n"
        "print(placed.xy.shape, sorted({'numba', 'umap', 'sklearn', 'torch'} & set(sys.modules)))"
    )
    run = python("-c", script, tmp_path / "map.safetensors", check=True)
    assert run.stdout.strip() == "(2, 2) []"


def test_truncated_file_is_refused_by_name(fitted, tmp_path):
    path = tmp_path / "map.safetensors"
    fitted.save(path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ValueError, match=r"map\.safetensors is not a usable map"):
        HiddenStateMap.load(path)


def test_foreign_file_is_refused(tmp_path):
    from safetensors.numpy import save_file

    save_file({"weight": np.zeros(3, dtype=np.float32)}, tmp_path / "model.safetensors")
    with pytest.raises(ValueError, match=r"model\.safetensors is not a map.*hidden_state_map"):
        HiddenStateMap.load(tmp_path / "model.safetensors")


def test_wrong_records_are_refused(fitted, states):
    with pytest.raises(ValueError, match="xyz holds a value that is not finite"):
        dataclasses.replace(fitted, xyz=np.full_like(fitted.xyz, np.nan))
    with pytest.raises(ValueError, match=r"xy has shape \(179, 2\), expected \(180, 2\)"):
        dataclasses.replace(fitted, xy=fitted.xy[1:])
    with pytest.raises(ValueError, match="n_neighbors = 180"):
        dataclasses.replace(fitted, n_neighbors=180)
    with pytest.raises(ValueError, match=r"label right has shape \(179,\)"):
        dataclasses.replace(fitted.labels, right=fitted.labels.right[1:])
    with pytest.raises(ValueError, match="outside the 3 questions"):
        dataclasses.replace(fitted.labels, problem=fitted.labels.problem + 1)
    with pytest.raises(ValueError, match="reads states of 15 values, the map places those of 20"):
        dataclasses.replace(fitted, probe=NumberProbe.of_nothing(15))
    with pytest.raises(ValueError, match="2 gold_steps for 3 questions"):
        dataclasses.replace(fitted.labels, gold_steps=("a", "b"))
    with pytest.raises(ValueError, match="179 states for 180 labels"):
        HiddenStateMap.fit(states[1:], fitted.labels, PROBE, seed=0, n_neighbors=10)


def test_states_of_another_model_are_refused(fitted):
    with pytest.raises(ValueError, match=r"shape \(2, 17\), the map takes \(m, 20\)"):
        fitted.place(np.zeros((2, 17), dtype=np.float32))
    with pytest.raises(ValueError, match="not finite"):
        fitted.place(np.full((1, 20), np.inf, dtype=np.float32))
