"""``lieux geocode``: the positions that the directory lacks, asked from the online geocoder."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import click
from geopy.exc import GeocoderQueryError
from rich.console import Console
from rich.progress import Progress

from bot.cli.options import config_at, config_option
from bot.cli.positions import INTERVAL_S, Missing, Patient, missing, refusal, write
from bot.data_folder import data_folder
from bot.directory.reading import read_files
from bot.errors import DirectoryError, StartError
from bot.models.place import Atlas
from bot.places.atlas import read_gazetteer
from bot.places.geocoder import FAILURES, Finder
from bot.places.pace import Pace
from bot.wiring import build_service

_CONFIG = Path("config.yaml")
_FAILURES_IN_A_ROW = 3
_INTERRUPTED = 130  # what a shell gives to a program that Ctrl-C ended
_OFF = (
    "Le géocodeur est éteint, et personne n'a été interrogé. Pour l'allumer, écris dans config.yaml :\n"
    "geocoder:\n  service: geoplateforme\npuis relance « lieux geocode --config config.yaml »."
)


class Outcome(StrEnum):
    """What became of a position."""

    FOUND = "trouvée"
    REFUSED = "refusée"
    FAILED = "sans réponse"


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Ask, and print what would be written; write nothing.")
@click.option("--limit", type=click.IntRange(min=1), help="Ask for this many addresses at most.")
@config_option
def geocode(folder: Path | None, dry_run: bool, limit: int | None, config_path: Path | None) -> None:
    """Complete the positions of the directory in FOLDER (or the configured one) that are only the commune's centre.

    Asks the geocoder that the configuration (config.yaml, if it is there) names, for the lieux with an address. Each
    position is written as soon as it is found, and nothing else of the files changes; stop when you like, and run it
    again to go on. Doubtful answers are printed and not written.
    """
    config = config_at(config_path or (_CONFIG if _CONFIG.exists() else None))
    service = build_service(config.geocoder)
    if service is None:
        raise StartError(_OFF)
    places = _missing([folder] if folder else config.directory or [data_folder()])
    atlas = read_gazetteer(data_folder() / "places")
    told: Counter[Outcome] = Counter()
    status = 0
    try:
        for outcome in _complete(places[:limit], Patient(service, Pace(INTERVAL_S)), atlas, dry_run=dry_run):
            told[outcome] += 1
    except KeyboardInterrupt:
        status = _INTERRUPTED
    except StartError as error:
        click.echo(str(error), err=True)
        status = 1
    click.echo(_summary(told, len(places), dry_run=dry_run))
    sys.exit(status)


def _missing(folders: Sequence[Path]) -> tuple[Missing, ...]:
    try:
        readings = read_files(folders)
    except DirectoryError as error:
        raise StartError(str(error)) from error
    for reading in readings:
        if reading.problems:
            click.echo(f"{reading.path} a un problème et reste tel quel : « lieux check » dit lequel.", err=True)
    return missing(readings)


def _complete(places: Sequence[Missing], finder: Finder, atlas: Atlas, *, dry_run: bool) -> Iterator[Outcome]:
    """Ask for each of ``places``, write what is found, and tell what became of it.

    Raises StartError when the service keeps failing, or a file cannot be written.
    """
    in_a_row = 0
    console = Console()
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        for place in progress.track(places, description="Positions"):
            outcome, reason = _position(place, finder, atlas, dry_run=dry_run)
            console.out(f"{place.path}: {place.lieu.id} : {outcome}, {reason}", highlight=False)
            yield outcome
            in_a_row = in_a_row + 1 if outcome is Outcome.FAILED else 0
            if in_a_row == _FAILURES_IN_A_ROW:
                raise StartError("Le géocodeur ne répond pas : relance « lieux geocode » plus tard, il reprendra là.")


def _position(place: Missing, finder: Finder, atlas: Atlas, *, dry_run: bool) -> tuple[Outcome, str]:
    try:
        found = finder.position(place.address)
    except GeocoderQueryError:
        return Outcome.REFUSED, "le géocodeur ne comprend pas cette adresse"
    except FAILURES as error:
        return Outcome.FAILED, type(error).__name__
    if found is None:
        return Outcome.REFUSED, "le géocodeur ne connaît pas cette adresse"
    name = "".join(char for char in found.name if char.isprintable())
    if reason := refusal(place.lieu, found, atlas):
        return Outcome.REFUSED, f"{reason} (« {name} »)"
    try:
        if not dry_run:
            write(place, found)
    except DirectoryError as error:
        return Outcome.REFUSED, error.problems[0].message
    except OSError as error:
        raise StartError(f"{place.path} ne s'écrit pas ({error.strerror}) : vérifie tes droits.") from error
    return Outcome.FOUND, f"{found.precision} (« {name} »)"


def _summary(told: Counter[Outcome], wanted: int, *, dry_run: bool) -> str:
    found = told[Outcome.FOUND]
    counted = ", ".join(f"{outcome} : {told[outcome]}" for outcome in Outcome)
    left = wanted if dry_run else wanted - found
    note = " Rien n'a été écrit." if dry_run else ""
    return f"{counted}. Positions encore à compléter : {left}.{note}"
