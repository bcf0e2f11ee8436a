"""Options of runs that are far too short to be right."""

SMALL_SFT = {
    "n_validation": 16,
    "max_operations": 2,
    "hidden_size": 32,
    "intermediate_size": 48,
    "n_layers": 2,
    "n_heads": 2,
    "latent_cap": 3,
    "batch_size": 8,
    "n_steps": 12,
    "n_warmup_steps": 2,
    "n_drill_steps": 2,
    "precision": "no",
    "log_every": 2,
    "validate_every": 6,
}
SMALL_GRPO = {
    "n_validation": 8,
    "max_operations": 2,
    "batch_size": 4,
    "n_rollouts": 4,
    "n_steps": 4,
    "n_warmup_steps": 1,
    "precision": "no",
    "log_every": 1,
    "validate_every": 2,
    "weight_replay": 0.5,
    "n_replay": 4,
    "target_steps": 1.5,
    "n_probes": 3,
}
