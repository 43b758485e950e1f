"""Wiring: the only place where concrete things meet."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.assistant.answer import answer
from bot.assistant.world import World
from bot.config import Config, Secrets
from bot.data_folder import data_folder
from bot.directory.store import Directory
from bot.errors import DirectoryError, StartError
from bot.jobs import schedule_reload
from bot.language.phrases import read_phrases
from bot.language.vocabulary import read_vocabulary
from bot.mattermost.edge import run_mattermost
from bot.places.atlas import read_gazetteer

PARIS = ZoneInfo("Europe/Paris")


def today() -> date:
    """The day it is in metropolitan France."""
    return datetime.now(PARIS).date()


def build_world(config: Config, clock: Callable[[], date] = today) -> World:
    """Everything the assistant answers from, read from the files that ``config`` names.

    Raises StartError when they cannot be read.
    """
    data = data_folder()
    try:
        return World(
            directory=Directory(config.directory or (data / "lieux",)),
            atlas=read_gazetteer(data / "places"),
            vocabulary=read_vocabulary(data / "language"),
            speech=read_phrases(data / "phrases.yaml"),
            config=config,
            today=clock,
        )
    except DirectoryError as error:
        raise StartError(f"{error}\nCorrige ces fichiers, puis vérifie-les avec « lieux check ».") from error


async def run(config: Config, secrets: Secrets) -> None:
    """Run the bot until it is told to stop. Raises StartError when it cannot start."""
    world = build_world(config)
    scheduler = schedule_reload(world.directory, config.reload_every_min)
    scheduler.start()
    try:
        await run_mattermost(config, secrets, partial(answer, world=world))
    finally:
        scheduler.shutdown(wait=False)
