"""Every call that a real server made for a slash command, and what the bot makes of it."""

import pytest

from bot.mattermost.slash import channel_name, parse_slash, read_form
from bot.models.event import Message, Trigger
from tests.contract.recordings import ALICE_ID, BOT_ID, names, slash_call

BRETAGNE = "bureaux-bretagne"
EVERYTHING = 'Rennes, demain & "après" @bob ~bureaux-betalyon 🏢 + 50%'

# recording: the text, who typed it, the channel
CALLS = {
    "slash_ephemeral": (EVERYTHING, "alice", BRETAGNE),
    "slash_in_channel": ("Rennes", "alice", BRETAGNE),
    "slash_in_dm": ("Lyon", "alice", None),
    "slash_in_thread": ("Lyon", "alice", BRETAGNE),
    "slash_no_text": ("", "bob", BRETAGNE),
    "slash_by_bot_token": ("Rennes", "lieux", BRETAGNE),
}
NO_CALL = {"slash_forbidden_address", "slash_integration_down", "slash_slow_35s", "slash_method_get"}


def message_of(name: str) -> Message:
    form = read_form(slash_call(name)["body_raw"].encode())
    assert form is not None
    return parse_slash(form, channel_name(form["channel_name"]))


@pytest.mark.parametrize("name", CALLS)
def test_a_call_becomes_a_message(name: str) -> None:
    message = message_of(name)
    assert (message.text, message.author.name, message.channel) == CALLS[name]
    assert message.author.is_admin is None, "the server is asked when it matters"
    assert message.trigger is Trigger.SLASH
    assert message.thread is None


@pytest.mark.parametrize("name", sorted({*names("slash_*")} - NO_CALL))
def test_every_call_has_an_author(name: str) -> None:
    message = message_of(name)
    assert message.author.id
    assert (message.author.id == ALICE_ID) == (message.author.name == "alice")
    assert (message.author.id == BOT_ID) == (message.author.name == "lieux")


@pytest.mark.parametrize("body", ["é=1".encode(), b"a=1&" * 2000, b"\xff"])
def test_what_is_no_form_is_refused(body: bytes) -> None:
    assert read_form(body) is None


def test_the_first_of_two_fields_counts() -> None:
    assert read_form(b"token=a&token=b&text=") == {"token": "a", "text": ""}
