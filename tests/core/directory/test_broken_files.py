"""A file that cannot be read, or not whole, is said with a cure, and harms neither the others nor the bot."""

import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.directory.reading import yaml_files
from bot.directory.store import read_directory
from bot.errors import DirectoryError
from tests.core.directory.written import HEAD, fiche, ids, read, said, text_of

NO_LIST = "« lieux » attend une liste de lieux, dont chacun commence par « - id: »"
TOO_DEEP = "des listes imbriquées trop profondément : écris-les l'une après l'autre"


# What is wrong with the file as a whole


@pytest.mark.parametrize("text", ["", "\n\n", "# rien encore\n", "---\n"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, text: str) -> None:
    assert said(read(tmp_path, text)) == ["bugey.yaml:1: le fichier est vide : remplis-le ou retire-le"]


@pytest.mark.parametrize("text", ["- un\n- deux\n", "La Cordée\n", "[]\n"])
def test_a_file_that_is_no_territory_is_told_how_one_begins(tmp_path: Path, text: str) -> None:
    assert said(read(tmp_path, text)) == ["bugey.yaml:1: un fichier commence par « id: », « nom: », « place: »"]


@pytest.mark.parametrize("written", ["", " une phrase", " {un: deux}"])
def test_lieux_that_are_no_list_are_refused(tmp_path: Path, written: str) -> None:
    text = HEAD.format(territory="bugey").replace("lieux:\n", f"lieux:{written}\n")

    assert said(read(tmp_path, text)) == [f"bugey.yaml:6: {NO_LIST}"]


def test_a_head_with_an_unknown_key_is_said_with_its_line(tmp_path: Path) -> None:
    reading = read(tmp_path, text_of(fiche("un")).replace("place:", "plase:"))

    assert said(reading) == [
        "bugey.yaml:1: il manque la clé « place » : ajoute-la",
        "bugey.yaml:3: la clé « plase » n'existe pas ici : voulais-tu écrire « place » ?",
    ]


def test_a_tabulation_is_named_as_such(tmp_path: Path) -> None:
    text = text_of(fiche("un")).replace("    commune", "\tcommune")

    message = "une tabulation au début de la ligne : en YAML, on décale avec des espaces"
    assert said(read(tmp_path, text)) == [f"bugey.yaml:10: {message}"]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("nom: Bugey", 'nom: "Bugey', 2),  # a quote never closed
        ("nom: Bugey", "nom: [Bugey", 2),  # a bracket never closed: where it opens
        ("nom: Bugey", "nom: Bugey: le pays", 2),  # a colon inside a text
        ("nom: Bugey", "nom: @Bugey", 2),  # a character that YAML keeps for itself
        ("place: Belley", "  place: Belley", 3),  # a line too far to the right
        ("lieux:", "lieux", 6),  # a colon forgotten
    ],
)
def test_a_file_that_is_no_yaml_is_said_with_the_line_and_what_to_look_for(
    tmp_path: Path, before: str, after: str, line: int
) -> None:
    (problem,) = read(tmp_path, text_of(fiche("un")).replace(before, after)).problems

    assert problem.line == line
    assert (
        problem.message
        == "ce n'est pas du YAML : vérifie les deux-points, les guillemets, les crochets et les décalages"
    )


def test_a_file_saved_in_latin_1_is_told_to_be_saved_in_utf_8(tmp_path: Path) -> None:
    reading = read(tmp_path, text_of(fiche("un")).encode("latin-1"))

    assert said(reading) == ["bugey.yaml:10: le fichier n'est pas en UTF-8 : enregistre-le en UTF-8"]


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    reading = read(tmp_path, text_of(fiche("un")) + "#" * 2_000_000)

    assert said(reading) == ["bugey.yaml:1: le fichier dépasse 1000 ko : partage-le en plusieurs"]


def test_the_second_document_of_a_file_is_refused_and_the_first_one_read(tmp_path: Path) -> None:
    reading = read(tmp_path, text_of(fiche("un")) + "---\n" + text_of(fiche("deux")))

    message = "un second document commence ici (---) : un territoire par fichier, mets-le dans le sien"
    assert said(reading) == [f"bugey.yaml:13: {message}"]
    assert ids(reading) == ["un"]


# What could harm


def test_an_anchor_and_its_alias_are_refused_where_the_alias_stands(tmp_path: Path) -> None:
    text = text_of(fiche("un", alias="&noms [Le Coin]"), fiche("deux", alias="*noms"), fiche("trois"))

    reading = read(tmp_path, text)

    assert said(reading)[0] == "bugey.yaml:13: une ancre et son renvoi (& et *) : recopie le texte à la place"
    assert ids(reading) == ["un", "trois"]


def test_a_bomb_of_aliases_is_refused_without_being_unfolded(tmp_path: Path) -> None:
    names = "abcdefghi"
    bomb = "a: &a [x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise(names)
    )

    reading = read(tmp_path, text_of(fiche("un")) + bomb)

    assert ids(reading) == ["un"]
    assert 0 < len(reading.problems) < 200


def test_a_tag_is_refused(tmp_path: Path) -> None:
    reading = read(tmp_path, text_of(fiche("un"), fiche("deux", nom="!secret Le Lieu")))

    assert said(reading)[0] == "bugey.yaml:14: une étiquette « !secret » : retire-la, le texte suffit"
    assert ids(reading) == ["un"]


def test_a_value_nested_too_deep_is_left_out_and_the_other_lieux_kept(tmp_path: Path) -> None:
    reading = read(tmp_path, text_of(fiche("un", alias="[" * 20 + "]" * 20), fiche("deux")))

    assert "bugey.yaml:13: des listes imbriquées trop profondément : écris-les l'une après l'autre" in said(reading)
    assert ids(reading) == ["deux"]


@pytest.mark.parametrize(
    "deep",
    ["[" * 900_000, "{a: " * 200_000, "- " * 400_000, "[" * 100_000 + "]" * 100_000, "? " * 400_000],
    ids=["lists", "dictionaries", "dashes", "closed lists", "keys"],
)
def test_a_file_nested_without_end_is_refused_and_kills_nothing(tmp_path: Path, deep: str) -> None:
    assert said(read(tmp_path, deep)) == [f"bugey.yaml:1: {TOO_DEEP}"]


WHOLE = text_of(fiche("un"), fiche("deux"))
SIGNS = '[ ] { } : - ? ! & * " # ~ | > % , \t \n \x00 \x85 \u2028 \ufeff'.encode().decode("unicode_escape").split(" ")
PIECES = st.text(max_size=10) | st.sampled_from(
    [*SIGNS, "id: ", "lieux:\n", "  - ", "    ", "&a ", "*a", "!x ", "<<: ", "? ", ": ", "'", "null", "---\n", "...\n"]
)


def _spoilt(start: int, length: int, piece: str) -> str:
    return WHOLE[:start] + piece + WHOLE[start + length :]


@settings(deadline=None, max_examples=300)
@given(
    text=st.text()
    | st.lists(PIECES, max_size=40).map("".join)
    | st.builds(_spoilt, st.integers(0, len(WHOLE)), st.integers(0, 30), PIECES)
)
def test_no_text_makes_reading_fail(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp()

    reading = read(folder, text.encode("utf-8", errors="surrogatepass"))

    assert reading.territory is not None or reading.problems
    assert all(problem.line >= 1 and problem.message for problem in reading.problems)


@given(data=st.binary())
def test_no_bytes_make_reading_fail(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    reading = read(tmp_path_factory.getbasetemp(), data)

    assert reading.territory is not None or reading.problems


# Folders


def test_the_files_are_read_in_the_order_of_their_names_and_others_left_alone(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "C.YAML", "README.md", "d.yaml~", "e.json", "._a.yml"):
        (tmp_path / name).write_text("", encoding="utf-8")

    assert [file.name for file in yaml_files([tmp_path])] == ["C.YAML", "a.yml", "b.yaml"]


def test_what_is_no_file_is_named_and_the_files_beside_it_are_read(tmp_path: Path) -> None:
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    (tmp_path / "here.yaml").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "within").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "bugey.yaml").write_text(text_of(fiche("un")), encoding="utf-8")

    snapshot, problems, _ = read_directory([tmp_path])

    assert [problem.file.name for problem in problems] == ["folder.yaml", "here.yaml", "loop.yaml", "pipe.yaml"]
    assert {problem.message.split(" que ")[0] for problem in problems} == {"ce n'est pas un fichier"}
    assert list(snapshot.by_id) == ["un"]


def test_two_territories_of_one_id_are_refused(tmp_path: Path) -> None:
    for name in ("ain", "bugey"):
        (tmp_path / f"{name}.yaml").write_text(text_of(fiche(name), territory="ain"), encoding="utf-8")

    _, problems, _ = read_directory([tmp_path])

    message = "l'identifiant « ain » est déjà celui de ain.yaml : choisis-en un autre"
    assert list(map(str, problems)) == [f"{tmp_path / 'bugey.yaml'}:1: {message}"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError) as error:
        yaml_files([tmp_path, tmp_path / "absent"])

    assert str(error.value) == f"{tmp_path / 'absent'}:1: ce dossier n'existe pas : vérifie son chemin"


def test_a_broken_file_leaves_the_other_files_whole(tmp_path: Path) -> None:
    (tmp_path / "ain.yaml").write_text(text_of(fiche("un"), territory="ain"), encoding="utf-8")
    (tmp_path / "bugey.yaml").write_text("lieux: [\n", encoding="utf-8")
    (tmp_path / "jura.yaml").write_text(text_of(fiche("deux"), territory="jura"), encoding="utf-8")

    snapshot, problems, _ = read_directory([tmp_path])

    assert {problem.file.name for problem in problems} == {"bugey.yaml"}
    assert list(snapshot.by_id) == ["un", "deux"]
