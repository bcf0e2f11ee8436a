"""Rewards and advantages against values worked out by hand and against the reference implementation."""

import json
import math

import numpy as np
import pytest
import torch
from places import GOLDEN, needs_golden

from latentviz.runs.rewards import (
    REWARDS,
    advantages,
    confidence_aware,
    length_penalty,
    limit_of_stage,
    relative_length,
    reward_group,
    step_limit,
)


def close(ours, expected, atol=1e-6):
    torch.testing.assert_close(ours, torch.as_tensor(expected, dtype=torch.float32), atol=atol, rtol=0)


def group(right, n_steps, malformed=()):
    """Tensors of one problem: `right` as a text of 1 and 0."""
    right = torch.tensor([[letter == "1" for letter in right]])
    well_formed = torch.ones_like(right)
    well_formed[0, list(malformed)] = False
    return right, well_formed, torch.tensor([n_steps])


@needs_golden
@pytest.mark.parametrize(
    "settings",
    [
        {"penalty": 1e-4, "accuracy_requirement": 1, "reward": 0.1},
        {"penalty": 1e-4, "accuracy_requirement": 1, "reward": None},
        {"penalty": 0.1, "accuracy_requirement": None, "reward": None},
        {"penalty": 0.01, "accuracy_requirement": 0.5, "reward": "same"},
    ],
)
def test_relative_length_equals_the_reference_implementation(settings):
    cases = json.loads((GOLDEN / "rewards.json").read_text())["cases"]
    theirs = {
        "relative_length_penalty": settings["penalty"],
        "relative_length_accuracy_requirement": settings["accuracy_requirement"],
        "relative_length_reward": settings["reward"],
    }
    cases = [case for case in cases if case["settings"] == theirs]
    assert len(cases) == 6
    right = torch.tensor([[rollout["answer"] == case["label"] for rollout in case["rollouts"]] for case in cases])
    well_formed = torch.tensor([[rollout["well_formed"] for rollout in case["rollouts"]] for case in cases])
    n_steps = torch.tensor([[rollout["n_latent_steps"] for rollout in case["rollouts"]] for case in cases])
    close(relative_length(right, well_formed, n_steps, **settings), [case["rewards"] for case in cases])


def test_in_an_all_right_group_shorter_is_better_by_1e_4():
    rewards = relative_length(*group("111", [0, 3, 6]))
    close(rewards, [[1 + 0.5e-4, 1, 1 - 0.5e-4]], atol=1e-7)


def test_in_a_mixed_group_longer_is_better_among_the_right():
    # Lengths of the right ones 2, 4, 5: mean 11/3, spread 3. The wrong one of 9 steps does not count.
    expected = [[1 + 0.1 * (2 - 11 / 3) / 3, 0, 1 + 0.1 * (4 - 11 / 3) / 3, 1 + 0.1 * (5 - 11 / 3) / 3]]
    close(relative_length(*group("1011", [2, 9, 4, 5])), expected)


def test_equal_lengths_and_wrong_groups_get_no_length_term():
    assert relative_length(*group("1111", [5, 5, 5, 5])).tolist() == [[1, 1, 1, 1]]
    assert relative_length(*group("0101", [1, 5, 2, 5])).tolist() == [[0, 1, 0, 1]]
    assert relative_length(*group("0001", [1, 2, 3, 4])).tolist() == [[0, 0, 0, 1]]
    assert relative_length(*group("000", [1, 2, 3], malformed=[1])).tolist() == [[0, -1, 0]]


def test_a_malformed_rollout_is_not_right_whatever_it_answers():
    # Not every rollout is right, so longer is better; the malformed length of 20 does not count.
    close(relative_length(*group("111", [2, 4, 20], malformed=[2])), [[0.95, 1.05, -1]])


@pytest.mark.parametrize(("requirement", "sign"), [(0.5, -1), (0.55, -1), (0.56, 1), (None, -1), (1.0, 1)])
def test_the_accuracy_requirement_is_met_by_an_equal_share(requirement, sign):
    # 11 of 20 are right.
    right, well_formed, n_steps = group("1" * 11 + "0" * 9, [3] + [1] * 19)
    rewards = relative_length(right, well_formed, n_steps, penalty=0.1, accuracy_requirement=requirement, reward="same")
    assert rewards[0, 0].item() == pytest.approx(1 + sign * 0.1 * (3 - 13 / 11) / 2)


def test_a_problem_is_judged_by_its_own_group():
    groups = [group("111", [0, 3, 6]), group("101", [1, 2, 3]), group("000", [4, 4, 4])]
    together = relative_length(*(torch.cat(parts) for parts in zip(*groups, strict=True)))
    close(together, torch.cat([relative_length(*parts) for parts in groups]), atol=0)


def test_length_penalty_charges_right_answers_only():
    close(length_penalty(*group("1101", [0, 4, 9, 6], malformed=[3]), step_cost=0.05), [[1.0, 0.8, 0.0, -1.0]])


def test_an_answer_past_the_step_limit_is_as_good_as_wrong():
    rollouts = group("11101", [2, 3, 4, 1, 2], malformed=[4])
    assert step_limit(*rollouts, limit=3).tolist() == [[1, 1, 0, 0, -1]]
    assert step_limit(*rollouts, limit=0).tolist() == [[0, 0, 0, 0, -1]]


def test_the_step_limit_tightens_in_stages_of_equal_length():
    progress = [0.0, 0.24, 0.25, 0.49, 0.5, 0.75, 1.0]
    assert [limit_of_stage(p, [8, 6, 4, 2]) for p in progress] == [8, 8, 6, 6, 4, 2, 2]
    assert limit_of_stage(0.9, (5,)) == 5


@pytest.mark.parametrize(
    ("progress", "limits", "message"),
    [
        (1.2, [8, 4], "progress is 1.2"),
        (-0.1, [8, 4], "progress is -0.1"),
        (0.5, [], r"limits is \[\]"),
        (0.5, [4, 8], r"limits is \[4, 8\]"),
    ],
)
def test_stages_that_make_no_sense_are_refused(progress, limits, message):
    with pytest.raises(ValueError, match=message):
        limit_of_stage(progress, limits)


def test_confidence_aware_by_hand():
    rollouts = group("1100", [3, 3, 3, 3], malformed=[3])
    p_answer = torch.tensor([[0.9, 0.5, 0.8, math.nan]])
    rewards = confidence_aware(*rollouts, p_answer=p_answer, brier_weight=0.1)
    close(rewards, [[1 - 0.1 * 0.01, 1 - 0.1 * 0.25, -0.1 * 0.64, -1]])


def test_without_a_brier_term_confidence_aware_is_relative_length():
    rollouts = group("1101", [1, 5, 3, 4])
    settings = {"penalty": 0.02, "accuracy_requirement": 0.5, "reward": None}
    rewards = confidence_aware(*rollouts, p_answer=torch.rand(1, 4), brier_weight=0.0, **settings)
    close(rewards, relative_length(*rollouts, **settings), atol=0)


@pytest.mark.parametrize("n_right", [1, 5, 8])
def test_confidence_pays_best_where_it_is_the_share_of_right_answers(n_right):
    n = 10
    rollouts = group("1" * n_right + "0" * (n - n_right), [3] * n)
    mean = {p: confidence_aware(*rollouts, p_answer=torch.full((1, n), p / n)).mean().item() for p in range(n + 1)}
    assert max(mean, key=mean.get) == n_right


def test_in_an_all_right_group_confidence_is_traded_against_length():
    rollouts = group("11", [2, 4])
    clear, slight = (confidence_aware(*rollouts, p_answer=torch.tensor([p]))[0] for p in ([0.8, 0.9], [0.95, 0.99]))
    assert clear[1] > clear[0]
    assert slight[0] > slight[1]


def test_a_right_answer_earns_more_than_a_wrong_one_whatever_its_probability():
    rewards = confidence_aware(*group("110", [0, 8, 0]), p_answer=torch.zeros(1, 3))[0]
    assert rewards[:2].min() > rewards[2]


@pytest.mark.parametrize("p", [-0.7, 1.5, math.nan])
def test_what_is_no_probability_is_refused(p):
    with pytest.raises(ValueError, match="p_answer is"):
        confidence_aware(*group("10", [1, 2]), p_answer=torch.tensor([[0.5, p]]))


@pytest.mark.parametrize("name", sorted(REWARDS))
def test_every_reward_agrees_on_what_is_no_answer(name):
    needed = {"step_limit": {"limit": 9}, "confidence_aware": {"p_answer": torch.zeros(1, 4)}}.get(name, {})
    rewards = REWARDS[name](*group("1001", [3, 3, 1, 3], malformed=[1, 3]), **needed)
    assert rewards.shape == (1, 4)
    assert rewards.dtype == torch.float32
    assert rewards[0, 1:].tolist() == [-1, 0, -1]
    assert rewards[0, 0] > 0.8


def test_advantages_by_hand():
    # Mean 0.25, sample deviation sqrt((3 * 0.0625 + 0.5625) / 3) = 0.5; and a group three times as wide.
    expected = [[1.5, -0.5, -0.5, -0.5], [-0.5, 1.5, -0.5, -0.5]]
    close(advantages(torch.tensor([[1.0, 0.0, 0.0, 0.0], [0.0, 3.0, 0.0, 0.0]])), expected, atol=1e-5)


def test_equal_rewards_have_no_advantage():
    # The float32 mean of ten times 0.1 is not 0.1.
    rewards = torch.tensor([[0.1] * 10, [1.00005] * 10, [-1.0] * 10])
    assert not advantages(rewards).any()


@pytest.mark.parametrize("n_shorter", [1, 8, 15])
def test_the_tiny_length_term_of_an_all_right_group_still_decides(n_shorter):
    n = 16
    rewards = relative_length(*group("1" * n, [2] * n_shorter + [5] * (n - n_shorter)))
    share = n_shorter / n
    deviation = math.sqrt(share * (1 - share) * n / (n - 1))
    ours = advantages(rewards)[0]
    assert ours[0].item() == pytest.approx((1 - share) / deviation, rel=0.05)
    assert ours[-1].item() == pytest.approx(-share / deviation, rel=0.05)


def test_rounding_is_not_blown_up_to_an_advantage():
    just_below = torch.nextafter(torch.tensor(1.0), torch.tensor(0.0))
    rewards = torch.ones(1, 16)
    rewards[0, 3] = just_below
    assert 0 < advantages(rewards).abs().max() < 0.1


def test_a_group_of_one_is_refused():
    with pytest.raises(ValueError, match="a group has 1 rollouts"):
        advantages(torch.ones(4, 1))


def test_the_sandbox_computes_what_the_trainer_does():
    right, n_steps = [True, True, False, True], [1, 4, 2, 6]
    sandbox = reward_group(right, n_steps, penalty=1e-4, accuracy_requirement=1.0, reward=0.1)
    expected = relative_length(*group("1101", n_steps))
    np.testing.assert_array_equal(sandbox.rewards, expected[0].numpy())
    np.testing.assert_array_equal(sandbox.advantages, advantages(expected)[0].numpy())


def test_a_sandbox_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="hold 2 and 1 rollouts"):
        reward_group([True, False], [1])
    with pytest.raises(ValueError, match="a group has 1 rollouts"):
        reward_group([True], [1])
