"""The language that each person reads the platform in, on the server's word."""

import asyncio
import logging
import time
from collections.abc import Callable

from bot.mattermost.payload import text
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import RestError
from bot.models.question import Language

log = logging.getLogger(__name__)

_KEPT_S = 3600.0
"""How long an answer is kept: people rarely change their language."""

_WITHIN_S = 1.0
"""How long an answer waits for its language at most: the server gives it three seconds in all for some commands."""

_MOST = 10_000
"""How many people's languages are kept."""


class Locales:
    """Asks the server for the language of people, each at most once in an hour."""

    def __init__(self, rest: Rest, clock: Callable[[], float] = time.monotonic) -> None:
        self._rest = rest
        self._clock = clock
        self._known: dict[str, tuple[float, Language | None]] = {}

    async def language_of(self, user_id: str) -> Language | None:
        """The language of the account ``user_id``, None when the server does not say.

        Raises RestError when the server refuses the token.
        """
        until_s, language = self._known.get(user_id, (0.0, None))
        if self._clock() < until_s:
            return language
        try:
            async with asyncio.timeout(_WITHIN_S):
                language = read_locale(text(await self._rest.user(user_id), "locale"))
        except TimeoutError:
            return None
        except RestError as error:
            if error.is_refused_token:
                raise
            log.warning("cannot find out a person's language: %s", error)
            return None
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[user_id] = (self._clock() + _KEPT_S, language)
        return language


def read_locale(locale: str) -> Language | None:
    """The language of a locale of Mattermost's: "fr", "en-AU", "pt-BR"; None for anything else."""
    try:
        return Language(locale.partition("-")[0])
    except ValueError:
        return None
