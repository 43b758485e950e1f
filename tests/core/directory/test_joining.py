"""A lieu that two folders describe is one lieu; two lieux of one chain stay two."""

from pathlib import Path

import pytest

from bot.directory.same import merged, same_lieu, signs
from bot.directory.store import Directory
from bot.models.lieu import Confiance, Lieu, Precision
from tests.builders import lieu


def one(**keys: object) -> Lieu:
    """La Cordée at Rennes, as exactly known as can be, but for ``keys``."""
    known = {"nom": "La Cordée Rennes", "adresse": "1 carrefour Jouaust", "precision": "adresse"}
    return Lieu.model_validate(lieu("la-cordee", 48.1123, -1.6863).model_dump(exclude_unset=True) | known | keys)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({}, id="the same words"),
        pytest.param({"nom": "LA CORDEE"}, id="without the town"),
        pytest.param({"nom": "Coworking La Cordée"}, id="with what it is"),
        pytest.param({"nom": "La Cordée Lices - Rennes"}, id="more words at the same address"),
        pytest.param({"nom": "La Cordee Renes", "adresse": "1, Carrefour Jouaust"}, id="an address written otherwise"),
        pytest.param({"nom": "La Cordé"}, id="a slip at the same address"),
        pytest.param({"adresse": None}, id="no address, near"),
        pytest.param({"adresse": None, "precision": "commune", "latitude": 48.2}, id="no address, the same town"),
        pytest.param({"adresse": "1 ter carrefour Jouaust", "latitude": 48.13}, id="one address placed twice"),
        pytest.param({"nom": "Autre", "alias": ["La Cordée"]}, id="by its other name"),
    ],
)
def test_one_lieu_is_known_however_it_is_described(other: dict[str, object]) -> None:
    second = one(**other)
    assert same_lieu(one(), second)
    assert same_lieu(second, one())
    assert signs(one()) & signs(second), "the index would not find it"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"adresse": "9 rue du Test"}, id="the chain's other address in town"),
        pytest.param({"adresse": "1 rue du Petit Jouaust", "latitude": 48.13}, id="another street that sounds like it"),
        pytest.param({"adresse": "2 carrefour Jouaust"}, id="another number"),
        pytest.param({"nom": "La Cordée Lices", "adresse": None}, id="more words and no address"),
        pytest.param({"nom": "★"}, id="a name without a word"),
        pytest.param({"nom": "Le Tilab"}, id="another lieu at the address"),
        pytest.param({"commune": "Betton", "precision": "commune"}, id="another town"),
        pytest.param({"adresse": None, "latitude": 48.15}, id="farther than a street"),
        pytest.param({"code_postal": "74000", "commune": "Annecy", "latitude": 45.9, "longitude": 6.12}, id="far"),
    ],
)
def test_two_lieux_of_one_chain_or_one_town_stay_two(other: dict[str, object]) -> None:
    second = one(**other)
    assert not same_lieu(one(), second)
    assert not same_lieu(second, one())


def test_of_two_descriptions_the_first_wins_and_the_second_fills() -> None:
    first = one(precision="commune", site_web="https://un.example", source="la page")
    second = one(
        id="autre", nom="La Cordée Lices", latitude=48.1, telephone="0299000000", site_web="https://deux.example",
        source="la base", date_maj="2019-06-01", source_url="https://base.example",
    )  # fmt: skip
    whole = merged(first, second)
    assert (whole.id, whole.nom, whole.site_web) == ("la-cordee", "La Cordée Rennes", "https://un.example")
    assert (whole.telephone, whole.alias) == ("0299000000", ("La Cordée Lices",))
    assert (whole.latitude, whole.precision) == (48.1, Precision.ADRESSE)
    assert (whole.source, whole.source_url) == ("la page", None)
    assert merged(one(confiance="label"), one(confiance="annuaire")).confiance is Confiance.ANNUAIRE
    (other,) = whole.autres_sources
    assert (other.source, other.source_url, str(other.date_maj)) == ("la base", "https://base.example", "2019-06-01")
    assert merged(whole, second) == whole


# Folders


def fiche(id_: str, nom: str, adresse: str = "", **keys: str) -> str:
    more = {"adresse": adresse, "precision": "adresse" if adresse else "commune", **keys}
    lines = "".join(f"    {key}: {value}\n" for key, value in more.items() if value)
    head = f"  - id: {id_}\n    nom: {nom}\n    code_postal: 01500\n    commune: Ambérieu\n"
    return f"{head}    latitude: 45.96\n    longitude: 5.36\n{lines}"


def write(folder: Path, name: str, *fiches: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.yaml"
    head = f"id: {folder.name}-{name}\nnom: {name}\nplace: Belley\nsource: {folder.name}\ndate_maj: 2025-12-01\n"
    path.write_text(f"{head}lieux:\n{''.join(fiches)}", encoding="utf-8")
    return path


def names(directory: Directory) -> dict[str, str]:
    return {lieu.id: lieu.nom for lieu in directory.snapshot.lieux}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    ours, base = tmp_path / "ours", tmp_path / "base"
    write(ours, "ain", fiche("galet", "Le Galet", "1 rue du Test"))
    write(base, "01", fiche("galet-1", "Galet", "1 rue du Test", telephone="0179843300"), fiche("quai-2", "Le Quai"))
    return ours, base


def test_what_two_folders_hold_is_one_lieu_under_the_first(folders: tuple[Path, Path]) -> None:
    directory = Directory(folders)
    assert names(directory) == {"galet": "Le Galet", "quai-2": "Le Quai"}
    galet = directory.snapshot.by_id["galet"]
    assert (galet.telephone, galet.alias, galet.autres_sources[0].source) == ("0179843300", ("Galet",), "base")
    assert names(Directory(folders[::-1])) == {"galet-1": "Galet", "quai-2": "Le Quai"}


def test_the_same_id_for_the_same_lieu_in_two_folders_is_no_mistake(folders: tuple[Path, Path]) -> None:
    write(folders[1], "01", fiche("galet", "Le Galet", "1 rue du Test"))
    directory = Directory(folders)
    assert directory.first_report.problems == ()
    assert names(directory) == {"galet": "Le Galet"}


def test_the_same_id_for_another_lieu_is_a_mistake(folders: tuple[Path, Path]) -> None:
    write(folders[1], "01", fiche("galet", "Le Quai", "7 rue du Quai"))
    assert [problem.file.name for problem in Directory(folders).first_report.problems] == ["01.yaml"]


def test_lieux_of_one_folder_are_never_joined(tmp_path: Path) -> None:
    write(tmp_path / "ours", "ain", fiche("un", "Le Galet"))
    write(tmp_path / "ours", "jura", fiche("deux", "Le Galet"))
    assert sorted(names(Directory([tmp_path / "ours"]))) == ["deux", "un"]


def test_a_chain_with_several_lieux_in_town_joins_none(tmp_path: Path) -> None:
    """Which of them "Le Galet" means, without an address, nobody can tell."""
    ours, base = tmp_path / "ours", tmp_path / "base"
    write(ours, "ain", fiche("chaine", "Le Galet"))
    write(base, "01", fiche("un", "Le Galet", "1 rue du Test"), fiche("deux", "Le Galet", "8 rue du Quai"))
    assert sorted(names(Directory([ours, base]))) == ["chaine", "deux", "un"]
    assert sorted(names(Directory([base, ours]))) == ["chaine", "deux", "un"]


def test_a_reload_tells_what_changed_in_the_lieu_that_folders_share(folders: tuple[Path, Path]) -> None:
    directory = Directory(folders)
    write(folders[1], "01", fiche("galet-1", "Galet", "1 rue du Test", telephone="0411111111"))
    report = directory.reload()
    assert (report.changed, report.removed, report.added) == (("galet",), ("quai-2",), ())
    assert directory.snapshot.by_id["galet"].telephone == "0411111111"


def test_a_lieu_that_is_no_longer_shared_stands_again_by_itself(folders: tuple[Path, Path]) -> None:
    directory = Directory(folders)
    write(folders[0], "ain", fiche("autre", "Autre chose", "5 rue du Test"))
    report = directory.reload()
    assert (report.added, report.removed) == (("autre", "galet-1"), ("galet",))


@pytest.mark.parametrize("broken", [0, 1])
def test_a_folder_whose_file_breaks_keeps_its_own_words_and_the_joint_holds(
    folders: tuple[Path, Path], broken: int
) -> None:
    directory = Directory(folders)
    before = directory.snapshot.lieux
    for _ in range(2):
        (folders[broken] / ("ain.yaml", "01.yaml")[broken]).write_text("lieux: [\n", encoding="utf-8")
        report = directory.reload()
        assert (report.changed, report.added, report.removed) == ((), (), ())
        assert directory.snapshot.lieux == before
