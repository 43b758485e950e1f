"""Online geocoders for addresses: optional, one attempt, and never longer than their timeout."""

import logging
import threading
from concurrent.futures import Future
from functools import lru_cache
from typing import Any, Protocol

from geopy.adapters import URLLibAdapter
from geopy.exc import GeopyError
from geopy.geocoders import BANFrance, Nominatim

from bot.errors import ConfigError
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
_CACHED = 256
_AT_ONCE = 2

log = logging.getLogger(__name__)


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
        except (GeopyError, OSError, LookupError, TypeError, ValueError, AttributeError) as error:
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
        location: Any = self._service.geocode(address, limit=1)
        if location is None:
            return None
        found = location.raw["properties"]
        if float(found["score"]) < _LEAST_SCORE:
            return None
        return _place(str(found["label"]), location, str(found.get("postcode", "")))


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
        if not self._pace.wait(self._timeout_s):
            raise TimeoutError
        location: Any = self._service.geocode(address, country_codes="fr", addressdetails=True)
        if location is None:
            return None
        postcode = str(location.raw.get("address", {}).get("postcode", ""))
        return _place(str(location.address), location, postcode)


def _place(name: str, location: Any, postcode: str) -> Place:
    departments = (department_of(postcode),) if is_postcode(postcode) else ()
    return Place(name, PlaceKind.ADDRESS, float(location.latitude), float(location.longitude), "", departments)
