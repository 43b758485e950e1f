"""A fake server as the tests hold it: started in a thread, talked to in plain calls."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from tests.fakes.mattermost.administration import Office
from tests.fakes.mattermost.api import Api
from tests.fakes.mattermost.hub import Hub
from tests.fakes.mattermost.model import Channel, Json, User
from tests.fakes.mattermost.troubles import Troubles
from tests.fakes.mattermost.world import World

TOKEN = "jeton-du-bot"
_PATIENCE_S = 10.0
_ROUNDS_TO_CLOSE = 50
"""Turns of the event loop after which the connections aborted, or refused over TLS, are closed for good."""


class _Server(uvicorn.Server):
    """A server that stops at once: the tests stop many."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ending = asyncio.Event()

    async def main_loop(self) -> None:
        await self.ending.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002 - the parent's
        for server in self.servers:
            server.close()
        self.abort(lambda _: True)
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=2)
        for _ in range(_ROUNDS_TO_CLOSE):
            await asyncio.sleep(0)

    def abort(self, chosen: Callable[[tuple[str, int]], bool]) -> None:
        """Break the connections of the peers chosen without a word."""
        for connection in list(self.server_state.connections):
            transport = getattr(connection, "transport", None)
            if transport is None or transport.is_closing():
                continue
            if chosen(tuple(transport.get_extra_info("peername")[:2])):
                transport.abort()


class FakeMattermost:
    """A server with a team, alice and bob, the bot ``lieux``, and channels.

    Everybody is in ~bureaux-bretagne, the bot not in ~nantes-coworking. Use it as a context manager. Its methods may
    be called from any thread.
    """

    def __init__(self, certificate: Path | None = None) -> None:
        self.troubles = Troubles()
        self.world = World(self._tell)
        self.hub = Hub(self.world.users)
        self.bot = self.world.add_user("lieux", TOKEN, is_bot=True)
        self.alice = self.world.add_user("alice")
        self.bob = self.world.add_user("bob")
        self.office = Office(members={(self.world.team_id, user_id) for user_id in self.world.users})
        self.bretagne = self.world.add_channel("bureaux-bretagne", self.alice, self.bob, self.bot)
        self.nantes = self.world.add_channel("nantes-coworking", self.alice, display_name="Nantes – coworking")
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http{'s' * bool(certificate)}://127.0.0.1:{self._socket.getsockname()[1]}"
        self._server = _Server(self._config(certificate))
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="fake-mattermost")

    def __enter__(self) -> "FakeMattermost":
        self._thread.start()
        self.wait_for(lambda: self._server.started)
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
        self._call(self._server.ending.set)
        self._thread.join()
        self._socket.close()

    # What people do

    def say(self, author: User, channel: Channel, text: str, root: Json | None = None, **more: object) -> Json:
        """Post as a person; ``root`` is the post that opens the thread, ``more`` goes into the post."""
        body = {"channel_id": channel.id, "message": text, "root_id": root["id"] if root else "", **more}
        return self.world.create_post(author, body)

    def direct(self, person: User) -> Channel:
        """The direct channel of a person and the bot."""
        return self.world.direct(person, self.bot)

    def edit(self, post: Json, text: str) -> None:
        """Change the text of a post."""
        self.world.edit_post(str(post["id"]), text)

    def age(self, post: Json, minutes: int) -> None:
        """Make as if a post had been made so long ago."""
        self.world.age_post(str(post["id"]), minutes * 60_000)

    # What the tests look at

    def posts_in(self, channel: Channel) -> list[Json]:
        """The posts of a channel, oldest first."""
        with self.world.changed:
            return [post for post in self.world.posts.values() if post["channel_id"] == channel.id]

    def answers_to(self, post: Json) -> list[Json]:
        """The bot's posts in the thread of ``post`` that came after it."""
        with self.world.changed:
            thread = self.world.thread(str(post["root_id"] or post["id"]))
        later = thread[[other["id"] for other in thread].index(post["id"]) + 1 :]
        return [answer for answer in later if answer["user_id"] == self.bot.id]

    def wait_for_answer(self, post: Json) -> Json:
        """The bot's first answer after ``post`` in its thread."""
        self.wait_for(lambda: bool(self.answers_to(post)))
        return self.answers_to(post)[0]

    def wait_for(self, condition: Callable[[], bool], within_s: float = _PATIENCE_S) -> None:
        """Wait until ``condition`` holds; AssertionError when it does not in time."""
        with self.world.changed:
            # Most conditions change with the world, which notifies; the others are looked at again now and then.
            held = any(self.world.changed.wait_for(condition, 0.02) for _ in range(int(within_s / 0.02)))
        assert held, "the condition did not come true in time"

    def wait_until_connected(self, connections: int = 1) -> None:
        """Wait until the server has accepted so many websockets since its start, and the last is open."""
        self.wait_for(lambda: len(self.hub.seen) >= connections and bool(self.hub.open))

    # What goes wrong

    def cut(self) -> None:
        """Break every websocket at once without a word, as a network does."""
        self._call(self._abort_websockets)

    def restart(self) -> None:
        """Break every websocket and forget what could be resumed."""
        self._call(self.hub.restart)
        self.cut()

    def drop_next_frame(self) -> None:
        """Lose the next event on its way to everybody connected."""
        self._call(self.hub.drop_next)

    def fail_sessions(self) -> None:
        """Fail once to look up the bot's session: its websockets stay open, and deaf for ever."""
        self._call(self.hub.fail_sessions)

    def present(self, certificate: Path) -> None:
        """Show another certificate from now on."""
        context = self._server.config.ssl
        assert context
        context.load_cert_chain(certificate)

    def revoke_token(self) -> None:
        """Make the bot's token unknown; open websockets go on, as on a real server."""
        self.world.users[self.bot.id] = User(self.bot.name, "", is_bot=True, id=self.bot.id)

    def send_raw(self, frame: str | bytes) -> None:
        """Send everybody connected a frame as it is."""
        self._call(lambda: self.hub.tell_raw(frame))

    @contextlib.contextmanager
    def holding_rest(self) -> Iterator[None]:
        """Let every REST call wait while the context lasts."""
        self._call(self.troubles.held.clear)
        try:
            yield
        finally:
            self.release()

    def release(self) -> None:
        """Let the calls held go on."""
        self._call(self.troubles.held.set)

    def _tell(self, event: Json, user_ids: set[str]) -> None:
        members = set(user_ids)
        self._call(lambda: self.hub.tell(event, members))

    def _call(self, action: Callable[[], object]) -> None:
        if self._loop:
            self._loop.call_soon_threadsafe(action)

    def _abort_websockets(self) -> None:
        peers = {tuple(websocket.client) for websocket in self.hub.open if websocket.client}
        self._server.abort(lambda peer: peer in peers)

    async def _websocket(self, websocket: WebSocket) -> None:
        if not await self.hub.serve(websocket):
            self._server.abort(lambda peer: websocket.client is not None and peer == tuple(websocket.client))

    def _config(self, certificate: Path | None) -> uvicorn.Config:
        routes = [WebSocketRoute("/api/v4/websocket", self._websocket)]
        app = Starlette(routes=[*Api(self.world, self.hub, self.troubles, self.office).routes(), *routes])
        return uvicorn.Config(
            app,
            http="h11",
            ws="websockets-sansio",
            lifespan="off",
            log_config=None,
            access_log=False,
            date_header=False,
            ssl_certfile=certificate,
        )

    def _run(self) -> None:
        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            await self._server.serve(sockets=[self._socket])
            self._loop = None

        asyncio.run(serve())
