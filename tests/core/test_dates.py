"""A date that is named is the day that is answered for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant.answer import answer, explain
from bot.assistant.world import World
from bot.directory.days import day_asked
from bot.models.event import Author, Message, Thread, Trigger
from bot.models.question import Language, Question
from bot.models.reply import Reply

SUNDAY = date(2026, 11, 22)


def said(text: str, world: World, thread: Thread | None = None) -> Reply:
    reply = answer(Message(text, Trigger.DIRECT, Author("a", "a"), "mattermost", thread=thread), world)
    assert reply is not None
    return reply


def date_in(text: str, world: World) -> str | None:
    question = explain(Message(text, Trigger.DIRECT, Author("a", "a"), "mattermost"), world).question
    assert question is not None
    return question.date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("où bosser à Rennes le 24 décembre ?", "12-24"),
        ("où bosser à Rennes jeudi 24 décembre ?", "12-24"),
        ("où bosser à Rennes le 1er mai ?", "05-01"),
        ("où bosser à Rennes le 8 mars ?", "03-08"),
        ("une salle pour 8 à Rennes le 24/12 ?", "12-24"),
        ("une salle pour 8 à Rennes jeudi 24/12/2026 ?", "12-24"),
        ("where can I work in Paris on 24 December?", "12-24"),
        ("where can I work in Paris on December 24th?", "12-24"),
        ("where can I work in Paris on the 3rd of May?", "05-03"),
        ("une salle pour 8 à Rennes le 31 février ?", None),
        ("une salle pour 8/10 personnes à Rennes ?", None),
        ("a room for 3 may do, in Paris", None),
        ("une salle à Rennes en décembre ?", None),
    ],
)
def test_a_date_is_understood_as_it_is_said(text: str, expected: str | None, world: World) -> None:
    assert date_in(text, world) == expected


def test_the_answer_is_for_the_date_rather_than_the_next_such_weekday(world: World) -> None:
    assert "jeudi 24 décembre" in said("où bosser à Rennes jeudi 24 décembre ?", world).text.splitlines()[0]
    assert "Thursday 24 December" in said("where can I work in Paris on 24 December?", world).text.splitlines()[0]


def test_a_public_holiday_that_is_named_by_its_date_is_a_day_off(world: World) -> None:
    reply = said("un lieu gratuit à Paris le 25 décembre ?", world)
    assert "vendredi 25 décembre" in reply.text.splitlines()[0]
    assert "Ouvert" not in reply.text


def test_another_date_takes_the_place_of_the_day_before(world: World) -> None:
    first = said("où bosser à Rennes jeudi ?", world)
    second = said("et le 24 décembre ?", world, Thread(question=first.question, own=True))
    assert "jeudi 24 décembre" in second.text.splitlines()[0]
    third = said("et demain ?", world, Thread(question=second.question, own=True))
    assert "demain" in third.text.splitlines()[0]


@given(st.dates(date(2024, 1, 1), date(2110, 1, 1)), st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_a_date_is_the_next_such_day(today: date, named: date) -> None:
    found = day_asked(Question(Language.FR, date=f"{named:%m-%d}"), today)
    assert found is not None
    assert found >= today
    assert (found.month, found.day) == (named.month, named.day)
    assert (found - today).days <= 366 * 8


@given(st.text())
def test_any_other_text_is_no_date_and_no_failure(text: str) -> None:
    found = day_asked(Question(Language.FR, date=text or "?"), SUNDAY)
    assert found is None or found >= SUNDAY
