"""The families of stories."""
