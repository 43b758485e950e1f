"""The Mattermost edge: what its wires carry becomes messages, and replies become posts."""
