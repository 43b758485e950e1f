"""Placing: the commune, the postcode and the position of a row, out of columns that do not always agree."""

import re
from dataclasses import dataclass

from bot.directory.distance import distance_km
from bot.importing.communes import Commune, Communes
from bot.importing.finding import Notes, Sort, Subject
from bot.importing.rows import Row
from bot.importing.spelling import clean
from bot.models.lieu import Precision
from bot.models.place import Atlas
from bot.text import fold_name

LOST_KM = 10.0
"""A point that another commune holds, and that is farther than this from the row's own, is a mistake."""
FAR_KM = 30.0
"""No commune reaches so far from its centre, except in Guiana."""
_WIDE = ("973",)
_WIDE_KM = 150.0
# The arrondissements of Paris and Lyon.
_SMALL_PARTS = ("751", "6938")
_PART_KM = 4.0
_BY_HAND = "place a la main"
_GEOCODED = re.compile(r"^(?P<street>.*?),?\s*\b(?P<postcode>\d{5}),?\s+(?P<town>[^,]+?)(?:, France)?$")


@dataclass(frozen=True, slots=True)
class Geocoded:
    """What the makers of the database found for a row's address; empty texts where nothing was."""

    street: str = ""
    postcode: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a row is. ``lat`` and ``lon`` are WGS84 degrees."""

    commune: Commune
    postcode: str
    lat: float
    lon: float
    precision: Precision


def geocoded(row: Row) -> Geocoded:
    """The parts of the GEOCOD column."""
    match = _GEOCODED.match(clean(row.geocod))
    return Geocoded(match["street"], match["postcode"], match["town"]) if match else Geocoded()


def place(row: Row, communes: Communes, atlas: Atlas, notes: Notes) -> Placed | None:
    """Where ``row`` is, its repairs and doubts noted; None when no commune of France can be told."""
    point = _point(row)
    found = geocoded(row)
    commune = _commune(row, found, point, communes) or _around(row, point, communes, atlas)
    if commune is None:
        return None
    _note_commune(row, commune, communes, notes)
    holder = communes.coded(row.inseemetro)
    if point is None:
        notes.add(Sort.REPAIRED, Subject.POSITION, f"sans position : le centre de {commune.name}")
        lat, lon, precision = commune.lat, commune.lon, Precision.COMMUNE
    else:
        lat, lon, precision = *point, _precision(row, found)
        if _elsewhere(commune, holder, point, communes, notes):
            lat, lon, precision = commune.lat, commune.lon, Precision.COMMUNE
    postcode = _postcode(row, found, commune, (lat, lon), communes, notes)
    return Placed(commune, postcode, lat, lon, precision) if postcode else None


def _point(row: Row) -> tuple[float, float] | None:
    try:
        lat, lon = float(row.lat.replace(",", ".")), float(row.long.replace(",", "."))
    except ValueError:
        return None
    inside = -90 <= lat <= 90 and -180 <= lon <= 180
    return (lat, lon) if inside and (lat, lon) != (0, 0) else None


def _commune(row: Row, found: Geocoded, point: tuple[float, float] | None, communes: Communes) -> Commune | None:
    """What the row itself says with its postcode; else what its code says; else what was geocoded; else its name."""
    postcode = _five(row.cp)
    declared = communes.at(postcode, row.cominit) or communes.at(postcode, row.nomcom)
    if declared is not None:
        coded = communes.coded(row.inseecom)
        # "Paris" alone is any of its arrondissements: the postcode has told which.
        return coded if coded is not None and coded.former and coded.name == declared.name else declared
    department = _department(postcode) or row.inseedep
    for commune in (
        communes.coded(row.inseecom),
        communes.at(found.postcode, found.town),
        communes.named(row.cominit, department),
        communes.named(row.nomcom, department),
    ):
        if commune is not None and (point is None or commune.away_km(*point) <= _reach_km(commune)):
            return communes.nearest_part(commune, *(point or (commune.lat, commune.lon)))
    return None


def _around(row: Row, point: tuple[float, float] | None, communes: Communes, atlas: Atlas) -> Commune | None:
    """The commune that the point lies in, for a row whose town is none: "Sophia Antipolis", or nothing.

    None when the row names a town that the map does not find there: point and town contradict each other.
    """
    holder = communes.coded(row.inseemetro)
    if holder is None or point is None or holder.away_km(*point) > _reach_km(holder):
        return None
    said = clean(row.cominit) or clean(row.nomcom)
    if said:
        known = atlas.locate(said).place
        if known is None or distance_km(known.lat, known.lon, *point) > FAR_KM:
            return None
    return communes.nearest_part(holder, *point)


def _note_commune(row: Row, commune: Commune, communes: Communes, notes: Notes) -> None:
    coded = communes.coded(row.inseecom)
    if coded is not None and not communes.same(coded, commune):
        said = f"code INSEE « {row.inseecom} » ({coded.name})"
        notes.add(Sort.REPAIRED, Subject.COMMUNE, f"{said} : {commune.code} ({commune.name})")
    if row.inseecom in {"", "0"}:
        notes.add(
            Sort.REPAIRED, Subject.COMMUNE, f"code INSEE {row.inseecom or 'vide'} : {commune.code} ({commune.name})"
        )
    said = clean(row.cominit)
    if said and fold_name(said) != fold_name(commune.name):
        notes.add(Sort.REPAIRED, Subject.COMMUNE, f"« {said} » : {commune.name}")
    if commune.department.startswith("97") and row.inseedep != commune.department:
        notes.add(Sort.REPAIRED, Subject.OVERSEAS, f"département {row.inseedep} : {commune.department}")


def _elsewhere(
    commune: Commune, holder: Commune | None, point: tuple[float, float], communes: Communes, notes: Notes
) -> bool:
    """Whether the point is so far from the row's commune that it cannot be kept. A doubt is noted in any case."""
    away_km = commune.away_km(*point)
    # The database's own reading of where the point lies is wrong overseas.
    other = holder if holder is not None and holder.away_km(*point) <= FAR_KM else None
    outside = other is not None and not communes.same(commune, other)
    where = f"le point est à {other.name}" if outside and other else f"le point en est à {away_km:.0f} km"
    own = commune.name if not commune.code.startswith(_SMALL_PARTS) else f"{commune.name} ({commune.postcodes[0]})"
    if away_km > _reach_km(commune) or (outside and away_km > LOST_KM):
        notes.add(Sort.DOUBTED, Subject.POSITION, f"la fiche dit {own}, {where} : le centre à la place")
        return True
    if outside:
        notes.add(Sort.DOUBTED, Subject.POSITION, f"la fiche dit {own}, {where} : le point est gardé")
    return False


def _reach_km(commune: Commune) -> float:
    if commune.code.startswith(_SMALL_PARTS):
        return _PART_KM
    return _WIDE_KM if commune.department in _WIDE else FAR_KM


def _precision(row: Row, found: Geocoded) -> Precision:
    """How well the point is known. Two scales are mixed: Google's 9 to 4, and a likelihood from 0 to 1."""
    if row.precision in {"9", "8"}:
        return Precision.ADRESSE
    if row.precision in {"4", "5"}:
        return Precision.COMMUNE
    if fold_name(row.geocod) == _BY_HAND or not row.geocod or row.precision in {"6", "7"}:
        return Precision.RUE
    if not found.street:
        return Precision.COMMUNE
    return Precision.ADRESSE if found.street[0].isdigit() else Precision.RUE


def _postcode(  # noqa: PLR0913, PLR0917 - a postcode is told from each of them
    row: Row, found: Geocoded, commune: Commune, point: tuple[float, float], communes: Communes, notes: Notes
) -> str:
    said = _five(row.cp)
    shown = f"« {row.cp} »" if row.cp else "vide"
    own = commune.postcodes
    if said == row.cp and said in own:
        return said
    if said in own:
        notes.add(Sort.REPAIRED, Subject.POSTCODE, f"{shown} : {said}")
        return said
    why = "" if communes.has_postcode(said) or not said.strip("0") else ", un CEDEX ou un code INSEE"
    if found.postcode in own:
        notes.add(Sort.REPAIRED, Subject.POSTCODE, f"{shown}{why} : {found.postcode}, celui de l'adresse retrouvée")
        return found.postcode
    if len(own) == 1:
        reason = "celui de la commune" if row.cominit or row.nomcom else "celui du point"
        notes.add(Sort.REPAIRED, Subject.POSTCODE, f"{shown}{why} : {own[0]}, {reason}")
        return own[0]
    nearest = communes.nearest_part(commune, *point)
    guess = min(nearest.postcodes or own, default="")
    notes.add(Sort.DOUBTED, Subject.POSTCODE, f"{shown}{why} : {guess}, un de ceux de {commune.name}")
    return guess


def _five(postcode: str) -> str:
    """A postcode with the leading zero that spreadsheets lose; empty when it is none."""
    return postcode.zfill(5) if postcode.isascii() and postcode.isdigit() and 4 <= len(postcode) <= 5 else ""


def _department(postcode: str) -> str:
    if postcode.startswith("20"):
        return "2A" if postcode < "20200" else "2B"
    return postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]
