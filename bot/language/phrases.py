"""Phrases: every sentence the bot says, from one data file, in every language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import TypeVar

from pydantic import BaseModel, RootModel

from bot.errors import DirectoryError, Problem
from bot.files.check import build
from bot.files.yaml_file import YamlFile
from bot.language.language_files import language_files
from bot.models.question import Language

ModelT = TypeVar("ModelT", bound=BaseModel)


class _SideBySide(RootModel[dict[str, dict[Language, str]]]):
    """The phrases file: a name, a language, a sentence."""


class _OwnFile(BaseModel):
    """The file of a further language, of which the vocabulary reads the rest."""

    phrases: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences of one language."""

    language: Language
    sentences: Mapping[str, str]

    def say(self, sentence: str, /, **words: object) -> str:
        """The ``sentence`` of that name with its ``{words}`` filled in."""
        return self.sentences[sentence].format_map(words)

    def join(self, names: list[str], last: str = "and") -> str:
        """``names`` as a list that is read aloud: "a, b et c"."""
        if len(names) < 2:
            return "".join(names)
        return self.say(last, first=", ".join(names[:-1]), last=names[-1])


Speech = Mapping[Language, Phrases]
"""The phrases of every language."""


def read_phrases(path: Path, languages: Path | None = None) -> Speech:
    """Read the phrases file, and the sentences of the further ``languages``, each in its own file of that folder.

    Raises DirectoryError when a sentence lacks a language, or has other ``{words}`` in one than in another.
    """
    file = YamlFile(path)
    said = _checked(_SideBySide, file).root
    spoken = sorted({language for sentences in said.values() for language in sentences})
    problems = [problem for name in said for problem in _problems(name, said[name], spoken, file)]
    speech = {language: Phrases(language, {name: said[name].get(language, "") for name in said}) for language in spoken}
    further = language_files(languages) if languages else {}
    for language in sorted(set(further) - set(spoken)):
        own_file = YamlFile(further[language])
        own = _checked(_OwnFile, own_file).phrases
        for name, sentences in said.items():
            both = {**sentences, **({language: own[name]} if name in own else {})}
            problems += _problems(name, both, [language], own_file)
        speech[language] = Phrases(language, own)
    if problems:
        raise DirectoryError(problems)
    return speech


def _checked(model: type[ModelT], file: YamlFile) -> ModelT:
    built = build(model, file.values, (), file)
    if isinstance(built, list):
        raise DirectoryError([*file.problems, *built])
    if file.problems:
        raise DirectoryError(file.problems)
    return built


def _problems(name: str, said: Mapping[Language, str], spoken: Sequence[Language], file: YamlFile) -> list[Problem]:
    line = file.line((name,))
    missing = [language for language in spoken if language not in said]
    if missing:
        return [Problem(file.path, line, f"« {name} » n'est pas dit en « {missing[0]} »")]
    words = {frozenset(_words(sentence)) for sentence in said.values() if sentence}
    if len(words) > 1:
        return [Problem(file.path, line, f"« {name} » n'a pas les mêmes mots entre accolades dans chaque langue")]
    return []


def _words(sentence: str) -> set[str]:
    return {word for _, word, _, _ in Formatter().parse(sentence) if word}
