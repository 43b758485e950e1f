"""Languages: which one an answer is in, and what it takes to add one."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.assistant.answer import answer
from bot.assistant.world import World
from bot.config import Config
from bot.data_folder import data_folder
from bot.directory.snapshot import Snapshot
from bot.directory.store import Directory
from bot.errors import DirectoryError, StartError
from bot.language.phrases import read_phrases
from bot.models.event import Author, Message, Trigger
from bot.models.question import Language
from bot.models.reply import Reply
from bot.wiring import build_world

EO = Language("eo")


def said(world: World, text: str, language: Language | None = None, channel: str | None = None) -> Reply:
    author = Author("id", "name", language=language)
    reply = answer(Message(text, Trigger.MENTION, author, "mattermost", channel), world)
    assert reply is not None
    return reply


@pytest.mark.parametrize("text", ["Rennes", "coworking Rennes", "@lieux", "@lieux Tilab"])
def test_what_tells_no_language_is_answered_in_the_persons(world: World, text: str) -> None:
    assert said(world, text, Language.EN).language == Language.EN
    assert said(world, text, Language.FR).language == Language.FR
    assert said(world, text).language == Language.FR, "the configuration's"


def test_the_question_own_language_comes_first(world: World) -> None:
    assert said(world, "où travailler près de Rennes ?", Language.EN).language == Language.FR
    assert said(world, "where can I work near Rennes?", Language.FR).language == Language.EN


def test_a_language_that_the_bot_does_not_speak_leaves_the_next(world: World) -> None:
    assert said(world, "Rennes", EO).language == Language.FR


class English(Directory):
    """The directory, its territories English."""

    def __init__(self, directory: Directory) -> None:
        before = directory.snapshot.territories
        self.snapshot = Snapshot({path: t.model_copy(update={"langue": Language.EN}) for path, t in before.items()})


def test_the_channels_language_comes_after_the_persons(world: World) -> None:
    english = replace(world, directory=English(world.directory))
    assert said(english, "Rennes", channel="bureaux-bretagne").language == Language.EN
    assert said(english, "Rennes", Language.FR, channel="bureaux-bretagne").language == Language.FR
    assert said(english, "Rennes", channel="autre").language == Language.FR


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data folder, in the place of the shipped one."""
    copy = tmp_path / "data"
    shutil.copytree(data_folder(), copy)
    monkeypatch.setattr("bot.wiring.data_folder", lambda: copy)
    return copy


def third_language() -> dict[str, object]:
    """A tiny language: each of its sentences is the English one after a sign of its own."""
    english = read_phrases(data_folder() / "phrases.yaml")[Language.EN].sentences
    patterns = {name: sentence for name, sentence in english.items() if name.startswith("pattern_")}
    phrases = {name: f"¡{sentence}" for name, sentence in english.items()} | patterns
    words = ["kie", "mi", "povas", "labori", "apud"]
    return {"function_words": words, "classes": {"jour": ["ĵaŭdo"]}, "phrases": phrases}


def test_a_third_language_is_one_file(data: Path) -> None:
    (data / "language" / "eo.yaml").write_text(yaml.safe_dump(third_language(), allow_unicode=True), encoding="utf-8")
    world = build_world(Config(), clock=lambda: date(2026, 11, 22))
    asked = said(world, "Kie mi povas labori apud Rennes ĵaŭdo ?")
    assert asked.language == EO
    assert asked.text.startswith("¡¡Around **Rennes** · ĵaŭdo 26 Novembro: 3 lieux.")
    assert "Decembro" in said(world, "ETAP 75", EO).text, "dates in its own form"
    assert said(world, "où travailler près de Rennes ?").language == Language.FR
    assert said(build_world(Config(language=EO)), "Rennes").language == EO


def test_a_sentence_that_the_third_language_lacks_is_named(data: Path) -> None:
    file = third_language()
    assert isinstance(file["phrases"], dict)
    del file["phrases"]["help"]
    file["phrases"]["found_one"] = "sen la demando"
    (data / "language" / "eo.yaml").write_text(yaml.safe_dump(file, allow_unicode=True), encoding="utf-8")
    with pytest.raises(DirectoryError) as raised:
        read_phrases(data / "phrases.yaml", data / "language")
    assert "eo.yaml" in str(raised.value)
    assert "« help » n'est pas dit en « eo »" in str(raised.value)
    assert "« found_one » n'a pas les mêmes mots" in str(raised.value)


def test_a_configuration_in_a_language_not_spoken_tells_which_are() -> None:
    with pytest.raises(StartError, match="ne parle pas « eo » : écris language: en ou fr"):
        build_world(Config(language=EO))


def test_a_file_that_is_named_after_no_language_is_named(data: Path) -> None:
    (data / "language" / "notes.yaml").write_text("function_words: []", encoding="utf-8")
    with pytest.raises(StartError, match=r"notes\.yaml:1: « notes » n'est le code d'aucune langue"):
        build_world(Config())
