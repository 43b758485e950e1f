"""Question: what a person asked, understood."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The languages that Lieux reads and writes."""

    FR = "fr"
    EN = "en"


class Need(StrEnum):
    """What the lieu must offer."""

    POSTE = "poste"
    REUNION = "reunion"
    EVENEMENT = "evenement"
    FABRICATION = "fabrication"


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asked, understood.

    ``place`` is the name as it was said ("vannes", "Paris 15e"), None for the channel's own. ``need`` None
    means a desk. ``between`` names the places that several people come from who ask where to meet; ``place`` is
    None then. ``day`` is the day as it was said, lower case ("jeudi", "tomorrow"). ``free`` asks for lieux
    free of charge, ``accessible`` for step-free ones. ``seen`` holds the ids of the lieux already shown in the
    conversation, which "d'autres ?" leaves out.
    """

    language: Language
    place: str | None = None
    need: Need | None = None
    people: int | None = None
    day: str | None = None
    free: bool = False
    radius_km: float | None = None
    accessible: bool = False
    seen: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
