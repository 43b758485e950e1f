"""``lieux export``: the directory in the formats that others read."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import click

from bot.cli.options import config_at, config_option
from bot.data_folder import data_folder
from bot.directory.exports.geojson import feature_collection
from bot.directory.exports.mednum import LeftOut, mednum
from bot.directory.exports.table import table
from bot.directory.snapshot import Snapshot
from bot.directory.store import read_directory
from bot.errors import DirectoryError, StartError
from bot.files.writing import write_whole
from bot.places.atlas import read_gazetteer


class Format(StrEnum):
    """The formats of the directory."""

    GEOJSON = "geojson"
    CSV = "csv"
    MEDNUM = "mednum"


@click.command()
@click.argument("kind", metavar="geojson|csv|mednum", type=click.Choice([str(each) for each in Format]))
@click.option(
    "--directory",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A folder of lieux to export, in place of the configured ones; once for each.",
)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file, whole or not at all."
)
@config_option
def export(kind: str, folders: Sequence[Path], output: Path | None, config_path: Path | None) -> None:
    """Write every lieu as GeoJSON (for maps), CSV (for spreadsheets) or the national schema's CSV (mednum).

    No personal contact leaves in any of them. A directory with a problem is not exported: `lieux check` shows the cure.
    Lieux that the national schema has no room for are named on standard error.
    """
    snapshot = _snapshot(folders or config_at(config_path).directory or [data_folder()])
    text, left_out = _exported(snapshot, Format(kind))
    _write(text.encode(), output)
    for each in left_out:
        click.echo(_reason(each), err=True)
    if left_out:
        kept = len(snapshot.lieux) - len(left_out)
        click.echo(f"{kept} lieux exportés, {len(left_out)} laissés de côté.", err=True)


def _snapshot(folders: Sequence[Path]) -> Snapshot:
    try:
        snapshot, problems, _ = read_directory(folders)
    except DirectoryError as error:
        raise StartError(str(error)) from error
    if problems:
        told = "\n".join(map(str, problems))
        raise StartError(f"{told}\nRien n'est exporté : corrige ces fichiers, puis vérifie-les avec « lieux check ».")
    return snapshot


def _exported(snapshot: Snapshot, kind: Format) -> tuple[str, Sequence[LeftOut]]:
    match kind:
        case Format.GEOJSON:
            return feature_collection(snapshot.lieux, snapshot).text() + "\n", ()
        case Format.CSV:
            return table(snapshot.lieux, snapshot), ()
        case Format.MEDNUM:
            result = mednum(snapshot.lieux, snapshot, read_gazetteer(data_folder() / "places"))
            return result.text, result.left_out


def _write(data: bytes, output: Path | None) -> None:
    if output is None:
        click.echo(data, nl=False)
        return
    try:
        write_whole(output, data)
    except OSError as error:
        raise StartError(f"{output} ne s'écrit pas ({error.strerror}) : choisis un autre fichier.") from error


def _reason(left_out: LeftOut) -> str:
    told = " ; ".join(f"{field} : {fault}" for field, fault in left_out.faults.items())
    return f"« {left_out.lieu.id} » n'a pas sa place dans le schéma national ({told}). Complète sa fiche."
