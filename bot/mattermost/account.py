"""The bot's own account."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """The account that the token belongs to: its id, and the user name that people mention it by."""

    id: str
    name: str
