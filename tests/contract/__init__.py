"""The edges against what a real server said."""
