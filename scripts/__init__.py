"""Scripts that maintainers run: python -m scripts.NAME."""
