"""Search: a question and its place become an answer."""

from datetime import date

from bot.directory.days import date_of, is_open
from bot.directory.distance import distance_km
from bot.directory.snapshot import Snapshot
from bot.models.answer import Answer, Hit, LeftOut, Reason
from bot.models.lieu import Confiance, Fee, Lieu
from bot.models.place import Place, PlaceKind
from bot.models.question import Need, Question

BEYOND = 3
"""How many lieux farther away are named when there is none near."""

ENOUGH = 50
"""Where so many lieux fit, the usual radius shrinks: nobody wants the five thousandth."""

_HALVINGS = 6
"""The smallest circle looked at is the usual one halved so many times."""
_FIRST_CIRCLE_KM = 60
_FARTHEST_KM = 20_040
"""Half way round the earth: no lieu is farther."""

TO_CONFIRM_KM = 3
"""How much farther a lieu that only a list of workplaces knows counts when ranked, in kilometres.

About the radius of a large town: within one town, what members vouch for comes first; a lieu of the next town over
does not come before one around the corner. A choice of ours, not a measure.
"""


def search(snapshot: Snapshot, question: Question, place: Place, usual_radius_km: float, today: date) -> Answer:
    """The lieux of ``snapshot`` that answer ``question`` around ``place`` (or inside it, for an area).

    ``usual_radius_km`` counts when the question names no radius, or less of it where ENOUGH lieux fit nearer;
    ``today`` is the day the question is asked.
    """
    if place.kind is PlaceKind.ABROAD:
        return Answer(question, place, None, ())
    day = date_of(question.day, today) if question.day else None
    radius_km = question.radius_km
    if radius_km is None and not place.is_area:
        radius_km = _usual_km(snapshot, question, place, day, usual_radius_km)
    near = _inside(snapshot, place) if radius_km is None else _around(snapshot, place, radius_km)
    hits: list[Hit] = []
    left_out: list[LeftOut] = []
    for hit in sorted(near, key=rank):
        reason = misfit(hit.lieu, question, day)
        if reason is None:
            hits.append(hit)
        else:
            left_out.append(LeftOut(hit.lieu, hit.distance_km, reason))
    sure = any(hit.lieu.confiance is not Confiance.LABEL for hit in hits)
    beyond = () if sure else _beyond(snapshot, question, place, day, hits)
    return Answer(question, place, radius_km, tuple(hits), beyond, tuple(left_out))


def misfit(lieu: Lieu, question: Question, day: date | None) -> Reason | None:
    """Why ``lieu`` does not fit ``question`` asked for ``day``; None when it does, as far as is known.

    A lieu that does not say what it offers may offer a desk, a room or a venue, but hardly machines; one that
    does not say its price is not known to be free.
    """
    need = question.need or Need.POSTE
    if need not in lieu.usages and (lieu.usages or need is Need.FABRICATION):
        return Reason.NEED
    if question.people is not None and question.people > lieu.capacites.get(need, question.people):
        return Reason.PEOPLE
    if question.free and lieu.frais_a_charge not in (Fee.GRATUIT, Fee.SOUS_CONDITION):
        return Reason.FREE
    if question.accessible and lieu.accessible is False:
        return Reason.ACCESS
    if day is not None and is_open(lieu, day) is False:
        return Reason.DAY
    return None


def _usual_km(snapshot: Snapshot, question: Question, place: Place, day: date | None, most_km: float) -> float:
    """The radius that counts when the question names none: ``most_km``, halved while ENOUGH lieux fit within."""
    wanted = ENOUGH + len(question.seen)
    for halvings in range(_HALVINGS, 0, -1):
        radius_km: float = most_km / 2**halvings
        around = _around(snapshot, place, radius_km)
        if len(around) >= wanted and sum(_is_sure(hit, question, day) for hit in around) >= wanted:
            return radius_km
    return most_km


def _is_sure(hit: Hit, question: Question, day: date | None) -> bool:
    return hit.lieu.confiance is not Confiance.LABEL and misfit(hit.lieu, question, day) is None


def _around(snapshot: Snapshot, place: Place, radius_km: float) -> list[Hit]:
    return [Hit(lieu, away_km) for away_km, lieu in snapshot.nearby.within(place.lat, place.lon, radius_km)]


def _inside(snapshot: Snapshot, area: Place) -> list[Hit]:
    lieux = (lieu for number in dict.fromkeys(area.departments) for lieu in snapshot.by_department.get(number, ()))
    return [Hit(lieu, distance_km(area.lat, area.lon, lieu.latitude, lieu.longitude)) for lieu in lieux]


def _beyond(snapshot: Snapshot, question: Question, place: Place, day: date | None, hits: list[Hit]) -> tuple[Hit, ...]:
    """The first BEYOND lieux that fit and are none of ``hits``, looked for in wider and wider circles.

    A circle is wide enough when no lieu outside it could come before one of them.
    """
    found = {hit.lieu.id for hit in hits}
    radius_km = _FIRST_CIRCLE_KM
    while True:
        others = (hit for hit in _around(snapshot, place, radius_km) if hit.lieu.id not in found)
        first = sorted((hit for hit in others if misfit(hit.lieu, question, day) is None), key=rank)[:BEYOND]
        sure = [hit for hit in first if rank(hit) <= (False, radius_km)]
        if len(sure) == BEYOND or radius_km >= _FARTHEST_KM:
            return tuple(first)
        radius_km *= 2


def rank(hit: Hit) -> tuple[bool, float, bool, str]:
    """The key that puts hits in order: nearest first, those known by a label alone after all others.

    Of two as near, the one that says what it offers comes first.
    """
    confiance = hit.lieu.confiance
    counted_km = hit.distance_km + (TO_CONFIRM_KM if confiance is Confiance.ANNUAIRE else 0)
    return confiance is Confiance.LABEL, counted_km, not hit.lieu.usages, hit.lieu.id
