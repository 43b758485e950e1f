"""What is said of a file: the sentences of ``data/problems.yaml``, in French and in English."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot.data_folder import data_folder
from bot.errors import Problem, Severity

_LONGEST = 80
"""What a person wrote is quoted up to so many characters."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in each language, and how much what it says matters."""

    fr: str
    en: str
    severity: Severity


def problem(name: str, file: Path, line: int, /, **facts: object) -> Problem:
    """The problem whose sentence has this ``name``, its words in braces filled with ``facts``."""
    sentence = sentences()[name]
    words = {key: _quoted(fact) for key, fact in facts.items()}
    fr, en = sentence.fr.format_map(words), sentence.en.format_map(words)
    return Problem(file, line, fr, en, sentence.severity, name)


@cache
def sentences() -> Mapping[str, Sentence]:
    """Every sentence by its name. The file comes with the bot, and a test keeps it whole."""
    kinds = yaml.safe_load((data_folder() / "problems.yaml").read_text("utf-8"))
    return {
        name: Sentence(**said, severity=severity)
        for kind, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING))
        for name, said in kinds[kind].items()
    }


def _quoted(fact: object) -> str:
    """``fact`` on one line, without what a terminal would obey, cut where it is long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in str(fact)).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
