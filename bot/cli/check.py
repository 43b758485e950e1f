"""``lieux check``: every problem of the directory and the configuration."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from bot.cli.on_the_map import misplaced
from bot.cli.options import config_at, config_option
from bot.data_folder import data_folder
from bot.directory.reading import read_files
from bot.directory.store import assemble
from bot.errors import ConfigError, DirectoryError
from bot.language.phrases import read_phrases
from bot.language.vocabulary import read_vocabulary
from bot.places.atlas import read_gazetteer

_CONFIG = Path("config.yaml")


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@config_option
def check(folder: Path | None, config_path: Path | None) -> None:
    """Check the directory in FOLDER (or the configured one), and the configuration (config.yaml, if it is there).

    A whole data folder has its words and phrases checked too. Prints every problem as file:line: message, and ends
    with status 1 if there is any.
    """
    problems: list[str] = []
    configured: Sequence[Path] = ()
    try:
        configured = config_at(config_path or (_CONFIG if _CONFIG.exists() else None)).directory
    except ConfigError as error:
        problems.append(str(error))
    folders = [folder] if folder else configured or [data_folder()]
    lieux = _check(folders, problems)
    for problem in problems:
        click.echo(problem)
    if problems:
        sys.exit(1)
    click.echo(f"{lieux} {'lieux' if lieux > 1 else 'lieu'}, aucun problème.")


def _check(folders: Sequence[Path], problems: list[str]) -> int:
    """The number of lieux in ``folders`` all together; adds what is wrong there to ``problems``."""
    whole = [folder for folder in folders if (folder / "lieux").is_dir()]
    for folder in whole:
        _check_words(folder, problems)
    try:
        readings = read_files([each / "lieux" if each in whole else each for each in folders])
    except DirectoryError as error:
        problems.append(str(error))
        return 0
    snapshot, found, _ = assemble(readings, {})
    atlas = read_gazetteer(data_folder() / "places")
    problems += map(str, sorted([*found, *misplaced(readings, atlas)]))
    return len(snapshot.lieux)


def _check_words(folder: Path, problems: list[str]) -> None:
    readers: tuple[tuple[Path, Callable[[Path], object]], ...] = (
        (folder / "language", read_vocabulary),
        (folder / "phrases.yaml", read_phrases),
    )
    for path, read in readers:
        try:
            if path.exists():
                read(path)
        except DirectoryError as error:
            problems.append(str(error))
