"""The whole bot with buttons, its directory, and a channel of admins, on a fake server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from bot.assistant.answer import answer
from bot.assistant.quota import Quota
from bot.assistant.world import World
from bot.config import Config, MattermostSettings
from bot.models.standing import Standing
from bot.wiring import build_world
from tests.fakes.mattermost import FakeMattermost
from tests.fakes.mattermost.model import Channel, Json, User
from tests.fakes.mattermost.slash import call_slash, slash_form
from tests.server.conftest import SLASH_TOKEN, RunningEdge, edge_for, free_url, running

MONDAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Interactive:
    """The bot running on a server; carol is in the private channel of its admins, alice and bob are not."""

    server: FakeMattermost
    edge: RunningEdge
    world: World
    carol: User
    admins: Channel

    def slash(self, text: str, person: User | None = None, channel: Channel | None = None) -> Json:
        """What the slash command answers to a person, bob if nobody else."""
        where = channel or self.server.bretagne
        form = slash_form(self.server.world, person or self.server.bob, where, text, SLASH_TOKEN)
        response = call_slash(self.edge.slash_url, form)
        assert response.status_code == 200
        said: Json = response.json()
        return said

    def answered(self, text: str) -> Json:
        """The bot's answer to bob, who mentions it in ~bureaux-bretagne."""
        return self.server.wait_for_answer(self.server.say(self.server.bob, self.server.bretagne, text))


@cache
def _world() -> World:
    """The real directory, map and words, read once, for a bot whose admins have a channel."""
    settings = MattermostSettings.model_validate({"url": "http://127.0.0.1", "admin_channel": "lieux-admin"})
    return build_world(Config(mattermost=settings), clock=lambda: MONDAY)


@contextmanager
def interactive(server: FakeMattermost, admins: tuple[str, ...] = ()) -> Iterator[Interactive]:
    """The bot with everything, until the end of the context."""
    carol = server.world.add_user("carol")
    channel = server.world.add_channel("lieux-admin", carol, server.bot, kind="P")
    world = replace(_world(), standing=Standing(), reports=Quota())
    edge = edge_for(
        server.url,
        partial(answer, world=world),
        admins=admins,
        admin_channel="lieux-admin",
        slash=True,
        public_url=free_url(),
        listed=("bureaux-bretagne", "nantes-coworking", "nulle-part"),
        standing=world.standing,
    )
    with running(edge) as runner:
        server.wait_until_connected()
        server.wait_for(lambda: bool(world.standing.troubles))  # it has looked for its channels: nulle-part is absent
        yield Interactive(server, runner, world, carol, channel)
    assert runner.error is None
