"""The words that members write: the shipped files load, and a mistake in them is told with its line."""

import re
import shutil
from pathlib import Path

import pytest

from bot.errors import DirectoryError
from bot.language.patterns import parse_phrasing
from bot.language.vocabulary import Vocabulary, read_vocabulary
from tests.core.language.world_of_words import DATA

FOLDER = DATA / "language"
# Classes that the code itself looks for, beside those of phrasings.
READ_BY_CODE = {
    "mieux", "verbe",
    "appel_à", "après_où", "après_où_final", "après_où_introduit", "avant_où", "chez_moi", "destination", "entre",
    "expression", "ici", "jour", "lieu_de_travail", "mile", "non", "origine", "pas_jour", "pas_à", "plutôt", "près_de",
    "quitte", "télégramme", "voie", "voie_seule",
}  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_vocabulary(FOLDER)


def test_shipped_words_load(vocabulary: Vocabulary) -> None:
    assert vocabulary.known
    assert vocabulary.weights.threshold > 0


def test_every_class_is_used() -> None:
    texts = [(FOLDER / name).read_text("utf-8") for name in ("fr.yaml", "en.yaml")]
    named = {name for text in texts for name in re.findall(r"\{([^\W\d]\w*)\}", text)}
    section = re.compile(r"^classes(?:_against)?:\n(.*?)(?=^\S|\Z)", re.DOTALL | re.MULTILINE)
    defined = {
        name
        for text in texts
        for part in section.findall(text)
        for name in re.findall(r"^  ([^\W\d]\w*):", part, re.MULTILINE)
    }
    repaired = {
        name for text in texts for name in re.findall(r"\w+", re.findall(r"^repaired: \[(.*)\]", text, re.MULTILINE)[0])
    }
    assert defined - named - READ_BY_CODE - repaired == set()


def test_every_weighed_signal_has_phrasings() -> None:
    vocabulary = read_vocabulary(FOLDER)
    weights = vocabulary.weights
    seen = vocabulary.phrasings.signals | {"question", "bare", "stated"}
    assert {*weights.subject, *weights.request, *weights.against} <= seen
    assert weights.everywhere | weights.when_asked | weights.when_nowhere <= seen


@pytest.mark.parametrize("text", ["", "…", "^ $", "(un) (une)", "un (deux", "/", "un//deux", "!un"])
def test_phrasing_without_any_certain_word_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"mot obligatoire|ne se lit pas"):
        parse_phrasing(text)


def test_mistake_in_a_phrasing_is_told_with_its_line(tmp_path: Path) -> None:
    for name in ("fr.yaml", "en.yaml", "signals.yaml"):
        shutil.copy(FOLDER / name, tmp_path)
    file = tmp_path / "en.yaml"
    lines = file.read_text("utf-8").splitlines()
    lines.insert(lines.index("  workplace:") + 1, '    - "{no_such_class}"')
    file.write_text("\n".join(lines), "utf-8")
    with pytest.raises(DirectoryError, match="no_such_class") as error:
        read_vocabulary(tmp_path)
    assert error.value.problems[0].line == lines.index('    - "{no_such_class}"') + 1


@pytest.mark.parametrize(
    ("file", "written", "instead", "said"),
    [
        ("fr.yaml", "\n  short_of:\n", "\n  shortt_of:\n", "n'existe pas : voulais-tu écrire « short_of »"),
        ("signals.yaml", "  where_work: 2.5", "  where_wrok: 2.5", "voulais-tu écrire « where_work » ?"),
        ("fr.yaml", "repaired: [coworking", "repaired: [coworkin", "la classe « coworkin » n'existe pas"),
        ("fr.yaml", '_travail: ["{coworking}"', '_travail: ["{cowork}"', "la classe « cowork » n'existe pas"),
        ("fr.yaml", '_travail: ["{coworking}"', '_travail: ["{lieu_de_travail}"', "se verse dans elle-même"),
        ("fr.yaml", '"{il_y_a}"', '"{il_y_a"', "ne se lit pas"),
    ],
)  # fmt: skip
def test_a_name_that_does_not_exist_is_said_with_its_line(
    tmp_path: Path, file: str, written: str, instead: str, said: str
) -> None:
    for path in FOLDER.iterdir():
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    text = (FOLDER / file).read_text("utf-8")
    assert written in text
    (tmp_path / file).write_text(text.replace(written, instead, 1), "utf-8")
    with pytest.raises(DirectoryError) as raised:
        read_vocabulary(tmp_path)
    problem = next(each for each in raised.value.problems if said in each.message)
    assert problem.file.name == file
    assert problem.line > 1
