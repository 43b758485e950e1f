"""Answer: the lieux found for a question."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.models.lieu import Lieu
from bot.models.place import Place
from bot.models.question import Question


class Reason(StrEnum):
    """Why a lieu that is near was left out."""

    NEED = "need"
    PEOPLE = "people"
    DAY = "day"
    FREE = "free"
    ACCESS = "access"


@dataclass(frozen=True, slots=True)
class Leg:
    """How far a lieu is from one of the places that people come from, by the name of the place."""

    place: str
    distance_km: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A lieu that answers the question, ``distance_km`` from the place asked as the crow flies.

    Where several people meet, ``legs`` hold each one's distance, and ``distance_km`` is the longest.
    """

    lieu: Lieu
    distance_km: float
    legs: tuple[Leg, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A lieu that is near but does not fit, and why."""

    lieu: Lieu
    distance_km: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Answer:
    """The lieux found for a question, nearest first; those known by a label alone after all others.

    ``hits`` lie within the radius asked (or the usual one), or inside the area asked. ``beyond`` holds the
    nearest fitting lieux farther away, and is filled only when there is no hit, or none but labels.
    ``day`` is the day on which the lieux are said open or closed: the one asked, else ``today``; None when what was
    asked names no date.
    """

    question: Question
    place: Place
    radius_km: float | None
    hits: tuple[Hit, ...]
    beyond: tuple[Hit, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    day: date | None = None
    today: date | None = None
