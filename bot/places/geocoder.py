"""Online geocoders for addresses: optional, one attempt, and never longer than their timeout."""

import logging
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from geopy.adapters import URLLibAdapter
from geopy.exc import GeopyError
from geopy.geocoders import BANFrance, Nominatim

from bot.errors import ConfigError
from bot.models.lieu import Precision
from bot.models.place import Place, PlaceKind
from bot.places.pace import Pace
from bot.places.postcodes import department_of, is_postcode

# The French government's geocoder, since api-adresse.data.gouv.fr closed in January 2026.
GEOPLATEFORME = "data.geopf.fr/geocodage"
NOMINATIM = "nominatim.openstreetmap.org"
TIMEOUT_S = 3.0
# Below this score, the Géoplateforme's answer is seldom what was asked.
_LEAST_SCORE = 0.5
# OpenStreetMap's Nominatim allows one request a second for a whole application.
_NOMINATIM_INTERVAL_S = 1.0
_LONGEST = 200
# The Base adresse nationale's types of results; a "locality" is a hamlet. "municipality" is no finer than the commune.
_BAN_TYPES = {"housenumber": Precision.ADRESSE, "street": Precision.RUE, "locality": Precision.RUE}
_CACHED = 256
_AT_ONCE = 2

log = logging.getLogger(__name__)


# What goes wrong out there: the service, the network, or an answer that makes no sense.
FAILURES = (GeopyError, OSError, LookupError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True, slots=True)
class Position:
    """What a service knows of an address.

    ``name`` is the address in the service's words. ``precision`` is None when it knows no more than the commune.
    ``score`` tells how much it is what was asked (0 to 1), None where the service gives none. ``communes`` holds the
    names it gives to the commune, ``code`` its INSEE code, empty when unsaid, as ``postcode``.
    """

    name: str
    lat: float
    lon: float
    precision: Precision | None
    score: float | None
    postcode: str
    communes: tuple[str, ...]
    code: str = ""


class Finder(Protocol):
    """A geocoding service that says how exact its answer is; one of FAILURES when it has none to give."""

    def position(self, address: str) -> Position | None:
        """The best match of ``address``, None if there is none."""


class Service(Protocol):
    """A geocoding service: the place of an address, None if it knows none, GeopyError if it fails."""

    def ask(self, address: str) -> Place | None:
        """The place of ``address``."""


class Geocoder:
    """Asks a service, remembers its last answers, and gives up at its timeout. One serves all threads."""

    def __init__(self, service: Service, timeout_s: float = TIMEOUT_S) -> None:
        self._timeout_s = timeout_s
        self._free = threading.BoundedSemaphore(_AT_ONCE)
        self._closed = False
        self._ask = lru_cache(maxsize=_CACHED)(service.ask)

    def search(self, address: str) -> Place | None:
        """The place of ``address``; None when the service knows none, fails or is late. Failures are not remembered.

        None at once when the service still owes other answers.
        """
        asked = " ".join(address.split())
        if not asked or len(asked) > _LONGEST or self._closed:
            return None
        if not self._free.acquire(blocking=False):
            log.warning("the geocoder is still busy with other addresses")
            return None
        answer: Future[Place | None] = Future()
        # A slow answer is waited for in another thread: sockets time out between bytes, not for the whole answer. A
        # daemon, so that an answer that never ends does not keep the program from ending.
        threading.Thread(target=self._fetch, args=(asked, answer), name="geocoder", daemon=True).start()
        try:
            return answer.result(timeout=self._timeout_s)
        except TimeoutError:
            log.warning("the geocoder did not answer in %.0f s", self._timeout_s)
        except FAILURES as error:
            # Whatever goes wrong out there, the offline answer stands.
            log.warning("the geocoder failed: %s", type(error).__name__)
        return None

    def close(self) -> None:
        """Ask nothing more, without waiting for an answer still on its way."""
        self._closed = True

    def _fetch(self, asked: str, answer: "Future[Place | None]") -> None:
        try:
            answer.set_result(self._ask(asked))
        except Exception as error:  # noqa: BLE001  handed to whoever waits for the answer
            answer.set_exception(error)
        finally:
            self._free.release()


class Geoplateforme:
    """The Base adresse nationale, as served by the Géoplateforme of IGN."""

    def __init__(self, domain: str = GEOPLATEFORME, timeout_s: float = TIMEOUT_S, scheme: str = "https") -> None:
        self._service = BANFrance(domain=domain, scheme=scheme, timeout=timeout_s, adapter_factory=URLLibAdapter)

    def ask(self, address: str) -> Place | None:
        """The best match of ``address``, None for a poor one."""
        found = self.position(address)
        return _place(found) if found and found.score is not None and found.score >= _LEAST_SCORE else None

    def position(self, address: str) -> Position | None:
        """The best match of ``address``, however poor."""
        location: Any = self._service.geocode(address, limit=1)
        if location is None:
            return None
        found = location.raw["properties"]
        return Position(
            name=str(found["label"]),
            lat=float(location.latitude),
            lon=float(location.longitude),
            precision=_BAN_TYPES.get(found.get("type")),
            score=float(found["score"]),
            postcode=str(found.get("postcode", "")),
            communes=_said(found, "city", "oldcity"),
            code=str(found.get("citycode", "")),
        )


class OpenStreetMap:
    """Nominatim, by its rules: identified, at most one request a second from the whole process (so make only one)."""

    def __init__(
        self,
        user_agent: str,
        domain: str = NOMINATIM,
        timeout_s: float = TIMEOUT_S,
        scheme: str = "https",
        pace: Pace | None = None,
    ) -> None:
        """``user_agent`` names this installation and how to reach who runs it; ConfigError without one."""
        if not user_agent.strip():
            raise ConfigError("Nominatim wants to know who asks: set a user agent with a way to contact you")
        self._timeout_s = timeout_s
        self._pace = pace or Pace(_NOMINATIM_INTERVAL_S)
        self._service = Nominatim(
            user_agent=user_agent, domain=domain, scheme=scheme, timeout=timeout_s, adapter_factory=URLLibAdapter
        )

    def ask(self, address: str) -> Place | None:
        """The best match of ``address`` in France; TimeoutError when too many are asked for."""
        found = self.position(address)
        return _place(found) if found else None

    def position(self, address: str) -> Position | None:
        """As ``ask``, with what is known of its exactness."""
        if not self._pace.wait(self._timeout_s):
            raise TimeoutError
        location: Any = self._service.geocode(address, country_codes="fr", addressdetails=True)
        if location is None:
            return None
        parts = location.raw.get("address", {})
        road = Precision.RUE if "road" in parts else None
        return Position(
            name=str(location.address),
            lat=float(location.latitude),
            lon=float(location.longitude),
            precision=Precision.ADRESSE if "house_number" in parts else road,
            score=None,
            postcode=str(parts.get("postcode", "")),
            communes=_said(parts, "city", "town", "village", "municipality"),
        )


def _said(found: Mapping[str, object], *keys: str) -> tuple[str, ...]:
    return tuple(str(found[key]) for key in keys if found.get(key))


def _place(found: Position) -> Place:
    departments = (department_of(found.postcode),) if is_postcode(found.postcode) else ()
    return Place(found.name, PlaceKind.ADDRESS, found.lat, found.lon, "", departments)
