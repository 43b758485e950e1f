"""What a visitor asks for, read from the address: untrusted."""

import math
import re
from collections.abc import Mapping, Sequence

from starlette.requests import Request

from bot.directory.selection import Selection
from bot.directory.snapshot import Snapshot
from bot.models.place import Place, PlaceKind
from bot.models.question import Language, Need
from bot.web.site import Site

_LONGEST = 100
_POSITION = re.compile(r"(-?\d{1,2}(?:\.\d{1,12})?),(-?\d{1,3}(?:\.\d{1,12})?)")
_FARTHEST_KM = 500.0


class Wrong(Exception):  # noqa: N818 - what is wrong is the visitor's parameter, nothing of ours
    """A parameter that cannot be used: its name, and why, in the visitor's language."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(f"{parameter}: {message}")
        self.parameter = parameter
        self.message = message


def language_of(request: Request, site: Site) -> Language:
    """The language that the address names, else the first that the browser wants and we speak."""
    named = request.query_params.get("lang", "")
    spoken = {str(language): language for language in site.speech}
    return spoken.get(named) or _wanted(request.headers.get("accept-language", ""), spoken) or site.language


def _wanted(header: str, spoken: Mapping[str, Language]) -> Language | None:
    """The language that ``Accept-Language`` (RFC 9110, section 12.5.4) prefers among those ``spoken``."""
    best: tuple[float, Language] | None = None
    for part in header[:500].split(","):
        tag, _, parameters = part.strip().partition(";")
        primary = tag.strip().partition("-")[0].casefold()
        match = re.fullmatch(r"\s*q=([01](?:\.\d{1,3})?)\s*", parameters) if parameters else None
        quality = float(match[1]) if match else 0.0 if parameters else 1.0
        if primary in spoken and quality and (best is None or quality > best[0]):
            best = quality, spoken[primary]
    return best[1] if best else None


def selection_of(request: Request, site: Site, snapshot: Snapshot, language: Language) -> Selection:
    """The lieux that the address asks for. Raises Wrong for what cannot be used; other parameters are passed over."""
    phrases = site.speech[language]
    values = {name: _single(request, name, phrases.say("web_wrong_twice")) for name in _NAMES}
    near = _near(values["near"], site, language)
    radius = values["radius_km"]
    if radius and near is None:
        raise Wrong("radius_km", phrases.say("web_wrong_radius_alone"))
    need, territory = values["need"], values["territoire"]
    if need and need not in tuple(Need):
        raise Wrong("need", phrases.say("web_wrong_need", known=", ".join(Need)))
    if territory and territory not in (known := [each.id for each in snapshot.territories.values()]):
        raise Wrong("territoire", phrases.say("web_wrong_territory", known=", ".join(sorted(known))))
    return Selection(
        near=near,
        radius_km=_radius_km(radius, phrases.say("web_wrong_radius")) if radius else site.radius_km,
        need=Need(need) if need else None,
        territory=territory or None,
    )


_NAMES = ("near", "radius_km", "need", "territoire")


def _single(request: Request, name: str, twice: str) -> str:
    """The value of a parameter, empty when it is not there, as a form leaves a field that nobody filled in."""
    values: Sequence[str] = request.query_params.getlist(name)
    if len(values) > 1:
        raise Wrong(name, twice)
    return values[0].strip() if values else ""


def _near(text: str, site: Site, language: Language) -> Place | None:
    phrases = site.speech[language]
    if not text:
        return None
    if len(text) > _LONGEST:
        raise Wrong("near", phrases.say("web_wrong_long", most=_LONGEST))
    if position := _POSITION.fullmatch(text.replace(" ", "")):
        lat, lon = float(position[1]), float(position[2])
        if abs(lat) > 90 or abs(lon) > 180:
            raise Wrong("near", phrases.say("web_wrong_position"))
        return Place(f"{lat:.4f}, {lon:.4f}", PlaceKind.ADDRESS, lat, lon)
    place = site.atlas.locate(text).place
    if place is None or place.kind is PlaceKind.ABROAD:
        raise Wrong("near", phrases.say("web_wrong_place"))
    return place


def _radius_km(text: str, message: str) -> float:
    try:
        radius_km = float(text.replace(",", "."))
    except ValueError:
        radius_km = math.nan
    if not 0 < radius_km <= _FARTHEST_KM:
        raise Wrong("radius_km", message)
    return radius_km
