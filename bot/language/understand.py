"""Understanding: a message becomes a reading, its question included."""

from bot.language.addressee import calls_another, insists
from bot.language.follow_up import WANTS_MORE, follows_up, merge, names_something
from bot.language.reading import Reading, Wish
from bot.language.recognising import Knowledge, Seen, recognise
from bot.language.requests import REQUESTS, SEEKING
from bot.models.event import Message, Thread, Trigger
from bot.models.question import Question
from bot.text import fold_name

__all__ = ["Knowledge", "understand"]

_SHORT = 6
"""A message of so few words that asks for a map asks for nothing else."""


def understand(message: Message, knowledge: Knowledge) -> Reading:
    """What ``message`` asks of the bot, and why it is understood so."""
    seen = recognise(message, knowledge)
    if message.trigger is Trigger.UNPROMPTED:
        return _unprompted(seen, message.thread)
    return _addressed(seen, message.thread or Thread(), message.trigger)


def _unprompted(seen: Seen, thread: Thread | None) -> Reading:
    if calls_another(seen) or (thread and not thread.question):
        return _reading(seen, Wish.NOTHING)
    if thread and thread.question:
        return _in_thread(seen, thread, thread.question)
    return _asked(seen) if seen.verdict.asks else _reading(seen, Wish.NOTHING)


def _in_thread(seen: Seen, thread: Thread, before: Question) -> Reading:
    if not thread.own:
        return _reading(seen, Wish.NOTHING)
    if _is_whole(seen):
        return _asked(seen)
    if _is_courtesy(seen):
        return _reading(seen, Wish.NOTHING)
    to_bot = thread.with_bot or seen.said.names_bot or insists(seen)
    if to_bot and seen.has("about") and _is_about(seen):
        return _reading(seen, Wish.ABOUT, question=seen.question, about=seen.lieu)
    if to_bot and (_is_map_of_it(seen) or follows_up(seen.sighting, seen.question, addressed=False)):
        return _continued(seen, before)
    return _reading(seen, Wish.NOTHING)


def _addressed(seen: Seen, thread: Thread, trigger: Trigger) -> Reading:
    if _is_about(seen):
        return _reading(seen, Wish.ABOUT, question=seen.question, about=seen.lieu)
    if seen.has("help") and not seen.place:
        return _reading(seen, Wish.HELP)
    if _is_courtesy(seen):
        return _reading(seen, Wish.COURTESY)
    goes_on = _is_map_of_it(seen) or follows_up(seen.sighting, seen.question, addressed=True)
    if thread.question and goes_on and not _is_whole(seen):
        return _continued(seen, thread.question)
    bare_call = not seen.said.words and trigger is not Trigger.DIRECT
    if seen.verdict.asks or seen.has(*REQUESTS, "map") or names_something(seen.question) or seen.here or bare_call:
        return _asked(seen)
    return _reading(seen, Wish.COURTESY if seen.has("courtesy") else Wish.UNCLEAR)


def _is_about(seen: Seen) -> bool:
    """Whether a message to the bot is about the lieu that it names, rather than in search of one near it."""
    if not seen.lieu:
        return False
    informs = seen.has("about") and not seen.has("where_work", "where_hold", "where_you_work", "a_place")
    return informs or not seen.has(*SEEKING) or seen.lieu == fold_name(seen.said.text)


def _is_whole(seen: Seen) -> bool:
    """Whether a message in a thread is a question of its own."""
    return seen.verdict.asks and seen.place is not None and not seen.has("follow_up")


def _is_courtesy(seen: Seen) -> bool:
    """Whether a message to the bot only thanks or greets; it may name the place that it thanks for."""
    courtesies = seen.sighting.signals.get("courtesy", ())
    opens = any(found.start == 0 for found in courtesies)
    elsewhere = seen.place and (not opens or seen.has("elsewhere"))
    return bool(courtesies) and not (seen.asks or seen.has(*REQUESTS, *WANTS_MORE) or elsewhere)


def _asked(seen: Seen) -> Reading:
    return _reading(seen, _wish(seen), question=seen.question)


def _continued(seen: Seen, before: Question) -> Reading:
    return _reading(seen, _wish(seen), question=merge(before, seen.question, seen.sighting), continues=True)


def _wish(seen: Seen) -> Wish:
    return Wish.MAP if seen.has("map") else Wish.ASK


def _is_map_of_it(seen: Seen) -> bool:
    """Whether a message in a thread asks for a map of what was answered there, and for nothing else."""
    return seen.has("map") and not seen.place and len(seen.said.words) <= _SHORT


def _reading(
    seen: Seen, wish: Wish, question: Question | None = None, about: str = "", continues: bool = False
) -> Reading:
    return Reading(
        wish=wish,
        language=seen.question.language,
        verdict=seen.verdict,
        question=question,
        about=about,
        unknown_place=bool(seen.place and not seen.place.known),
        continues=continues,
    )
