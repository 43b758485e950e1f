"""Where the stream of a websocket stands, to take it up again after a cut.

Seen on 6.7.2: a server resumes when the upgrade request carries the token in its Authorization header, and the query
the connection's id and the next sequence number. It then sends what was missed, without a hello. A server that was
restarted, or asked too late, says hello again and starts at 0: what came in between is lost on this wire.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from urllib.parse import urlencode

from bot.mattermost.payload import mapping, text, whole


class Fault(IntEnum):
    """Why a client closes a connection of its own accord, in the numbers that servers count (10.x)."""

    NO_PULSE = 4000
    GAP = 4001


@dataclass(slots=True)
class Cursor:
    """The connection's id, empty before the first hello, and the number that the next event bears."""

    connection_id: str = ""
    next_seq: int = 0
    fault: Fault | None = None
    """Why the last connection was closed."""
    unread: int = 0
    """Frames that bore no number that could be read since the last that did: each may have been an event."""

    @property
    def query(self) -> str:
        """The query that asks to resume, empty when there is nothing to resume nor to tell."""
        asked: dict[str, object] = {}
        if self.connection_id:
            asked = {"connection_id": self.connection_id, "sequence_number": self.next_seq}
        if self.fault:
            asked["disconnect_err_code"] = int(self.fault)
        return "?" + urlencode(asked) if asked else ""

    def forget(self) -> None:
        """Start afresh at the next connection."""
        self.connection_id, self.next_seq, self.unread = "", 0, 0

    def missed_before(self, frame: Mapping[str, object]) -> int:
        """The number of events that should have come before ``frame`` and did not: 0 when all is well."""
        if "event" not in frame or frame.get("event") == "hello":
            return 0
        return max(0, whole(frame, "seq") - self.next_seq - self.unread)

    def advance(self, frame: Mapping[str, object]) -> None:
        """Take note of a frame: the next event is the one after it."""
        if "event" not in frame:
            return
        seq = whole(frame, "seq")
        if frame.get("event") == "hello":
            self.connection_id, self.next_seq = text(mapping(frame, "data"), "connection_id"), seq
        if seq < self.next_seq:
            self.skip()
        else:
            self.next_seq, self.unread, self.fault = seq + 1, 0, None

    def skip(self) -> None:
        """Take note of a frame that cannot be read."""
        self.unread += 1
