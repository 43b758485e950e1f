"""Files that people write: read with their lines, checked against a model, their problems said with a cure."""
