"""Standing: how the bot fares on its platform, kept by its edge and read out by the command ``statut``."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum


class Trouble(StrEnum):
    """Why the bot does not hear a channel that the directory lists, or hears it under another name."""

    ABSENT = "absent"
    ARCHIVED = "archived"
    FORBIDDEN = "forbidden"
    REMOVED = "removed"
    RENAMED = "renamed"


@dataclass(slots=True)
class Standing:
    """What the edge knows of itself; it alone changes it, and no person is named in it.

    ``troubles`` are by the handle of the channel; ``channels`` counts those listed and heard. ``liked`` and
    ``disliked`` count 👍 and 👎 on answers since ``since``.
    """

    since: datetime = field(default_factory=lambda: datetime.now(UTC))
    channels: int = 0
    troubles: dict[str, Trouble] = field(default_factory=dict)
    liked: int = 0
    disliked: int = 0
