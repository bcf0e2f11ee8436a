"""The families of scenarios."""
