"""Place: a named point or area of the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.text import Word


class PlaceKind(StrEnum):
    """What sort of thing a place is; ``MIDDLE`` is that of several places where people come from."""

    COMMUNE = "commune"
    ARRONDISSEMENT = "arrondissement"
    POSTCODE = "postcode"
    DEPARTMENT = "department"
    REGION = "region"
    LANDMARK = "landmark"
    ADDRESS = "address"
    ABROAD = "abroad"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True)
class Place:
    """A named point or area of the map.

    ``lat`` and ``lon`` are WGS84 degrees: the centre of what is named. ``code`` is the official code (INSEE
    for a commune or an arrondissement, the number of a department, the INSEE code of a region, the postcode
    itself), empty where there is none. ``departments`` are the numbers ("35", "2A", "971") of the departments
    the place lies in, several for a region, none abroad.
    """

    name: str
    kind: PlaceKind
    lat: float
    lon: float
    code: str = ""
    departments: tuple[str, ...] = ()

    @property
    def is_area(self) -> bool:
        """Whether the place is an area whose lieux are all wanted: a department or a region."""
        return self.kind in (PlaceKind.DEPARTMENT, PlaceKind.REGION)


@dataclass(frozen=True, slots=True)
class Located:
    """What the map makes of a name.

    Either ``place`` is set, and ``alternatives`` holds the homonyms it was preferred to without a hint from the
    person (likelier first); or it is None, and ``suggestions`` holds the places the person may have meant
    (best first; empty when the name is like nothing known). ``cedex`` is the postcode as said when no commune has it
    (a CEDEX code, say) and the place is therefore its department.
    """

    place: Place | None = None
    alternatives: tuple[Place, ...] = ()
    suggestions: tuple[Place, ...] = ()
    cedex: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A known place name inside a sentence: the words ``start`` to ``end`` (excluded).

    ``name`` is what to hand to ``Atlas.locate``. ``weight`` tells how much the name alone speaks for a place:
    the population of the likeliest bearer, 0 for a hamlet; areas, postcodes and landmarks count as cities.
    ``common`` marks names that are also ordinary words (Sens, Tours, Vers), which need the sentence's support;
    ``adjective`` one of a place, which stands for it after a noun only ("nantais").
    """

    start: int
    end: int
    name: str
    weight: int
    common: bool
    adjective: bool = False


class Atlas(Protocol):
    """The map, as the rest of the bot sees it."""

    def locate(self, name: str, near: Place | None = None) -> Located:
        """The place that ``name`` names; ``near`` (the channel's own) decides between homonyms."""

    def find(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """The known names among ``words``, longest first at each word, none overlapping, in their order."""

    def resembles(self, name: str) -> bool:
        """Whether ``name``, not known as it is, looks like a misspelt place name."""
