"""Training of the checkpoints: supervised fine-tuning with self-distillation, and what follows it."""
