"""Watch a small language model reason in hidden states and decide when to stop (arXiv 2511.21581)."""

__version__ = "0.1.0"
