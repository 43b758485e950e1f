"""The steps of a set-up: what was looked at, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What became of a thing."""

    THERE = "déjà là"
    CREATED = "créé"
    CHANGED = "changé"
    JOINED = "rejoint"
    ABSENT = "absent"
    UNWANTED = "non demandé"


@dataclass(frozen=True, slots=True)
class Step:
    """A thing of the set-up, by its kind and its name, what became of it, and what is worth knowing about it."""

    thing: str
    name: str
    state: State
    note: str = ""

    @property
    def changes(self) -> bool:
        """Whether something was made or changed."""
        return self.state in (State.CREATED, State.CHANGED, State.JOINED)
