"""Site: what the feed and the pages are made from."""

from dataclasses import dataclass

from bot.directory.store import Directory
from bot.language.phrases import Speech
from bot.models.ground import Ground
from bot.models.place import Atlas
from bot.models.question import Language


@dataclass(frozen=True, slots=True)
class Site:
    """What is shown, and in which words.

    ``atlas`` knows no network: whoever visits could otherwise make it ask. ``url`` is where the site is on the
    internet, without a slash at its end, empty when nobody said; ``language`` that of visitors who name none.
    """

    directory: Directory
    atlas: Atlas
    ground: Ground
    speech: Speech
    language: Language
    radius_km: float
    url: str = ""
