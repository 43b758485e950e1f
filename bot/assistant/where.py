"""Where to work: the question's place, the lieux around it, the reply."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.assistant.buttons import buttons
from bot.assistant.meet import come_from, meet
from bot.assistant.world import Scene
from bot.directory.search import search
from bot.language.markdown import plain
from bot.language.phrases import Phrases
from bot.language.reading import Reading
from bot.language.say_answer import say_answer
from bot.models.answer import Answer
from bot.models.deed import Map, More, Share
from bot.models.place import Atlas, Located, Place, PlaceKind
from bot.models.question import Question
from bot.models.reply import Kind, Reply, Visibility

_LONGEST = 15_000
"""An answer of more characters lists fewer lieux, rather than be cut by a platform (Mattermost: 16,383)."""


def where(reading: Reading, scene: Scene, visibility: Visibility) -> Reply:
    """The lieux that answer the question; or that its place is unknown; or, without any place, the question where."""
    if reading.question is None:
        raise ValueError("a reading that asks holds its question")
    return find(reading.question, scene, visibility, scene.world.config.search.shown)


def find(question: Question, scene: Scene, visibility: Visibility, most: int) -> Reply:
    """The reply to ``question``: at most ``most`` lieux that were not seen, or why there are none."""
    if question.between:
        return _between(question, scene, visibility, most)
    phrases = scene.phrases_in(question.language)
    home = scene.home()
    located = scene.world.atlas.locate(question.place, home) if question.place else Located(home)
    if located.place is None:
        text = _unknown(question.place, located, phrases) if question.place else _where(phrases)
        kind = Kind.UNKNOWN_PLACE if question.place else Kind.WHERE
        return Reply(kind, text, question.language, visibility, question)
    found = search(scene.snapshot, question, located.place, scene.world.config.search.radius_km, scene.world.today())
    reply = _listed(found, phrases, scene, visibility, most)
    return replace(reply, text="\n\n".join([reply.text, *_remarks(located.place, located, scene, phrases)]))


def _between(question: Question, scene: Scene, visibility: Visibility, most: int) -> Reply:
    """The lieux that are fair to people from several places, and which of their places the map does not know."""
    phrases = scene.phrases_in(question.language)
    places, lost = come_from(question, scene)
    unknown = [_unknown(name, located, phrases) for name, located in lost.items()]
    if len(places) > 1:
        reply = _listed(meet(question, places, scene), phrases, scene, visibility, most)
        return replace(reply, text="\n\n".join([reply.text, *unknown]))
    if unknown:
        return Reply(Kind.UNKNOWN_PLACE, "\n\n".join(unknown), question.language, visibility, question)
    return find(replace(question, place=question.between[0], between=()), scene, visibility, most)


def _listed(found: Answer, phrases: Phrases, scene: Scene, visibility: Visibility, most: int) -> Reply:
    """The lieux of an answer that were not shown yet, ``most`` of them or as many as fit, and what they offer."""
    question = found.question
    fresh = tuple(hit for hit in found.hits or found.beyond if hit.lieu.id not in question.seen)
    shown = fresh[:most]
    while len(text := say_answer(found, shown, scene.event.platform, phrases, visibility)) > _LONGEST and shown[1:]:
        shown = shown[:-1]
    ids = tuple(hit.lieu.id for hit in shown)
    asked = replace(question, seen=(*question.seen, *ids))
    before = len(question.seen)
    more = [More(asked, before)] if len(fresh) > len(shown) else []
    share = Share(phrases.language, question)
    return Reply(
        Kind.LIEUX,
        text,
        phrases.language,
        visibility,
        question=asked,
        place=found.place,
        hits=fresh,
        buttons=buttons(scene, visibility, share, (*more, Map(asked, before)), ids) if shown else (),
    )


def _remarks(place: Place, located: Located, scene: Scene, phrases: Phrases) -> Iterator[str]:
    """What is said of how the place was understood."""
    other = _other(located.alternatives, scene.world.atlas)
    if other:
        yield _took(place, other, phrases)
    if located.cedex:
        yield phrases.say("cedex", code=plain(located.cedex), place=place.name)


def _where(phrases: Phrases) -> str:
    return phrases.say("where", example=phrases.say("example"))


def _unknown(said: str, located: Located, phrases: Phrases) -> str:
    """That the map does not know a name, and those it may have been meant for."""
    name = plain(said, longest=60)
    if located.suggestions:
        names = [f"**{plain(full_name(place))}**" for place in located.suggestions[:3]]
        return phrases.say("did_you_mean", place=name, names=phrases.join(names, "or"))
    return phrases.say("unknown_place", place=name)


def _other(alternatives: Sequence[Place], atlas: Atlas) -> Place | None:
    """The likeliest homonym that was not taken and that the person can ask for."""
    named = (other for other in alternatives if atlas.locate(way_to_name(other)).place == other)
    return next(named, None)


def _took(place: Place, other: Place, phrases: Phrases) -> str:
    return phrases.say("took", place=full_name(place), other=full_name(other), example=way_to_name(other))


def full_name(place: Place) -> str:
    """The name of ``place`` with what tells it from its homonyms."""
    if place.is_area:
        return f"{place.name} ({place.code})" if place.kind is PlaceKind.DEPARTMENT else place.name
    if place.kind in (PlaceKind.COMMUNE, PlaceKind.LANDMARK) and place.departments:
        return f"{place.name} ({place.departments[0]})"
    return place.name


def way_to_name(place: Place) -> str:
    """What to write so that the map takes ``place``, and none of its homonyms."""
    if place.kind is PlaceKind.DEPARTMENT:
        return f"département {place.code}"
    return f"région {place.name}" if place.kind is PlaceKind.REGION else full_name(place)
