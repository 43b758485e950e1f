"""Where to meet: several people, each from a place of their own, and the lieux that are fair to all."""

from collections.abc import Sequence

from bot.assistant.world import Scene
from bot.directory.meeting import search_between
from bot.models.answer import Answer
from bot.models.place import Located, Place
from bot.models.question import Question


def meet(question: Question, places: Sequence[Place], scene: Scene) -> Answer:
    """The answer to a question of people who come from ``places``."""
    return search_between(scene.snapshot, question, places, scene.world.today())


def come_from(question: Question, scene: Scene) -> tuple[tuple[Place, ...], dict[str, Located]]:
    """The places that people come from, each once, and what the map makes of each name that it does not know."""
    home = scene.home()
    located = {name: scene.world.atlas.locate(name, home) for name in question.between}
    places = dict.fromkeys(each.place for each in located.values() if each.place)
    return tuple(places), {name: each for name, each in located.items() if each.place is None}
