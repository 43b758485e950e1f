"""What the server refuses is given up and logged once; when it is busy, the bot waits and goes on."""

import json
import logging
from collections.abc import Callable

import pytest

from bot.mattermost.account import Account
from bot.mattermost.actions import Buttons
from bot.mattermost.inbound import Posted
from bot.mattermost.outbound import LONGEST_MESSAGE, to_post
from bot.mattermost.signing import Signer
from bot.models.deed import More
from bot.models.event import Trigger
from bot.models.question import Language, Question
from bot.models.reply import Button, Kind, Reply
from tests.fakes.mattermost import FakeMattermost
from tests.fakes.mattermost.model import Json
from tests.fakes.mattermost.troubles import too_many_requests
from tests.server.echo import Echo

Fake = FakeMattermost

pytestmark = pytest.mark.usefixtures("edge")

_LARGEST_PAYLOAD = 300_000
"""MaximumPayloadSizeBytes, a server's setting, as it comes."""


def ask(server: Fake, text: str) -> Json:
    return server.say(server.alice, server.bretagne, text)


def delete_root(server: Fake, asked: Json) -> None:
    server.world.delete_post(str(asked["id"]))


def archive(server: Fake, _: Json) -> None:
    server.bretagne.archived = True


def remove_from_channel(server: Fake, _: Json) -> None:
    server.bretagne.members.discard(server.bot.id)


def remove_from_team(server: Fake, _: Json) -> None:
    server.world.leave_team(server.world.team_id, server.bot)


@pytest.mark.parametrize("trouble", [delete_root, archive, remove_from_channel, remove_from_team])
def test_what_cannot_be_delivered_is_given_up_and_logged_once(
    server: Fake, echo: Echo, trouble: Callable[[Fake, Json], None], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    server.wait_for_answer(ask(server, "@lieux avant"))
    asked = ask(server, "@lieux attends Rennes")
    server.wait_for(lambda: len(echo.messages) == 2)
    trouble(server, asked)
    echo.go.set()
    server.wait_for(lambda: "undelivered" in caplog.text)
    server.wait_for_answer(server.say(server.alice, server.direct(server.alice), "fin"))
    said = [call for call in server.troubles.calls if call[:2] == ("POST", "/api/v4/posts")]
    assert len(said) == 3, "the first, one that was refused, and the last"
    assert len([record for record in caplog.records if "cannot deliver" in record.getMessage()]) == 1


def test_a_server_busy_for_long_loses_no_answer_and_is_not_pressed(server: Fake) -> None:
    server.wait_for_answer(ask(server, "@lieux avant"))
    refusals = 8  # more than the tries of a call that fails otherwise
    server.troubles.instead.extend(too_many_requests(0) for _ in range(refusals))
    posts = [ask(server, f"@lieux {n}") for n in range(3)]
    for post in posts:
        server.wait_for_answer(post)
    assert not server.troubles.instead


def test_a_busy_server_makes_every_call_wait(server: Fake, echo: Echo) -> None:
    server.wait_for_answer(ask(server, "@lieux avant"))
    before = len(server.troubles.calls)
    server.troubles.instead.append(too_many_requests(1))
    first = ask(server, "@lieux Rennes")
    server.wait_for(lambda: len(server.troubles.calls) == before + 1)
    others = [ask(server, f"@lieux {n}") for n in range(5)]
    server.wait_for(lambda: len(echo.messages) == 7)
    assert len(server.troubles.calls) == before + 1
    for post in (first, *others):
        server.wait_for_answer(post)
    assert len(server.troubles.calls) == before + 7


@pytest.mark.parametrize("character", ["x", "é", "\N{OFFICE BUILDING}", "\\", '"'])
def test_the_longest_answer_is_no_larger_than_a_payload_may_be(character: str) -> None:
    posted = Posted("p" * 26, "c" * 26, None, "u" * 26, "alice", "", "bureaux", Trigger.MENTION, 0)
    seen = tuple(f"un-lieu-au-nom-bien-long-{number}" for number in range(300))
    more = Button("D'autres lieux", More(Question(Language.FR, "Paris", seen=seen)))
    reply = Reply(Kind.LIEUX, character * 20_000, Language.FR, buttons=(more,))
    buttons = Buttons(Signer(b"key"), "https://lieux.example.org")
    post = to_post(reply, posted, Account("b" * 26, "lieux"), buttons)
    assert len(str(post["message"])) <= LONGEST_MESSAGE
    assert len(json.dumps(post)) < _LARGEST_PAYLOAD
