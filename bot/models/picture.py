"""Picture: an image that a reply shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, the name of its file, and in ``alt`` the same in words, for those who do not see it.

    ``caption`` is said with the picture; ``elsewhere`` in its place, where it could only be shown to the person apart.
    """

    png: bytes
    name: str
    alt: str
    caption: str = ""
    elsewhere: str = ""
