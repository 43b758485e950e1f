"""An import updates what an import wrote, and leaves what people wrote."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import SourceError
from bot.importing.folder import plan
from bot.importing.lieux import Maker
from bot.importing.manifest import NAME as MANIFEST
from bot.models.lieu import Lieu
from tests.core.importing.sample import BELLEY, RENNES, Folder

TWO = BELLEY | {"NOM_TL": "Le Métier", "ADRESSE": "40 rue des Preuves", "LAT": "45.7700", "WEB": "metier.example"}
ROWS = (BELLEY, RENNES, TWO)


@pytest.fixture
def folder(tmp_path: Path, maker: Maker) -> Folder:
    """A folder into which ROWS were imported."""
    made = Folder(tmp_path / "lieux", maker)
    made.update(*ROWS)
    return made


def edit(folder: Folder, old: str, new: str, name: str = "01-ain.yaml") -> None:
    path = folder.path / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def ain(folder: Folder) -> str:
    return (folder.path / "01-ain.yaml").read_text(encoding="utf-8")


def lieu(folder: Folder, id_: str = "la-filature-mc1") -> Lieu:
    return next(lieu for lieu in folder.read() if lieu.id == id_)


def test_the_same_database_gives_the_same_bytes(folder: Folder, tmp_path: Path, maker: Maker) -> None:
    other = Folder(tmp_path / "other", maker)
    other.update(*ROWS)
    assert other.bytes() == folder.bytes()


def test_importing_again_changes_no_byte_and_no_date(folder: Folder) -> None:
    before = folder.bytes()
    dates = {path: path.stat().st_mtime_ns for path in folder.path.iterdir()}
    update = folder.update(*ROWS)
    assert (update.added, update.changed, update.removed, update.kept) == ((), (), (), ())
    assert folder.bytes() == before
    assert {path: path.stat().st_mtime_ns for path in folder.path.iterdir()} == dates


def test_a_changed_row_changes_its_entry_alone(folder: Folder) -> None:
    update = folder.update(BELLEY | {"ADRESSE": "5 rue des Exemples", "WEB": ""}, RENNES, TWO)
    assert update.changed == (1,)
    assert (lieu(folder).adresse, lieu(folder).site_web) == ("5 rue des Exemples", None)
    assert lieu(folder, "le-metier-mc3").site_web == "http://metier.example"


def test_a_new_row_is_added_and_a_removed_one_leaves(folder: Folder) -> None:
    update = folder.update(BELLEY, RENNES, BELLEY | {"ID": "9", "NOM_TL": "L'Écheveau", "ADRESSE": "7 rue du Fil"})
    assert (update.added, update.removed) == ((9,), (3,))
    assert [lieu.nom for lieu in folder.read()] == ["La Filature", "L'Écheveau", "Le Galet"]


def test_the_id_stays_when_the_name_changes(folder: Folder) -> None:
    folder.update(BELLEY | {"NOM_TL": "La Grande Filature"}, RENNES, TWO)
    assert lieu(folder).nom == "La Grande Filature"


def test_a_value_changed_by_hand_stays_and_the_others_follow(folder: Folder) -> None:
    edit(folder, "nom: La Filature", "nom: La Filature du Bugey")
    update = folder.update(BELLEY | {"NOM_TL": "Filature", "ADRESSE": "5 rue des Exemples"}, RENNES, TWO)
    assert (lieu(folder).nom, lieu(folder).adresse) == ("La Filature du Bugey", "5 rue des Exemples")
    assert [(kept.row, kept.what) for kept in update.kept] == [(1, "nom")]
    assert "la-filature-mc1" in folder.report()


def test_a_position_is_a_persons_as_a_whole(folder: Folder) -> None:
    edit(folder, "latitude: 45.76\n", "latitude: 45.7611\n")
    folder.update(BELLEY | {"LAT": "45.7699", "LONG": "5.7001"}, RENNES, TWO)
    assert (lieu(folder).latitude, lieu(folder).longitude) == (45.7611, 5.688)


def test_a_key_added_by_hand_stays(folder: Folder) -> None:
    edit(folder, "    usages: [poste]\n", "    usages: [poste]\n    horaires: Mo-Fr 09:00-18:00\n")
    folder.update(BELLEY | {"ADRESSE": "5 rue des Exemples"}, RENNES, TWO)
    assert (lieu(folder).horaires, lieu(folder).adresse) == ("Mo-Fr 09:00-18:00", "5 rue des Exemples")


def test_a_key_taken_away_by_hand_stays_away(folder: Folder) -> None:
    edit(folder, "    site_web: http://www.filature.example\n", "")
    folder.update(BELLEY | {"WEB": "filature.example/neuf"}, RENNES, TWO)
    assert lieu(folder).site_web is None


def test_a_lieu_added_by_hand_stays(folder: Folder) -> None:
    own = "  - id: a-moi\n    nom: À moi\n    code_postal: '01300'\n    commune: Belley\n"
    edit(folder, "  - id: la-filature", f"{own}    latitude: 45.7\n    longitude: 5.6\n\n  - id: la-filature")
    folder.update(RENNES | {"ID": "2"})
    assert [lieu.nom for lieu in folder.read()] == ["À moi", "Le Galet"]


def test_a_lieu_taken_away_by_hand_stays_away(folder: Folder) -> None:
    text = ain(folder)
    start, end = text.index("  - id: la-filature"), text.index("  - id: le-metier")
    (folder.path / "01-ain.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    for _ in range(2):
        update = folder.update(*ROWS)
        assert (update.forgotten, update.added) == (1, ())
        assert [lieu.nom for lieu in folder.read()] == ["Le Métier", "Le Galet"]


def test_comments_order_and_head_survive_a_change(folder: Folder) -> None:
    edit(folder, "lieux:\n", "lieux:\n  # Le premier : ouvert le lundi\n")
    edit(folder, "    adresse: 3 rue des Exemples\n", "    adresse: 3 rue des Exemples # au fond de la cour\n")
    edit(folder, "    usages: [poste]\n", "    # vu sur place\n    usages: [poste]\n")
    edit(folder, "place: Ain", "place: Belley\ncanaux: {mattermost: bureaux-bugey}")
    text = ain(folder)
    name, postcode = "    nom: La Filature\n", '    code_postal: "01300"\n'
    text = text.replace(name + "", "", 1).replace(postcode, postcode + name, 1)
    (folder.path / "01-ain.yaml").write_text(text, encoding="utf-8")
    folder.update(BELLEY | {"ADRESSE": "5 rue des Exemples", "TWITTER": "@filature"}, RENNES, TWO)
    expected = text.replace("3 rue des Exemples # au fond", "5 rue des Exemples # au fond", 1)
    site = "    site_web: http://www.filature.example\n"
    link = "    liens:\n      - nom: Twitter\n        url: https://twitter.com/filature\n"
    assert ain(folder) == expected.replace(site, site + link, 1)


def test_a_commented_entry_is_not_taken_away(folder: Folder) -> None:
    edit(folder, "    nom: La Filature\n", "    nom: La Filature # j'y travaille\n")
    update = folder.update(RENNES | {"ID": "2"}, TWO | {"ID": "3"})
    assert "j'y travaille" in ain(folder)
    assert [kept.row for kept in update.kept] == [1]


def test_a_value_with_a_comment_inside_is_left(folder: Folder) -> None:
    folder.update(BELLEY | {"TWITTER": "@filature"}, RENNES, TWO)
    edit(folder, "      - nom: Twitter\n", "      # il répond vite\n      - nom: Twitter\n")
    folder.update(BELLEY | {"TWITTER": "@autre"}, RENNES, TWO)
    assert "il répond vite" in ain(folder)
    assert lieu(folder).liens[0].url == "https://twitter.com/filature"


def test_the_last_lieu_of_a_file_may_leave_and_another_come(folder: Folder) -> None:
    folder.update(BELLEY)
    assert [lieu.nom for lieu in folder.read()] == ["La Filature"]
    folder.update(BELLEY, RENNES | {"ID": "8"})
    assert [lieu.nom for lieu in folder.read()] == ["La Filature", "Le Galet"]


@pytest.mark.parametrize("change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t], ids=["Windows", "BOM"])
def test_the_way_a_file_was_saved_stays(folder: Folder, change: object) -> None:
    path = folder.path / "01-ain.yaml"
    path.write_bytes(change(ain(folder)).encode())  # type: ignore[operator]  # a function on texts
    folder.update(BELLEY | {"ADRESSE": "5 rue 🧵", "TWITTER": "@fil", "WEB": ""}, RENNES, TWO | {"ADRESSE": "8 rue 🪡"},
                  BELLEY | {"NOM_TL": "L'Écheveau", "ADRESSE": "9 rue du Fil"})  # fmt: skip
    data = path.read_bytes()
    assert data.count(b"\r\n") in {0, data.count(b"\n")}
    assert data.startswith(b"\xef\xbb\xbf") == (b"\r\n" not in data)
    assert [lieu.adresse for lieu in folder.read()][:3] == ["5 rue 🧵", "8 rue 🪡", "9 rue du Fil"]


@pytest.mark.parametrize(
    "own",
    [
        pytest.param("  - {id: a-moi, nom: À moi}\n", id="in braces"),
        pytest.param("  - id: [a, moi]\n    nom: À moi\n", id="an id that is a list"),
        pytest.param("  - nom: À moi\n", id="no id"),
        pytest.param("  - À moi\n", id="a text"),
        pytest.param("  - id: la-filature-mc1\n    nom: À moi\n", id="an id twice"),
        pytest.param("  -\n    id: a-moi\n    nom: À moi\n    site_web:\n", id="a dash alone, a key left empty"),
        pytest.param('  - id: a-moi\n    nom: "À\n      moi"\n    acces: |\n      Deux\n      lignes\n', id="in lines"),
    ],
)
def test_what_a_person_wrote_in_another_way_is_no_hindrance(folder: Folder, own: str) -> None:
    path = folder.path / "01-ain.yaml"
    path.write_text(ain(folder) + "\n" + own, encoding="utf-8")
    folder.update(BELLEY | {"ADRESSE": "5 rue des Exemples"}, RENNES, TWO, BELLEY | {"NOM_TL": "L'Écheveau"})
    assert own in ain(folder)
    assert "adresse: 5 rue des Exemples" in ain(folder)
    assert "id: l-echeveau-mc4" in ain(folder)


def test_an_entry_rewritten_in_braces_is_left_as_it_is(folder: Folder) -> None:
    text = ain(folder)
    start, end = text.index("  - id: la-filature"), text.index("  - id: le-metier")
    own = "  - {id: la-filature-mc1, nom: La Filature, adresse: 3 rue des Exemples}\n\n"
    (folder.path / "01-ain.yaml").write_text(text[:start] + own + text[end:], encoding="utf-8")
    update = folder.update(BELLEY | {"ADRESSE": "5 rue des Exemples"}, RENNES, TWO)
    assert own in ain(folder)
    assert [kept.row for kept in update.kept] == [1]


def test_without_the_manifest_nothing_written_is_touched(folder: Folder) -> None:
    (folder.path / MANIFEST).unlink()
    folder.update(BELLEY | {"ADRESSE": "5 rue des Exemples", "TWITTER": "@fil"}, RENNES, TWO)
    assert lieu(folder).adresse == "3 rue des Exemples"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("01-ain.yaml", "lieux: [\n", r"01-ain\.yaml:\d+: .*\n.*rien n'a été écrit"),
        ("01-ain.yaml", "id: ain\nlieux: {}\n", r"01-ain\.yaml:1: « lieux » attend"),
        (MANIFEST, "{", "ne se lit pas"),
        (MANIFEST, '{"1": {"nom": "x"}}', "ne se lit pas"),
    ],
)
def test_a_broken_folder_is_refused_and_left_as_it_is(folder: Folder, name: str, text: str, said: str) -> None:
    (folder.path / name).write_text(text, encoding="utf-8")
    before = folder.bytes()
    with pytest.raises(SourceError, match=r"(?s)" + said):
        folder.update(BELLEY | {"WEB": ""}, RENNES)
    assert folder.bytes() == before


def test_a_file_that_is_not_the_imports_is_not_written_into(folder: Folder, tmp_path: Path) -> None:
    other = tmp_path / "autre"
    other.mkdir()
    (other / "01-ain.yaml").write_text("id: ain\nlieux: []\n", encoding="utf-8")
    with pytest.raises(SourceError, match="ne vient pas de cet import"):
        Folder(other, folder.maker).update(*ROWS)
    assert [path.name for path in other.iterdir()] == ["01-ain.yaml"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "fichier"
    path.write_text("à moi", encoding="utf-8")
    with pytest.raises(SourceError, match="c'est un fichier"):
        plan(path, (), {})


CELLS = st.fixed_dictionaries({
    "NOM_TL": st.sampled_from(["La Filature", "L'Écheveau : fil & aiguille", "# Le Dé", "- 3D", "Oui", "« À côté »"]),
    "ADRESSE": st.sampled_from(["", "3 rue des Exemples", "4, rue [du] {Fil}", "5 rue 🧵: au fond"]),
    "WEB": st.sampled_from(["", "filature.example", "https://a.example/?q=1#deux"]),
    "TWITTER": st.sampled_from(["", "@fil", "@aiguille"]),
})  # fmt: skip
TABLE = st.dictionaries(st.integers(1, 4), CELLS, min_size=1)
HANDS = st.lists(st.sampled_from(["value", "key", "less", "comment", "above", "lieu", "gone", "reordered"]), max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(st.lists(st.tuples(TABLE, HANDS), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_whatever_databases_and_hands_follow_each_other_nothing_of_a_persons_is_lost(
    tmp_path_factory: pytest.TempPathFactory, maker: Maker, turns: list[tuple[dict[int, dict[str, str]], list[str]]],
    random: object,
) -> None:  # fmt: skip
    folder = Folder(tmp_path_factory.mktemp("import") / "lieux", maker)
    path = folder.path / "01-ain.yaml"
    marks: list[str] = []
    for turn, (table, hands) in enumerate(turns):
        rows = [BELLEY | {"LAT": f"45.{70 + 5 * n}"} | cells | {"ID": str(n)} for n, cells in sorted(table.items())]
        folder.update(*rows)
        once = folder.bytes()
        assert folder.update(*rows).changed == ()
        assert folder.bytes() == once
        text = path.read_text(encoding="utf-8")
        assert [mark for mark in marks if mark not in text] == []
        ids = [lieu.id for lieu in folder.read()]
        for number, hand in enumerate(hands):
            mark = f"main-{turn}-{number}"
            done = work(text, hand, mark, random.choice(ids) if ids else "")  # type: ignore[attr-defined]  # a Random
            if done is not None:
                text, kept = done
                marks = [mark for mark in marks if mark in text]
                marks += [mark] if kept else []
        path.write_text(text, encoding="utf-8")
        folder.read()


def work(text: str, hand: str, mark: str, id_: str) -> tuple[str, bool] | None:
    """What a person makes of the entry ``id_``, and whether their ``mark`` must stay; None where it does not apply."""
    start = text.find(f"  - id: {id_}\n") if id_ else -1
    end = text.find("\n\n", start)
    end = len(text.rstrip("\n")) if end < 0 else end
    before, body, after = text[:start], text[start:end], text[end:]
    lines = body.split("\n")
    line = next((number for number, each in enumerate(lines) if each.startswith("    commune:")), None)
    if start < 0 or line is None:
        return None
    if hand == "value":
        lines[line] = f"    commune: {mark}"
    elif hand == "key":
        lines = [each for each in lines if not each.startswith("    acces:")]
        lines.insert(line + 1 if line < len(lines) else line, f"    acces: {mark}")
    elif hand == "less":
        lines = [each for each in lines if not each.startswith("    site_web:")]
    elif hand == "comment":
        lines[line] += f" # {mark}"
    elif hand == "above":
        lines.insert(line, f"    # {mark}")
    elif hand == "lieu":
        own = f"  - id: {mark}\n    nom: À moi\n    code_postal: '01300'\n    commune: Belley\n    latitude: 45.1\n"
        return f"{before}{own}    longitude: 5.1\n\n{body}{after}", True
    elif hand == "gone":
        return (before + after.lstrip("\n"), False) if after.strip() else None
    else:
        lines = [lines[0], lines[line], *lines[1:line], *lines[line + 1 :]]
    return before + "\n".join(lines) + after, hand in {"value", "key", "comment", "above"}
