"""``lieux export``, as people and other programs use it."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import commands, main
from bot.data_folder import data_folder
from bot.errors import StartError

GOOD = """id: rennes
nom: Rennes
place: Rennes
source: écrit pour les tests
date_maj: 2025-12-01
lieux:
  - {id: a, nom: A, code_postal: "35000", commune: Rennes, latitude: 48.1, longitude: -1.6, adresse: 1 rue A}
  - {id: b, nom: B, code_postal: "35000", commune: Rennes, latitude: 48.1, longitude: -1.6}
"""


def lieux(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ["export", *arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "lieux-rennes"
    made.mkdir()
    (made / "rennes.yaml").write_text(GOOD, encoding="utf-8")
    return made


@pytest.mark.parametrize("kind", ["geojson", "csv", "mednum"])
def test_each_format_is_printed_or_written_the_same(kind: str, folder: Path, tmp_path: Path) -> None:
    printed = lieux(kind, "--directory", str(folder))
    output = tmp_path / f"out.{kind}"
    written = lieux(kind, "--directory", str(folder), "--output", str(output))
    assert (printed.exit_code, written.exit_code, written.stdout) == (0, 0, "")
    assert output.read_bytes() == printed.stdout_bytes


def test_the_directory_that_comes_with_the_bot_is_exported_by_default() -> None:
    assert len(json.loads(lieux("geojson").stdout)["features"]) == len(
        list(csv.DictReader(io.StringIO(lieux("csv", "--directory", str(data_folder())).stdout)))
    )


def test_what_the_national_schema_has_no_room_for_is_named(folder: Path) -> None:
    result = lieux("mednum", "--directory", str(folder))
    assert [row["id"] for row in csv.DictReader(io.StringIO(result.stdout))] == ["a"]
    assert "« b »" in result.stderr
    assert "adresse" in result.stderr
    assert "1 laissé" in result.stderr


@pytest.mark.parametrize("kind", ["geojson", "csv", "mednum"])
def test_a_directory_with_a_problem_leaves_the_last_export_as_it_is(kind: str, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    output.write_text("before")
    (folder / "dijon.yaml").write_text("id: [", encoding="utf-8")
    result = lieux(kind, "--directory", str(folder), "--output", str(output))
    assert isinstance(result.exception, StartError)
    assert "dijon.yaml:1" in str(result.exception)
    assert "lieux check" in str(result.exception)
    assert output.read_text() == "before"
    assert {each.name for each in tmp_path.iterdir()} == {"out", folder.name}


def test_a_file_that_cannot_be_written_is_said_without_a_traceback(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "missing" / "out"
    monkeypatch.setattr("sys.argv", ["lieux", "export", "csv", "--directory", str(folder), "--output", str(nowhere)])
    with pytest.raises(SystemExit, match="1"):
        main()
    assert str(nowhere) in capsys.readouterr().err


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    result = lieux("geojson", "--directory", str(tmp_path / "nowhere"))
    assert isinstance(result.exception, StartError)
    assert "nowhere" in str(result.exception)
