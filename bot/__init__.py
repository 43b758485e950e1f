"""Lieux: the chat bot that answers "où travailler près de X ?"."""

__version__ = "0.1.0"
