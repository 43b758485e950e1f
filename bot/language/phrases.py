"""Phrases: every sentence the bot says, from one data file, in every language."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from pydantic import RootModel

from bot.errors import DirectoryError, Problem
from bot.files.check import build
from bot.files.yaml_file import YamlFile
from bot.models.question import Language


class _File(RootModel[dict[str, dict[Language, str]]]):
    """The phrases file: a name, a language, a sentence."""


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


def read_phrases(path: Path) -> Speech:
    """Read the phrases file.

    Raises DirectoryError when a sentence lacks a language, or has other ``{words}`` in one than in another.
    """
    file = YamlFile(path)
    built = build(_File, file.values, (), file)
    if isinstance(built, list):
        raise DirectoryError([*file.problems, *built])
    problems = [*file.problems, *(p for name, said in built.root.items() for p in _problems(name, said, file))]
    if problems:
        raise DirectoryError(problems)
    return {
        language: Phrases(language, {name: said[language] for name, said in built.root.items()})
        for language in Language
    }


def _problems(name: str, said: Mapping[Language, str], file: YamlFile) -> list[Problem]:
    line = file.line((name,))
    missing = [language for language in Language if language not in said]
    if missing:
        return [Problem(file.path, line, f"« {name} » n'est pas dit en « {missing[0]} »")]
    words = {frozenset(_words(sentence)) for sentence in said.values() if sentence}
    if len(words) > 1:
        return [Problem(file.path, line, f"« {name} » n'a pas les mêmes mots entre accolades dans chaque langue")]
    return []


def _words(sentence: str) -> set[str]:
    return {word for _, word, _, _ in Formatter().parse(sentence) if word}
