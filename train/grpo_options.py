"""Options of GRPO on the stop decisions and the answer."""

import dataclasses
from dataclasses import dataclass

from latentviz.rewards import REWARDS
from train.options import RunOptions


@dataclass(frozen=True)
class GrpoOptions(RunOptions):
    """GRPO on the stop decisions and the answer, from a checkpoint of supervised fine-tuning.

    Attributes
    ----------
    checkpoint : str
        Folder of the model that training starts from, and stays near to.
    learns : str
        "all" weights, as in the paper, or the "stop_head" alone: the answer after k latent steps then stays that of the
        start for every k, and only the choice of k is learned.
    n_rollouts : int
        Rollouts of each problem.
    n_inner_steps : int
        Optimiser updates on the same rollouts.
    clip_ratio : float
    stop_temperature, token_temperature : float
        Divide the logits of the stop head and of the tokens, in sampling and in the loss.
    reward : str
        Name of a reward in `latentviz.rewards`.
    reward_settings : dict
        Its settings, by name.
    target_steps : float
        Mean latent steps of a batch's rollouts, below which the rewards "relative_length" and "confidence_aware" pay
        nothing for fewer steps, so that only accuracy counts there; 0: brevity always pays. The best weights are the
        most accurate of those whose mean steps on the validation problems are no more.
    step_limits : list of int
        For the reward "step_limit": latent steps that count in each stage, stages of equal length.
    weight_kl : float
        Of the divergence from the start, per action.
    max_kl : float
        Divergence, in nats per action, at which the run goes back to an earlier state.
    weight_replay : float
        Of the fine-tuning losses, all but those of the stop decisions, on fresh problems; 0 for none.
    n_replay : int
        Problems of the replay in each update.
    replay_latent_steps : str
        Lengths of the replayed thoughts, as `latent_steps` of `SftOptions`; empty: those of the checkpoint's recipe.
    accuracy_margin : float
        Accuracy, 0 to 1, that the best weights may lack to the start at 6 fixed steps, where there is no target.
    stop_thresholds : list of float
        Values in (0, 1), from which the stop threshold of the finished checkpoint is chosen on the validation problems,
        by the rule that chooses the weights; empty: it stays that of the start.
    n_probes : int
        Validation problems whose thoughts are recorded at the start and at each validation, in `probes.safetensors`; 0
        for none.
    """

    output: str = "runs/grpo"
    checkpoint: str = "checkpoints/tiny-sft"
    learns: str = "all"
    n_validation: int = 1024
    batch_size: int = 32
    n_rollouts: int = 16
    n_inner_steps: int = 1
    clip_ratio: float = 0.2
    stop_temperature: float = 1.0
    token_temperature: float = 1.0
    reward: str = "relative_length"
    reward_settings: dict = dataclasses.field(default_factory=dict)
    target_steps: float = 0.0
    step_limits: list[int] = dataclasses.field(default_factory=list)
    weight_kl: float = 1e-3
    max_kl: float = 5.0
    weight_replay: float = 0.0
    n_replay: int = 32
    replay_latent_steps: str = ""
    accuracy_margin: float = 0.0
    stop_thresholds: list[float] = dataclasses.field(default_factory=list)
    n_probes: int = 8
    n_steps: int = 500
    n_warmup_steps: int = 20
    lr_matrix: float = 1e-4
    lr_other: float = 1e-4
    weight_decay: float = 0.0
    validate_every: int = 50

    def __post_init__(self):
        super().__post_init__()
        self.check_positive("n_inner_steps", "n_replay")
        if self.n_probes < 0:
            raise ValueError(f"n_probes is {self.n_probes}; it must be 0 or more")
        if self.learns not in ("all", "stop_head"):
            raise ValueError(f"learns is {self.learns!r}; it must be 'all' or 'stop_head'")
        if self.learns == "stop_head" and (self.weight_replay or self.lora_rank):
            raise ValueError(
                "weight_replay and lora_rank do not go with learns 'stop_head', which leaves the rest as it is"
            )
        if self.n_rollouts < 2:
            raise ValueError(f"n_rollouts is {self.n_rollouts}; a group needs 2 or more")
        if self.reward not in REWARDS:
            raise ValueError(f"reward is {self.reward!r}; it must be one of {tuple(REWARDS)}")
        if (self.reward == "step_limit") != bool(self.step_limits):
            raise ValueError("step_limits goes with the reward 'step_limit', which needs it")
        if self.target_steps and self.reward not in ("relative_length", "confidence_aware"):
            raise ValueError(f"target_steps does not go with the reward {self.reward!r}")
        if self.target_steps and self.accuracy_margin:
            raise ValueError("accuracy_margin does not go with target_steps, which chooses by accuracy alone")
        if not all(0 < threshold < 1 for threshold in self.stop_thresholds):
            raise ValueError(f"stop_thresholds are {self.stop_thresholds}; each must lie between 0 and 1")
        for name in ("stop_temperature", "token_temperature"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be above 0")
