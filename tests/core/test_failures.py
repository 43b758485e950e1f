"""When something goes wrong, the person reads a sentence, and the log holds the rest."""

import logging
from dataclasses import replace
from unittest.mock import Mock

import pytest

from bot.assistant.answer import answer
from bot.assistant.world import World
from bot.errors import UserError
from bot.models.event import Author, Message, Trigger
from bot.models.reply import Kind


def broken(world: World, error: Exception) -> World:
    """``world`` with a map that fails."""
    return replace(world, atlas=Mock(**{"locate.side_effect": error, "find.side_effect": error}))


def message(trigger: Trigger) -> Message:
    return Message("où travailler à Rennes ? mon secret", trigger, Author("a", "alice"), "mattermost", "x")


def test_a_defect_becomes_one_neutral_sentence_with_the_reference_of_its_traceback(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        reply = answer(message(Trigger.MENTION), broken(world, RuntimeError("boom")))
    assert reply is not None
    assert reply.kind is Kind.FAILURE
    reference = caplog.records[0].getMessage().split("reference=")[1].split()[0]
    assert reference in reply.text
    assert "boom" not in reply.text
    assert "secret" not in caplog.text, "no message text is logged"


def test_a_defect_says_nothing_to_people_who_asked_nothing_of_the_bot(world: World) -> None:
    assert answer(message(Trigger.UNPROMPTED), broken(world, RuntimeError("boom"))) is None


def test_an_error_meant_for_people_is_read_by_them(world: World) -> None:
    reply = answer(message(Trigger.DIRECT), broken(world, UserError("La carte est en travaux.")))
    assert reply is not None
    assert reply.text == "La carte est en travaux."
