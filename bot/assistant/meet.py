"""Where to meet: several people, each from a place of their own, and the lieux that are fair to all."""

from collections.abc import Sequence

from bot.assistant.world import Scene
from bot.directory.distance import distance_km
from bot.directory.meeting import search_between
from bot.models.answer import Answer
from bot.models.place import Located, Place
from bot.models.question import Question

_ACROSS_KM = 1500
"""Farther than any two towns of metropolitan France are."""


def meet(question: Question, places: Sequence[Place], scene: Scene) -> Answer:
    """The answer to a question of people who come from ``places``."""
    return search_between(scene.snapshot, question, places, scene.world.today())


def come_from(question: Question, scene: Scene) -> tuple[tuple[Place, ...], dict[str, Located]]:
    """The places that people come from, each once, and what the map makes of each name that it does not know."""
    home = scene.home()
    located = {name: scene.world.atlas.locate(name, home) for name in question.between}
    known = [each for each in located.values() if each.place]
    places = dict.fromkeys(_meant(each, [other for other in known if other is not each]) for each in known)
    return tuple(filter(None, places)), {name: each for name, each in located.items() if each.place is None}


def _meant(located: Located, others: Sequence[Located]) -> Place | None:
    """The place that is meant beside the ``others``: no ocean stands between, where a homonym lies on this side.

    "Saint-Denis et Saint-Pierre" are both of La Réunion, although the larger Saint-Denis is near Paris.
    """
    if not located.place or _reach_km(located.place, others) < _ACROSS_KM:
        return located.place
    return min((located.place, *located.alternatives), key=lambda place: _reach_km(place, others))


def _reach_km(place: Place, others: Sequence[Located]) -> float:
    """How far it is from ``place`` to the farthest of the ``others``."""
    far = (distance_km(place.lat, place.lon, each.place.lat, each.place.lon) for each in others if each.place)
    return max(far, default=0.0)
