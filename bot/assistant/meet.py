"""Where to meet: several people, each from a place of their own, and the lieux that are fair to all."""

from collections.abc import Sequence

from bot.assistant.world import Scene
from bot.directory.meeting import search_between
from bot.models.answer import Answer
from bot.models.place import Place
from bot.models.question import Question


def meet(question: Question, scene: Scene) -> Answer | None:
    """The answer to a question that names several places to meet between; None when the map knows but one of them."""
    places = _located(question.between, scene)
    return search_between(scene.snapshot, question, places, scene.world.today()) if len(places) > 1 else None


def _located(names: Sequence[str], scene: Scene) -> tuple[Place, ...]:
    home = scene.home()
    located = (scene.world.atlas.locate(name, home).place for name in names)
    return tuple(dict.fromkeys(place for place in located if place))
