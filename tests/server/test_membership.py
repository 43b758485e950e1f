"""The channels of the directory: joined, followed through renames and archives, and said when they cannot be heard."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pydantic import SecretStr

from bot.config import Config, MattermostSettings, Secrets
from bot.mattermost.edge import Edge
from bot.models.standing import Standing, Trouble
from tests.fakes.mattermost import TOKEN, FakeMattermost
from tests.fakes.mattermost.model import Channel, new_id
from tests.server.conftest import QUICK, edge_for, running
from tests.server.echo import Echo

Fake = FakeMattermost


@contextmanager
def listening(server: Fake, echo: Echo, *listed: str) -> Iterator[Standing]:
    """The bot, whose directory lists some channels; gives its standing once it has looked for them."""
    standing = Standing()
    with running(edge_for(server.url, echo, listed=listed, standing=standing)) as runner:
        server.wait_until_connected()
        server.wait_for(lambda: bool(standing.channels or standing.troubles))
        yield standing
    assert runner.error is None


def channel_heard(server: Fake, echo: Echo, channel: Channel) -> str | None:
    """The handle of the channel that the answerer is told for a message in ``channel``."""
    server.wait_for_answer(server.say(server.alice, channel, "@lieux ici"))
    return echo.messages[-1].channel


def test_it_joins_the_public_channels_listed_and_no_others(server: Fake, echo: Echo) -> None:
    other = server.world.add_channel("autre", server.alice)
    with listening(server, echo, "bureaux-bretagne", "nantes-coworking") as standing:
        server.wait_for(lambda: server.bot.id in server.nantes.members)
        assert channel_heard(server, echo, server.nantes) == "nantes-coworking"
        assert server.bot.id not in other.members
        assert (standing.channels, standing.troubles) == (2, {})


def test_it_joins_what_the_directory_lists_after_a_reload(server: Fake, echo: Echo) -> None:
    listed = {"bureaux-bretagne"}
    standing = Standing()
    config = Config(mattermost=MattermostSettings.model_validate({"url": server.url}))
    secrets = Secrets(mattermost_token=SecretStr(TOKEN))
    with running(Edge(config, secrets, echo, QUICK, lambda: frozenset(listed), standing)):
        server.wait_for(lambda: standing.channels == 1)
        assert server.bot.id not in server.nantes.members
        listed.add("nantes-coworking")
        server.wait_for(lambda: server.bot.id in server.nantes.members)
        server.wait_for(lambda: standing.channels == 2)


def test_a_removal_that_was_not_heard_is_heeded_all_the_same(server: Fake, echo: Echo) -> None:
    with listening(server, echo, "bureaux-bretagne", "nantes-coworking") as standing:
        server.wait_for(lambda: standing.channels == 2)
        server.nantes.members.discard(server.bot.id)
        server.world.archive(server.bretagne, archived=False)  # makes it look again
        server.wait_for(lambda: standing.troubles == {"nantes-coworking": Trouble.REMOVED})
        assert server.bot.id not in server.nantes.members


def test_a_handle_is_no_display_name(server: Fake, echo: Echo) -> None:
    homonym = server.world.add_channel("tout-autre", server.alice, display_name="bureaux-lyon")
    with listening(server, echo, "bureaux-lyon", "bureaux-bretagne") as standing:
        server.wait_for(lambda: standing.troubles == {"bureaux-lyon": Trouble.ABSENT})
        assert server.bot.id not in homonym.members


def test_it_works_in_several_teams(server: Fake, echo: Echo) -> None:
    second = new_id()
    server.world.teams[second] = "autre"
    there = server.world.add_channel("bureaux-bretagne", server.alice, team_id=second)
    with listening(server, echo, "bureaux-bretagne") as standing:
        server.wait_for(lambda: server.bot.id in there.members)
        assert channel_heard(server, echo, there) == "bureaux-bretagne"
        assert channel_heard(server, echo, server.bretagne) == "bureaux-bretagne"
        assert standing.troubles == {}


@pytest.mark.parametrize("trouble", [Trouble.ABSENT, Trouble.ARCHIVED, Trouble.FORBIDDEN])
def test_a_channel_it_cannot_hear_is_said_once_with_the_cure(
    server: Fake, echo: Echo, trouble: Trouble, caplog: pytest.LogCaptureFixture
) -> None:
    server.nantes.kind = "P" if trouble is Trouble.ABSENT else "O"
    server.nantes.archived = trouble is Trouble.ARCHIVED
    server.nantes.closed = trouble is Trouble.FORBIDDEN
    with listening(server, echo, "nantes-coworking", "bureaux-bretagne") as standing:
        server.wait_for(lambda: standing.troubles == {"nantes-coworking": trouble})
        server.world.archive(server.world.add_channel("x"), archived=False)  # makes it look again
        server.wait_for(lambda: len([c for c in server.troubles.calls if "name/nantes-coworking" in c[1]]) > 1)
        server.wait_for_answer(server.say(server.alice, server.bretagne, "@lieux fin"))
    said = [record for record in caplog.records if "~nantes-coworking" in record.getMessage()]
    assert len(said) == 1


def test_a_renamed_channel_is_known_all_the_same(server: Fake, echo: Echo) -> None:
    with listening(server, echo, "bureaux-bretagne") as standing:
        server.world.rename(server.bretagne, display_name="Bureaux Bretagne (35)")
        assert channel_heard(server, echo, server.bretagne) == "bureaux-bretagne"
        assert standing.troubles == {}
        server.world.rename(server.bretagne, name="grand-ouest")
        server.wait_for(lambda: standing.troubles == {"bureaux-bretagne": Trouble.RENAMED})
        assert channel_heard(server, echo, server.bretagne) == "bureaux-bretagne"


def test_an_archived_channel_is_said_until_it_is_restored(server: Fake, echo: Echo) -> None:
    with listening(server, echo, "bureaux-bretagne") as standing:
        server.world.archive(server.bretagne)
        server.wait_for(lambda: standing.troubles == {"bureaux-bretagne": Trouble.ARCHIVED})
        server.world.archive(server.bretagne, archived=False)
        server.wait_for(lambda: standing.troubles == {})


def test_where_it_was_removed_it_stays_out_until_it_is_invited(server: Fake, echo: Echo) -> None:
    with listening(server, echo, "bureaux-bretagne", "nantes-coworking") as standing:
        server.wait_for(lambda: server.bot.id in server.nantes.members)
        server.world.remove(server.nantes, server.bot, server.alice)
        server.wait_for(lambda: standing.troubles == {"nantes-coworking": Trouble.REMOVED})
        server.world.archive(server.bretagne, archived=False)  # makes it look again
        server.wait_for_answer(server.say(server.alice, server.bretagne, "@lieux encore"))
        assert server.bot.id not in server.nantes.members
        server.world.join(server.nantes, server.bot)
        server.wait_for(lambda: standing.troubles == {})
        assert channel_heard(server, echo, server.nantes) == "nantes-coworking"


def test_out_of_a_team_it_hears_none_of_its_channels_and_says_so_until_it_is_back(server: Fake, echo: Echo) -> None:
    second = new_id()
    server.world.teams[second] = "autre"
    there = server.world.add_channel("bureaux-lyon", server.alice, team_id=second)
    with listening(server, echo, "bureaux-bretagne", "bureaux-lyon") as standing:
        server.wait_for(lambda: server.bot.id in there.members)
        server.world.leave_team(second, server.bot)
        server.wait_for(lambda: standing.troubles == {"bureaux-lyon": Trouble.ABSENT})
        assert standing.channels == 1
        assert channel_heard(server, echo, server.bretagne) == "bureaux-bretagne"
        server.world.teams[second] = "autre"
        server.world.archive(server.bretagne, archived=False)  # makes it look again
        server.wait_for(lambda: standing.troubles == {})
        assert server.bot.id in there.members


def test_leaving_a_team_unheard_is_noticed_all_the_same(server: Fake, echo: Echo) -> None:
    second = new_id()
    server.world.teams[second] = "autre"
    there = server.world.add_channel("bureaux-lyon", server.alice, team_id=second)
    with listening(server, echo, "bureaux-bretagne", "bureaux-lyon") as standing:
        server.wait_for(lambda: server.bot.id in there.members)
        there.members.discard(server.bot.id)
        del server.world.teams[second]
        server.world.archive(server.bretagne, archived=False)  # makes it look again
        server.wait_for(lambda: standing.troubles == {"bureaux-lyon": Trouble.ABSENT})


def test_others_who_come_and_go_change_nothing(server: Fake, echo: Echo) -> None:
    with listening(server, echo, "bureaux-bretagne") as standing:
        server.world.remove(server.bretagne, server.bob, server.alice)
        server.world.join(server.bretagne, server.bob)
        left = {"user_id": server.bob.id, "team_id": server.world.team_id}
        server.send_raw(json.dumps({"event": "leave_team", "data": left, "broadcast": {}, "seq": 99}))
        assert channel_heard(server, echo, server.bretagne) == "bureaux-bretagne"
        assert (standing.channels, standing.troubles) == (1, {})


@pytest.mark.parametrize(
    "frame",
    [
        '{"event":"user_removed","data":3,"seq":99}',
        '{"event":"leave_team","data":{"user_id":[]},"seq":99}',
        '{"event":"channel_updated","data":{"channel":"[]"},"seq":99}',
        '{"event":"channel_updated","data":{"channel":{"id":4}},"seq":99}',
        '{"event":"channel_deleted","seq":99}',
        '{"event":"reaction_added","data":{"reaction":"{"},"seq":99}',
        '{"event":"reaction_added","data":{"reaction":"{\\"user_id\\":1,\\"emoji_name\\":[]}"},"seq":99}',
        '{"event":"user_added","data":{"user_id":null},"broadcast":[],"seq":99}',
    ],
)
def test_a_broken_frame_harms_nothing(server: Fake, echo: Echo, frame: str) -> None:
    with listening(server, echo, "bureaux-bretagne"):
        server.send_raw(frame)
        assert channel_heard(server, echo, server.bretagne) == "bureaux-bretagne"
