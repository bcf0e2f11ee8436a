"""Validated records between compute and view: NumPy and SciPy, and UMAP where a map is fitted, but no torch."""
