"""Statistics, each with one definition, its range and its source."""

from latentviz.stats.geometry import NeighborhoodQuality, cluster_radius, cosine_to_previous, neighborhood_quality
from latentviz.stats.halting import RankCorrelation, StepHistogram, rank_correlation, step_histogram
from latentviz.stats.paired import McNemar, mcnemar, paired_bootstrap
from latentviz.stats.proportions import Proportion, proportion, wilson_interval
from latentviz.stats.reliability import Calibration, ReliabilityBin, calibration, lowest_reliable_p
from latentviz.stats.steps import StepAccuracy, accuracy_by_steps, pareto_front

__all__ = [
    "Calibration",
    "McNemar",
    "NeighborhoodQuality",
    "Proportion",
    "RankCorrelation",
    "ReliabilityBin",
    "StepAccuracy",
    "StepHistogram",
    "accuracy_by_steps",
    "calibration",
    "cluster_radius",
    "cosine_to_previous",
    "lowest_reliable_p",
    "mcnemar",
    "neighborhood_quality",
    "paired_bootstrap",
    "pareto_front",
    "proportion",
    "rank_correlation",
    "step_histogram",
    "wilson_interval",
]
