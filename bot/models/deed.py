"""Deed: what pressing a button does, as a small value that may travel through a platform and back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from bot.models.question import Language, Question


@dataclass(frozen=True, slots=True)
class More:
    """Show more lieux. ``question.seen`` holds those shown so far, of which the first ``before`` stood further up."""

    question: Question
    before: int = 0
    kind: Literal["more"] = "more"


@dataclass(frozen=True, slots=True)
class Share:
    """Say to the whole channel what one person was told: the answer to ``question``, or all about the lieu ``lieu``."""

    language: Language
    question: Question | None = None
    lieu: str = ""
    kind: Literal["share"] = "share"


@dataclass(frozen=True, slots=True)
class Report:
    """Report that what was said of one of ``lieux`` (their ids) is wrong or out of date."""

    language: Language
    lieux: tuple[str, ...]
    kind: Literal["report"] = "report"


@dataclass(frozen=True, slots=True)
class Map:
    """Show on a map the lieux of an answer: those of ``question.seen`` past the first ``before``."""

    question: Question
    before: int = 0
    kind: Literal["map"] = "map"


Deed = More | Map | Share | Report


class Refusal(StrEnum):
    """Why a button or a form is not obeyed: nobody here made it, it is too old, it has served, it is another's."""

    FORGED = "forged"
    STALE = "stale"
    USED = "used"
    OTHERS = "others"
