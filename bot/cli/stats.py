"""``lieux stats``: how many lieux, by source, by department, and by how well they are known."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.options import config_at, config_option
from bot.data_folder import data_folder
from bot.directory.counts import Counts, count
from bot.directory.store import read_directory
from bot.errors import DirectoryError, StartError
from bot.places.areas import read_departments

_WIDTH = 100
"""The tables are at most as wide, wherever they are printed."""


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")
@config_option
def stats(folder: Path | None, as_json: bool, config_path: Path | None) -> None:
    """Count the lieux in FOLDER (or the configured directory): by source, department, confiance and precision."""
    folders = [folder] if folder else config_at(config_path).directory or [data_folder()]
    try:
        snapshot, problems, _ = read_directory(folders)
    except DirectoryError as error:
        raise StartError(str(error)) from error
    counts = count(snapshot.lieux)
    if as_json:
        click.echo(json.dumps(asdict(counts), ensure_ascii=False, indent=2))
    else:
        _print(counts)
    if problems:
        left = "Ces lieux-là seulement : il y a des problèmes dans les fichiers. « lieux check » les montre."
        click.echo(left, err=True)
        sys.exit(1)


def _print(counts: Counts) -> None:
    names = {number: department.place.name for number, department in read_departments(data_folder() / "places").items()}
    departments = {f"{number} {names.get(number, '')}": lieux for number, lieux in counts.by_department.items()}
    console = Console(width=_WIDTH)
    console.print(_table("source", counts.by_source.items()))
    console.print(_table("département", departments.items()))
    console.print(_table("confiance", counts.by_confiance.items()))
    console.print(_table("précision", counts.by_precision.items()))
    in_several = f", dont {counts.several_sources} décrits par plusieurs sources" if counts.several_sources else ""
    console.print(f"{counts.lieux} {'lieux' if counts.lieux > 1 else 'lieu'}{in_several}.", highlight=False)


def _table(heading: str, counted: Iterable[tuple[str, int]]) -> Table:
    table = Table(heading, "lieux")
    table.columns[1].justify = "right"
    for name, lieux in counted:
        table.add_row(Text(name), str(lieux))
    return table
