"""Saying one lieu: everything known of it."""

from collections.abc import Sequence

from bot.language import say_lieu
from bot.language.figures import full_date
from bot.language.markdown import link, plain
from bot.language.phrases import Phrases
from bot.models.lieu import Lieu, OtherSource


def say_about(lieu: Lieu, others: Sequence[Lieu], platform: str, phrases: Phrases) -> str:
    """Everything known of ``lieu``; ``others`` are those that share the name it was asked by."""
    lines = [
        phrases.say("about_title", name=say_lieu.name(lieu), town=plain(lieu.commune)),
        plain(lieu.presentation_resume or ""),
        phrases.say("about_where", address=say_lieu.address(lieu, phrases)),
        say_lieu.to_confirm(lieu, phrases),
        phrases.say("about_uses", usages=_usages(lieu, phrases)) if lieu.usages else phrases.say("about_uses_unknown"),
        say_lieu.hours(lieu, phrases),
        say_lieu.price(lieu, phrases),
        say_lieu.access(lieu, phrases),
        *(phrases.say("about_conditions", condition=plain(condition)) for condition in lieu.conditions),
        say_lieu.contacts(lieu, platform, phrases),
        say_lieu.links(lieu),
    ]
    facts = "\n".join(f"- {line}" if number > 1 else line for number, line in enumerate(filter(None, lines)))
    sources = [_source("about_source", lieu, phrases)]
    sources += [_source("about_other_source", other, phrases) for other in lieu.autres_sources]
    end = f"_{' '.join(sources)}_"
    parts = (facts, _others(others, phrases), phrases.say("in_french"), phrases.say("advice"), end)
    return "\n\n".join(part for part in parts if part)


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
