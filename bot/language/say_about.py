"""Saying one lieu: everything known of it."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.language import say_lieu
from bot.language.figures import full_date
from bot.language.markdown import link, plain
from bot.language.opening import hours_in_words
from bot.language.phrases import Phrases
from bot.models.lieu import Lieu, OtherSource

_WHOLE = 1000
"""The longest that a text of a lieu may be (``bot.models.lieu.Text``), in characters: nothing is cut here."""


def say_about(lieu: Lieu, others: Sequence[Lieu], platform: str, phrases: Phrases, today: date | None = None) -> str:
    """Everything known of ``lieu`` on ``today``; ``others`` are those that share the name it was asked by."""
    title = phrases.say("about_title", name=say_lieu.name(lieu), town=plain(lieu.commune))
    resume = plain(lieu.presentation_resume or "")
    facts = "\n".join(f"- {line}" for line in _facts(lieu, platform, phrases, today) if line)
    age = say_lieu.age(lieu.date_maj, today, phrases)
    sources = [_source("about_source", lieu, phrases), f"{age}." if age else ""]
    sources += [_source("about_other_source", other, phrases) for other in lieu.autres_sources]
    end = (phrases.say("advice"), *sources, phrases.say("in_french"))
    head = "\n".join(filter(None, (title, resume)))
    parts = (head, facts, _others(others, phrases), f"_{' '.join(filter(None, end))}_")
    return "\n\n".join(part for part in parts if part)


def _facts(lieu: Lieu, platform: str, phrases: Phrases, today: date | None) -> Iterator[str]:
    """One line for each thing to know: to decide, to get in, then to ask."""
    yield say_lieu.to_confirm(lieu, phrases)
    yield phrases.say("about_uses", usages=_usages(lieu, phrases)) if lieu.usages else phrases.say("about_uses_unknown")
    yield phrases.say("about_where", address=say_lieu.address(lieu, phrases))
    if lieu.horaires:
        yield phrases.say("hours", hours=plain(hours_in_words(lieu.horaires, phrases), _WHOLE))
    yield say_lieu.open_that_day(lieu, today, today, phrases)
    prices = say_lieu.price(lieu, phrases)
    yield phrases.say("about_price", price=" · ".join(plain(price, _WHOLE) for price in prices)) if prices else ""
    yield phrases.say("access", access=plain(lieu.acces, _WHOLE)) if lieu.acces else ""
    for condition in lieu.conditions:
        yield phrases.say("about_conditions", condition=plain(condition, _WHOLE))
    yield say_lieu.step_free(lieu, phrases) if lieu.accessible is not None else ""
    yield from _contacts(lieu, platform, phrases)


def _contacts(lieu: Lieu, platform: str, phrases: Phrases) -> Iterator[str]:
    """How to book, whom to ask, in which channel, and where to read more; or that nobody is known."""
    ways = {
        "about_book": say_lieu.bookings(lieu, phrases),
        "about_people": [say_lieu.contact(person, phrases) for person in lieu.contacts],
        "about_channels": say_lieu.channels(lieu, platform, phrases),
        "about_links": say_lieu.links(lieu),
    }
    for sentence, said in ways.items():
        yield phrases.say(sentence, ways=" · ".join(said)) if said else ""
    if not any(ways.values()) and not lieu.site_web:
        yield phrases.say("about_nobody")


def _source(sentence: str, said_by: Lieu | OtherSource, phrases: Phrases) -> str:
    name = link(said_by.source, said_by.source_url) if said_by.source_url else plain(said_by.source)
    return phrases.say(sentence, source=name, date=full_date(said_by.date_maj, phrases.language))


def _usages(lieu: Lieu, phrases: Phrases) -> str:
    return ", ".join(
        f"{phrases.say(f'usage_{need}')} ({phrases.say('capacity', people=lieu.capacites[need])})"
        if need in lieu.capacites
        else phrases.say(f"usage_{need}")
        for need in lieu.usages
    )


def _others(others: Sequence[Lieu], phrases: Phrases) -> str:
    if not others:
        return ""
    names = [f"{plain(other.nom)} ({plain(other.commune)})" for other in others]
    return phrases.say("about_others", names=phrases.join(names), example=plain(others[0].nom))
