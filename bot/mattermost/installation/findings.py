"""What an examination finds: a mark, what was looked at, and the cure where one is needed."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Mark(StrEnum):
    """How a thing is: well, not well, or nobody knows."""

    GOOD = "✓"
    BAD = "✗"
    UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``cure`` says what to do about it, empty when it is well."""

    mark: Mark
    what: str
    cure: str = ""

    @classmethod
    def good(cls, what: str) -> Self:
        """A thing that is well."""
        return cls(Mark.GOOD, what)

    @classmethod
    def bad(cls, what: str, cure: str) -> Self:
        """A thing that keeps the bot from working as it should."""
        return cls(Mark.BAD, what, cure)

    @classmethod
    def unknown(cls, what: str, cure: str) -> Self:
        """A thing that could not be found out, or that somebody may have wanted so."""
        return cls(Mark.UNKNOWN, what, cure)
