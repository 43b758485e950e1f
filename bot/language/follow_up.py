"""Conversation: a follow-up changes what it names and keeps the rest of the question."""

from bot.language.sighting import Sighting
from bot.models.question import Question

_SHORT = 9
"""A message of at most this many words that names something new is a follow-up by itself."""

WANTS_MORE = ("more", "nearer", "farther", "any_price", "any_day", "any_distance", "other_date")
"""The signals of a follow-up that may name nothing."""

_TO_PEOPLE = ("to_person", "past", "offer", "other_topic")


def follows_up(sighting: Sighting, named: Question, addressed: bool) -> bool:
    """Whether a message that comes after the bot's answer takes up its question; ``named`` is what it names."""
    wants_more = any(sighting.has(signal) for signal in WANTS_MORE)
    if not (wants_more or names_something(named)):
        return False
    asks = any(sentence.asks for sentence in sighting.clean.sentences)
    if addressed:
        return asks or not sighting.has("to_person")
    if sighting.has("elsewhere") and named.place and not sighting.has("to_person"):
        return True
    if any(sighting.has(signal) for signal in _TO_PEOPLE) and not (asks and not sighting.has("to_person")):
        return False
    return asks or wants_more or sighting.has("follow_up") or len(sighting.row) <= _SHORT


def names_something(named: Question) -> bool:
    """Whether a question names anything at all beyond its language."""
    return named != Question(named.language)


def merge(before: Question, named: Question, sighting: Sighting) -> Question:
    """The question ``before`` with what the follow-up names in its place."""
    day = named if named.when or sighting.has("any_day") else before
    return Question(
        language=named.language,
        place=None if named.between else named.place or before.place,
        need=named.need or (None if sighting.has(f"not_{before.need}") else before.need),
        people=named.people or before.people,
        day=day.day,
        date=day.date,
        free=named.free or (before.free and not sighting.has("any_price")),
        radius_km=named.radius_km or (None if sighting.has("any_distance") else before.radius_km),
        accessible=named.accessible or before.accessible,
        seen=before.seen if sighting.has("more") or sighting.has("farther") else (),
        between=named.between or (() if named.place else before.between),
    )
