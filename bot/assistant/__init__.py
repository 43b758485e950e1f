"""The assistant: an event becomes a reply. One file for each thing a person can do."""
