"""The words of Lieux: the frozen values that travel from room to room."""
