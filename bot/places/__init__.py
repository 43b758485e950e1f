"""The map: names become places."""
