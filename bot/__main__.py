"""``python -m bot``, the same as ``lieux``."""

from bot.cli import main

main()
