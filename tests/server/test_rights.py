"""Who may give admin commands: on the server's word, never on the client's."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.fakes.mattermost import FakeMattermost
from tests.fakes.mattermost.model import User
from tests.fakes.mattermost.slash import call_slash, slash_form
from tests.server.conftest import SLASH_TOKEN
from tests.server.interactive import Interactive, interactive

REFUSED = "réservée aux admins"


@pytest.fixture
def bot(server: FakeMattermost) -> Iterator[Interactive]:
    """The bot; alice is an admin by her name, dave by his id, eve as a system admin, carol by the admins' channel."""
    for name, roles in (("dave", "system_user"), ("eve", "system_user system_admin"), ("fred", "system_user")):
        server.world.add_user(name, roles=roles)
    with interactive(server, admins=("alice", named(server, "dave").id, "personne")) as running:
        yield running


def named(server: FakeMattermost, name: str) -> User:
    return next(user for user in server.world.users.values() if user.name == name)


def status(bot: Interactive, person: User) -> str:
    return str(bot.slash("statut", person)["text"])


@pytest.mark.parametrize("name", ["alice", "dave", "eve", "carol"])
def test_admins_are_known_each_in_their_way(bot: Interactive, name: str) -> None:
    assert "en marche" in status(bot, named(bot.server, name))


@pytest.mark.parametrize("name", ["bob", "fred"])
def test_everybody_else_gets_a_clear_refusal(bot: Interactive, name: str) -> None:
    assert REFUSED in status(bot, named(bot.server, name))


def test_the_name_that_a_request_claims_is_worth_nothing(bot: Interactive) -> None:
    server = bot.server
    form = slash_form(server.world, server.bob, server.bretagne, "statut", SLASH_TOKEN)
    said = call_slash(bot.edge.slash_url, {**form, "user_name": "alice"}).json()
    assert REFUSED in said["text"]


def test_who_takes_over_the_name_of_an_admin_is_none(bot: Interactive) -> None:
    server = bot.server
    assert "en marche" in status(bot, server.alice)
    server.world.users[server.alice.id] = replace(server.alice, name="alice-autre")
    server.world.users[server.bob.id] = replace(server.bob, name="alice")
    assert REFUSED in status(bot, server.world.users[server.bob.id])
    assert "en marche" in status(bot, server.world.users[server.alice.id])


def test_who_leaves_the_channel_of_the_admins_is_none_any_more(bot: Interactive) -> None:
    assert "en marche" in status(bot, bot.carol)
    bot.admins.members.discard(bot.carol.id)
    assert REFUSED in status(bot, bot.carol)


def test_when_the_server_does_not_say_the_answer_is_no(bot: Interactive) -> None:
    server = bot.server
    assert "en marche" in status(bot, server.alice)
    alice = server.world.users.pop(server.alice.id)
    assert REFUSED in status(bot, alice)


def test_an_admin_may_give_commands_in_a_channel_and_a_direct_message(bot: Interactive) -> None:
    server = bot.server
    assert "en marche" in str(
        server.wait_for_answer(server.say(server.alice, server.bretagne, "@lieux statut"))["message"]
    )
    direct = server.say(server.bob, server.direct(server.bob), "statut")
    assert REFUSED in str(server.wait_for_answer(direct)["message"])


def test_an_admin_who_does_not_exist_is_said_in_the_log(
    server: FakeMattermost, caplog: pytest.LogCaptureFixture
) -> None:
    with interactive(server, admins=("personne",)):
        server.wait_for(lambda: "personne" in caplog.text)
    assert "under admins in the configuration" in caplog.text


def test_a_public_channel_of_admins_gives_no_rights(server: FakeMattermost) -> None:
    with interactive(server) as bot:
        assert "en marche" in status(bot, bot.carol)
    bot.admins.kind = "O"
    with interactive(server) as again:
        assert REFUSED in status(again, bot.carol)
