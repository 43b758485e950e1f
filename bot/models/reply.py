"""Reply: what is said to an event."""

from dataclasses import dataclass
from enum import StrEnum

from bot.models.answer import Hit
from bot.models.place import Place
from bot.models.question import Language, Question


class Kind(StrEnum):
    """What a reply does. ``LIEUX`` alone lists lieux, or says that there are none there; ``WHERE`` asks where."""

    LIEUX = "lieux"
    ABOUT = "about"
    HELP = "help"
    COURTESY = "courtesy"
    WHERE = "where"
    UNKNOWN_PLACE = "unknown_place"
    NOT_UNDERSTOOD = "not_understood"
    RELOAD = "reload"
    REFUSED = "refused"
    FAILURE = "failure"
    SILENCE = "silence"


class Visibility(StrEnum):
    """Who sees a reply: the thread it answers, or the person who asked alone."""

    THREAD = "thread"
    EPHEMERAL = "ephemeral"


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to an event: Markdown text, and what it was made from.

    ``question`` travels with the post, so that a follow-up in the thread needs no database. ``place`` and
    ``hits`` (in the order they are named) are what a list of lieux was made from.
    """

    kind: Kind
    text: str
    language: Language
    visibility: Visibility = Visibility.THREAD
    question: Question | None = None
    place: Place | None = None
    hits: tuple[Hit, ...] = ()
