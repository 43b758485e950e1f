"""Pictures: put where people see them."""

import logging
from dataclasses import replace

from bot.mattermost.account import Account
from bot.mattermost.outbound import to_direct_post
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import RestError
from bot.models.reply import Reply

log = logging.getLogger(__name__)


class Pictures:
    """Uploads the pictures of replies. One that the server does not take is left out: the text stands alone."""

    def __init__(self, bot: Account, rest: Rest) -> None:
        self._bot = bot
        self._rest = rest

    async def upload(self, reply: Reply, channel_id: str) -> str:
        """The id of the file that holds the picture of ``reply``, for a post in that channel; empty without any."""
        if reply.picture is None:
            return ""
        try:
            return await self._rest.upload(channel_id, reply.picture.name, reply.picture.png)
        except RestError as error:
            if error.is_refused_token:
                raise
            log.warning("a picture was not taken by the server: %s", error)
            return ""

    async def beside(self, reply: Reply, user_id: str) -> Reply:
        """``reply``, to be said to a person alone, which no file can go with: its picture goes to their direct channel.

        There it stands with the whole answer, and ``reply`` says so; where that fails it stays as it is.
        """
        if reply.picture is None or not user_id:
            return reply
        try:
            channel_id = await self._rest.direct_channel(self._bot.id, user_id)
            file_id = await self.upload(reply, channel_id)
            if not file_id:
                return reply
            await self._rest.create_post(to_direct_post(reply, channel_id, user_id, file_id))
        except RestError as error:
            if error.is_refused_token:
                raise
            log.warning("a picture could not be sent to a direct channel: %s", error)
            return reply
        return replace(reply, text=f"{reply.text}\n\n{reply.picture.elsewhere}")
