"""The lieux: read from the YAML directory, kept in a snapshot, searched."""
