"""Review: what the lieux of a file could say better, and the dates that cannot be."""

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches

from bot.directory.reading import Entry, FileReading
from bot.errors import Problem
from bot.files.problems import problem
from bot.models.forms import is_used
from bot.models.lieu import Lieu, Precision

OLD_YEARS = 2
"""Information older than this is to be checked again."""
_PLATFORMS = ("mattermost", "matrix")
"""The platforms whose channels people may mean: another handle that resembles one of them is a slip."""


def review(readings: Sequence[FileReading], today: date) -> list[Problem]:
    """What to say of each lieu read: an error for a date after ``today``, warnings for the rest."""
    old = _years_before(today, OLD_YEARS)
    return [found for reading in readings for entry in reading.entries for found in _review(reading, entry, today, old)]


def _review(reading: FileReading, entry: Entry, today: date, old: date) -> Iterable[Problem]:
    lieu, path = entry.lieu, reading.path
    if lieu.date_maj > today:
        yield problem("future", path, entry.line_of("date_maj"), date=lieu.date_maj)
    elif lieu.date_maj < old:
        yield problem("old", path, entry.line_of("date_maj"), nom=lieu.nom, date=lieu.date_maj)
    if not _reachable(lieu):
        yield problem("no_contact", path, entry.line, nom=lieu.nom)
    if lieu.precision is Precision.COMMUNE:
        yield problem("rough", path, entry.line_of("precision"), nom=lieu.nom)
    for key, number in _phones(lieu):
        if not is_used(number):
            yield problem("unused_phone", path, entry.line_of(key), number=number)
    for key in entry.nothing:
        yield problem("nothing", path, entry.line_of(key), key=key)
    for platform in lieu.canaux:
        near = get_close_matches(platform, _PLATFORMS, n=1, cutoff=0.7)
        if near and near[0] != platform:
            yield problem("platform", path, entry.line_of("canaux"), platform=platform, near=near[0])


def _phones(lieu: Lieu) -> Iterable[tuple[str, str]]:
    """The numbers of a lieu, each with the key that gives it."""
    if lieu.telephone:
        yield "telephone", lieu.telephone
    yield from (("contacts", person.telephone) for person in lieu.contacts if person.telephone)


def _reachable(lieu: Lieu) -> bool:
    return bool(lieu.prise_rdv or lieu.telephone or lieu.courriels or lieu.contacts or lieu.canaux)


def _years_before(day: date, years: int) -> date:
    last_of_february = day.month == 2 and day.day == 29
    return day.replace(year=day.year - years, day=28 if last_of_february else day.day)
