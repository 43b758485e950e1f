"""What was posted while nothing was heard, read from the channels."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count

from bot.mattermost.account import Account
from bot.mattermost.inbound import Posted, read_post
from bot.mattermost.outbound import answered_post_id
from bot.mattermost.payload import text, whole
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import RestError

log = logging.getLogger(__name__)

Post = Mapping[str, object]

_MOST_SINCE = 1000
"""A list of what changed since a time stops there, and may leave out any."""
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that the bot is in: ``kind`` is O, P, D or G, ``handle`` what stands in its URL."""

    id: str
    kind: str
    handle: str
    last_post_at_ms: int


class Missed:
    """Finds the posts of people that the bot has not answered, in every channel it is in."""

    def __init__(self, rest: Rest, bot: Account) -> None:
        self._rest = rest
        self._bot = bot

    @property
    def now_ms(self) -> int:
        """What time it is, in ms since 1970, by the server's clock, which dates the posts."""
        return self._rest.now_ms

    async def since(self, since_ms: int) -> tuple[Posted, ...]:
        """The posts made at ``since_ms`` (server time) or later, oldest first, but those already answered.

        Raises RestError when the server does not answer; a channel that it refuses is left out.
        """
        channels = [channel for channel in await self._channels() if channel.last_post_at_ms >= since_ms]
        found = await asyncio.gather(*(self._in_channel(channel, since_ms) for channel in channels))
        missed = sorted((posted for posts in found for posted in posts), key=lambda posted: posted.create_at_ms)
        names = await self._rest.user_names({posted.user_id for posted in missed})
        return tuple(replace(posted, user_name=names.get(posted.user_id, "")) for posted in missed)

    async def _channels(self) -> tuple[Channel, ...]:
        listed = [
            channel for team in await self._rest.teams() for channel in await self._rest.channels(text(team, "id"))
        ]
        channels = (
            Channel(text(raw, "id"), text(raw, "type"), text(raw, "name"), whole(raw, "last_post_at")) for raw in listed
        )
        return tuple({channel.id: channel for channel in channels}.values())  # direct ones come with each team

    async def _in_channel(self, channel: Channel, since_ms: int) -> tuple[Posted, ...]:
        try:
            posts = await self._posts(channel, since_ms)
        except RestError as error:
            if error.is_refused_token or error.is_passing:
                raise
            log.warning("a channel was not looked through for missed posts: %s", error)
            return ()
        # An answer that was deleted is an answer: its asker did not want it.
        answered = {answered_post_id(post) for post in posts if text(post, "user_id") == self._bot.id}
        read = (self._read(post, channel) for post in posts if whole(post, "create_at") >= since_ms)
        return tuple(posted for posted in read if posted and posted.id not in answered)

    async def _posts(self, channel: Channel, since_ms: int) -> tuple[Post, ...]:
        """The posts since a time, and others: a list by time holds what was edited or deleted since, and roots."""
        changed = await self._rest.posts(channel.id, {"since": since_ms})
        if len(changed) < _MOST_SINCE:
            return changed
        pages: dict[str, Post] = {text(post, "id"): post for post in changed}
        for number in count():
            page = await self._rest.posts(channel.id, {"page": number, "per_page": _PAGE})
            pages |= {text(post, "id"): post for post in page}
            if not page or min(whole(post, "create_at") for post in page) < since_ms:
                return tuple(pages.values())
        raise AssertionError  # pragma: no cover - count never ends

    def _read(self, post: Post, channel: Channel) -> Posted | None:
        posted = read_post(post, channel.kind, channel.handle, self._bot)
        return replace(posted, missed=True) if posted else None
