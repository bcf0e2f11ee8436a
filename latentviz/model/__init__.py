"""The latent reasoning model: decoder, recurrent filter, stop head, generation, checkpoints."""
