"""Search: a question and its place become an answer."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from math import sqrt

from bot.directory.days import day_asked, is_open
from bot.directory.distance import distance_km
from bot.directory.snapshot import Snapshot
from bot.models.answer import Answer, Hit, LeftOut, Reason
from bot.models.lieu import Confiance, Fee, Lieu
from bot.models.place import Place, PlaceKind
from bot.models.question import Need, Question

Judged = tuple[Hit, Reason | None]
"""A lieu near, and why it does not fit: None when it does."""

BEYOND = 3
"""How many lieux farther away are named when there is none near."""

ENOUGH = 25
"""Where so many lieux fit, the usual radius shrinks: nobody wants the five thousandth."""

_CIRCLES = 14
"""How many circles are tried within the usual one, each half as large as the next."""
_FIRST_CIRCLE_KM = 60
FARTHEST_KM = 1_000
"""Nobody is sent farther than across France: from Cayenne, not to Brest."""

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
    day = day_asked(question, today)
    radius_km, judged = _near(snapshot, question, place, day, usual_radius_km)
    judged.sort(key=lambda each: rank(each[0]))
    hits = [hit for hit, reason in judged if reason is None]
    left_out = [LeftOut(hit.lieu, hit.distance_km, reason) for hit, reason in judged if reason is not None]
    sure = any(hit.lieu.confiance is not Confiance.LABEL for hit in hits)
    return Answer(
        question=question,
        place=place,
        radius_km=radius_km,
        hits=tuple(hits),
        beyond=() if sure else _beyond(snapshot, question, place, day, hits),
        left_out=tuple(left_out),
        day=day if question.when else today,
        today=today,
    )


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


def _near(
    snapshot: Snapshot, question: Question, place: Place, day: date | None, usual_radius_km: float
) -> tuple[float | None, list[Judged]]:
    """The lieux near, judged, and the radius they lie within: none for an area.

    Where the question names no radius it is the usual one, or less of it where ENOUGH lieux fit.
    """

    def judged(hits: Iterable[Hit]) -> list[Judged]:
        return [(hit, misfit(hit.lieu, question, day)) for hit in hits]

    if question.radius_km:
        return question.radius_km, judged(_around(snapshot, place, question.radius_km))
    if place.is_area:
        return None, judged(_inside(snapshot, place))
    wanted = ENOUGH + len(question.seen)
    circles_km = [usual_radius_km / sqrt(2) ** circle for circle in range(_CIRCLES, 0, -1)]
    smallest = bisect_left(circles_km, wanted, key=lambda km: snapshot.nearby.at_most(place.lat, place.lon, km))
    for radius_km in circles_km[smallest:]:
        near = judged(_around(snapshot, place, radius_km))
        if sum(_is_sure(each) for each in near) >= wanted:
            return radius_km, near
    return usual_radius_km, judged(_around(snapshot, place, usual_radius_km))


def _is_sure(judged: Judged) -> bool:
    hit, reason = judged
    return reason is None and hit.lieu.confiance is not Confiance.LABEL


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
    radius_km: float = _FIRST_CIRCLE_KM
    while True:
        others = (hit for hit in _around(snapshot, place, radius_km) if hit.lieu.id not in found)
        first = sorted((hit for hit in others if misfit(hit.lieu, question, day) is None), key=rank)[:BEYOND]
        sure = [hit for hit in first if rank(hit) <= (False, radius_km)]
        if len(sure) == BEYOND or radius_km >= FARTHEST_KM:
            return tuple(first)
        radius_km = min(2 * radius_km, FARTHEST_KM)


def rank(hit: Hit) -> tuple[bool, float, bool, str]:
    """The key that puts hits in order: nearest first, those known by a label alone after all others.

    Of two as near, the one that says what it offers comes first.
    """
    confiance = hit.lieu.confiance
    counted_km = hit.distance_km + (TO_CONFIRM_KM if confiance is Confiance.ANNUAIRE else 0)
    return confiance is Confiance.LABEL, counted_km, not hit.lieu.usages, hit.lieu.id
