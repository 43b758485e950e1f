"""The map with an online geocoder behind it, for what the gazetteer does not hold."""

from collections.abc import Sequence

from bot.models.place import Atlas, Located, Mention, Place, PlaceKind
from bot.places.asides import is_address
from bot.places.geocoder import Geocoder
from bot.places.names import key_words
from bot.text import Word, words


class OnlineAtlas:
    """Implements ``Atlas``: the gazetteer's answer, save for addresses and names it knows nothing like."""

    def __init__(self, offline: Atlas, geocoder: Geocoder) -> None:
        self._offline = offline
        self._geocoder = geocoder

    def locate(self, name: str, near: Place | None = None) -> Located:
        """The place that ``name`` names. The network is asked for no town, department or misspelling."""
        located = self._offline.locate(name, near)
        landmark = located.place is not None and located.place.kind is PlaceKind.LANDMARK
        if landmark or (located != Located() and not is_address(key_words(words(name)))):
            return located
        place = self._geocoder.search(name)
        return Located(place) if place else located

    def find(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """The known names among ``words``, without the network."""
        return self._offline.find(words)

    def resembles(self, name: str) -> bool:
        """Whether ``name`` looks like a misspelt place name, without the network."""
        return self._offline.resembles(name)
