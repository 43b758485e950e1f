"""What is named on a map."""

import math
from collections.abc import Sequence

from bot.drawing.frame import Frame
from bot.drawing.labels import Name, Style
from bot.drawing.pins import RADIUS, Pin
from bot.drawing.scale import kilometres
from bot.models.answer import Hit
from bot.models.ground import Ground
from bot.models.place import Place

MARK_RADIUS = 15
"""Of the sign at the place asked, in pixels."""

_LOOKED_AT = 70
"""How many of the largest towns are tried."""
_COVERS = RADIUS + 6
"""A town nearer than this to a pin, in pixels, is where the pin stands."""
_CITY_KM = 30
"""On maps narrower than this, arrondissements are named too."""


def own_names(places: Sequence[Place], pins: Sequence[Pin], hits: Sequence[Hit], frame: Frame) -> list[Name]:
    """The places asked, unless they are areas, and how far the lieux are that the map cannot show."""
    asked = [
        Name(place.name, frame.to_point((place.lat, place.lon)), Style.ASKED, MARK_RADIUS + 6.0)
        for place in places
        if not place.is_area
    ]
    away = [
        Name(kilometres(hit.distance_km), pin.at, Style.AWAY, RADIUS + 8.0)
        for pin, hit in zip(pins, hits, strict=True)
        if pin.away
    ]
    return [*asked, *away]


def town_names(places: Sequence[Place], pins: Sequence[Pin], ground: Ground, frame: Frame) -> list[Name]:
    """The towns around the places, the largest first; of those under one pin, the largest, to be read beside it."""
    names: list[Name] = []
    asked = {place.name for place in places}
    named: set[int] = set()
    for town in ground.towns.within(frame.box, _LOOKED_AT):
        spot = frame.to_point((town.lat, town.lon))
        over = {pin.number for pin in pins if math.dist(pin.at, spot) < _COVERS or math.dist(pin.spot, spot) < _COVERS}
        if town.name not in asked and not over & named:
            names.append(
                Name(town.name, spot, Style.TOWN, RADIUS + 8.0, under_pin=True)
                if over
                else Name(town.name, spot, Style.TOWN)
            )
            named |= over
    return names


def part_names(places: Sequence[Place], ground: Ground, frame: Frame) -> list[Name]:
    """The arrondissements on the map of a city, by their number ("9e"): none on a wider map."""
    if frame.width_km > _CITY_KM:
        return []
    return [
        Name(town.name.rpartition(" ")[2], frame.to_point((town.lat, town.lon)), Style.PART, clear=0)
        for town in ground.towns.parts_within(frame.box, _LOOKED_AT)
        if town.code not in {place.code for place in places}
    ]
