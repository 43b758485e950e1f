"""``lieux serve``: the feed and the pages, without Mattermost."""

import asyncio
import logging
from pathlib import Path

import click

from bot.cli.options import config_at, config_option
from bot.wiring import serve as serve_web


@click.command()
@config_option
def serve(config_path: Path | None) -> None:
    """Serve the directory as web pages and as GeoJSON (/lieux.geojson), until stopped.

    ``lieux run`` serves them too when the configuration has ``web:``.
    """
    logging.basicConfig(level="INFO", format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells each of its steps
    asyncio.run(serve_web(config_at(config_path)))
