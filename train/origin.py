"""What a checkpoint grew from, in words for its card."""

from pathlib import Path

from latentviz.model import AdaptiveLatentConfig
from train.sources import GENERATED, is_file, sources_of


def backbone_of(run: dict) -> str:
    """The backbone in the options of the first run that led to a checkpoint; empty where that began from nothing."""
    while run.get("start"):
        run = run["start"]
    return run.get("options", {}).get("backbone", "")


def introduction(run: dict, config: AdaptiveLatentConfig, n_parameters: int) -> str:
    """What the model is and what it learned from."""
    dial, largest = config.limits["trained_max_operations"], config.limits["trained_max_number"]
    sizes = f'a recurrent filter ("{config.filter_mode}") and a stop head, {n_parameters / 1e6:.2f} million'
    dials = f"1 to {dial} operations, whole numbers\nfrom 0 to {largest}"
    backbone = backbone_of(run)
    if not backbone:
        return (
            f"A Llama-architecture decoder with {sizes}\n"
            f"weights, trained from nothing on generated grade-school word problems in English: {dials}."
        )
    return f"`{backbone}` with {sizes}\nweights, fine-tuned on {data_in_words(run['options']['data'], dials)}."


def data_in_words(data: str, dials: str) -> str:
    """The sources of training problems; of a file its name alone."""
    named = [
        f"generated word problems ({dials})"
        if source == GENERATED
        else f"`{Path(source).name if is_file(source) else source}`"
        for source in sources_of(data)
    ]
    return " and ".join(named)


def shortcomings(run: dict, config: AdaptiveLatentConfig) -> str:
    """What the model was never taught."""
    dial, largest = config.limits["trained_max_operations"], config.limits["trained_max_number"]
    if backbone_of(run):
        return (
            "It was taught short arithmetic word problems; what else its backbone could do may be lost.\n"
            "The test problems above are generated ones, which are easier to read than those of GSM8K."
        )
    return (
        f"It knows whole numbers only, and was trained on nothing past {largest} and past {dial} operations.\n"
        "It knows the words of its generator; on others it guesses."
    )
