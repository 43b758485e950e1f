"""Saying an answer: the lieux found, nearest first, as Markdown that stands alone."""

from bot.language import say_lieu
from bot.language.figures import number
from bot.language.markdown import plain
from bot.language.phrases import Phrases
from bot.language.say_asked import asked
from bot.language.say_hit import say_hit
from bot.language.say_left_out import say_left_out
from bot.models.answer import Answer, Hit
from bot.models.lieu import Confiance
from bot.models.place import PlaceKind
from bot.models.reply import Visibility

_REACH_KM = 300
"""How far a surer lieu is worth naming, in kilometres: a day's travel, and not the other side of the world."""


def say_answer(
    answer: Answer,
    shown: tuple[Hit, ...],
    platform: str,
    phrases: Phrases,
    visibility: Visibility = Visibility.THREAD,
) -> str:
    """The answer, with the lieux ``shown`` of it; ``platform`` decides which channels are named.

    What one person alone sees cannot be replied to: with that ``visibility`` nobody is told to.
    """
    if answer.place.kind is PlaceKind.ABROAD:
        return phrases.say("abroad", place=plain(answer.place.name))
    numbered = enumerate(shown, 1 + len(answer.question.seen))
    blocks = [_headline(answer, shown, phrases), *(say_hit(n, hit, answer, platform, phrases) for n, hit in numbered)]
    rest = len(answer.hits) - len(answer.question.seen) - len(shown)
    if rest > 0:
        blocks.append(phrases.say("more_alone" if visibility is Visibility.EPHEMERAL else "more", count=rest))
    if not answer.question.seen:
        blocks += filter(None, (_surer(answer, phrases), say_left_out(answer, shown, platform, phrases)))
    if shown:
        dated = say_lieu.dated((hit.lieu for hit in shown), answer.today, phrases)
        footer = (phrases.say("advice"), phrases.say("ask_about"), dated, phrases.say("in_french"))
        blocks.append(f"_{' '.join(part for part in footer if part)}_")
    return "\n\n".join(blocks)


def _headline(answer: Answer, shown: tuple[Hit, ...], phrases: Phrases) -> str:
    said = asked(answer, phrases)
    count = len(answer.hits)
    if answer.question.seen:
        return phrases.say("others" if shown else "no_more", asked=said)
    if not shown:
        return phrases.say("none_at_all", asked=said)
    if not count and answer.radius_km:
        return phrases.say("none_near", asked=said, radius=number(answer.radius_km, phrases.language))
    if not count:
        return phrases.say("none_in_area", asked=said)
    if count == 1:
        return phrases.say("found_one", asked=said)
    return phrases.say("found" if count == len(shown) else "found_first", asked=said, count=count, shown=len(shown))


def _surer(answer: Answer, phrases: Phrases) -> str:
    """The lieux known to be workplaces that are farther away, when none but labels is near."""
    sure = (hit for hit in answer.beyond if answer.hits and hit.lieu.confiance is not Confiance.LABEL)
    surer = [hit for hit in sure if hit.distance_km <= _REACH_KM]
    named = [f"{plain(hit.lieu.nom)} ({say_lieu.distance(hit, answer.place, phrases)})" for hit in surer]
    return phrases.say("surer", lieux=", ".join(named)) if named else ""
