"""Reading: what was understood of a message, and why."""

from dataclasses import dataclass
from enum import StrEnum

from bot.language.weighing import Verdict
from bot.models.question import Language, Question


class Wish(StrEnum):
    """What the person wants of the bot. ``MAP`` asks as ``ASK`` does, and for a map."""

    ASK = "ask"
    MAP = "map"
    ABOUT = "about"
    HELP = "help"
    COURTESY = "courtesy"
    UNCLEAR = "unclear"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a message.

    ``question`` goes with ASK and MAP, and with ABOUT for the place said beside the name ("l'ETAP de Cergy");
    ``about`` holds the folded name of the lieu that ABOUT is about. ``unknown_place`` tells that the question's place
    is a name that the map does not know. ``continues`` tells that the message took up the question of its thread.
    ``verdict`` is what weighed.
    """

    wish: Wish
    language: Language
    verdict: Verdict
    question: Question | None = None
    about: str = ""
    unknown_place: bool = False
    continues: bool = False
