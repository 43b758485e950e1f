"""The websocket: connects, listens, and connects again; it only queues what it hears.

The one of mattermostdriver 7.3.2 never connects over TLS, stops at the first cut or takes a refused token for one, and
runs the handlers inside its reading loop.
"""

import asyncio
import logging
import ssl
from collections.abc import Container, Mapping
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.frames import CloseCode

from bot.mattermost.address import Address
from bot.mattermost.cursor import Cursor, Fault
from bot.mattermost.health import Health
from bot.mattermost.pace import Pace
from bot.mattermost.payload import read_object, text
from bot.mattermost.pulse import Pulse
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import RestError, start_error
from bot.mattermost.work import Frame

log = logging.getLogger(__name__)

Frames = asyncio.Queue[Frame]

_wire = log.getChild("wire")
_wire.setLevel(logging.INFO)  # websockets writes tokens and frames at DEBUG

_LARGEST_FRAME = 8 * 1024 * 1024
_CLOSE_WITHIN_S = 3
_PROTOCOL_PING_EVERY_S = 10  # answered within 20 s: a dead network is noticed, and resumed from, before a lost pulse


class Listener:
    """Puts the frames of some events on ``frames``, through every cut, until it is cancelled.

    The other events are many (typing, status changes), and are dropped.
    When ``frames`` is full it stops reading: the server keeps what comes, up to a point.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what it listens to, where it puts it, and how patiently
        self, address: Address, token: str, rest: Rest, frames: Frames, pace: Pace, health: Health
    ) -> None:
        self._address = address
        self._token = token
        self._tls: ssl.SSLContext | None = address.tls()
        self._rest = rest
        self._frames = frames
        self._heard: Container[str] = ()
        self._pace = pace
        self._health = health
        self._cursor = Cursor()
        self._failures = 0

    async def run(self, heard: Container[str]) -> None:
        """Listen for ever to the events ``heard``. Raises StartError when the server refuses the token."""
        self._heard = heard
        while True:
            headers = await self._connect_and_listen()
            self._failures += 1
            wait_s = self._pace.reconnection.after(self._failures, headers)
            log.warning("websocket: next try in %.1f s (failure %d)", wait_s, self._failures)
            await asyncio.sleep(wait_s)
            await self._check_token()

    async def _connect_and_listen(self) -> Mapping[str, str]:
        """One connection, from its opening to its end; gives the headers of a server that refused it."""
        try:
            async with self._opening() as connection:
                heard = await self._listen(connection)
        except InvalidStatus as refusal:
            return self._refused(refusal)
        except (OSError, TimeoutError, WebSocketException) as error:
            log.warning("websocket: cannot connect (%s)", type(error).__name__)
            return {}
        if not heard:  # perhaps because of what was asked to be resumed
            self._cursor.forget()
        return {}

    def _opening(self) -> connect:
        options: dict[str, Any] = {"ssl": self._tls} if self._tls else {}
        return connect(
            self._address.websocket + self._cursor.query,
            additional_headers={"Authorization": f"Bearer {self._token}"},
            max_size=_LARGEST_FRAME,
            ping_interval=_PROTOCOL_PING_EVERY_S,
            close_timeout=_CLOSE_WITHIN_S,
            logger=_wire,
            **options,
        )

    def _refused(self, refusal: InvalidStatus) -> Mapping[str, str]:
        status = refusal.response.status_code
        error = RestError("GET /websocket", status, refusal.response.reason_phrase)
        if error.is_refused_token:
            raise start_error(error, self._address) from refusal
        log.warning("websocket: refused with status %d", status)
        return {name.title(): value for name, value in refusal.response.headers.raw_items()}

    async def _listen(self, connection: ClientConnection) -> int:
        """The number of frames heard until the connection ended."""
        heard = 0
        pulse = Pulse(connection, self._pace.ping_every_s)
        beating = asyncio.create_task(pulse.beat())
        try:
            async for raw in connection:
                heard += 1
                self._failures = 0
                self._health.listening = True
                if not await self._take(raw, pulse):
                    break
        except ConnectionClosed as end:
            if end.sent and end.sent.code == CloseCode.MESSAGE_TOO_BIG:
                self._cursor.next_seq += 1  # asked to resume before it, the server would send it again
            log.info("websocket: closed (%s)", end.rcvd.code if end.rcvd else "cut")
        finally:
            self._health.listening = False
            beating.cancel()
            await asyncio.wait([beating])
        if pulse.lost:
            log.warning("websocket: the server sends nothing on this connection any more (%s)", pulse.lost)
            self._cursor.forget()
            self._cursor.fault = Fault.NO_PULSE
        return heard

    async def _take(self, raw: str | bytes, pulse: Pulse) -> bool:
        """Queue a frame; False when the connection is of no more use."""
        frame = read_object(raw)
        if frame is None:
            log.warning("websocket: a frame of %d characters that is no JSON object was skipped", len(raw))
            self._cursor.skip()
            return True
        if frame.get("event") == "hello":
            log.info("websocket: connected")
        pulse.hear(frame)
        if missed := self._cursor.missed_before(frame):
            self._lose(missed)
            return False
        self._cursor.advance(frame)
        if text(frame, "event") in self._heard:
            await self._put(frame, pulse)
        return not pulse.lost

    def _lose(self, missed: int) -> None:
        """Ask for the events that were missed at the next connection; in vain before, begin a new stream."""
        log.warning("websocket: %d events were missed, connecting again", missed)
        if self._cursor.fault is Fault.GAP:
            self._cursor.forget()
        self._cursor.fault = Fault.GAP

    async def _put(self, frame: Frame, pulse: Pulse) -> None:
        if not self._frames.full():
            self._frames.put_nowait(frame)
            return
        with pulse.held_up():
            await self._frames.put(frame)

    async def _check_token(self) -> None:
        # A server that does not know the token opens the websocket and closes it after five seconds without a word
        # (6.7.2): only REST tells a refused token from a bad network.
        try:
            await self._rest.me()
        except RestError as error:
            if error.is_refused_token:
                raise start_error(error, self._address) from error
            log.warning("websocket: the server does not answer yet (%s)", error)
