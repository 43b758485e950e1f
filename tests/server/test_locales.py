"""The language in which a person reads Mattermost comes with what the person says, for a price of one call an hour."""

import asyncio
from dataclasses import replace
from typing import cast

import pytest

from bot.mattermost.locales import Locales, read_locale
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import Fault, RestError
from bot.models.question import Language
from tests.fakes.mattermost import FakeMattermost
from tests.server.echo import Echo


@pytest.mark.usefixtures("edge")
def test_the_answerer_is_told_the_persons_language(server: FakeMattermost, echo: Echo) -> None:
    server.world.users[server.bob.id] = replace(server.bob, locale="en-AU")
    server.wait_for_answer(server.say(server.alice, server.bretagne, "@lieux a"))
    server.wait_for_answer(server.say(server.bob, server.bretagne, "@lieux b"))
    assert [message.author.language for message in echo.messages] == [Language.FR, Language.EN]


class Users:
    """The accounts of a server; ``error`` is what asking for one raises."""

    def __init__(self) -> None:
        self.asked = 0
        self.error: RestError | None = None

    async def user(self, user_id: str) -> dict[str, object]:
        self.asked += 1
        if self.error:
            raise self.error
        return {"id": user_id, "locale": "en"}


def test_a_persons_language_is_asked_once_an_hour() -> None:
    users, now_s = Users(), [100.0]
    locales = Locales(cast("Rest", users), clock=lambda: now_s[0])

    async def twice() -> list[Language | None]:
        return [await locales.language_of("alice"), await locales.language_of("alice")]

    assert asyncio.run(twice()) == [Language.EN, Language.EN]
    assert users.asked == 1
    now_s[0] += 3601
    asyncio.run(twice())
    assert users.asked == 2


def test_a_server_that_does_not_say_costs_no_answer() -> None:
    users = Users()
    users.error = RestError("GET /users/alice", 500, Fault.NOT_JSON)
    assert asyncio.run(Locales(cast("Rest", users)).language_of("alice")) is None


@pytest.mark.parametrize(
    ("locale", "language"), [("fr", "fr"), ("en-AU", "en"), ("zh-CN", "zh"), ("", None), ("français", None)]
)
def test_a_locale_is_read_down_to_its_language(locale: str, language: str | None) -> None:
    assert read_locale(locale) == language
