"""Options that several commands share."""

from pathlib import Path

import click

from bot.config import Config, read_config

config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The configuration file; without it, the lieux that come with the bot and every default.",
)


def config_at(path: Path | None) -> Config:
    """The configuration at ``path``, every default without one."""
    return read_config(path) if path else Config()
