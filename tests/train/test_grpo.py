"""GRPO: it learns to stop earlier, resumes, recovers or gives up in words, and replays fine-tuning."""

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from places import ROOT
from safetensors.torch import load_file
from small_runs import SMALL_GRPO, changed_weights, log_of, record_of

from latentviz.analysis.early_exit import record_thoughts
from latentviz.model.checkpoint import PROBES, load_checkpoint, verify_sums
from latentviz.runs.snapshots import ProbeHistory
from train.config import GrpoOptions, replay_options
from train.grpo import GrpoRun, kl_loss, mean_of_row_means, policy_loss, right_answers
from train.loop.divergence import Diverged
from train.rollouts import Rollouts


@pytest.fixture
def options(small_run, tmp_path) -> GrpoOptions:
    return GrpoOptions(**SMALL_GRPO, checkpoint=str(small_run), output=str(tmp_path / "run"))


@pytest.fixture(scope="module")
def finished(small_run, tmp_path_factory):
    output = str(tmp_path_factory.mktemp("grpo") / "small")
    return GrpoRun(GrpoOptions(**SMALL_GRPO, checkpoint=str(small_run), output=output), preset="small").train()


def test_a_finished_run_is_a_checkpoint_that_explains_itself(finished, options):
    assert load_checkpoint(finished).model.config.latent_cap == 3
    record = record_of(finished)
    assert record["stage"] == "grpo"
    assert GrpoOptions.from_dict(record["options"]) == replace(options, output=str(finished))
    steps = [row for row in log_of(finished) if "loss" in row]
    assert [row["step"] for row in steps] == [1, 2, 3, 4]
    assert {"loss_policy", "kl", "reward", "right", "latent_steps", "loss_replay", "cut"} <= set(steps[0])
    assert steps[0]["kl"] == pytest.approx(0, abs=1e-6)
    validations = [row for row in log_of(finished) if "accuracy_baseline" in row]
    assert [row["step"] for row in validations] == [2, 4]
    assert len({row["accuracy_baseline"] for row in validations}) == 1
    assert all(0 <= row["n_cut"] <= 8 for row in validations)
    assert [(len(row["halts"]), sum(row["halts"])) for row in validations] == [(4, 8)] * 2


def test_a_resumed_run_ends_with_the_weights_and_probes_of_the_unbroken_one(finished, options):
    folder = GrpoRun(options).train(stop_after=3)
    assert ProbeHistory.load(folder / PROBES).steps.tolist() == [0, 2]
    GrpoRun(options, resume=True).train()
    assert changed_weights(folder, finished) == set()
    own, other = (ProbeHistory.load(path / PROBES) for path in (folder, finished))
    assert own.steps.tolist() == other.steps.tolist()
    assert (own.hidden == other.hidden).all()


def test_a_run_that_goes_on_from_its_own_folder_replays_and_resumes(finished, options, small_run, tmp_path):
    folder = shutil.copytree(small_run, tmp_path / "own")
    own = replace(options, checkpoint=str(folder), output=str(folder))
    GrpoRun(own).train(stop_after=1)
    GrpoRun(own, resume=True).train()
    assert changed_weights(folder, finished) == set()
    assert record_of(folder)["start"]["stage"] == "sft"


def test_the_thoughts_on_the_probe_problems_are_recorded_as_the_run_goes(finished, options, small_run):
    history = ProbeHistory.load(finished / PROBES)
    assert history.steps.tolist() == [0, 2, 4]
    assert len(history.questions) == 3
    assert history.hidden.shape == (3, 3, 4, 32)
    start = load_checkpoint(small_run, dtype="float32")
    thoughts = record_thoughts(start.model, start.tokenizer, list(history.questions))
    for row, thought in enumerate(thoughts):
        assert history.p_stop[0, row] == pytest.approx(thought.p_stop, abs=1e-4)
        assert history.answers[0][row] == thought.answers
        assert history.n_latent_steps[0, row] == thought.decoded(history.threshold).n_latent_steps
    assert not (history.hidden[0] == history.hidden[2]).all()
    verify_sums(finished)


def test_nothing_drops_out_of_what_is_drawn(options):
    dropping = {"lora_rank": 2, "lora_dropout": 0.5, "n_inner_steps": 2, "weight_replay": 0.0}
    run = GrpoRun(replace(options, **dropping))
    for name, parameter in run.model.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(parameter, std=0.5)
    run.model.train()
    (part,) = run.optimizer_step.parts(run.batch_of(1))
    first, again = run.roll_out(part), run.roll_out(part)
    assert torch.equal(first.p_answer, again.p_answer)
    logp, mask = run.objective.actions(run.model, part, first)
    old_logp = run.judge(part, first, {}).old_logp
    assert torch.equal(logp, old_logp), "the ratios do not start at 1"
    assert logp[:, mask.sum(1).amin() - 1].unique().numel() > 1
    assert run.model.training


def test_the_start_is_loaded_onto_the_cpu_whatever_the_process(options, monkeypatch):
    devices = []

    def loaded(source, device=None, *more, **options):
        devices.append(device)
        return load_checkpoint(source, device, *more, **options)

    monkeypatch.setattr("train.grpo.load_checkpoint", loaded)
    GrpoRun(options)
    assert devices == ["cpu"]


def test_several_inner_steps_move_further_than_one(options):
    kls = []
    for n_inner_steps in (1, 3):
        run = GrpoRun(replace(options, n_inner_steps=n_inner_steps, n_warmup_steps=0))
        run.start_from(1)
        kls.append([run.training_step(step)["kl"] for step in (1, 2)][1])
    assert kls[1] > kls[0]


def test_accumulated_gradients_are_those_of_the_whole_batch(options):
    whole, parts = (GrpoRun(replace(options, n_accumulate=n)) for n in (1, 2))
    for run in (whole, parts):
        run.start_from(1)
    ours, theirs = parts.training_step(1), whole.training_step(1)
    for name in ("loss", "gradient_norm", "latent_steps", "right"):
        assert ours[name] == pytest.approx(theirs[name], rel=0.02, abs=1e-4), name


def test_a_step_is_told_in_five_files(options):
    run = GrpoRun(replace(options, weight_replay=0.0))
    run.start_from(1)
    visited = set()
    sys.setprofile(lambda frame, event, _: visited.add(Path(frame.f_code.co_filename)))
    try:
        run.training_step(1)
    finally:
        sys.setprofile(None)
    files = sorted(str(path.relative_to(ROOT)) for path in visited if path.is_relative_to(ROOT / "train"))
    assert "train/grpo.py" in files
    assert len(files) <= 5, "\n".join(files)


def test_replay_needs_memory_too(options):
    both, alone = GrpoRun(options).passes(), GrpoRun(replace(options, weight_replay=0.0)).passes()
    assert len(both) > len(alone)
    assert both[: len(alone)] == alone


def paid_for_brevity(run: GrpoRun) -> GrpoRun:
    """The run, whose reward is brevity alone, so that a model that is always wrong learns something."""
    judge = run.judge

    def short_is_right(batch, rollouts, settings):
        group = judge(batch, rollouts, settings)
        rewards = -group.rollouts.n_steps.float()
        centred = rewards - rewards.mean(1, keepdim=True)
        return replace(group, rewards=rewards, advantages=centred / (centred.std(1, keepdim=True) + 1e-6))

    run.judge = short_is_right
    return run


def test_halting_early_is_learned_where_it_is_rewarded(options):
    """A plain penalty per step, large against the answer, must shorten the thoughts of a model that is always wrong."""
    run = GrpoRun(replace(options, weight_replay=0.0, lr_other=3e-2, lr_matrix=0.0))
    head = paid_for_brevity(run).model.stop_head.linear
    run.start_from(1)
    bias = (head.bias[1] - head.bias[0]).item()
    first = run.training_step(1)["latent_steps"]
    for step in range(2, 25):
        run.schedulers[1].step()
        last = run.training_step(step)["latent_steps"]
    assert (head.bias[1] - head.bias[0]).item() > bias
    assert last < first - 0.5


def test_the_stop_head_can_learn_alone(options, small_run, tmp_path):
    alone = replace(options, learns="stop_head", weight_replay=0.0, lr_other=0.1, n_steps=4, validate_every=4)
    folder = paid_for_brevity(GrpoRun(alone)).train()
    head = {"stop_head.linear.weight", "stop_head.linear.bias"}
    assert changed_weights(folder, small_run) == head
    beside = shutil.copytree(small_run, tmp_path / "start")
    short = paid_for_brevity(GrpoRun(replace(alone, checkpoint=str(beside), output=str(tmp_path / "beside")))).train()
    assert load_file(short / "model.safetensors").keys() == head
    assert changed_weights(short, folder) == set()
    broken = replace(alone, output=str(tmp_path / "broken"))
    paid_for_brevity(GrpoRun(broken)).train(stop_after=2)
    assert changed_weights(paid_for_brevity(GrpoRun(broken, resume=True)).train(), folder) == set()


def test_brevity_pays_nothing_below_the_target(options):
    run = GrpoRun(replace(options, target_steps=1.5))
    nothing = torch.zeros(0)

    def drawn(*n_steps: int) -> Rollouts:
        return Rollouts(torch.tensor([n_steps]), nothing, nothing, [], nothing, nothing, nothing)

    assert run.reward_settings(1, [drawn(2, 3), drawn(0, 2)]) == {}
    assert run.reward_settings(1, [drawn(2, 2), drawn(0, 2)]) == {"penalty": 0.0}


def test_a_rate_far_too_high_ends_in_words_and_says_so_in_the_log(options):
    hot = replace(options, lr_matrix=100.0, lr_other=100.0, max_kl=0.5, max_recoveries=1)
    with pytest.raises(Diverged, match="gave up after 1 returns to an earlier state"):
        GrpoRun(hot).train()
    events = [row for row in log_of(Path(hot.output)) if row.get("event") == "recovered"]
    assert len(events) == 1
    assert events[0]["n_recoveries"] == 1
    assert "step" in events[0]["reason"]


def test_right_answers_are_numbers_not_texts():
    n_steps = torch.zeros(2, 2, dtype=torch.long)
    nothing = torch.zeros(0)
    rollouts = Rollouts(n_steps, nothing, nothing, ["7", "7.0", "x", "12"], nothing, nothing, nothing)
    assert right_answers(rollouts, torch.tensor([7.0, 12.0])).tolist() == [[True, True], [False, True]]


def test_policy_loss_by_hand():
    logp = torch.log(torch.tensor([[0.5, 0.2], [0.9, 0.3]]))
    old = torch.log(torch.tensor([[0.5, 0.4], [0.3, 0.3]]))
    mask = torch.tensor([[True, True], [True, False]])
    # Row 1: ratios 1 and 0.5, advantage 1: mean(1, 0.5) = 0.75. Row 2: ratio 3 clipped to 1.2, advantage 2: 2.4.
    loss = policy_loss(logp, old, torch.tensor([1.0, 2.0]), mask, 0.2)
    assert loss.item() == pytest.approx(-(0.75 + 2.4) / 2, abs=1e-6)
    # With a negative advantage the larger loss counts: the ratio 0.5 is taken as 0.8, the ratio 3 as it is.
    loss = policy_loss(logp, old, torch.tensor([-1.0, -2.0]), mask, 0.2)
    assert loss.item() == pytest.approx((0.9 + 6.0) / 2, abs=1e-6)


def test_kl_loss_is_zero_at_the_reference_and_positive_elsewhere():
    logp = torch.log(torch.tensor([[0.5, 0.2]]))
    mask = torch.tensor([[True, True]])
    assert kl_loss(logp, logp, mask).item() == 0
    reference = torch.log(torch.tensor([[0.25, 0.4]]))
    # exp(d) - d - 1 with d = log(1/2) and log 2.
    assert kl_loss(logp, reference, mask).item() == pytest.approx((0.5 + 0.693147 - 1 + 2 - 0.693147 - 1) / 2, abs=1e-5)


def test_masked_actions_do_not_count_even_if_infinite():
    logp = torch.tensor([[-1.0, 0.0]])
    reference = torch.tensor([[-1.0, float("-inf")]])
    assert kl_loss(logp, reference, torch.tensor([[True, False]])).item() == 0
    assert mean_of_row_means(torch.tensor([[2.0, 4.0], [1.0, 9.0]]), torch.tensor([[1, 1], [1, 0]])).item() == 2.0


def test_replay_is_the_recipe_of_the_checkpoint_without_its_stop_loss(options, small_run):
    replayed = replay_options(options)
    assert (replayed.weight_stop, replayed.batch_size, replayed.n_drill_steps) == (0.0, 4, 0)
    recipe = record_of(small_run)["options"]
    assert replayed.seed != recipe["seed"]
    assert replayed.latent_steps == recipe["latent_steps"]
    assert replay_options(replace(options, replay_latent_steps="chain-1..0")).latent_steps == "chain-1..0"


@pytest.mark.parametrize("name", ["small-sft", "tiny-sft"])
def test_the_recipe_of_a_shipped_checkpoint_can_be_replayed(name):
    assert replay_options(GrpoOptions(checkpoint=str(ROOT / "checkpoints" / name), weight_replay=0.5)).has_student


def test_the_best_weights_think_least_among_the_accurate(options, monkeypatch):
    run = GrpoRun(replace(options, target_steps=0.0, accuracy_margin=0.01))
    run.progress["baseline"] = 0.9
    values = []
    for accuracy, steps in ((0.9, 2.0), (0.895, 1.0), (0.88, 0.5), (0.87, 0.5)):
        scores = {"accuracy": accuracy, "mean_latent_steps": steps, "halting_collapsed": False}
        monkeypatch.setattr(run, "_scores", lambda *_, scores=scores: scores)
        values.append(run.validate()[1])
    assert values[1] > values[0] > 0 > values[2] > values[3]


def test_with_a_target_the_best_weights_are_the_most_accurate_of_those_that_meet_it(options):
    run = GrpoRun(replace(options, target_steps=1.5))
    best_first = [(0.9, 1.4), (0.89, 0.1), (0.01, 1.5), (0.99, 1.51), (1.0, 2.0)]
    scores = [{"accuracy": accuracy, "mean_latent_steps": steps} for accuracy, steps in best_first]
    assert sorted(scores, key=run.selection_score, reverse=True) == scores


def test_the_stop_threshold_is_chosen_as_the_weights_are(options, monkeypatch):
    run = GrpoRun(replace(options, target_steps=1.5, stop_thresholds=[0.9, 0.7, 0.5]))
    by_threshold = {0.5: (0.8, 1.2), 0.7: (0.9, 1.4), 0.9: (0.95, 1.6)}

    def scores(model, fixed_k=None, threshold=None):
        return dict(zip(("accuracy", "mean_latent_steps"), by_threshold[threshold], strict=True)) | {"halts": []}

    monkeypatch.setattr(run, "_scores", scores)
    record = run.before_saving()
    assert run.model.config.stop_threshold == record["stop_threshold"] == 0.7
    assert record["stop_thresholds"][2] == {"threshold": 0.9, "accuracy": 0.95, "mean_latent_steps": 1.6}


def test_a_chosen_threshold_is_the_checkpoints_and_in_its_record(options):
    changes = {"n_steps": 2, "stop_thresholds": [0.35, 0.65], "n_probes": 0, "weight_replay": 0.0}
    folder = GrpoRun(replace(options, **changes)).train()
    assert not (folder / PROBES).exists()
    record = record_of(folder)
    assert load_checkpoint(folder).model.config.stop_threshold == record["stop_threshold"]
    assert [choice["threshold"] for choice in record["stop_thresholds"]] == [0.35, 0.65]


def test_replay_needs_a_record(options, random_checkpoint, tmp_path):
    with pytest.raises(ValueError, match="not the record of a fine-tuning run"):
        replay_options(replace(options, checkpoint=str(random_checkpoint)))
    folder = shutil.copytree(random_checkpoint, tmp_path / "broken")
    (folder / "run.json").write_text("{")
    with pytest.raises(ValueError, match=r"broken/run\.json: "):
        replay_options(replace(options, checkpoint=str(folder)))


def test_the_longest_answer_of_the_data_is_no_longer_than_the_cap(options, tmp_path):
    answer = "1" * 39 + "2"
    row = {"steps": [f"1+{'1' * 40}={answer}"], "answer": answer}
    path = tmp_path / "long.jsonl"
    path.write_text("".join(json.dumps(row | {"question": f"Tom has {i} apples. Why?"}) + "\n" for i in range(60)))
    run = GrpoRun(replace(options, data=str(path)))
    n_tokens = len(run.tokenizer(f" {answer}", add_special_tokens=False)["input_ids"])
    assert run.n_tokens > n_tokens > 8
    assert run.batch_of(1).draws.token.shape[-1] == run.n_tokens
    assert run.reference.config.answer_token_cap == run.model.config.answer_token_cap
