"""What the edge needs from the rest of the bot: somebody who answers."""

from typing import Protocol

from bot.models.event import Event
from bot.models.reply import Reply


class Answerer(Protocol):
    """Turns an event into a reply; None means silence.

    It is called from several threads at once, and should be fast: each call holds one of the edge's workers.
    """

    def __call__(self, event: Event) -> Reply | None:
        """The reply to ``event``."""
