"""``lieux check``: every problem of the directory and the configuration."""

import sys
from pathlib import Path

import click

from bot.cli.options import config_at, config_option
from bot.data_folder import data_folder
from bot.directory.store import read_directory
from bot.errors import ConfigError, DirectoryError


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@config_option
def check(folder: Path | None, config_path: Path | None) -> None:
    """Check the directory in FOLDER (or the configured one), and the configuration.

    Prints every problem as file:line: message, and ends with status 1 if there is any.
    """
    problems: list[str] = []
    lieux = 0
    try:
        config = config_at(config_path)
        folders = (folder,) if folder else config.directory or (data_folder() / "lieux",)
        snapshot, found, _ = read_directory([_with_lieux(each) for each in folders])
        problems += [str(problem) for problem in found]
        lieux = len(snapshot.lieux)
    except (ConfigError, DirectoryError) as error:
        problems.append(str(error))
    for problem in problems:
        click.echo(problem)
    if problems:
        sys.exit(1)
    click.echo(f"{lieux} lieux, aucun problème.")


def _with_lieux(folder: Path) -> Path:
    """``folder``, or its ``lieux`` when it is a whole data folder."""
    inner = folder / "lieux"
    return inner if inner.is_dir() else folder
