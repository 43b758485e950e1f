"""What the pages show of the directory, in the visitor's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.directory.distance import distance_km
from bot.directory.exports.discretion import Discretion
from bot.directory.selection import Selection, select
from bot.directory.snapshot import Snapshot
from bot.drawing.plate import Plate, Spots, plate
from bot.language.figures import kilometres
from bot.language.phrases import Phrases
from bot.language.say_lieu import to_confirm
from bot.models.ground import Ground, Position
from bot.models.lieu import Lieu
from bot.models.place import Place
from bot.text import fold_name

_MOST_NUMBERED = 15
"""More lieux than these are dots on the map: their numbers would hide it."""
_MAIN, _INSET = (640, 560), (300, 240)
"""The width and height of the map of metropolitan France, and of one overseas beside it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A lieu in a list; ``number`` is its pin's, 0 for a mere dot. ``distance`` is empty when no place was asked."""

    lieu: Lieu
    number: int
    usages: str
    caution: str
    distance: str


@dataclass(frozen=True, slots=True)
class Group:
    """The lieux of a territory; of several of them, around the place ``name``, when it has no ``id``."""

    id: str
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Some lieux in groups, and their maps: metropolitan France first, then each department overseas."""

    groups: tuple[Group, ...]
    plates: tuple[Plate, ...]
    count: int


def listing(snapshot: Snapshot, selection: Selection, ground: Ground, phrases: Phrases) -> Listing:
    """The lieux that ``selection`` lets in: nearest first around a place, else by territory in the order of names."""
    discretion = Discretion(snapshot.lieux)
    chosen = {lieu.id: discretion.published(lieu) for lieu in select(snapshot, selection)}
    near = selection.near
    named = _around(near, chosen.values()) if near else _by_territory(snapshot, chosen)
    ordered = [lieu for _, _, lieux in named for lieu in lieux]
    numbers = {lieu.id: n for n, lieu in enumerate(ordered, 1)} if len(ordered) <= _MOST_NUMBERED else {}
    groups = tuple(
        Group(id_, name, tuple(_item(lieu, numbers.get(lieu.id, 0), near, phrases) for lieu in lieux))
        for id_, name, lieux in named
    )
    return Listing(groups, tuple(_plates(ordered, numbers, near, ground)), len(ordered))


def usages(lieu: Lieu, phrases: Phrases) -> str:
    """What one may do there, and for how many."""
    said = [
        f"{phrases.say(f'usage_{need}')} ({phrases.say('capacity', people=lieu.capacites[need])})"
        if need in lieu.capacites
        else phrases.say(f"usage_{need}")
        for need in lieu.usages
    ]
    return ", ".join(said) or phrases.say("usage_unknown")


def _item(lieu: Lieu, number: int, near: Place | None, phrases: Phrases) -> Item:
    distance = phrases.say("web_distance", km=kilometres(_away_km(lieu, near), phrases.language)) if near else ""
    return Item(lieu, number, usages(lieu, phrases), to_confirm(lieu, phrases), distance)


def _away_km(lieu: Lieu, near: Place) -> float:
    return distance_km(near.lat, near.lon, lieu.latitude, lieu.longitude)


def _around(near: Place, lieux: Iterable[Lieu]) -> list[tuple[str, str, list[Lieu]]]:
    nearest_first = sorted(lieux, key=lambda lieu: _away_km(lieu, near))
    return [("", near.name, nearest_first)] if nearest_first else []


def _by_territory(snapshot: Snapshot, chosen: Mapping[str, Lieu]) -> list[tuple[str, str, list[Lieu]]]:
    named = [
        (territory.id, territory.nom, [chosen[lieu.id] for lieu in territory.lieux if lieu.id in chosen])
        for territory in snapshot.territories.values()
    ]
    return sorted((group for group in named if group[2]), key=lambda group: fold_name(group[1]))


def _plates(lieux: Sequence[Lieu], numbers: Mapping[str, int], near: Place | None, ground: Ground) -> Iterable[Plate]:
    """A map of metropolitan France, and one of each department overseas, wherever there is a lieu."""
    parts: dict[str, list[Lieu]] = {}
    for lieu in lieux:
        parts.setdefault(_overseas(lieu), []).append(lieu)
    for overseas, held in sorted(parts.items()):
        width, height = _INSET if overseas and len(parts) > 1 else _MAIN
        spots = Spots(
            positions=tuple((lieu.latitude, lieu.longitude) for lieu in held),
            numbers=tuple(numbers[lieu.id] for lieu in held) if numbers else (),
            width=width,
            height=height,
            mark=(near.lat, near.lon) if near and not near.is_area and len(parts) == 1 else None,
            extent=_extent(overseas, ground),
        )
        yield plate(spots, ground)


def _overseas(lieu: Lieu) -> str:
    """The department of a lieu overseas, empty for one in metropolitan France."""
    return lieu.departement if len(lieu.departement) == 3 else ""


def _extent(overseas: str, ground: Ground) -> tuple[Position, ...]:
    """The whole of a department overseas, which is often an island."""
    boxes = [outline.box for outline in ground.outlines if overseas and outline.department == overseas]
    return tuple(corner for box in boxes for corner in ((box.south, box.west), (box.north, box.east)))
