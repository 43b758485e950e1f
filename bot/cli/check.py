"""``lieux check``: every problem of the directory and the configuration."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from bot.cli.on_the_map import OnTheMap
from bot.cli.options import config_at, config_option
from bot.cli.problem_formats import Findings, Format, lines_of
from bot.data_folder import data_folder
from bot.directory.duplicates import duplicates
from bot.directory.reading import FileReading, read_files
from bot.directory.review import review
from bot.directory.store import assemble
from bot.errors import ConfigError, DirectoryError, Problem, Severity
from bot.files.problems import problem
from bot.language.phrases import read_phrases
from bot.language.vocabulary import read_vocabulary
from bot.models.question import Language
from bot.places.atlas import read_gazetteer
from bot.places.communes import Communes
from bot.places.table import read_table
from bot.wiring import today

_CONFIG = Path("config.yaml")


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@config_option
@click.option(
    "--lang",
    type=click.Choice([Language.FR, Language.EN]),
    default="fr",
    show_default=True,
    help="The language to speak.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice([*map(str, Format)]),
    default="text",
    show_default=True,
    help="file:line: message for people, annotations of a pull request, or JSON.",
)
def check(folder: Path | None, config_path: Path | None, lang: str, format_: str) -> None:
    """Check the directory in FOLDER (or the configured one), and the configuration (config.yaml, if it is there).

    FOLDER may be one file; a whole data folder has its words and phrases checked too. Prints every problem with its
    file, its line and what to do, and ends with status 1 if one is an error; warnings tell what could be better.
    """
    problems: list[Problem] = []
    configured: Sequence[Path] = ()
    config_path = config_path or (_CONFIG if _CONFIG.exists() else None)
    try:
        configured = config_at(config_path).directory
    except ConfigError as error:
        problems += error.problems or [Problem(config_path or _CONFIG, 1, str(error))]
    folders = [folder] if folder else configured or [data_folder()]
    findings = check_folders(folders, read_map(), problems)
    for line in lines_of(findings, Format(format_), Language(lang)):
        click.echo(line)
    if findings.count(Severity.ERROR):
        sys.exit(1)


def read_map() -> OnTheMap:
    """The judge of places, with the map that comes with the bot."""
    places = data_folder() / "places"
    return OnTheMap(read_gazetteer(places), Communes(read_table(places)))


def check_folders(folders: Sequence[Path], on_the_map: OnTheMap, met: Sequence[Problem] = ()) -> Findings:
    """What is found in ``folders`` all together, beside the problems ``met`` before."""
    problems = list(met)
    lieux = _check(folders, on_the_map, problems)
    return Findings(lieux, tuple(sorted(set(problems))))


def _check(folders: Sequence[Path], on_the_map: OnTheMap, problems: list[Problem]) -> int:
    """The number of lieux in ``folders``; adds what is wrong there to ``problems``."""
    for folder in folders:
        if (folder / "lieux").is_dir():
            _check_words(folder, problems)
    try:
        readings = read_files(folders)
    except DirectoryError as error:
        problems += error.problems
        return 0
    problems += [problem("no_lieu", folder, 1) for folder in folders if not _has_file(folder, readings)]
    snapshot, found, _ = assemble(readings, {})
    problems += [*found, *review(readings, today()), *duplicates(readings), *on_the_map.misplaced(readings)]
    return len(snapshot.lieux)


def _has_file(folder: Path, readings: Sequence[FileReading]) -> bool:
    """Whether a file was read of ``folder``: where none was, its path may be wrong."""
    return any(reading.path.is_relative_to(folder) for reading in readings)


def _check_words(folder: Path, problems: list[Problem]) -> None:
    readers: tuple[tuple[Path, Callable[[Path], object]], ...] = (
        (folder / "language", read_vocabulary),
        (folder / "phrases.yaml", partial(read_phrases, languages=folder / "language")),
    )
    for path, read in readers:
        try:
            if path.exists():
                read(path)
        except DirectoryError as error:
            problems += error.problems
