"""Answers fit a phone: their length, measured around every prefecture of France for each need."""

import csv
import re
from collections.abc import Iterator
from statistics import median, quantiles

import pytest

from bot.assistant.answer import answer
from bot.assistant.world import World
from bot.data_folder import data_folder
from bot.models.event import Author, Message, Trigger
from bot.models.question import Need
from bot.models.reply import Kind, Reply
from tests.prefectures import PREFECTURES

TYPICAL = 1_200
"""What a typical answer stays under, in characters of Markdown, its web addresses included."""
LONG = 1_500
"""What nineteen answers in twenty stay under: three lieux that all have a price, conditions and long web addresses."""
LONGEST = 16_383
"""The longest message that Mattermost takes."""

ASKED = {
    Need.POSTE: ("où travailler à {}", "where can I work in {}"),
    Need.REUNION: ("une salle de réunion à {}", "a meeting room in {}"),
    Need.EVENEMENT: ("un lieu pour un atelier à {}", "a venue for a workshop in {}"),
    Need.FABRICATION: ("un fablab à {}", "a fablab in {}"),
}


@pytest.fixture(scope="module")
def replies(world: World) -> list[Reply]:
    return list(_asked_everywhere(world))


def _prefectures() -> list[str]:
    """Each prefecture as one writes it without doubt: "Rennes (35)"."""
    with (data_folder() / "places" / "communes.csv").open(encoding="utf-8") as table:
        named = {row["code"]: f"{row['nom']} ({row['departement']})" for row in csv.DictReader(table)}
    return [named[code] for code in PREFECTURES]


def _asked_everywhere(world: World) -> Iterator[Reply]:
    for town in _prefectures():
        for questions in ASKED.values():
            for question in questions:
                text = question.format(town)
                reply = answer(Message(text, Trigger.DIRECT, Author("id", "name"), "mattermost"), world)
                assert reply is not None, text
                assert reply.kind is Kind.LIEUX, text
                yield reply


def _as_read(text: str) -> str:
    """What is seen of Markdown: of each link its words alone."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)


def test_a_typical_answer_stays_under_1200_characters(replies: list[Reply]) -> None:
    lengths = [len(reply.text) for reply in replies]
    seen = [len(_as_read(reply.text)) for reply in replies]
    for name, counts in (("Markdown", lengths), ("as read", seen)):
        p95 = quantiles(counts, n=20)[-1]
        print(f"{name}: {len(counts)} answers, median {median(counts):.0f}, p95 {p95:.0f}, longest {max(counts)}")
    assert median(lengths) <= TYPICAL
    assert quantiles(lengths, n=20)[-1] <= LONG
    assert quantiles(seen, n=20)[-1] <= TYPICAL
    assert max(lengths) < LONGEST


def test_an_answer_has_no_table_and_no_long_block(replies: list[Reply]) -> None:
    for reply in replies:
        assert not any(line.startswith("|") for line in reply.text.splitlines())
        for block in reply.text.split("\n\n"):
            assert block.count("\n") < 5, block
