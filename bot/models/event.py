"""Event: something a person did that the bot may answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.models.deed import Deed, Refusal
from bot.models.question import Language, Question


class Trigger(StrEnum):
    """Why the bot looks at an event."""

    UNPROMPTED = "unprompted"
    MENTION = "mention"
    DIRECT = "direct"
    SLASH = "slash"
    BUTTON = "button"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Author:
    """Who did it, on the platform's word: its id, its name, and whether it may give admin commands.

    ``is_admin`` is None as long as the edge has not asked the platform; a command that needs to know is answered
    with a reply of the kind ``RIGHTS``, and handed in again with the platform's word. ``language`` is the one it reads
    the platform in, None where the platform does not tell.
    """

    id: str
    name: str
    is_admin: bool | None = False
    language: Language | None = None


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
    """A message that a person wrote, or a command when its trigger is ``SLASH``.

    ``text`` is as written (a slash command's without its trigger). ``channel`` is the handle of the channel on
    its platform ("bureaux-bretagne"), None in a direct message. ``thread`` is None for a message that opens one.
    """

    text: str
    trigger: Trigger
    author: Author
    platform: str
    channel: str | None = None
    thread: Thread | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A button that a person pressed: what it does, or why it is not obeyed.

    ``private`` tells that the button stands under words that this person alone sees.
    """

    deed: Deed | Refusal
    author: Author
    platform: str
    channel: str | None = None
    private: bool = False
    trigger: Trigger = Trigger.BUTTON


@dataclass(frozen=True, slots=True)
class Submission:
    """A form that a person filled in and sent: the deed it belongs to and its ``values``, or why it is not obeyed."""

    deed: Deed | Refusal
    author: Author
    platform: str
    channel: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    trigger: Trigger = Trigger.FORM


Event = Message | Action | Submission
