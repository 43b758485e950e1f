"""Meeting: the lieux that are fair to several people, each from a place of their own."""

from collections.abc import Sequence
from datetime import date

from bot.directory.days import day_asked
from bot.directory.distance import distance_km
from bot.directory.search import BEYOND, misfit, rank
from bot.directory.snapshot import Snapshot
from bot.models.answer import Answer, Hit, LeftOut, Leg
from bot.models.lieu import Confiance, Lieu
from bot.models.place import Place, PlaceKind
from bot.models.question import Question

AS_FAIR_KM = 30
"""How much farther than from the fairest lieu the farthest person may come, in kilometres: about half an hour."""


def search_between(snapshot: Snapshot, question: Question, places: Sequence[Place], today: date) -> Answer:
    """The lieux of ``snapshot`` that answer ``question`` for people who come from ``places``, the fairest first.

    A lieu is as fair as the longest of the ways to it is short, and that one is its distance.
    """
    day = day_asked(question, today)
    ranked = sorted((_measured(lieu, places) for lieu in snapshot.lieux), key=rank)
    reasons = {hit.lieu.id: misfit(hit.lieu, question, day) for hit in ranked}
    fitting = [hit for hit in ranked if reasons[hit.lieu.id] is None]
    farthest_km = min((hit.distance_km for hit in fitting), default=0.0) + AS_FAIR_KM
    hits = tuple(hit for hit in fitting if hit.distance_km <= farthest_km)
    left_out = tuple(
        LeftOut(hit.lieu, hit.distance_km, reason)
        for hit in ranked
        if (reason := reasons[hit.lieu.id]) is not None and hit.distance_km <= farthest_km
    )
    sure = [hit for hit in fitting if hit.lieu.confiance is not Confiance.LABEL]
    beyond = () if any(hit in hits for hit in sure) else tuple(sure[:BEYOND])
    told = day if question.when else today
    return Answer(question, middle(places), None, hits, beyond, left_out, day=told, today=today)


def middle(places: Sequence[Place]) -> Place:
    """The middle of ``places``, named after them all."""
    lat = sum(place.lat for place in places) / len(places)
    lon = sum(place.lon for place in places) / len(places)
    departments = tuple(dict.fromkeys(number for place in places for number in place.departments))
    return Place(", ".join(place.name for place in places), PlaceKind.MIDDLE, lat, lon, departments=departments)


def _measured(lieu: Lieu, places: Sequence[Place]) -> Hit:
    legs = tuple(Leg(place.name, distance_km(place.lat, place.lon, lieu.latitude, lieu.longitude)) for place in places)
    return Hit(lieu, max(leg.distance_km for leg in legs), legs)
