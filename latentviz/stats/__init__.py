"""Statistics, each with one definition, its range and its source."""

from latentviz.stats.geometry import cosine_to_previous, trustworthiness_and_preservation
from latentviz.stats.halting import RankCorrelation, StepHistogram, rank_correlation, step_histogram
from latentviz.stats.paired import McNemar, mcnemar, paired_bootstrap
from latentviz.stats.proportions import wilson_interval
from latentviz.stats.reliability import Calibration, ReliabilityBin, calibration
from latentviz.stats.thinking import ThinkingVerdict, thinking_verdict

__all__ = [
    "Calibration",
    "McNemar",
    "RankCorrelation",
    "ReliabilityBin",
    "StepHistogram",
    "ThinkingVerdict",
    "calibration",
    "cosine_to_previous",
    "mcnemar",
    "paired_bootstrap",
    "rank_correlation",
    "step_histogram",
    "thinking_verdict",
    "trustworthiness_and_preservation",
    "wilson_interval",
]
