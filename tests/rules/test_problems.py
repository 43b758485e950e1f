"""Every problem that is named has its sentence, in both languages and with the same words, and none is left over."""

import re
from pathlib import Path
from string import Formatter

import pytest

from bot.files.problems import Sentence, sentences

BOT = Path(__file__).parents[2] / "bot"
BY_PYDANTIC = {
    "missing", "string_type", "string_too_short", "string_too_long", "too_long", "greater_than", "greater_than_equal",
    "less_than_equal", "tuple_type", "enum", "url_parsing", "url_scheme",
}  # fmt: skip
"""The sentences named after pydantic's kinds of errors."""


def words(text: str) -> set[str]:
    return {word for _, word, _, _ in Formatter().parse(text) if word}


@pytest.mark.parametrize("sentence", sentences().values(), ids=list(sentences()))
def test_both_languages_say_the_same_facts(sentence: Sentence) -> None:
    assert sentence.fr != sentence.en
    assert words(sentence.fr) == words(sentence.en)


def test_every_sentence_is_said_somewhere_and_every_one_said_exists() -> None:
    code = "".join(file.read_text("utf-8") for file in BOT.rglob("*.py") if "_data" not in file.parts)
    patterns = {name for name in sentences() if name.startswith("pattern_")}
    unsaid = {name for name in sentences() if f'"{name}"' not in code}
    assert unsaid <= BY_PYDANTIC | patterns
    said = re.findall(r'(?<![a-z_])(?:problem|_refused|self\._problem)\(\s*"([a-z_0-9]+)"', code)
    assert set(said) <= set(sentences())
