"""Picture: an image that a reply shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, the name of its file, and in ``alt`` the same in words, for those who do not see it."""

    png: bytes
    name: str
    alt: str
