"""The websocket of a fake server: connections, their numbered frames, and what a cut one may ask again."""

import asyncio
import contextlib
import json
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.websockets import WebSocket, WebSocketDisconnect

from tests.fakes.mattermost.model import Json, User, new_id

_COMPACT = (",", ":")
_KEPT = 256
"""The frames that a server keeps for a connection that was cut; asked for older ones, it begins a new stream."""


@dataclass
class Stream:
    """What one connection is told: frame number n is ``frames[n]``, and the first is a hello."""

    user: User
    knows_session: bool = True
    """False after the server failed to look up the session: the connection hears no event again (9.9)."""
    id: str = field(default_factory=new_id)
    frames: list[str | bytes] = field(default_factory=list)
    more: asyncio.Event = field(default_factory=asyncio.Event)
    dropped: set[int] = field(default_factory=set)
    """The numbers of the frames that get lost on the way, each once."""

    def __post_init__(self) -> None:
        data = {"connection_id": self.id, "server_version": "6.7.2.6.7.2.fake.false"}
        broadcast = {"omit_users": None, "user_id": self.user.id, "channel_id": "", "team_id": ""}
        self.add({"event": "hello", "data": data, "broadcast": broadcast})

    def add(self, event: Json) -> None:
        """Number an event and queue it: its post and mentions as JSON inside JSON, a line break at the end."""
        data = event["data"]
        assert isinstance(data, dict)
        inner = {key: _dump(data[key]) for key in ("mentions", "post", "channel", "reaction") if key in data}
        self.add_raw(_dump({**event, "data": {**data, **inner}, "seq": len(self.frames)}) + "\n")

    def add_raw(self, frame: str | bytes) -> None:
        """Queue a frame as it is, and let go of what nobody may ask for any more."""
        self.frames.append(frame)
        if len(self.frames) > 2 * _KEPT:
            self.frames[-2 * _KEPT - 1] = ""
        self.more.set()


class Hub:
    """Every connection of the server. All but ``refusal`` belongs to the server's event loop."""

    def __init__(self, users: Mapping[str, User]) -> None:
        self._users = users
        self.streams: dict[str, Stream] = {}
        self.open: set[WebSocket] = set()
        self.seen: list[Mapping[str, str]] = []
        """The query of each connection accepted, in their order."""
        self.actions: list[Json] = []
        """What was asked over open connections."""
        self.answers_actions = True
        self.auth_within_s = 5.0
        self.refusal: tuple[int, dict[str, str]] | None = None

    def tell(self, event: Json, user_ids: set[str]) -> None:
        """Say an event to the connections of some users, open or waiting to be resumed."""
        for stream in self.streams.values():
            if stream.user.id in user_ids and stream.knows_session:
                stream.add(event)

    def tell_raw(self, frame: str | bytes) -> None:
        """Say a frame as it is to every connection."""
        for stream in self.streams.values():
            stream.add_raw(frame)

    def fail_sessions(self) -> None:
        """Fail to look up the session of every connection: each stays open, and deaf."""
        for stream in self.streams.values():
            stream.knows_session = False

    def drop_next(self) -> None:
        """Lose the next frame of every connection on its way."""
        for stream in self.streams.values():
            stream.dropped.add(len(stream.frames))

    def restart(self) -> None:
        """Forget every connection, as a server that was restarted."""
        self.streams.clear()

    async def serve(self, websocket: WebSocket) -> bool:
        """One connection until its end; False when it must be cut without a word."""
        if self.refusal:
            status, headers = self.refusal
            await websocket.send_denial_response(PlainTextResponse("refused\n", status, headers))
            return True
        await websocket.accept()
        user = self.owner(websocket)
        by_header = user is not None
        if by_header:
            stream = self.streams.get(websocket.query_params.get("connection_id", ""))
            start = int(websocket.query_params.get("sequence_number", "0"))
        else:
            user, stream, start = await self._challenged(websocket), None, 0
        if user is None or (stream and start > len(stream.frames)):
            return False
        if stream is None or len(stream.frames) - start > _KEPT:
            stream, start = Stream(user), 0
            self.streams[stream.id] = stream
        if not by_header:
            await _send(websocket, stream.frames[0])
            await websocket.send_text('{"status":"OK","seq_reply":1}\n')
            start = 1
        stream.knows_session = True
        self.seen.append(dict(websocket.query_params))
        self.open.add(websocket)
        try:
            await _talk(websocket, stream, start, self._hear(websocket, stream))
        finally:
            self.open.discard(websocket)
        return True

    def owner(self, request: HTTPConnection) -> User | None:
        """The user whose token the Authorization header bears."""
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        return self.by_token(token)

    def by_token(self, token: str) -> User | None:
        """The user that ``token`` belongs to."""
        return next((user for user in self._users.values() if token and user.token == token), None)

    async def _hear(self, websocket: WebSocket, stream: Stream) -> None:
        """Answer actions until the other end closes."""
        while (message := await websocket.receive())["type"] != "websocket.disconnect":
            action = json.loads(message["text"])
            self.actions.append(action)
            if self.answers_actions:
                with contextlib.suppress(WebSocketDisconnect):
                    await websocket.send_text(_dump(self._answer(action, stream)) + "\n")

    def _answer(self, action: Json, stream: Stream) -> Json:
        if self.by_token(stream.user.token) is None:
            message = f"Invalid session token={stream.user.token}, err="
            return _fail(action, "api.context.invalid_token.error", message, 401)
        if not stream.knows_session:
            message = "WebSocket connection is not authenticated."
            return _fail(action, "api.web_socket_router.not_authenticated.app_error", message, 401)
        if action["action"] != "ping":
            return _fail(action, "api.web_socket_router.bad_action.app_error", "Unknown WebSocket action.", 500)
        pong = {"node_id": "", "server_time": 1795345830912, "text": "pong", "version": "6.7.2"}
        return {"status": "OK", "seq_reply": action["seq"], "data": pong}

    async def _challenged(self, websocket: WebSocket) -> User | None:
        try:
            async with asyncio.timeout(self.auth_within_s):
                frame = await websocket.receive_json()
        except (TimeoutError, WebSocketDisconnect):
            return None
        return self.by_token(frame["data"]["token"]) if frame["action"] == "authentication_challenge" else None


async def _talk(websocket: WebSocket, stream: Stream, start: int, hearing: Coroutine[None, None, None]) -> None:
    listening = asyncio.create_task(hearing)
    try:
        while not listening.done():
            while start < len(stream.frames):
                if start not in stream.dropped:
                    await _send(websocket, stream.frames[start])
                stream.dropped.discard(start)
                start += 1
            stream.more.clear()
            waiting = asyncio.create_task(stream.more.wait())
            await asyncio.wait({listening, waiting}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
    except WebSocketDisconnect:
        pass
    finally:
        listening.cancel()


async def _send(websocket: WebSocket, frame: str | bytes) -> None:
    if isinstance(frame, str):
        await websocket.send_text(frame)
    else:
        await websocket.send_bytes(frame)


def _fail(action: Json, error_id: str, message: str, status: int) -> Json:
    error = {"id": error_id, "message": message, "detailed_error": "", "status_code": status}
    return {"status": "FAIL", "seq_reply": action["seq"], "error": error}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=_COMPACT)
