"""Wiring: the only place where concrete things meet."""

import logging
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.assistant.answer import answer
from bot.assistant.world import World
from bot.config import Config, GeocoderService, GeocoderSettings, Secrets
from bot.data_folder import data_folder
from bot.directory.store import Directory
from bot.errors import DirectoryError, StartError
from bot.jobs import schedule_reload
from bot.language.commands import read_commands
from bot.language.phrases import read_phrases
from bot.language.vocabulary import read_vocabulary
from bot.mattermost.edge import run_mattermost
from bot.models.ground import Ground
from bot.models.place import Atlas
from bot.places.atlas import read_gazetteer
from bot.places.geocoder import Geocoder, Geoplateforme, OpenStreetMap
from bot.places.online import OnlineAtlas
from bot.places.outlines import read_outlines

log = logging.getLogger(__name__)

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
        directory = Directory(config.directory or (data / "lieux",))
        for problem in directory.first_report.problems:
            log.warning("directory %s", problem)
        speech = read_phrases(data / "phrases.yaml", data / "language")
        if config.language not in speech:
            spoken = " ou ".join(sorted(speech))
            raise StartError(f"Le bot ne parle pas « {config.language} » : écris language: {spoken}.")
        gazetteer = read_gazetteer(data / "places")
        return World(
            directory=directory,
            atlas=build_atlas(gazetteer, config.geocoder),
            ground=Ground(read_outlines(data / "places"), gazetteer.towns),
            vocabulary=read_vocabulary(data / "language"),
            speech=speech,
            commands=read_commands(data / "commands.yaml"),
            config=config,
            today=clock,
        )
    except DirectoryError as error:
        raise StartError(f"{error}\nCorrige ces fichiers, puis vérifie-les avec « lieux check ».") from error


def build_atlas(gazetteer: Atlas, settings: GeocoderSettings) -> Atlas:
    """The map: offline alone, or with the geocoder that ``settings`` name behind it."""
    service = build_service(settings)
    return gazetteer if service is None else OnlineAtlas(gazetteer, Geocoder(service))


def build_service(settings: GeocoderSettings) -> Geoplateforme | OpenStreetMap | None:
    """The geocoding service that ``settings`` name, None when it is off."""
    match settings.service:
        case GeocoderService.OFF:
            return None
        case GeocoderService.GEOPLATEFORME:
            return Geoplateforme()
        case GeocoderService.NOMINATIM:
            return OpenStreetMap(settings.user_agent)


async def run(config: Config, secrets: Secrets) -> None:
    """Run the bot until it is told to stop. Raises StartError when it cannot start."""
    world = build_world(config)
    scheduler = schedule_reload(world.directory, config.reload_every_min)
    scheduler.start()
    try:
        listed = partial(_listed, world.directory)
        await run_mattermost(config, secrets, partial(answer, world=world), listed, world.standing)
    finally:
        scheduler.shutdown(wait=False)


def _listed(directory: Directory) -> frozenset[str]:
    """The handles of the Mattermost channels that the territories list now."""
    territories = directory.snapshot.territories.values()
    return frozenset(handle for territory in territories for handle in territory.canaux.get("mattermost", ()))
