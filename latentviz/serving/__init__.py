"""What stands between a model and its visitors."""
