"""Asking the assistant, with the server's word on who asks: their language, and their rights where it needs them."""

from dataclasses import replace

from bot.mattermost.locales import Locales
from bot.mattermost.rights import Rights
from bot.mattermost.thinking import Thinking
from bot.models.event import Event
from bot.models.reply import Kind, Reply


class Asking:
    """Asks for the reply to an event; asks again, rights looked up, when they are what the reply depends on."""

    def __init__(self, thinking: Thinking, rights: Rights, locales: Locales) -> None:
        self._thinking = thinking
        self._rights = rights
        self._locales = locales

    async def reply_to(self, event: Event) -> Reply | None:
        """The reply to ``event``; None means silence."""
        language = await self._locales.language_of(event.author.id)
        event = replace(event, author=replace(event.author, language=language))
        reply = await self._thinking.reply_to(event)
        if reply is None or reply.kind is not Kind.RIGHTS:
            return reply
        allowed = await self._rights.allows(event.author.id)
        return await self._thinking.reply_to(replace(event, author=replace(event.author, is_admin=allowed)))
