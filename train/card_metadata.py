"""The head of a checkpoint's card in the form that the Hugging Face hub reads: licence, tags, evaluation results."""

from typing import Any

from huggingface_hub import EvalResult, ModelCardData

PAPER = "2511.21581"
DATASET = "generated-word-problems"


def front_matter(name: str, config: Any, run: dict, evaluation: dict) -> str:
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
    base = base_model(run)
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


def base_model(run: dict) -> str | None:
    """The backbone that the run, or the one that it started from, began with; None where it began with nothing."""
    own = run["options"].get("backbone")
    return own or (base_model(run["start"]) if run.get("start") else None)


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
