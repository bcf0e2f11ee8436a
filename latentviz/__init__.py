"""Watch a small language model reason in hidden states and decide when to stop (arXiv 2511.21581)."""

from importlib import import_module

__version__ = "0.1.0"
_HOMES = {
    "AdaptiveLatentModel": "model.modeling",
    "Problem": "data.problems",
    "ProblemGenerator": "data.problems",
    "ThoughtTrace": "records.trace",
    "Tracer": "analysis.tracer",
    "evaluate": "analysis.evaluation",
    "load_checkpoint": "model.checkpoint",
    "read_problems": "data.problems",
    "save_checkpoint": "model.checkpoint",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str):
    """Import a public name when it is first asked for, so that `import latentviz` does not wait for torch."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
