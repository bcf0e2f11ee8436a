"""What is computed about a thought: tracing, logit lens, interventions, evaluation."""
