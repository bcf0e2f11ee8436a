"""Validated records between compute and view; numpy only."""
