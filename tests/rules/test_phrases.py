"""Every sentence is said in every language, and every sentence asked for exists."""

import ast
from pathlib import Path

import pytest

from bot.data_folder import data_folder
from bot.errors import DirectoryError
from bot.language.phrases import read_phrases
from bot.models.answer import Reason
from bot.models.lieu import Fee
from bot.models.question import Language, Need

BOT = Path(__file__).parents[2] / "bot"


def sentences_asked_for() -> set[str]:
    """The names given to ``say``, read off the code."""
    asked: set[str] = set()
    for file in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say":
                for inner in ast.walk(node.args[0]) if node.args else ():
                    if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and "_" not in inner.value[-1:]:
                        asked.add(inner.value)
    return asked


def test_every_sentence_asked_for_exists() -> None:
    speech = read_phrases(data_folder() / "phrases.yaml")
    known = set(speech[Language.FR].sentences)
    built = {f"need_{need}" for need in Need} | {f"usage_{need}" for need in Need} | {f"reason_{r}" for r in Reason}
    assert built <= known
    assert len(Fee) == len([name for name in known if name.startswith("fee_")])
    plain = {name for name in sentences_asked_for() if name.isidentifier() and not name.endswith("_")}
    assert plain - {"unknown"} <= known | {"_unknown"}


def test_every_language_says_the_same_sentences() -> None:
    speech = read_phrases(data_folder() / "phrases.yaml")
    assert {frozenset(phrases.sentences) for phrases in speech.values()} == {frozenset(speech[Language.FR].sentences)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hello: {fr: Bonjour}", "1: « hello » n'est pas dit en « en »"),
        ("hello: {fr: 'Bonjour {name}', en: Hello}", "1: « hello » n'a pas les mêmes mots"),
    ],
)
def test_a_sentence_that_a_language_lacks_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "phrases.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DirectoryError, match=message):
        read_phrases(path)
