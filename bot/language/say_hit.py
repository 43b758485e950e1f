"""Saying a lieu of an answer: three or four short lines that stand alone."""

from bot.language import say_lieu
from bot.language.markdown import plain
from bot.language.phrases import Phrases
from bot.models.answer import Answer, Hit
from bot.models.lieu import Lieu

_RESUME = 110
_LONGEST = 70
"""The longest that a lieu's presentation, and any other of its texts, is in a list, in characters.

They are whole in what is said about the lieu alone.
"""


def say_hit(number: int, hit: Hit, answer: Answer, platform: str, phrases: Phrases) -> str:
    """What it is for and how far; where it is; on which terms; how to book and whom to ask."""
    lieu = hit.lieu
    distance = say_lieu.distance(hit, answer.place, phrases)
    lines = [
        f"**{number}. {say_lieu.name(lieu)}** · {say_lieu.usages(lieu.usages, phrases)} · {distance}",
        "" if lieu.usages else plain(lieu.presentation_resume or "", _RESUME),
        say_lieu.address(lieu, phrases),
        " · ".join(part for part in _terms(lieu, answer, phrases) if part),
        " · ".join(_ways(lieu, platform, phrases)),
    ]
    return "\n".join(line for line in lines if line)


def _terms(lieu: Lieu, answer: Answer, phrases: Phrases) -> list[str]:
    who = phrases.say("access", access=_short(lieu.acces)) if lieu.acces else ""
    return [
        say_lieu.to_confirm(lieu, phrases),
        say_lieu.age(lieu.date_maj, answer.today, phrases),
        say_lieu.open_that_day(lieu, answer.day, answer.today, phrases),
        *map(_short, say_lieu.price(lieu, phrases)[:2]),
        who or _short("".join(lieu.conditions[:1])),
        say_lieu.step_free(lieu, phrases) if answer.question.accessible else "",
    ]


def _short(text: str) -> str:
    return plain(text, _LONGEST).removesuffix(".")


def _ways(lieu: Lieu, platform: str, phrases: Phrases) -> list[str]:
    """One or two ways to book or to ask, and someone to ask, else its first link; then the channel."""
    people = [say_lieu.contact(person, phrases) for person in lieu.contacts[:1]]
    channels = [phrases.say("ask_in", channel=said) for said in say_lieu.channels(lieu, platform, phrases)[:1]]
    ways = [*say_lieu.bookings(lieu, phrases)[:2], *people] or say_lieu.links(lieu)[:1]
    return [*ways, *channels]
