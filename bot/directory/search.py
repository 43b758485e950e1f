"""Search: a question and its place become an answer."""

from collections.abc import Iterable
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

TO_CONFIRM_KM = 3
"""How much farther a lieu that only a list of workplaces knows counts when ranked, in kilometres.

About the radius of a large town: within one town, what members vouch for comes first; a lieu of the next town over
does not come before one around the corner. A choice of ours, not a measure.
"""


def search(snapshot: Snapshot, question: Question, place: Place, usual_radius_km: float, today: date) -> Answer:
    """The lieux of ``snapshot`` that answer ``question`` around ``place`` (or inside it, for an area).

    ``usual_radius_km`` counts when the question names no radius; ``today`` is the day the question is asked.
    """
    if place.kind is PlaceKind.ABROAD:
        return Answer(question, place, None, ())
    radius_km = question.radius_km or (None if place.is_area else usual_radius_km)
    day = date_of(question.day, today) if question.day else None
    hits: list[Hit] = []
    beyond: list[Hit] = []
    left_out: list[LeftOut] = []
    for hit in sorted(_measured(snapshot.lieux, place), key=rank):
        near = _inside(hit, place) if radius_km is None else hit.distance_km <= radius_km
        reason = misfit(hit.lieu, question, day)
        if reason is None:
            (hits if near else beyond).append(hit)
        elif near:
            left_out.append(LeftOut(hit.lieu, hit.distance_km, reason))
    sure = any(hit.lieu.confiance is not Confiance.LABEL for hit in hits)
    return Answer(question, place, radius_km, tuple(hits), () if sure else tuple(beyond[:BEYOND]), tuple(left_out))


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


def _measured(lieux: Iterable[Lieu], place: Place) -> Iterable[Hit]:
    for lieu in lieux:
        yield Hit(lieu, distance_km(place.lat, place.lon, lieu.latitude, lieu.longitude))


def rank(hit: Hit) -> tuple[bool, float, bool, str]:
    """The key that puts hits in order: nearest first, those known by a label alone after all others.

    Of two as near, the one that says what it offers comes first.
    """
    confiance = hit.lieu.confiance
    counted_km = hit.distance_km + (TO_CONFIRM_KM if confiance is Confiance.ANNUAIRE else 0)
    return confiance is Confiance.LABEL, counted_km, not hit.lieu.usages, hit.lieu.id


def _inside(hit: Hit, area: Place) -> bool:
    return hit.lieu.departement in area.departments
