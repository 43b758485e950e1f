"""Cities that a village's name resembles: "Vanne" is one, yet Vannes may be meant."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.models.place import Place, PlaceKind
from bot.places.names import key_of
from bot.places.register import Register

_CITY = 20_000
# A village is confused with a city so many times larger than itself.
_LARGER = 20
_MOST = 3


class Lookalikes:
    """The cities, to be named beside a village whose name is one letter from theirs."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._cities = register.cities(_CITY)
        self._names = [key_of(register.place(city).name).replace(" ", "") for city in self._cities]

    def near(self, key: str, place: Place) -> tuple[Place, ...]:
        """The far larger cities one letter from ``key``, a name of ``place``."""
        row = self._register.row_of(place.code) if place.kind is PlaceKind.COMMUNE else None
        if row is None:
            return ()
        squeezed = key.replace(" ", "")
        least = max(_CITY, _LARGER * self._register.weight(row))
        found = process.extract(squeezed, self._names, scorer=OSA.distance, score_cutoff=1, limit=_MOST)
        cities = [self._cities[number] for name, _, number in found if name != squeezed]
        return tuple(self._register.place(city) for city in cities if self._register.weight(city) >= least)
