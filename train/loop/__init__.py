"""What all stages of training share: steps, losses, optimisers, the record of a run and what it needs."""
