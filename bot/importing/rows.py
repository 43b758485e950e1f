"""Reading the CSV of the Mission Coworking: untrusted, and only the columns that are carried."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from bot.errors import SourceError
from bot.importing.finding import Finding, Sort, Subject
from bot.importing.spelling import clean, without_persons

MAX_BYTES = 5_000_000
"""Ten times the file of 2019."""
MAX_CELL = 2_000
"""The longest cell of 2019 has 144 characters."""
_SHOWN = 60
_BLANKS = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is written, blanks around left out; ``number`` is its ID column.

    CONTACT and MAIL are no part of it: what is never read cannot leak.
    """

    number: int
    nom_tl: str
    adresse: str
    cp: str
    cominit: str
    inseecom: str
    nomcom: str
    web: str
    twitter: str
    facebook: str
    typo: str
    lat: str
    long: str
    geocod: str
    precision: str
    inseemetro: str
    inseedep: str


COLUMNS = ("ID", *(field.name.upper() for field in fields(Row)[1:]))


def read_rows(path: Path) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The rows of the CSV file at ``path``, in the order of their numbers, and what is wrong with the others.

    Commas or semicolons part the cells. Raises SourceError when it is not the file of the Mission Coworking.
    """
    reader = csv.reader(io.StringIO(_text(path), newline=""), delimiter=",", strict=True)
    rows: dict[int, Row] = {}
    findings: list[Finding] = []
    try:
        header = next(reader, [])
        if len(header) == 1 and ";" in header[0]:
            reader = csv.reader(io.StringIO(_text(path), newline=""), delimiter=";", strict=True)
            header = next(reader)
        places = _places(path, header)
        for cells in reader:
            if not any(map(str.strip, cells)):
                continue
            row, wrong = _row(cells, len(header), places)
            if row is not None and row.number in rows:
                wrong = f"l'identifiant {row.number} sert déjà à une autre ligne"
            if row is None or wrong:
                said = without_persons(clean(cells[places[1]])) if places[1] < len(cells) else ""
                detail = f"ligne {reader.line_num} du fichier : {wrong}"
                number = row.number if row else 0
                findings.append(Finding(number, said[:_SHOWN], Sort.LEFT_OUT, Subject.ROW, detail))
            else:
                rows[row.number] = row
    except csv.Error as error:
        raise SourceError(f"{path}:{reader.line_num}: cette ligne n'est pas du CSV ({error})") from error
    if not rows:
        raise SourceError(f"{path}: ce fichier ne contient aucune ligne à importer")
    return tuple(rows[number] for number in sorted(rows)), tuple(findings)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(f"{path}: ce fichier dépasse {MAX_BYTES // 1_000_000} Mo : est-ce bien la base ?")
        data = path.read_bytes()
    except OSError as error:
        cure = "vérifie son chemin" if not path.exists() else error.strerror
        raise SourceError(f"{path}: ce fichier ne se lit pas : {cure}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SourceError(
            f"{path}:{line}: ce fichier n'est pas en UTF-8 : reprends celui qui est publié, ou enregistre-le en UTF-8"
        ) from error


def _places(path: Path, header: Sequence[str]) -> tuple[int, ...]:
    """Where each of COLUMNS is in a row."""
    named = [cell.strip().upper() for cell in header]
    missing = [column for column in COLUMNS if column not in named]
    if missing:
        raise SourceError(
            f"{path}:1: ce n'est pas la base de la Mission Coworking, il manque "
            f"{'la colonne' if len(missing) == 1 else 'les colonnes'} {', '.join(missing)}"
        )
    return tuple(named.index(column) for column in COLUMNS)


def _row(cells: Sequence[str], width: int, places: Sequence[int]) -> tuple[Row | None, str]:
    """The row that ``cells`` make, or None; and what is wrong with it, nothing when all is well."""
    if len(cells) != width:
        return None, f"{len(cells)} cellules au lieu de {width}"
    number, *texts = (cells[place].strip(_BLANKS) for place in places)
    if not (number.isascii() and number.isdigit()) or len(number) > 9:
        return None, f"l'identifiant « {without_persons(number)[:_SHOWN]} » n'est pas un nombre"
    row = Row(int(number), *texts)
    longest = max(map(len, texts))
    if longest > MAX_CELL:
        return row, f"une cellule de {longest} caractères"
    return row, "" if row.nom_tl.strip() else "elle n'a pas de nom"
