"""What can go wrong, as one small tree.

LieuxError
├── UserError            may be read in chat, word for word: says what is wrong and what to do
├── DirectoryError       the directory holds problems (each with file and line)
├── SourceError          a database cannot be imported: what is wrong, where, and the cure
└── StartError           the bot cannot start: one sentence that tells the cure
    └── ConfigError      the configuration is wrong
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class LieuxError(Exception):
    """The root of every error that Lieux raises itself."""


class UserError(LieuxError):
    """An error whose message may be read in chat."""


class SourceError(LieuxError):
    """A database cannot be imported: nothing was written, and the message tells why and the cure."""


class StartError(LieuxError):
    """The bot cannot start; the message is one sentence that tells the cure."""


class ConfigError(StartError):
    """The configuration is wrong; the message names the file, the line and the cure.

    ``problems`` holds the same one by one, where they stand in the file.
    """

    def __init__(self, message: str, problems: "Sequence[Problem]" = ()) -> None:
        self.problems = tuple(problems)
        super().__init__(message)


class Severity(StrEnum):
    """How much a problem matters: an error must be mended, a warning tells what could be better."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a file, printed as ``file:line: message``.

    ``message`` is French, since members read it; ``english`` says the same to who asked for it (empty: it is not said
    in English). ``name`` is that of its sentence in ``data/problems.yaml``, empty for one that is not there.
    """

    file: Path
    line: int
    message: str
    english: str = ""
    severity: Severity = Severity.ERROR
    name: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class DirectoryError(LieuxError):
    """The directory cannot be read; ``problems`` holds every one found, in the order of files and lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
