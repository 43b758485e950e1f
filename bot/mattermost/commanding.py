"""Slash commands: answered at once, or a little later through the response URL."""

import asyncio
import logging

from bot.mattermost.actions import Buttons
from bot.mattermost.asking import Asking
from bot.mattermost.event_log import EventLog
from bot.mattermost.membership import Channels
from bot.mattermost.outbound import to_slash_answer
from bot.mattermost.payload import Json
from bot.mattermost.pictures import Pictures
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import RestError
from bot.mattermost.slash import Form, channel_name, parse_slash, slash_target
from bot.models.event import Message
from bot.models.reply import Kind, Reply

log = logging.getLogger(__name__)


class Commanding:
    """Answers slash commands: at once those answered ``within_s``, the others later."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a command may need of the edge
        self, asking: Asking, rest: Rest, channels: Channels, buttons: Buttons, pictures: Pictures, within_s: float
    ) -> None:
        self._asking = asking
        self._rest = rest
        self._channels = channels
        self._buttons = buttons
        self._pictures = pictures
        self._within_s = within_s
        self._late: set[asyncio.Task[None]] = set()

    async def answer(self, form: Form) -> Json:
        """The answer to a command; an empty one when the true one is to follow."""
        target = slash_target(form)
        channel = self._channels.handle_of(target.channel_id, channel_name(form.get("channel_name", "")))
        replying = asyncio.create_task(self._reply(parse_slash(form, channel)))
        if target.hook:
            await asyncio.wait({replying}, timeout=self._within_s)
        if target.hook and not replying.done():
            late = asyncio.create_task(self._follow(replying, form))
            self._late.add(late)
            late.add_done_callback(self._late.discard)
            return to_slash_answer(None, target, self._buttons)
        return to_slash_answer(await replying, target, self._buttons)

    async def finish(self) -> None:
        """Wait until the answers that were to follow have."""
        if self._late:
            await asyncio.wait(self._late)

    async def _follow(self, replying: asyncio.Task[Reply | None], form: Form) -> None:
        target = slash_target(form)
        reply = await replying
        if reply is None:
            return
        try:
            await self._rest.respond(target.hook, to_slash_answer(reply, target, self._buttons))
        except RestError as error:
            log.warning("a late answer to a command was not taken: %s", error)

    async def _reply(self, message: Message) -> Reply | None:
        event = EventLog("slash", message.trigger)
        try:
            reply = await self._asking.reply_to(message)
            if reply:
                reply = await self._pictures.beside(reply, message.author.id)
        except Exception:  # noqa: BLE001 - a status of 500 would show the person a raw error of the server
            event.failed()
            return None
        event.done(reply.kind if reply else Kind.SILENCE)
        return reply
