"""What is most easily forgotten (a dash, the date of the file) is said, and costs no lieu."""

from pathlib import Path

import pytest

from tests.core.directory.written import FIRST, fiche, read, text_of

IDS = ["un", "deux", "trois"]
NO_DASH = "il manque le tiret et l'espace devant « id » : un lieu commence par « - id: »"
RIGHT = text_of(*(fiche(id_, nom=f"Le {id_}") for id_ in IDS))


def told(folder: Path, text: str) -> tuple[list[tuple[int, str]], list[tuple[str, str]]]:
    """The problems by line, and the lieux by id and name."""
    reading = read(folder, text)
    assert reading.territory is not None
    problems = [(problem.line, problem.message) for problem in reading.problems]
    return problems, [(lieu.id, lieu.nom) for lieu in reading.territory.lieux]


@pytest.mark.parametrize("at", range(len(IDS)))
@pytest.mark.parametrize("written", ["    id:", "  id:", "  -id:"])
def test_a_dash_forgotten_costs_neither_its_lieu_nor_its_neighbour(tmp_path: Path, at: int, written: str) -> None:
    problems, lieux = told(tmp_path, RIGHT.replace(f"  - id: {IDS[at]}\n", f"{written} {IDS[at]}\n"))

    assert problems == [(FIRST + 6 * at, NO_DASH)]
    assert lieux == [(id_, f"Le {id_}") for id_ in IDS]


def test_every_dash_forgotten_is_said(tmp_path: Path) -> None:
    problems, lieux = told(tmp_path, RIGHT.replace("  - id:", "    id:"))

    assert problems == [(FIRST + 6 * number, NO_DASH) for number in range(3)]
    assert [id_ for id_, _ in lieux] == IDS


@pytest.mark.parametrize(
    "written",
    [
        "  - nom: Le deux\n    id: deux\n",
        "  -\n    id: deux\n    nom: Le deux\n",
        "  - # le second\n\n    id: deux\n    nom: Le deux\n",
        "  - precision: commune\n    id: deux\n    nom: Le deux\n",
        "  - alias:\n    - Deux\n    id: deux\n    nom: Le deux\n",
    ],
)
def test_an_id_below_its_dash_needs_no_other(tmp_path: Path, written: str) -> None:
    turned = RIGHT.replace("  - id: deux\n    nom: Le deux\n", written)

    assert told(tmp_path, turned) == ([], [(id_, f"Le {id_}") for id_ in IDS])


def test_an_id_written_twice_makes_no_second_lieu(tmp_path: Path) -> None:
    problems, lieux = told(tmp_path, RIGHT.replace("  - id: deux\n", "  - id: deux\n    id: autre\n"))

    assert problems == [(FIRST + 7, "la clé « id » est écrite deux fois : garde-en une")]
    assert [id_ for id_, _ in lieux] == IDS


@pytest.mark.parametrize(
    "written", ["", "date_maj:\n", "date_maj: hier\n", "date_maj: 2025-02-31\n", "date-maj: [1]\n"]
)
def test_a_wrong_date_of_the_file_costs_no_lieu(tmp_path: Path, written: str) -> None:
    problems, lieux = told(tmp_path, RIGHT.replace("date_maj: 2025-12-01\n", written))

    assert problems
    assert all("date_maj" in message for _, message in problems)
    assert [id_ for id_, _ in lieux] == IDS
