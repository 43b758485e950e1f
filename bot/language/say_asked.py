"""Saying a question back: what was understood of it."""

from bot.language.figures import day_in_full, number
from bot.language.markdown import plain
from bot.language.opening import day_named
from bot.language.phrases import Phrases
from bot.models.answer import Answer
from bot.models.place import Place, PlaceKind


def asked(answer: Answer, phrases: Phrases) -> str:
    """What is looked for: "**Vannes** et alentours · une salle de réunion · pour 8 personnes · jeudi 26 novembre"."""
    question = answer.question
    parts = [_where(answer.place, phrases)]
    if question.need:
        parts.append(phrases.say(f"need_{question.need}"))
    if question.people:
        parts.append(phrases.say("for_people" if question.people > 1 else "for_one", people=question.people))
    if question.free:
        parts.append(phrases.say("free"))
    if question.accessible:
        parts.append(phrases.say("accessible"))
    if question.radius_km:
        parts.append(phrases.say("within", radius=number(question.radius_km, phrases.language)))
    if question.when:
        parts.append(_day(question.when, answer, phrases))
    return " · ".join(parts)


def _where(place: Place, phrases: Phrases) -> str:
    if place.kind is PlaceKind.MIDDLE:
        return phrases.say("between", places=phrases.join([f"**{plain(name)}**" for name in place.name.split(", ")]))
    return phrases.say("in_area" if place.is_area else "near", place=plain(place.name))


def _day(said: str, answer: Answer, phrases: Phrases) -> str:
    """The day asked, with its date: "jeudi 26 novembre", "demain, lundi 23 novembre"; as it was said without one."""
    if not (answer.day and answer.today):
        return plain(said)
    date = day_in_full(answer.day, phrases.say("pattern_day"), phrases.language)
    ahead = (answer.day - answer.today).days
    return f"{day_named(answer.day, answer.today, phrases)}, {date}" if ahead in (0, 1) else date
