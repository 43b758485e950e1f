"""The answer with a map of it."""

from dataclasses import replace

from bot.assistant.meet import come_from
from bot.assistant.where import find, where
from bot.assistant.world import Scene
from bot.drawing.picture import draw
from bot.language.markdown import plain
from bot.language.reading import Reading
from bot.language.say_map import map_alt, map_name
from bot.models.deed import Map
from bot.models.picture import Picture
from bot.models.place import Place, PlaceKind
from bot.models.question import Question
from bot.models.reply import Kind, Reply, Visibility


def chart(reading: Reading, scene: Scene, visibility: Visibility) -> Reply:
    """What ``where`` answers, with a map of the lieux that it lists; the answer alone where there is none to draw."""
    return with_map(where(reading, scene, visibility), scene)


def with_map(reply: Reply, scene: Scene) -> Reply:
    """``reply`` with a map of the lieux that it lists, when it lists any: the numbers are the list's own."""
    place, question = reply.place, reply.question
    if reply.kind is not Kind.LIEUX or place is None or question is None or place.kind is PlaceKind.ABROAD:
        return reply
    phrases = scene.phrases_in(reply.language)
    shown = tuple(hit for hit in reply.hits if hit.lieu.id in question.seen)
    first = len(question.seen) - len(shown) + 1
    picture = Picture(
        png=draw(_asked(place, question, scene), shown, scene.world.ground, first),
        name=f"{map_name(place, shown, phrases)}.png",
        alt=map_alt(place, shown, first, phrases),
        caption=phrases.say("map_legend"),
        elsewhere=phrases.say("map_elsewhere"),
    )
    return replace(reply, picture=picture)


def _asked(place: Place, question: Question, scene: Scene) -> tuple[Place, ...]:
    """What is marked on the map: the place, or those that several people come from rather than their middle."""
    places, _ = come_from(question, scene)
    return places or (place,)


def map_of(deed: Map, scene: Scene, visibility: Visibility) -> Reply:
    """The map of an answer given before, and what it shows in words: the list stands above already."""
    question = replace(deed.question, seen=deed.question.seen[: deed.before])
    most = len(deed.question.seen) - deed.before
    reply = with_map(find(question, scene, visibility, most), scene)
    return replace(reply, text=plain(reply.picture.alt, longest=2000), buttons=()) if reply.picture else reply
