"""Every sentence is said in every language, and every sentence asked for exists."""

import re
from pathlib import Path

import pytest

from bot.data_folder import data_folder
from bot.errors import DirectoryError
from bot.language.phrases import read_phrases
from bot.models.answer import Reason
from bot.models.deed import Refusal
from bot.models.lieu import Confiance
from bot.models.question import Language, Need
from bot.models.standing import Trouble

BOT = Path(__file__).parents[2] / "bot"


BUILT = {
    *(f"need_{need}" for need in Need),
    *(f"usage_{need}" for need in Need),
    *(f"reason_{reason}" for reason in Reason),
    *(f"only_{need}" for need in Need),
    *(f"confiance_{confiance}" for confiance in Confiance if confiance is not Confiance.COMMUNAUTE),
    "reason_need_unknown",
    "reason_free_unknown",
    *(f"refused_{refusal}" for refusal in Refusal),
    *(f"trouble_{trouble}" for trouble in Trouble),
    *(f"channel_{platform}" for platform in ("mattermost", "other")),
}
"""The sentences whose names the code makes from a value."""


def test_every_sentence_is_asked_for_and_every_one_asked_for_exists() -> None:
    known = set(read_phrases(data_folder() / "phrases.yaml")[Language.FR].sentences)
    code = "".join(file.read_text(encoding="utf-8") for ending in ("py", "html") for file in BOT.rglob(f"*.{ending}"))
    assert {name for name in known - BUILT if f'"{name}"' not in code and f"'{name}'" not in code} == set()
    assert known >= BUILT
    said = set(re.findall(r"""say\(\s*["']([a-z_]+)["']""", code))
    assert said <= known


def test_every_language_says_the_same_sentences() -> None:
    speech = read_phrases(data_folder() / "phrases.yaml")
    assert {frozenset(phrases.sentences) for phrases in speech.values()} == {frozenset(speech[Language.FR].sentences)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("bye: {fr: Adieu, en: Bye}\nhello: {fr: Bonjour}", "2: « hello » n'est pas dit en « en »"),
        ("hello: {fr: 'Bonjour {name}', en: Hello}", "1: « hello » n'a pas les mêmes mots"),
    ],
)
def test_a_sentence_that_a_language_lacks_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "phrases.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DirectoryError, match=message):
        read_phrases(path)
