"""The figures on the labelled messages stay where they are: a change that loses some must be seen."""

from pathlib import Path

import pytest

from bot.assistant.world import World
from bot.cli.evaluate import score
from bot.cli.scoring import Scores

EVAL = Path(__file__).parents[1] / "eval"
TUNED = sorted(file for file in EVAL.glob("*.jsonl") if not file.name.startswith("fresh"))
# A little under what is reached; raise a floor when its figure rises.
FLOORS = {"place": 0.97, "need": 0.98, "people": 0.98, "day": 0.98, "free": 0.98, "radius_km": 0.98, "lang": 0.98}


@pytest.fixture(scope="module")
def scores(world: World) -> Scores:
    return score(TUNED, world)


def misses(scores: Scores, name: str) -> str:
    return "\n".join(f"{miss.wanted} ≠ {miss.got}: {miss.text}" for miss in scores.misses if miss.field == name)


def test_unprompted_answers_are_wanted_and_wanted_answers_are_given(scores: Scores) -> None:
    unprompted = scores.by_trigger["unprompted"]
    assert unprompted.precision >= 0.98, misses(scores, "reply")
    assert unprompted.recall >= 0.97, misses(scores, "reply")


@pytest.mark.parametrize("trigger", ["mention", "direct", "slash"])
def test_what_is_said_to_the_bot_is_answered_with_lieux_when_it_asks_for_some(scores: Scores, trigger: str) -> None:
    assert scores.by_trigger[trigger].precision >= 0.98, misses(scores, "reply")
    assert scores.by_trigger[trigger].recall >= 0.98, misses(scores, "reply")


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.parametrize("trigger", ["unprompted", "mention", "direct", "slash", "conversation"])
def test_what_was_asked_is_understood(scores: Scores, trigger: str, name: str) -> None:
    assert scores.by_trigger[trigger].accuracy(name) >= FLOORS[name], misses(scores, name)


def test_nine_turns_in_ten_of_a_conversation_are_entirely_right(scores: Scores) -> None:
    conversation = scores.by_trigger["conversation"]
    assert conversation.turns_right / conversation.turns >= 0.96, misses(scores, "reply")
