"""What the bot bears: many questions through cuts and a restart, a burst, a day. ``make load`` runs it at full size."""
