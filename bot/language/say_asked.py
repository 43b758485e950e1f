"""Saying a question back: what was understood of it."""

from bot.language.figures import number
from bot.language.markdown import plain
from bot.language.phrases import Phrases
from bot.models.place import Place, PlaceKind
from bot.models.question import Language, Question


def asked(question: Question, place: Place, phrases: Phrases) -> str:
    """What is looked for: "**Vannes** et alentours · une salle de réunion · pour 8 personnes · jeudi"."""
    parts = [_where(place, phrases)]
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
    if question.day:
        weekday = phrases.language is Language.EN and question.day.endswith("day") and question.day != "today"
        parts.append(plain(question.day.capitalize() if weekday else question.day))
    return " · ".join(parts)


def _where(place: Place, phrases: Phrases) -> str:
    if place.kind is PlaceKind.MIDDLE:
        return phrases.say("between", places=phrases.join([f"**{plain(name)}**" for name in place.name.split(", ")]))
    return phrases.say("in_area" if place.is_area else "near", place=plain(place.name))
