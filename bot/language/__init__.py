"""Understanding and saying: a text becomes a question, an answer becomes a text."""
