"""Question: what a person asked, understood."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from pydantic_core import core_schema


class Language(str):
    """The code of a language that Lieux reads and writes: "fr", "en". Which ones there are, the data files say.

    There is one object for each code. Raises ValueError when what is given is no language code.
    """

    __slots__ = ()

    FR: ClassVar["Language"]
    EN: ClassVar["Language"]
    _by_code: ClassVar[dict[str, Self]] = {}

    def __new__(cls, code: str) -> Self:
        """``code`` as a language."""
        if not re.fullmatch(r"[a-z]{2,3}", code):
            raise ValueError(f"une langue s'écrit avec son code, comme fr ou en : « {code} » n'en est pas un")
        return cls._by_code.setdefault(code, super().__new__(cls, code))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> core_schema.CoreSchema:
        """How pydantic reads one: from a text."""
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())


Language.FR = Language("fr")
Language.EN = Language("en")


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
    None then. ``day`` is the day as it was said, lower case ("jeudi", "tomorrow"); ``date`` the date that was said, as
    its month and day ("12-24"), and tells more where both were. ``free`` asks for lieux
    free of charge, ``accessible`` for step-free ones. ``seen`` holds the ids of the lieux already shown in the
    conversation, which "d'autres ?" leaves out.
    """

    language: Language
    place: str | None = None
    need: Need | None = None
    people: int | None = None
    day: str | None = None
    date: str | None = None
    free: bool = False
    radius_km: float | None = None
    accessible: bool = False
    seen: tuple[str, ...] = ()
    between: tuple[str, ...] = ()

    @property
    def when(self) -> str | None:
        """The day asked, as it is kept; None when none was."""
        return self.date or self.day
