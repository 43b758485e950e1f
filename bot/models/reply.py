"""Reply: what is said to an event."""

from dataclasses import dataclass
from enum import StrEnum

from bot.models.answer import Hit
from bot.models.deed import Deed
from bot.models.picture import Picture
from bot.models.place import Place
from bot.models.question import Language, Question


class Kind(StrEnum):
    """What a reply does. ``LIEUX`` alone lists lieux, or says that there are none there; ``WHERE`` asks where.

    ``RIGHTS`` says nothing: the edge is to find out whether the author is an admin, and hand the event in again.
    """

    LIEUX = "lieux"
    ABOUT = "about"
    HELP = "help"
    COURTESY = "courtesy"
    WHERE = "where"
    UNKNOWN_PLACE = "unknown_place"
    UNKNOWN_LIEU = "unknown_lieu"
    NOT_UNDERSTOOD = "not_understood"
    RELOAD = "reload"
    STATUS = "status"
    FORM = "form"
    REPORTED = "reported"
    RIGHTS = "rights"
    REFUSED = "refused"
    FAILURE = "failure"
    SILENCE = "silence"


class Visibility(StrEnum):
    """Who sees a reply: the thread it answers, the person who asked alone, or the whole channel."""

    THREAD = "thread"
    EPHEMERAL = "ephemeral"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a reply. A platform without buttons leaves it out: the text stands alone."""

    label: str
    deed: Deed


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: one of ``options`` (value and label), or a text of at most ``longest`` characters."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    placeholder: str = ""
    longest: int = 1000


@dataclass(frozen=True, slots=True)
class Form:
    """A short form to fill in; what is sent comes back as a ``Submission`` with its ``deed``."""

    title: str
    introduction: str
    fields: tuple[Field, ...]
    send: str
    deed: Deed


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to an event: Markdown text, and what it was made from.

    ``question`` travels with the post, so that a follow-up in the thread needs no database. ``place`` and
    ``hits`` (in the order they are named) are what a list of lieux was made from.

    ``replaces`` tells that the text takes the place of the words whose button was pressed. ``form`` is opened for the
    person, ``notice`` is said to the admins, and ``wrong_field`` names the field of a form that the text is about.
    ``undelivered`` is said to the person when the notice, or the words for the channel, cannot be delivered.
    """

    kind: Kind
    text: str
    language: Language
    visibility: Visibility = Visibility.THREAD
    question: Question | None = None
    place: Place | None = None
    hits: tuple[Hit, ...] = ()
    buttons: tuple[Button, ...] = ()
    replaces: bool = False
    form: Form | None = None
    notice: str = ""
    wrong_field: str = ""
    undelivered: str = ""
    picture: Picture | None = None
