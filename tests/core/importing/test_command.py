"""``lieux import mission-coworking``, as a person types it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import commands
from tests.core.importing.sample import BELLEY, RENNES, database


def lieux(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, list(map(str, arguments)))


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.csv"
    path.write_text(database(BELLEY, RENNES, BELLEY | {"NOM_TL": "MSAP de Belley"}), encoding="utf-8")
    return path


def test_it_prints_a_summary_and_writes_a_report_and_files_that_check_finds_right(base: Path, tmp_path: Path) -> None:
    folder = tmp_path / "nouveau" / "lieux"
    result = lieux("import", "mission-coworking", base, "--to", folder)
    assert result.exit_code == 0
    for said in ("Codes postaux", "Réparé", "3 lignes lues, 2 lieux.", "2 fiches ajoutées", "rapport-mission-cow"):
        assert said in result.output
    report = (folder / "rapport-mission-coworking.md").read_text(encoding="utf-8")
    assert "| 3 | MSAP de Belley | une maison de services au public |" in report
    assert "« 1300 » : 01300" in report
    checked = lieux("check", folder)
    assert "2 lieux" in checked.output, checked.output
    assert checked.exit_code == 0


def test_a_second_import_says_that_nothing_changed(base: Path, tmp_path: Path) -> None:
    lieux("import", "mission-coworking", base, "--to", tmp_path / "lieux")
    result = lieux("import", "mission-coworking", base, "--to", tmp_path / "lieux")
    assert "0 fiche ajoutée, 0 mise à jour, 0 retirée." in result.output


def test_nothing_but_text_is_printed_into_a_pipe(base: Path, tmp_path: Path) -> None:
    assert "\x1b[" not in lieux("import", "mission-coworking", base, "--to", tmp_path / "lieux").output


@pytest.mark.parametrize("target", ["fichier", "fichier/lieux"])
def test_a_target_that_cannot_be_written_is_refused_without_a_traceback(
    base: Path, tmp_path: Path, target: str
) -> None:
    (tmp_path / "fichier").write_text("à moi", encoding="utf-8")
    result = lieux("import", "mission-coworking", base, "--to", tmp_path / target)
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert str(tmp_path / "fichier") in result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base.csv", "fichier"]


def test_a_disk_that_fails_half_way_leaves_the_folder_as_it_was(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "lieux"
    lieux("import", "mission-coworking", base, "--to", folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    base.write_text(database(BELLEY | {"WEB": ""}, RENNES | {"WEB": "galet.example"}), encoding="utf-8")
    write_bytes, written = Path.write_bytes, []

    def full(self: Path, data: bytes) -> int:
        written.append(self)
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        return write_bytes(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    result = lieux("import", "mission-coworking", base, "--to", folder)
    assert "ne s'écrit pas (No space left on device)" in result.output
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("content", "said"),
    [("nom,ville\n", "ce n'est pas la base de la Mission Coworking"), ("é".encode("latin-1"), "n'est pas en UTF-8")],
)
def test_another_file_is_refused_and_nothing_is_written(tmp_path: Path, content: str | bytes, said: str) -> None:
    path = tmp_path / "autre.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    result = lieux("import", "mission-coworking", path, "--to", tmp_path / "lieux")
    assert result.exit_code == 1
    assert said in result.output
    assert not (tmp_path / "lieux").exists()


def test_the_folder_is_asked_for() -> None:
    assert "--to" in lieux("import", "mission-coworking", "base.csv").output
