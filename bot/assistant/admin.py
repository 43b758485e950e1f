"""What only admins may do: refused to others, and every try written down."""

import logging
from collections.abc import Callable

from bot.assistant.world import Scene
from bot.language.phrases import Phrases
from bot.models.reply import Kind, Reply, Visibility

audit = logging.getLogger("bot.audit")


def for_admins(
    what: str, scene: Scene, phrases: Phrases, visibility: Visibility, act: Callable[[], tuple[Kind, str, str]]
) -> Reply:
    """The reply to the admin command ``what``; ``act`` does it, and gives a kind, a text and the outcome to note.

    Asks the edge first when it has not said yet whether the author is an admin. One audit line for each command
    says who, what and how it went, and no word of any message.
    """
    author = scene.event.author
    if author.is_admin is None:
        return Reply(Kind.RIGHTS, "", phrases.language, visibility)
    if not author.is_admin:
        audit.warning("who=%s what=%s outcome=refused", author.id, what)
        return Reply(Kind.REFUSED, phrases.say("refused"), phrases.language, visibility)
    try:
        kind, text, outcome = act()
    except Exception:
        audit.exception("who=%s what=%s outcome=failed", author.id, what)
        raise
    audit.info("who=%s what=%s outcome=%s", author.id, what, outcome)
    return Reply(kind, text, phrases.language, visibility)
