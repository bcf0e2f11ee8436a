"""What training starts from: a decoder from nothing, a pretrained one, or a checkpoint with new words or layers."""
