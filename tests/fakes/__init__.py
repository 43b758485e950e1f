"""Stand-ins for what the bot talks to."""
