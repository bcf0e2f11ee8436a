"""Options: what is refused, presets and flags, and the help that is made of docstrings."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from train.__main__ import main as commands
from train.config import PRESETS, GrpoOptions, ReaderOptions, SftOptions, help_of_fields, load_preset, parse_options
from train.sft import main

NO_STUDENT = {"weight_answer": 0, "weight_stop": 0, "weight_codi": 0, "weight_step": 0}


@pytest.mark.parametrize(
    ("options", "change", "message"),
    [
        (SftOptions, {"latent_steps": "some"}, "latent_steps is 'some'"),
        (SftOptions, {"latent_steps": "chain-1.."}, "latent_steps is 'chain-1..'"),
        (SftOptions, {"latent_steps": "chain+3..1"}, "a range from 3 to 1"),
        (SftOptions, {"latent_steps": "coconut"}, "coconut curriculum has no distillation"),
        (SftOptions, {"first_result_at": 0, "n_forced_steps": 1}, "set first_result_at to 1"),
        (SftOptions, {"weight_teacher": 0}, "need a teacher"),
        (SftOptions, NO_STUDENT | {"weight_teacher": 0}, "nothing to train"),
        (SftOptions, {"norm": "size"}, "norm is 'size'"),
        (SftOptions, {"first_result_at": 2}, "first_result_at is 2"),
        (SftOptions, {"block_range": [1]}, r"block_range is \[1\]; it must hold two layers, or none"),
        (SftOptions, {"distance": "far"}, "distance is 'far'"),
        (SftOptions, {"n_accumulate": 0}, "n_accumulate is 0"),
        (SftOptions, {"optimizer": "sgd"}, "optimizer is 'sgd'"),
        (SftOptions, {"max_minutes": -1}, "max_minutes is -1"),
        (SftOptions, {"n_words": 9, "backbone": "b"}, "n_words is 9; a backbone keeps its vocabulary"),
        (ReaderOptions, {"reader_rank": 0}, "reader_rank is 0"),
        (ReaderOptions, {"p_renumber": 0.0}, "set it above 0"),
        (ReaderOptions, {"reader_layers": 4, "reader_frozen": 4}, "reader_frozen is 4"),
        (SftOptions, {"checkpoint": "a", "backbone": "b"}, "checkpoint is 'a' and backbone is 'b'"),
        (GrpoOptions, {"n_rollouts": 1}, "n_rollouts is 1"),
        (GrpoOptions, {"reward": "length_penalty", "target_steps": 2}, "target_steps does not go with"),
        (GrpoOptions, {"target_steps": 2, "accuracy_margin": 0.01}, "accuracy_margin does not go with"),
        (GrpoOptions, {"stop_thresholds": [0.5, 1.0]}, "each must lie between 0 and 1"),
        (GrpoOptions, {"learns": "filter"}, r"must be one of \('all', 'stop_head'\)"),
        (GrpoOptions, {"learns": "stop_head", "weight_replay": 1.0}, "weight_replay and lora_rank do not go with"),
        (GrpoOptions, {"learns": "stop_head", "lora_rank": 4}, "weight_replay and lora_rank do not go with"),
        (GrpoOptions, {"n_probes": -1}, "n_probes is -1"),
        (GrpoOptions, {"reward": "none"}, "reward is 'none'"),
        (GrpoOptions, {"reward": "step_limit"}, "step_limits goes with"),
        (GrpoOptions, {"step_limits": [6, 4]}, "step_limits goes with"),
        (GrpoOptions, {"reward": "step_limit", "step_limits": [4, 6]}, "none larger than the one before"),
        (GrpoOptions, {"reward_settings": {"right": 1}}, r"reward_settings holds \['right'\]"),
        (GrpoOptions, {"reward_settings": {"penalty": "x"}}, r"reward_settings are \{'penalty': 'x'\}: bad operand"),
        (
            GrpoOptions,
            {"reward": "confidence_aware", "reward_settings": {"p_answer": 1.0}},
            r"reward_settings holds \['p_answer'\]",
        ),
        (GrpoOptions, {"stop_temperature": 0}, "stop_temperature is 0"),
    ],
)
def test_nonsense_is_refused(options, change, message):
    with pytest.raises(ValueError, match=message):
        options(**change)


@pytest.mark.parametrize(("stage", "options"), [("sft", SftOptions), ("grpo", GrpoOptions), ("reader", ReaderOptions)])
def test_presets_are_valid_options(stage, options):
    names = [file.stem.removesuffix(f"-{stage}") for file in PRESETS.glob(f"*-{stage}.json")]
    assert names
    assert all(options.from_dict(load_preset(name, stage)).n_steps > 0 for name in names)


def test_a_preset_on_a_backbone_gives_no_size():
    for file in PRESETS.glob("*-sft.json"):
        options = SftOptions.from_dict(load_preset(file.stem.removesuffix("-sft"), "sft"))
        sizes = (options.hidden_size, options.intermediate_size, options.n_layers, options.n_heads)
        assert not options.backbone or not any(sizes), file.name


def test_a_preset_extends_another_but_not_itself(tmp_path):
    paths = {name: str(tmp_path / f"{name}.json") for name in ("child", "parent")}
    Path(paths["parent"]).write_text(json.dumps({"n_steps": 7, "seed": 3}))
    Path(paths["child"]).write_text(json.dumps({"extends": paths["parent"], "seed": 4}))
    assert load_preset(paths["child"], "sft") == {"n_steps": 7, "seed": 4}
    Path(paths["parent"]).write_text(json.dumps({"extends": paths["child"], "depth": 1}))
    with pytest.raises(ValueError, match="extend each other in a circle"):
        load_preset(paths["child"], "sft")
    Path(paths["parent"]).write_text(json.dumps({"depth": 1}))
    with pytest.raises(ValueError, match=r"unknown keys \['depth'\]"):
        SftOptions.from_dict(load_preset(paths["child"], "sft"))
    for content, reason in (("{", "it is no JSON"), ("[]", "it holds no options by name")):
        Path(paths["child"]).write_text(content)
        with pytest.raises(ValueError, match=reason):
            load_preset(paths["child"], "sft")
    Path(paths["child"]).write_text(json.dumps({"extends": "nobody"}))
    with pytest.raises(ValueError, match="no preset 'nobody' for sft"):
        load_preset(paths["child"], "sft")


def test_flags_win_over_the_preset():
    argv = ["--preset", "tiny", "--n-steps", "7", "--latent-steps", "6", "--output", "1e3"]
    options, flags = parse_options(SftOptions, "sft", argv)
    assert (options.n_steps, options.latent_steps, options.output, flags.preset) == (7, "6", "1e3", "tiny")


@pytest.mark.parametrize(
    ("argv", "reason"),
    [
        (["--preset", "huge"], "known presets"),
        (["--filter-mode", "cubic"], "filter_mode"),
        (["--latent-steps", "9"], "latent_cap"),
        (["--n-steps", "0"], "n_steps"),
        (["--n-steps", "abc"], "n_steps is 'abc'; it must be int"),
        (["--n-steps", "1.5"], "n_steps is 1.5; it must be int"),
        (["--lora-rank", "1.5"], "lora_rank is 1.5; it must be int\n"),
        (["--lr-other", "NaN"], "lr_other is nan; it must be float"),
        (["--operation-weights", '[1, "2"]'], "operation_weights is [1, '2']; it must be list of float"),
        (["--depth", "3"], "unrecognized arguments"),
    ],
)
def test_options_that_cannot_be_used_end_with_code_2_and_the_reason(argv, reason, capsys):
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert reason in capsys.readouterr().err


@pytest.mark.parametrize("options_class", [SftOptions, GrpoOptions, ReaderOptions])
def test_every_flag_tells_what_it_does(options_class, capsys):
    sentences = help_of_fields(options_class)
    assert set(sentences) == {field.name for field in fields(options_class)}
    with pytest.raises(SystemExit):
        parse_options(options_class, "sft", ["--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "--n-warmup-steps VALUE int: Optimiser steps; of which the rate rises." in shown


def test_the_commands_of_the_trainer_are_found_by_name(capsys):
    assert commands(["sources", "/no/such/file.txt"]) == 2
    assert "/no/such/file.txt" in capsys.readouterr().err
    assert commands(["--help"]) == 0
    assert "usage: latentviz-train {reader,sft,grpo," in capsys.readouterr().out
    assert commands(["fly"]) == 2
    assert "there is no command fly" in capsys.readouterr().err
    assert commands([]) == 2
    assert "name a command" in capsys.readouterr().err
