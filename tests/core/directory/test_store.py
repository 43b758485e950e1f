"""The directory is read anew while the bot runs: what changed is told, and nothing that was good is lost."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from bot.directory.store import Directory, ReloadReport
from bot.errors import DirectoryError


def fiche(id_: str, nom: str = "Le Lieu", **keys: str) -> str:
    more = "".join(f"    {key}: {value}\n" for key, value in keys.items())
    head = f"  - id: {id_}\n    nom: {nom}\n    code_postal: 01500\n    commune: Ambérieu\n"
    return f"{head}    latitude: 45.96\n    longitude: 5.36\n{more}"


def write(folder: Path, name: str, *fiches: str, channel: str = "bureaux") -> Path:
    """The territory ``name`` written to its file of ``folder``, holding ``fiches``."""
    path = folder / f"{name}.yaml"
    head = f"id: {name}\nnom: {name}\nplace: Belley\ncanaux: {{mattermost: {channel}}}\n"
    text = f"{head}source: Une visite\ndate_maj: 2025-12-01\nlieux:\n{''.join(fiches)}"
    path.write_text(text, encoding="utf-8")
    return path


def names(directory: Directory) -> dict[str, str]:
    return {lieu.id: lieu.nom for lieu in directory.snapshot.lieux}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two files: ain (un, deux) and jura (trois)."""
    lieux = tmp_path / "lieux"
    lieux.mkdir()
    write(lieux, "ain", fiche("un"), fiche("deux"))
    write(lieux, "jura", fiche("trois"))
    return lieux


# Reading for the first time


def test_the_first_reading_tells_how_many_lieux_there_are(folder: Path) -> None:
    directory = Directory([folder])

    assert directory.first_report == ReloadReport(lieux=3, added=("un", "deux", "trois"))
    assert list(directory.snapshot.territories) == [folder / "ain.yaml", folder / "jura.yaml"]


def test_several_folders_make_one_directory(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write(other, "doubs", fiche("quatre"))

    assert sorted(names(Directory([folder, other]))) == ["deux", "quatre", "trois", "un"]


def test_at_first_the_good_lieux_of_a_broken_file_are_taken(folder: Path) -> None:
    write(folder, "ain", fiche("un", code="1"), fiche("deux"))

    directory = Directory([folder])

    assert sorted(names(directory)) == ["deux", "trois"]
    assert [problem.file.name for problem in directory.first_report.problems] == ["ain.yaml"]
    assert directory.first_report.kept == ()


def test_a_directory_without_a_single_lieu_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError, match=r":1: aucun lieu à lire dans ce dossier : ajoutes-y un fichier"):
        Directory([tmp_path])


def test_a_directory_whose_only_file_is_broken_is_refused_with_its_problems(tmp_path: Path) -> None:
    (tmp_path / "ain.yaml").write_text("lieux: [\n", encoding="utf-8")

    with pytest.raises(DirectoryError, match=r"ain\.yaml:\d+: ce n'est pas du YAML"):
        Directory([tmp_path])


def test_a_missing_folder_is_refused_at_first(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError, match=r"absent:1: ce dossier n'existe pas : vérifie son chemin$"):
        Directory([tmp_path / "absent"])


# Reading anew


def test_a_reload_without_a_change_reports_none(folder: Path) -> None:
    directory = Directory([folder])
    before = directory.snapshot.lieux

    assert directory.reload() == ReloadReport(lieux=3)
    assert directory.snapshot.lieux == before


def test_a_reload_tells_what_was_added_removed_and_changed(folder: Path) -> None:
    directory = Directory([folder])
    write(folder, "ain", fiche("un", nom="Le Beau Lieu"), fiche("quatre"))

    report = directory.reload()

    assert report == ReloadReport(lieux=3, added=("quatre",), removed=("deux",), changed=("un",))
    assert names(directory) == {"un": "Le Beau Lieu", "quatre": "Le Lieu", "trois": "Le Lieu"}


def test_a_reload_sees_files_come_and_go(folder: Path) -> None:
    directory = Directory([folder])
    (folder / "jura.yaml").unlink()
    write(folder, "doubs", fiche("quatre"))

    report = directory.reload()

    assert (report.added, report.removed, report.changed) == (("quatre",), ("trois",), ())
    assert sorted(names(directory)) == ["deux", "quatre", "un"]


def test_a_reload_takes_the_new_channel_of_a_territory(folder: Path) -> None:
    directory = Directory([folder])
    write(folder, "jura", fiche("trois"), channel="bureaux-jura")

    directory.reload()

    territory = directory.snapshot.territory_of("mattermost", "bureaux-jura")
    assert territory is not None
    assert territory.id == "jura"


def test_a_lieu_may_move_from_one_file_to_another(folder: Path) -> None:
    directory = Directory([folder])
    write(folder, "ain", fiche("un"))
    write(folder, "jura", fiche("deux"), fiche("trois"))

    assert directory.reload() == ReloadReport(lieux=3)
    jura = directory.snapshot.territories[folder / "jura.yaml"]
    assert [lieu.id for lieu in jura.lieux] == ["deux", "trois"]


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("lieux: [\n", id="no YAML"),
        pytest.param("", id="emptied"),
        pytest.param("id: ain\n", id="without its keys"),
        pytest.param("\tid: ain\n", id="tabulation"),
        pytest.param("[" * 500_000, id="nested without end"),
    ],
)
def test_a_broken_file_keeps_its_last_good_version_and_the_others_are_read_anew(folder: Path, broken: str) -> None:
    directory = Directory([folder])
    (folder / "ain.yaml").write_text(broken, encoding="utf-8")
    write(folder, "jura", fiche("trois", nom="Le Beau Lieu"))

    report = directory.reload()

    assert names(directory) == {"un": "Le Lieu", "deux": "Le Lieu", "trois": "Le Beau Lieu"}
    assert (report.lieux, report.added, report.removed, report.changed) == (3, (), (), ("trois",))
    assert report.kept == (folder / "ain.yaml",)
    assert {problem.file for problem in report.problems} == {folder / "ain.yaml"}


def test_one_wrong_lieu_keeps_its_whole_file_as_it_was(folder: Path) -> None:
    directory = Directory([folder])
    path = write(folder, "ain", fiche("un", nom="Le Beau Lieu"), fiche("deux", telephone="12"), fiche("quatre"))

    report = directory.reload()

    assert names(directory) == {"un": "Le Lieu", "deux": "Le Lieu", "trois": "Le Lieu"}
    assert report.kept == (path,)
    assert [(problem.file, problem.line) for problem in report.problems] == [(path, 20)]


def test_a_file_is_taken_again_once_it_is_repaired(folder: Path) -> None:
    directory = Directory([folder])
    (folder / "ain.yaml").write_text("lieux: [\n", encoding="utf-8")
    directory.reload()
    write(folder, "ain", fiche("un", nom="Le Beau Lieu"))

    report = directory.reload()

    assert report == ReloadReport(lieux=2, removed=("deux",), changed=("un",))


def test_a_new_file_that_takes_the_id_of_another_is_reported_and_the_owner_kept(folder: Path) -> None:
    directory = Directory([folder])
    path = write(folder, "jura", fiche("trois"), fiche("un", nom="Un Autre"))

    report = directory.reload()

    assert names(directory) == {"un": "Le Lieu", "deux": "Le Lieu", "trois": "Le Lieu"}
    assert report.kept == (path,)
    assert [problem.message for problem in report.problems] == [
        "l'identifiant « un » sert déjà dans ain.yaml : choisis-en un autre"
    ]
    assert report.problems[0].english == "the id “un” is taken already in ain.yaml: choose another"


def test_a_folder_that_went_missing_keeps_everything(folder: Path) -> None:
    directory = Directory([folder])
    before = directory.snapshot
    folder.rename(folder.with_name("elsewhere"))

    report = directory.reload()

    assert directory.snapshot is before
    assert (report.lieux, report.removed) == (3, ())
    assert [str(problem) for problem in report.problems] == [
        f"{folder}:1: ce dossier n'existe pas : vérifie son chemin"
    ]


def test_the_snapshot_taken_before_a_reload_never_changes(folder: Path) -> None:
    directory = Directory([folder])
    before = directory.snapshot
    lieux, by_id = before.lieux, dict(before.by_id)
    write(folder, "ain", fiche("quatre"))

    directory.reload()

    assert directory.snapshot is not before
    assert before.lieux == lieux
    assert dict(before.by_id) == by_id
    assert "quatre" not in before.by_id


def test_nothing_of_a_snapshot_can_be_set(folder: Path) -> None:
    snapshot = Directory([folder]).snapshot

    with pytest.raises(FrozenInstanceError):
        snapshot.territories = {}  # type: ignore[misc]  # what the test is about
    with pytest.raises(TypeError):
        snapshot.by_id["un"] = snapshot.lieux[1]  # type: ignore[index]  # what the test is about
    with pytest.raises(ValueError, match="frozen"):
        snapshot.lieux[0].nom = "Autre"  # type: ignore[misc]  # what the test is about


# The snapshot


def test_the_name_of_a_chain_gives_all_of_its_lieux_whatever_the_accents_and_capitals(folder: Path) -> None:
    write(folder, "ain", fiche("un", nom="La Cordée Un", alias="[La Cordée]"), fiche("deux", nom="LA CORDEE"))

    snapshot = Directory([folder]).snapshot

    assert [lieu.id for lieu in snapshot.names["la cordee"]] == ["un", "deux"]
    assert [lieu.id for lieu in snapshot.names["la cordee un"]] == ["un"]


def test_a_channel_belongs_to_the_territory_that_lists_it_on_that_platform(folder: Path) -> None:
    write(folder, "ain", fiche("un"), channel="[bureaux-ain, bugey]")
    snapshot = Directory([folder]).snapshot

    found = [snapshot.territory_of("mattermost", channel) for channel in ("bureaux-ain", "bugey", "town-square", None)]

    assert [territory.id if territory else None for territory in found] == ["ain", "ain", None, None]
    assert snapshot.territory_of("matrix", "bureaux-ain") is None
