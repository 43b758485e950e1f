"""Event: something a person did that the bot may answer."""

from dataclasses import dataclass
from enum import StrEnum

from bot.models.question import Question


class Trigger(StrEnum):
    """Why the bot looks at an event."""

    UNPROMPTED = "unprompted"
    MENTION = "mention"
    DIRECT = "direct"
    SLASH = "slash"


@dataclass(frozen=True, slots=True)
class Author:
    """Who did it, on the platform's word: its id, its name, and whether it may give admin commands."""

    id: str
    name: str
    is_admin: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """The conversation that a message continues.

    ``question`` is the one the bot last answered in the thread, None when it said nothing there yet. ``own`` tells
    whether the message comes from the person whose question that was.
    ``with_bot`` tells whether the message comes from the person who asked and follows the bot's own words, so
    that a short "et vers Dinan ?" is meant for the bot.
    """

    question: Question | None = None
    with_bot: bool = False
    own: bool = True


@dataclass(frozen=True, slots=True)
class Message:
    """A message that a person wrote.

    ``text`` is as written (a slash command's without its trigger). ``channel`` is the handle of the channel on
    its platform ("bureaux-bretagne"), None in a direct message. ``thread`` is None for a message that opens one.
    """

    text: str
    trigger: Trigger
    author: Author
    platform: str
    channel: str | None = None
    thread: Thread | None = None
