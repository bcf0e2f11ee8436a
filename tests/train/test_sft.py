"""Supervised fine-tuning: it learns, logs, resumes to the same weights, and refuses nonsense."""

import sys
import time
from dataclasses import replace
from pathlib import Path
from subprocess import DEVNULL, Popen

import pytest
import torch
from places import ROOT
from processes import python
from small_runs import SMALL_SFT, changed_weights, flags_of, log_of, record_of

from latentviz.data.problems import Problem
from latentviz.model.checkpoint import PROBES, load_checkpoint
from latentviz.model.generation import encode_questions
from train.card import made_by
from train.config import SftOptions
from train.data import collate, latent_results, sft_batches
from train.loop import trainer
from train.loop.divergence import Diverged
from train.sft import SftRun, main, shares

SMALL = SftOptions(**SMALL_SFT)
PROBLEM = Problem("Tom has 12 apples. Tom finds 7 more.", ("12+7=19", "19*2=38"), 38, 2)


def test_a_finished_run_is_a_checkpoint_that_explains_itself(small_run):
    loaded = load_checkpoint(small_run)
    assert loaded.model.config.latent_cap == 3
    record = record_of(small_run)
    assert SftOptions.from_dict(record["options"]).n_steps == 12
    assert record["preset"] == "small"
    assert record["best_step"] in (6, 12)
    assert len(record["data_sha256"]) == 64
    listed = {line.split()[1] for line in (small_run / "SHA256SUMS").read_text().splitlines()}
    assert {"model.safetensors", "config.json", "tokenizer.json", "run.json", "metrics.jsonl"} <= listed


def test_the_log_holds_every_loss_and_every_validation(small_run):
    losses = [row for row in log_of(small_run) if "loss" in row]
    assert [row["step"] for row in losses] == [2, 4, 6, 8, 10, 12]
    parts = {"loss_teacher", "loss_answer", "loss_stop", "loss_codi"}
    assert any("loss_step" in row for row in losses)
    assert "loss_drill" in losses[0]
    assert all(parts <= set(row) for row in losses[1:])
    assert [row["step"] for row in log_of(small_run) if "accuracy_cot" in row] == [6, 12]


def test_a_run_goes_on_from_a_checkpoint(small_run, tmp_path):
    output = tmp_path / "longer"
    output.mkdir()
    (output / PROBES).write_bytes(b"of another run")
    still = replace(SMALL, n_steps=2, max_operations=3, lr_matrix=0.0, lr_other=0.0)
    SftRun(replace(still, checkpoint=str(small_run), output=str(output))).train()
    assert changed_weights(output, small_run) == set()
    assert not (output / PROBES).exists()
    assert load_checkpoint(output).model.config.limits["trained_max_operations"] == 3
    record = record_of(output)
    assert record["start"] == record_of(small_run)
    command = made_by(record | {"wall_time_s": 1})
    assert "--preset small" in command
    assert "None" not in command
    assert command.index(f"--output {small_run}") < command.index(f"--output {output}")


def test_a_checkpoint_that_does_not_fit_is_refused(small_run, tmp_path, capsys):
    flags = ["--output", str(tmp_path / "refused"), "--checkpoint", str(small_run), "--filter-mode", "linear"]
    assert main(flags) == 2
    assert "filter_mode is 'linear'" in capsys.readouterr().err
    assert not (tmp_path / "refused").exists()


def test_the_losses_fall_on_one_repeated_batch(objective, model, tokenizer):
    batch = collate([PROBLEM] * 4, model.config, tokenizer, n_latent_steps=3)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
    history = []
    for _ in range(120):
        losses = objective(batch, shares(batch, batch, 1))
        losses["loss"].backward()
        optimizer.step()
        optimizer.zero_grad()
        history.append({name: value.item() for name, value in losses.items()})
    for name in ("loss_teacher", "loss_answer", "loss_stop", "loss_step"):
        assert history[-1][name] < 0.2 * history[0][name], name


def test_the_shared_question_pass_equals_two_passes(objective, model, tokenizer):
    other = Problem("Tom has 3 apples. How many apples has Tom now?", ("3+4=7",), 7, 1)
    batch = collate([PROBLEM, other], model.config, tokenizer, n_latent_steps=2)
    shared = objective(batch, shares(batch, batch, 1))
    teacher, states = objective.teacher(model.prefill(batch.question_ids, batch.question_mask), batch)
    student, _ = objective.student(model.prefill(batch.question_ids, batch.question_mask), batch, states)
    assert shared["loss_teacher"].item() == pytest.approx(teacher.item(), abs=1e-6)
    for name, value in student.items():
        assert shared[f"loss_{name}"].item() == pytest.approx(value.item(), abs=1e-6)


def test_a_batch_holds_what_the_method_says(model, tokenizer):
    batch = collate([PROBLEM], model.config, tokenizer, n_latent_steps=3)
    assert tokenizer.decode(batch.chain_ids[0]) == "<<12+7=19>><<19*2=38>>theansweris:38<eos>"
    assert tokenizer.decode(batch.answer_ids[0]) == "theansweris:38<eos>"
    assert tokenizer.decode(batch.chain_ids[0, batch.chain_target]) == ":"
    assert tokenizer.convert_ids_to_tokens(batch.result_ids[0].tolist()) == ["19", "38", "38"]


def test_latent_steps_past_the_chain_read_the_answer():
    assert latent_results(PROBLEM, 1) == [19]
    assert latent_results(PROBLEM, 4) == [19, 38, 38, 38]


def test_batches_depend_on_seed_and_step_alone(model, tokenizer):
    straight, jumped = (sft_batches(SMALL, model.config, tokenizer, first_step) for first_step in (0, 65))
    later = [next(straight) for _ in range(67)][65:]
    for batch in later:
        again = next(jumped)
        assert torch.equal(again.question_ids, batch.question_ids)
        assert again.n_latent_steps == batch.n_latent_steps


def test_nothing_to_resume_is_said(tmp_path, capsys):
    assert main(["--output", str(tmp_path / "none"), "--resume", "--precision", "no"]) == 2
    assert "no resumable state" in capsys.readouterr().err


def test_a_killed_run_resumes_to_the_weights_and_the_log_of_the_unbroken_one(small_run, tmp_path):
    folder = tmp_path / "killed"
    command = ["-m", "train.sft", *flags_of(SMALL_SFT), "--output", str(folder)]
    process = Popen([sys.executable, *command], cwd=ROOT, stdout=DEVNULL, stderr=DEVNULL)
    while process.poll() is None and not (folder / "metrics.jsonl").exists():
        time.sleep(0.005)
    while process.poll() is None and '"step": 8' not in (folder / "metrics.jsonl").read_text():
        time.sleep(0.005)
    assert process.poll() is None, "the run ended before it could be killed"
    process.kill()
    process.wait()
    assert not (folder / "model.safetensors").exists()
    done = python(*command, "--resume")
    assert done.returncode == 0, done.stderr[-2000:]
    assert changed_weights(folder, small_run) == set()
    ours, theirs = ([row | {"elapsed_s": 0} for row in log_of(path)] for path in (folder, small_run))
    assert ours == theirs


def test_a_rate_far_too_high_recovers_or_ends_in_words(tmp_path):
    hot = replace(SMALL, lr_matrix=0.4, lr_other=1e4, n_steps=40, max_recoveries=2, output=str(tmp_path / "hot"))
    with pytest.raises(Diverged, match="gave up after 2 returns to an earlier state"):
        SftRun(hot).train()
    events = [row for row in log_of(tmp_path / "hot") if row.get("event") == "recovered"]
    assert [event["n_recoveries"] for event in events] == [1, 2]


def test_a_run_that_diverges_once_ends_well_at_a_lower_rate(tmp_path, monkeypatch):
    run = SftRun(replace(SMALL, output=str(tmp_path / "once")))
    check = run.detector.check
    failed = []

    def fail_once(step, kind, values):
        if step == 9 and not failed:
            failed.append(step)
            raise Diverged("step 9: loss is nan")
        check(step, kind, values)

    monkeypatch.setattr(run.detector, "check", fail_once)
    order = []

    def told(name, work):
        return lambda *arguments: (order.append(name), work(*arguments))[1]

    monkeypatch.setattr(trainer, "load_state", told("load", trainer.load_state))
    monkeypatch.setattr(trainer, "save_state", told("save", trainer.save_state))
    monkeypatch.setattr(run.accelerator, "wait_for_everyone", told("wait", run.accelerator.wait_for_everyone))
    folder = run.train()
    recovery = order.index("load")
    assert order[recovery : recovery + 3] == ["load", "wait", "save"], "a process may read what another one replaces"
    log = log_of(folder)
    event = next(row for row in log if row.get("event") == "recovered")
    assert (event["step"], event["reason"]) == (6, "step 9: loss is nan")
    after = log[log.index(event) + 1 :]
    assert [row["step"] for row in after if "loss" in row] == [8, 10, 12]
    rates = {row["step"]: row["lr_matrix"] for row in log if "loss" in row}
    whole = {row["step"]: row["lr_matrix"] for row in log[: log.index(event)] if "loss" in row}
    assert rates[8] == pytest.approx(whole[8] / 2, rel=1e-4)
    assert load_checkpoint(folder).model.config.latent_cap == 3


def test_the_teacher_learns_alone_first_then_with_forced_latents(tmp_path):
    phases = {"n_drill_steps": 2, "n_teacher_steps": 3, "n_forced_steps": 3}
    run = SftRun(replace(SMALL, **phases, latent_steps="3", output=str(tmp_path / "phases")))
    run.start_from(1)
    losses = [{name for name in run.training_step(step) if name.startswith("loss_")} for step in range(1, 13)]
    student = {"loss_teacher", "loss_answer", "loss_stop", "loss_codi", "loss_step"}
    assert losses[:2] == [{"loss_drill"}] * 2
    assert losses[2:5] == [{"loss_teacher"}] * 3
    assert losses[5:8] == [student | {"loss_align"}] * 3
    assert losses[8:] == [student] * 4


def test_forced_latents_are_gold_results_of_the_size_of_a_latent(objective, model, tokenizer):
    batch = collate([PROBLEM, PROBLEM], model.config, tokenizer, n_latent_steps=3)
    question = model.prefill(batch.question_ids, batch.question_mask)
    state, thought, _, losses = objective.forced_latent_steps(question, batch)
    stepwise = model.begin_thought(question)
    latent = model.latent_embedding(stepwise.hidden)
    inputs = [latent]
    for result in batch.result_ids[:, :-1].unbind(1):
        gold = model.embed(result)
        inputs.append(gold * latent.norm(dim=-1, keepdim=True) / gold.norm(dim=-1, keepdim=True))
    hidden = [stepwise.hidden]
    for value in inputs:
        stepwise = model.extend(stepwise, value.unsqueeze(1))[0]
        hidden.append(stepwise.hidden)
    assert torch.allclose(thought, torch.stack(hidden, 1), atol=1e-5)
    assert state.n_slots == stepwise.n_slots
    filtered = model.latent_embedding(thought[:, 1:-1])
    expected = 1 - torch.cosine_similarity(filtered, torch.stack(inputs[1:], 1), dim=-1).mean()
    assert losses["align"].item() == pytest.approx(expected.item(), abs=1e-5)


def test_one_latent_step_has_nothing_to_force(objective, model, tokenizer):
    batch = collate([PROBLEM, PROBLEM], model.config, tokenizer, n_latent_steps=1)
    question = model.prefill(batch.question_ids, batch.question_mask)
    forced, plain = objective.forced_latent_steps(question, batch), objective.run_latent_steps(question, batch)
    assert torch.allclose(forced[1], plain[1], atol=1e-6)
    assert forced[3]["align"].item() == 0


def test_the_name_of_a_special_token_stays_text_in_training(model, tokenizer):
    text = "Ava has 12 shells <END> and <START> finds 7 more. How many now?"
    problem = Problem(text, ("12+7=19",), 19, 1)
    batch = collate([problem, replace(problem, question="Add 1 and 2.")], model.config, tokenizer, 1)
    asked = encode_questions(model, tokenizer, [text, "Add 1 and 2."])
    assert torch.equal(batch.question_ids, asked[0])
    assert torch.equal(batch.question_mask, asked[1])
    special = torch.tensor([model.config.start_token_id, model.config.end_token_id])
    assert not torch.isin(batch.question_ids, special).any()


@pytest.fixture
def six_seconds_a_step(monkeypatch):
    """A clock on which every optimiser step takes six seconds."""
    monkeypatch.setattr(SftRun, "elapsed_s", property(lambda run: 6.0 * run.schedulers[0].last_epoch))


def rates_of(folder: Path) -> list[float]:
    return [line["lr_matrix"] for line in log_of(folder) if "lr_matrix" in line]


def test_the_rate_has_come_down_when_the_clock_ends_a_run(tmp_path, six_seconds_a_step):
    options = replace(
        SMALL, n_steps=1000, max_minutes=2, n_warmup_steps=5, log_every=1, validate_every=10, lr_matrix=1.0
    )
    whole = SftRun(replace(options, output=str(tmp_path / "whole"))).train()
    rates = rates_of(whole)
    assert len(rates) == 20
    assert rates[1:] == sorted(rates[1:], reverse=True)
    assert max(rates) > 0.9
    assert rates[-1] < 0.03
    assert [row["step"] for row in log_of(whole) if "accuracy_cot" in row] == [10, 20]
    halves = replace(options, output=str(tmp_path / "halves"))
    SftRun(halves).train(stop_after=10)
    SftRun(halves, resume=True).train()
    assert rates_of(tmp_path / "halves") == pytest.approx(rates)
    assert [line["time_share"] for line in log_of(whole) if "time_share" in line] == pytest.approx(
        [i / 20 for i in range(20)]
    )


def test_the_rate_follows_whichever_of_steps_and_clock_is_further_on():
    run = SftRun(SMALL)
    run.time_share = 0.5
    assert [run.schedule_position(step) for step in (3, 9)] == [6.0, 9]


def test_the_record_tells_with_what_a_run_went_on(tmp_path):
    options = replace(SMALL, output=str(tmp_path / "run"), optimizer="adamw")
    SftRun(options).train(stop_after=1)
    SftRun(options, resume=True).train(stop_after=2)
    assert "resumed" not in record_of(tmp_path / "run")
    folder = SftRun(replace(options, n_steps=3, validate_every=3), resume=True).train()
    record = record_of(folder)
    assert record["options"]["n_steps"] == 12
    changes = {"n_steps": 3, "validate_every": 3}
    assert record["resumed"] == [{"step": 2, "commit": record["commit"], "options": changes}]
    assert "It went on at step 2 (commit " in made_by(record)
    assert "with n_steps 3, validate_every 3." in made_by(record)
    (logged,) = [row for row in log_of(folder) if "loss" in row]
    assert "lr_other" in logged
    assert "lr_matrix" not in logged
