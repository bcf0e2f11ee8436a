"""What a training run leaves: its log, its folders, its snapshots, its rewards."""
