"""Commands: the words that stand for one thing to do, from one data file, in every language."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import RootModel

from bot.errors import DirectoryError
from bot.files.check import build
from bot.files.yaml_file import YamlFile
from bot.models.question import Language
from bot.text import words

ABOUT = "about"
"""The one command that more may follow: the name of a lieu."""


class _File(RootModel[dict[str, dict[Language, tuple[str, ...]]]]):
    """The commands file: a command, a language, the words for it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A command as it was given: its name, the language of its words, and what follows them."""

    name: str
    language: Language
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Commands:
    """Every command by its words, folded."""

    by_words: Mapping[tuple[str, ...], Spoken]

    def find(self, text: str, bot_name: str) -> Spoken | None:
        """The command that ``text`` is, the bot's own name left out; None when it says anything else."""
        said = words(text)
        while said and said[0].folded == bot_name:
            said = said[1:]
        while said and said[-1].folded == bot_name:
            said = said[:-1]
        folded = tuple(word.folded for word in said)
        if command := self.by_words.get(folded):
            return command
        for length in range(len(folded) - 1, 0, -1):
            command = self.by_words.get(folded[:length])
            if command and command.name == ABOUT:
                return Spoken(ABOUT, command.language, text[said[length].start : said[-1].end])
        return None


def read_commands(path: Path) -> Commands:
    """Read the commands file. Raises DirectoryError when it is wrong."""
    file = YamlFile(path)
    built = build(_File, file.values, (), file)
    if isinstance(built, list):
        raise DirectoryError([*file.problems, *built])
    if file.problems:
        raise DirectoryError(file.problems)
    return Commands(
        {
            tuple(word.folded for word in words(said)): Spoken(name, language)
            for name, languages in built.root.items()
            for language, sayings in languages.items()
            for said in sayings
        }
    )
