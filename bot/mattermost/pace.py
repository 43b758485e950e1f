"""How patient the edge is."""

from dataclasses import dataclass, field

from bot.mattermost.pooled_client import RestSettings
from bot.mattermost.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Pace:
    """REST calls, the wait between two connections, and seconds: between two pings, to deliver an answer, to stop.

    A command that is not answered within ``command_within_s`` is answered later, before the person thinks it is lost
    (Mattermost itself gives up after 30 s, 6.7 to 11).
    Whether the directory lists other channels is looked at every ``look_every_s``.
    The first six tries to connect again stay within 15 seconds each: a short cut is the usual one.
    """

    rest: RestSettings = field(default_factory=RestSettings)
    reconnection: Waiting = field(default_factory=lambda: Waiting(growth=1.7))
    ping_every_s: float = 30.0
    deliver_within_s: float = 900.0
    stop_within_s: float = 10.0
    command_within_s: float = 0.7
    look_every_s: float = 15.0
