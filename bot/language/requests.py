"""Requests: the signals by which a person looks for something, and where in a message they stand."""

from bot.language.sighting import Seen, Sighting

REQUESTS = (
    "where_work",
    "where_hold",
    "where_you_work",
    "seek_workplace",
    "where_to",
    "a_room",
    "place_to_work",
    "workplace",
    "a_place",
)
"""The signals that tell in which sentence the person asks."""

SEEKING = ("where_work", "where_hold", "where_you_work", "seeks", "is_there", "which", "a_place")
"""The signals of one who looks for a lieu, rather than asks about one."""


def requests(sighting: Sighting) -> list[Seen]:
    """The requests seen in a message."""
    return [seen for signal in REQUESTS for seen in sighting.signals.get(signal, ())]
