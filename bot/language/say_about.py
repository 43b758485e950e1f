"""Saying one lieu: everything known of it."""

from collections.abc import Sequence

from bot.language import say_lieu
from bot.language.figures import full_date
from bot.language.markdown import link, plain
from bot.language.phrases import Phrases
from bot.models.lieu import Lieu


def say_about(lieu: Lieu, others: Sequence[Lieu], platform: str, phrases: Phrases) -> str:
    """Everything known of ``lieu``; ``others`` are those that share the name it was asked by."""
    lines = [
        phrases.say("about_title", name=say_lieu.name(lieu), town=plain(lieu.commune)),
        plain(lieu.presentation_resume or ""),
        phrases.say("about_where", address=say_lieu.address(lieu, phrases)),
        phrases.say("about_uses", usages=_usages(lieu, phrases)) if lieu.usages else phrases.say("about_uses_unknown"),
        say_lieu.hours(lieu, phrases),
        say_lieu.price(lieu, phrases),
        say_lieu.access(lieu, phrases),
        *(phrases.say("about_conditions", condition=plain(condition)) for condition in lieu.conditions),
        say_lieu.contacts(lieu, platform, phrases),
        say_lieu.links(lieu),
    ]
    facts = "\n".join(f"- {line}" if number > 1 else line for number, line in enumerate(filter(None, lines)))
    date = full_date(lieu.date_maj, phrases.language)
    source = link(lieu.source, lieu.source_url) if lieu.source_url else plain(lieu.source)
    end = f"_{phrases.say('about_source', source=source, date=date)}_"
    parts = (facts, _others(others, phrases), phrases.say("in_french"), phrases.say("advice"), end)
    return "\n\n".join(part for part in parts if part)


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
