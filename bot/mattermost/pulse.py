"""Asks an open websocket, again and again, whether the server still knows whose it is.

Seen on 9.9: a server that fails once to look up the session of a connection (the account was disabled for a while, the
database was away) keeps it open, answers the pings of the protocol, and never sends it an event again. Only its answer
to an action tells.
"""

import asyncio
import contextlib
import json
import math
from collections.abc import Iterator, Mapping
from itertools import count

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from bot.mattermost.payload import mapping, text


class Pulse:
    """The pulse of one connection: ``beat`` asks, and ``hear`` is shown every frame that comes."""

    def __init__(self, connection: ClientConnection, every_s: float) -> None:
        self.lost = ""
        """Why the connection is of no more use, empty as long as it is of use."""
        self._connection = connection
        self._every_s = every_s
        self._awaited = False
        self._asked_at = 0.0
        self._reading_since = 0.0

    async def beat(self) -> None:
        """Ask at once and until the connection ends; close it when an answer did not come before the next question."""
        with contextlib.suppress(ConnectionClosed):
            for seq in count(1):
                if self._awaited and self._reading_since <= self._asked_at:
                    self.lost = "no answer"
                    await self._connection.close()
                    return
                self._awaited, self._asked_at = True, _now()
                await self._connection.send(json.dumps({"seq": seq, "action": "ping"}))
                await asyncio.sleep(self._every_s)

    def hear(self, frame: Mapping[str, object]) -> None:
        """Take note of an answer; one that is not OK means that the connection is lost."""
        if "status" not in frame:
            return
        self._awaited = False
        if text(frame, "status") != "OK":
            # Never the message of the error: it may hold the token in clear (6.7.2).
            self.lost = text(mapping(frame, "error"), "id") or "refused"

    @contextlib.contextmanager
    def held_up(self) -> Iterator[None]:
        """While nothing is read no answer can be heard: the one awaited is not missed."""
        self._reading_since = math.inf
        try:
            yield
        finally:
            self._reading_since = _now()


def _now() -> float:
    return asyncio.get_running_loop().time()
