"""``lieux import``: other databases as files of the directory."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.data_folder import data_folder
from bot.errors import DirectoryError, SourceError
from bot.importing.communes import Communes
from bot.importing.finding import Sort
from bot.importing.folder import Update, plan, write
from bot.importing.lieux import Maker
from bot.importing.mission_coworking import Harvest, harvest
from bot.importing.report import NAME, counts, report
from bot.importing.rows import read_rows
from bot.importing.words import read_words
from bot.places.areas import read_departments
from bot.places.atlas import read_gazetteer
from bot.places.table import read_table


@click.group("import")
def importing() -> None:
    """Turn another database into files of the directory."""


@importing.command("mission-coworking")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--to", "folder", required=True, type=click.Path(path_type=Path), help="The folder to write, made if need be."
)
def mission_coworking(file: Path, folder: Path) -> None:
    """Import FILE, the national database of the Mission Coworking (CGET, 2019), as one file for each department.

    Repairs what is sure, reports what is not (rapport-mission-coworking.md, in the folder). Importing again updates the
    folder and keeps whatever people changed in it by hand.
    """
    try:
        _import(file, folder)
    except (SourceError, DirectoryError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _import(file: Path, folder: Path) -> None:
    rows, wrong = read_rows(file)
    places = data_folder() / "places"
    words = read_words(data_folder() / "imports" / "mission-coworking.yaml")
    maker = Maker(Communes(read_table(places)), read_gazetteer(places), words)
    errors = Console(stderr=True)
    watched = track(rows, "Lecture des lignes", console=errors, transient=True, disable=not errors.is_terminal)
    found = harvest(watched, maker, wrong)
    names = {number: department.place.name for number, department in read_departments(places).items()}
    update = plan(folder, found.lieux, names)
    text = report(found.findings, update.kept, len(rows) + len(wrong), len(found.lieux))
    write(folder, {**update.files, NAME: text})
    _print(found, update, folder, len(rows) + len(wrong))


def _print(found: Harvest, update: Update, folder: Path, rows: int) -> None:
    console = Console()
    table = Table("", *map(str, _SORTS))
    for column in table.columns[1:]:
        column.justify = "right"
    for subject, number in counts(found.findings).items():
        table.add_row(str(subject), *(str(number[sort] or "") for sort in _SORTS))
    console.print(table)
    console.print(f"{rows} lignes lues, {len(found.lieux)} lieux.", highlight=False)
    console.print(_changes(update), highlight=False, soft_wrap=True)
    console.print(f"Le détail, ligne par ligne : {folder / NAME}", highlight=False, soft_wrap=True)


_SORTS: Sequence[Sort] = (Sort.REPAIRED, Sort.DOUBTED, Sort.MERGED, Sort.LEFT_OUT)


def _changes(update: Update) -> str:
    said = [
        _counted(len(update.added), "fiche ajoutée", "fiches ajoutées"),
        _counted(len(update.changed), "mise à jour", "mises à jour"),
        _counted(len(update.removed), "retirée", "retirées"),
    ]
    if update.kept:
        said.append(_counted(len(update.kept), "gardée comme écrite à la main", "gardées comme écrites à la main"))
    if update.forgotten:
        said.append(_counted(update.forgotten, "effacée à la main, laissée", "effacées à la main, laissées"))
    return f"{', '.join(said)}."


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {several if number > 1 else one}"
