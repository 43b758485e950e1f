"""Map tiles from a server that the configuration names."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import requests

from bot import __version__
from bot.models.ground import TileKey

log = logging.getLogger(__name__)

_TIMEOUT_S = (2.0, 3.0)
"""To connect, and to read: a person waits for the answer."""
_AT_ONCE = 4
_KEPT = 400
"""How many tiles are kept: about 10 MB, and the middle of a dozen cities."""
_LARGEST_BYTES = 1_000_000
_USER_AGENT = f"lieux-bot/{__version__}"


class TileServer:
    """Fetches tiles by an address with ``{z}``, ``{x}`` and ``{y}``: implements ``Tiles``. Safe between threads."""

    def __init__(self, url: str, attribution: str, contact: str) -> None:
        """``attribution`` is what the server's licence asks to print, ``contact`` a way to reach who runs the bot."""
        self.attribution = attribution
        self._url = url
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"{_USER_AGENT} ({contact})" if contact else _USER_AGENT
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="tiles")
        self._kept: OrderedDict[TileKey, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def fetch(self, keys: Sequence[TileKey]) -> list[bytes] | None:
        """The images of ``keys``, in their order; None when one of them cannot be had."""
        try:
            return list(self._threads.map(self._one, keys))
        except (requests.RequestException, ValueError) as error:
            # The address may hold a key of the person's own: only what went wrong is told.
            log.warning("the tile server is of no use now: %s", type(error).__name__)
            return None

    def _one(self, key: TileKey) -> bytes:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        zoom, x, y = key
        address = self._url.replace("{z}", str(zoom)).replace("{x}", str(x)).replace("{y}", str(y))
        response = self._session.get(address, timeout=_TIMEOUT_S)
        response.raise_for_status()
        if len(response.content) > _LARGEST_BYTES:
            raise ValueError("a tile is too large")
        with self._lock:
            self._kept[key] = response.content
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return response.content
