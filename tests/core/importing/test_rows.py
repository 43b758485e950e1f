"""The CSV is untrusted: what can be read of it is read, the rest is refused with its line and a cure."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import SourceError
from bot.importing.rows import MAX_CELL, read_rows
from tests.core.importing.sample import BELLEY, HEADER, RENNES, database


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "base.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def names(path: Path) -> list[str]:
    return [row.nom_tl for row in read_rows(path)[0]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(database(BELLEY, RENNES), id="as it is published"),
        pytest.param("\ufeff" + database(BELLEY, RENNES), id="with a BOM"),
        pytest.param(database(BELLEY, RENNES).replace("\n", "\r\n"), id="Windows line ends"),
        pytest.param(database(BELLEY, RENNES, delimiter=";"), id="semicolons, as spreadsheets save it"),
        pytest.param(database(BELLEY, RENNES, header=(*reversed(HEADER), "EN_PLUS")), id="columns in another order"),
        pytest.param(database(BELLEY, RENNES) + ",,\n\n", id="blank lines"),
    ],
)
def test_the_rows_are_read_however_the_file_was_saved(tmp_path: Path, text: str) -> None:
    assert names(write(tmp_path, text)) == ["La Filature", "Le Galet"]


def test_rows_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    assert names(write(tmp_path, database(BELLEY | {"ID": "20"}, RENNES | {"ID": "3"}))) == ["Le Galet", "La Filature"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(database(BELLEY).encode("latin-1"), r"base\.csv:2: .* UTF-8", id="Latin-1"),
        pytest.param("nom;ville\nLe Galet;Rennes\n", "les colonnes ID, NOM_TL", id="another table"),
        pytest.param(database(BELLEY).replace("INSEECOM", "INSEE"), "la colonne INSEECOM$", id="a column less"),
        pytest.param("", "pas la base", id="empty"),
        pytest.param(database(), "aucune ligne", id="no row"),
        pytest.param(database(BELLEY) + '2,"Le Galet', r"base\.csv:\d+: .* pas du CSV", id="a quote never closed"),
        pytest.param(database(BELLEY | {"NOM_TL": "x" * 200_000}), r"base\.csv:2: .* pas du CSV", id="a huge cell"),
        pytest.param(b"%PDF-1.4\n\xff\xfe\x00", "UTF-8", id="no text"),
    ],
)
def test_what_is_not_the_database_is_refused_with_its_line_and_a_cure(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    with pytest.raises(SourceError, match=said):
        read_rows(write(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"absent\.csv: ce fichier ne se lit pas : vérifie son chemin"):
        read_rows(tmp_path / "absent.csv")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="ne se lit pas"):
        read_rows(tmp_path)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param("x,Le Galet", "2 cellules au lieu de 30", id="too few cells"),
        pytest.param(database(RENNES | {"ID": "x"}).splitlines()[1], "« x » n'est pas un nombre", id="no number"),
        pytest.param(database(RENNES | {"ID": "1"}).splitlines()[1], "l'identifiant 1 sert déjà", id="a number twice"),
        pytest.param(database(RENNES | {"ID": "2", "NOM_TL": " "}).splitlines()[1], "pas de nom", id="no name"),
        pytest.param(
            database(RENNES | {"ID": "2", "ADRESSE": "x" * (MAX_CELL + 1)}).splitlines()[1], "cellule de", id="long"
        ),
    ],
)
def test_a_wrong_row_is_told_with_its_line_and_loses_no_other(tmp_path: Path, row: str, said: str) -> None:
    rows, findings = read_rows(write(tmp_path, f"{database(BELLEY)}{row}\n"))
    assert [row.nom_tl for row in rows] == ["La Filature"]
    assert [finding.detail for finding in findings] == [findings[0].detail]
    assert "ligne 3 du fichier" in findings[0].detail
    assert said in findings[0].detail


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_no_file_at_all_is_more_than_refused(tmp_path: Path, data: bytes) -> None:
    for text in (data, database(BELLEY).encode() + data):
        with suppress(SourceError):
            read_rows(write(tmp_path, text))
