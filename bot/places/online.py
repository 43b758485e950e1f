"""The map with an online geocoder behind it, for addresses."""

from collections.abc import Sequence

from bot.models.place import Atlas, Located, Mention, Place, PlaceKind
from bot.places.asides import STREETS, names_street
from bot.places.geocoder import Geocoder
from bot.places.names import key_words
from bot.text import Word, words

_TOWNS = (PlaceKind.COMMUNE, PlaceKind.ARRONDISSEMENT)
# A shorter word of an address says too little to tell that an answer is about it.
_TELLING = 3


class OnlineAtlas:
    """Implements ``Atlas``: the gazetteer's answer, save for addresses in France. ``offline`` asks no network."""

    def __init__(self, offline: Atlas, geocoder: Geocoder) -> None:
        self.offline = offline
        self._geocoder = geocoder

    def locate(self, name: str, near: Place | None = None) -> Located:
        """The place that ``name`` names. The network is asked for nothing but streets, and for none abroad."""
        located = self.offline.locate(name, near)
        said = words(name)
        keys = key_words(said)
        known = located.place is not None and located.place.kind is PlaceKind.LANDMARK and not keys[0].isdecimal()
        if known or not names_street(keys):
            return located
        town = self._town(said)
        if town is not None and town.kind is PlaceKind.ABROAD:
            return located
        asked = f"{name}, {near.name}" if town is None and near is not None and near.kind in _TOWNS else name
        place = self._geocoder.search(asked)
        return Located(place) if place and _shares_street(keys, place.name, town) else located

    def find(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """The known names among ``words``, without the network."""
        return self.offline.find(words)

    def resembles(self, name: str) -> bool:
        """Whether ``name`` looks like a misspelt place name, without the network."""
        return self.offline.resembles(name)

    def _town(self, said: Sequence[Word]) -> Place | None:
        """The place that ends an address, None where nothing but the street is named."""
        last = next((mention for mention in self.offline.find(said) if mention.end == len(said)), None)
        if last is None or not names_street(key_words(said[: last.start])):
            return None
        return self.offline.locate(last.name).place


def _shares_street(keys: Sequence[str], found: str, town: Place | None) -> bool:
    """Whether an answer is about the street asked for, and not only about its town."""
    elsewhere = set(key_words(words(town.name))) if town else set()
    asked = {key for key in keys if len(key) >= _TELLING and not key.isdecimal()} - STREETS - elsewhere
    return not asked.isdisjoint(key_words(words(found)))
