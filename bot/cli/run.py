"""``lieux run``: the bot on its platform."""

import asyncio
import logging
from pathlib import Path

import click

from bot.cli.options import config_file_option
from bot.config import read_config, read_secrets
from bot.wiring import run as run_bot


@click.command()
@config_file_option("The configuration file.")
@click.option("--log-level", type=click.Choice(["debug", "info", "warning"]), default="info", show_default=True)
def run(config_path: Path, log_level: str) -> None:
    """Listen on Mattermost and answer, until stopped."""
    logging.basicConfig(level=log_level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells each of its steps
    asyncio.run(run_bot(read_config(config_path), read_secrets()))
