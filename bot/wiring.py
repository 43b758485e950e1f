"""Wiring: the only place where concrete things meet."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Callable
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.assistant.answer import answer
from bot.assistant.world import World
from bot.config import Config, GeocoderService, GeocoderSettings, Secrets, TileSettings, WebSettings
from bot.data_folder import data_folder
from bot.directory.store import Directory
from bot.errors import DirectoryError, StartError
from bot.jobs import schedule_reload
from bot.language.commands import read_commands
from bot.language.phrases import Speech, read_phrases
from bot.language.vocabulary import read_vocabulary
from bot.mattermost.edge import run_mattermost
from bot.mattermost.http_server import HttpServer
from bot.models.ground import Ground
from bot.models.place import Atlas
from bot.places.atlas import read_gazetteer
from bot.places.geocoder import Geocoder, Geoplateforme, OpenStreetMap
from bot.places.online import OnlineAtlas
from bot.places.outlines import read_outlines
from bot.tiles import TileServer
from bot.web.app import web_app
from bot.web.site import Site

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
        gazetteer = read_gazetteer(data / "places")
        return World(
            directory=directory,
            atlas=build_atlas(gazetteer, config.geocoder),
            ground=Ground(read_outlines(data / "places"), gazetteer.towns, build_tiles(config.map.tiles)),
            vocabulary=read_vocabulary(data / "language"),
            speech=read_speech(config),
            commands=read_commands(data / "commands.yaml"),
            config=config,
            today=clock,
            reports_read=bool(config.mattermost and config.mattermost.admin_channel),
        )
    except DirectoryError as error:
        raise StartError(f"{error}\nCorrige ces fichiers, puis vérifie-les avec « lieux check ».") from error


def read_speech(config: Config) -> Speech:
    """What the bot says, in every language. Raises StartError when that of ``config`` is not among them."""
    speech = read_phrases(data_folder() / "phrases.yaml", data_folder() / "language")
    if config.language not in speech:
        spoken = " ou ".join(sorted(speech))
        raise StartError(f"Le bot ne parle pas « {config.language} » : écris language: {spoken}.")
    return speech


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


def build_tiles(settings: TileSettings) -> TileServer | None:
    """The tile server that ``settings`` name, None without one."""
    return TileServer(settings.url, settings.attribution, settings.contact) if settings.url else None


def build_site(world: World) -> Site:
    """What the web shows of ``world``. Visitors never make the geocoder ask."""
    atlas = world.atlas.offline if isinstance(world.atlas, OnlineAtlas) else world.atlas
    config = world.config
    url = config.web.url if config.web else ""
    return Site(world.directory, atlas, world.ground, world.speech, config.language, config.search.radius_km, url)


async def run(config: Config, secrets: Secrets) -> None:
    """Run the bot until it is told to stop. Raises StartError when it cannot start."""
    world = build_world(config)
    async with _beside(world):
        listed = partial(listed_channels, world.directory)
        await run_mattermost(config, secrets, partial(answer, world=world), listed, world.standing)


async def serve(config: Config) -> None:
    """Serve the feed and the pages alone, until told to stop. Raises StartError when they cannot be."""
    world = build_world(config.model_copy(update={"web": config.web or WebSettings()}))
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    async with _beside(world):
        await stopping.wait()


@contextlib.asynccontextmanager
async def _beside(world: World) -> AsyncIterator[None]:
    """What goes on beside the bot: the directory is read again now and then, the web is served if it is to be."""
    config = world.config
    web = HttpServer.open(config.web) if config.web else None
    if config.web and web:
        log.info("the pages and the feed are served on http://%s:%d/", config.web.host, web.port)
    scheduler = schedule_reload(world.directory, config.reload_every_min)
    scheduler.start()
    serving = asyncio.create_task(web.run(web_app(build_site(world)))) if web else None
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        if web and serving:
            web.stop()
            await serving


def listed_channels(directory: Directory) -> frozenset[str]:
    """The handles of the Mattermost channels that the territories list now."""
    territories = directory.snapshot.territories.values()
    return frozenset(handle for territory in territories for handle in territory.canaux.get("mattermost", ()))
