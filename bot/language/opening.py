"""Opening hours in words: OpenStreetMap's own writing, its days and times in the reader's language."""

import re
from datetime import date, time

from babel.dates import get_day_names

from bot.language.figures import clock, day_in_full, locale_of
from bot.language.phrases import Phrases
from bot.models.opening import Opening

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = rf"({'|'.join(_DAYS)})"
_SPAN = re.compile(r"\b(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\b")
_WEEK_DAYS = 7


def hours_in_words(hours: str, phrases: Phrases) -> str:
    """``hours`` with its days and times in words: "Tu-Th" gives "du mardi au jeudi" or "Tuesday to Thursday"."""
    names = get_day_names("wide", locale=locale_of(phrases.language))
    named = {day: str(names[number]) for number, day in enumerate(_DAYS)}
    said = re.sub(
        rf"\b{_DAY}-{_DAY}\b", lambda m: phrases.say("days", first=named[m[1]], last=named[m[2]]), hours.strip(" ;")
    )
    said = re.sub(rf"\b{_DAY}\b", lambda m: named[m[1]], said)
    said = _SPAN.sub(lambda m: _span(_time(m[1], m[2]), _time(m[3], m[4]), phrases), said)
    said = re.sub(r"\bPH\b", phrases.say("hours_holidays"), re.sub(r"\b(off|closed)\b", phrases.say("hours_off"), said))
    return re.sub(r"\s*;\s*", " · ", re.sub(r"\s*,\s*", ", ", said))


def open_on(opening: Opening, day: date, today: date, phrases: Phrases) -> str:
    """Whether a lieu is open on ``day``, and when: "Ouvert jeudi de 9 h à 18 h", "Fermé aujourd'hui, rouvre mardi"."""
    said = day_named(day, today, phrases)
    if not opening.spans:
        holiday = phrases.say("closed_holiday" if opening.holiday and opening.foreseen else "closed", day=said)
        again = opening.again and phrases.say("opens_again", day=day_named(opening.again, today, phrases))
        return f"{holiday}, {again}" if again else holiday
    whole_day = opening.spans == ((time(), time()),)
    hours = phrases.join([_span(start, end, phrases) for start, end in opening.spans])
    sentence = phrases.say("open", day=said) if whole_day else phrases.say("open_hours", day=said, hours=hours)
    return phrases.say("open_holiday", open=sentence) if opening.holiday and not opening.foreseen else sentence


def day_named(day: date, today: date, phrases: Phrases) -> str:
    """``day`` as one speaks of it on ``today``: "aujourd'hui", "demain", "jeudi", "jeudi 10 décembre"."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return phrases.say("tomorrow" if ahead else "today")
    if 0 < ahead < _WEEK_DAYS:
        weekday = get_day_names("wide", locale=locale_of(phrases.language))[day.weekday()]
        return phrases.say("on_day", day=weekday)
    return phrases.say("on_day", day=day_in_full(day, phrases.say("pattern_day"), phrases.language))


def _span(start: time, end: time, phrases: Phrases) -> str:
    return phrases.say("span", start=_clock(start, phrases), end=_clock(end, phrases))


def _clock(at: time, phrases: Phrases) -> str:
    if at == time():
        return phrases.say("midnight")
    return clock(at, phrases.say("pattern_minutes" if at.minute else "pattern_hour"), phrases.language)


def _time(hour: str, minute: str) -> time:
    """A time as OpenStreetMap writes it, where 24:00 is midnight and 26:00 two o'clock the night after."""
    return time(int(hour) % 24, int(minute) % 60)
