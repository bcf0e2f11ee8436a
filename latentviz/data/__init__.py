"""Questions and word problems: where they come from and how they are read."""
