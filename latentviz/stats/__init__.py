"""Statistics, each with one definition, its range and its source."""

from latentviz.stats.geometry import cosine_to_previous, trustworthiness_and_preservation
from latentviz.stats.halting import RankCorrelation, StepHistogram, rank_correlation, step_histogram
from latentviz.stats.paired import McNemar, mcnemar, paired_bootstrap
from latentviz.stats.proportions import Proportion, proportion, wilson_interval
from latentviz.stats.reliability import Calibration, ReliabilityBin, calibration
from latentviz.stats.steps import StepAccuracy, accuracy_by_steps, pareto_front

__all__ = [
    "Calibration",
    "McNemar",
    "Proportion",
    "RankCorrelation",
    "ReliabilityBin",
    "StepAccuracy",
    "StepHistogram",
    "accuracy_by_steps",
    "calibration",
    "cosine_to_previous",
    "mcnemar",
    "paired_bootstrap",
    "pareto_front",
    "proportion",
    "rank_correlation",
    "step_histogram",
    "trustworthiness_and_preservation",
    "wilson_interval",
]
