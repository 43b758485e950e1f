"""Where to work: the question's place, the lieux around it, the reply."""

from dataclasses import replace

from bot.assistant.world import Scene
from bot.directory.search import search
from bot.language.markdown import plain
from bot.language.phrases import Phrases
from bot.language.reading import Reading
from bot.language.say_answer import say_answer
from bot.models.answer import Answer, Hit
from bot.models.place import Located, Place, PlaceKind
from bot.models.question import Question
from bot.models.reply import Kind, Reply, Visibility


def where(reading: Reading, scene: Scene, visibility: Visibility) -> Reply:
    """The lieux that answer the question; or that its place is unknown; or, without any place, the question where."""
    question = reading.question
    if question is None:
        raise ValueError("a reading that asks holds its question")
    phrases = scene.phrases_in(reading.language)
    home = scene.home()
    located = scene.world.atlas.locate(question.place, home) if question.place else Located(home)
    if located.place is None:
        text = _unknown(question, located, phrases)
        return Reply(Kind.UNKNOWN_PLACE, text, reading.language, visibility, question)
    settings = scene.world.config.search
    found = search(scene.snapshot, question, located.place, settings.radius_km, scene.world.today())
    shown = _shown(found, settings.shown)
    text = say_answer(found, shown, scene.message.platform, phrases)
    if located.alternatives:
        text += "\n\n" + _took(located.place, located.alternatives[0], phrases)
    seen = (*question.seen, *(hit.lieu.id for hit in shown))
    listed = found.hits or found.beyond
    return Reply(
        Kind.LIEUX,
        text,
        reading.language,
        visibility,
        question=replace(question, seen=seen),
        place=located.place,
        hits=tuple(hit for hit in listed if hit.lieu.id not in question.seen),
    )


def _shown(found: Answer, most: int) -> tuple[Hit, ...]:
    listed = found.hits or found.beyond
    return tuple(hit for hit in listed if hit.lieu.id not in found.question.seen)[:most]


def _unknown(question: Question, located: Located, phrases: Phrases) -> str:
    if question.place is None:
        return phrases.say("where", example=phrases.say("example"))
    name = plain(question.place, longest=60)
    if located.suggestions:
        names = [f"**{plain(_full_name(place))}**" for place in located.suggestions[:3]]
        return phrases.say("did_you_mean", place=name, names=phrases.join(names, "or"))
    return phrases.say("unknown_place", place=name)


def _took(place: Place, other: Place, phrases: Phrases) -> str:
    return phrases.say("took", place=_full_name(place), other=_full_name(other), example=_full_name(other))


def _full_name(place: Place) -> str:
    department = place.departments[0] if len(place.departments) == 1 else ""
    named = place.kind in (PlaceKind.COMMUNE, PlaceKind.LANDMARK) and department
    return f"{place.name} ({department})" if named else place.name
