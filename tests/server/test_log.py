"""The log holds one line for each event, and no word of anybody."""

import logging
import re

import pytest

from tests.fakes.mattermost import TOKEN, FakeMattermost
from tests.fakes.mattermost.slash import call_slash, slash_form
from tests.server.conftest import SLASH_TOKEN, edge_for, running
from tests.server.echo import Echo

LINE = re.compile(r"(post|slash) (mention|unprompted|slash|direct) (lieux|silence|error) \d+ ms ref=[0-9a-f]{8}")


def test_one_line_for_each_event_and_nothing_said(
    server: FakeMattermost, echo: Echo, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, logger="uvicorn")  # the fake server's own
    with running(edge_for(server.url, echo, slash=True)) as edge:
        server.wait_until_connected()
        server.say(server.bob, server.bretagne, "bavardage")
        server.say(server.bob, server.bretagne, "@lieux boum confidentiel")
        server.send_raw("trame-confidentielle")
        call_slash(edge.slash_url, slash_form(server.world, server.alice, server.bretagne, "confidence", SLASH_TOKEN))
        server.wait_for_answer(server.say(server.alice, server.bretagne, "@lieux confidentiel"))
        server.wait_for(lambda: len(_lines(caplog)) == 4)
    outcomes = sorted(line.rpartition(" ms ")[0].rpartition(" ")[0] for line in _lines(caplog))
    assert outcomes == ["post mention error", "post mention lieux", "post unprompted silence", "slash slash lieux"]
    for secret in (TOKEN, SLASH_TOKEN, "confiden", "bavardage"):
        assert secret not in caplog.text


def test_a_failure_leaves_its_traceback_under_its_reference(
    server: FakeMattermost, echo: Echo, caplog: pytest.LogCaptureFixture
) -> None:
    with running(edge_for(server.url, echo)):
        server.wait_until_connected()
        server.say(server.bob, server.bretagne, "@lieux boum")
        server.wait_for(lambda: "boum" in caplog.text)
    (record,) = [record for record in caplog.records if record.exc_info]
    assert re.search(r"ref=[0-9a-f]{8}", record.getMessage())


def _lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if LINE.fullmatch(record.getMessage())]
