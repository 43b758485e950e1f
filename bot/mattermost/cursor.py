"""Where the stream of a websocket stands, to take it up again after a cut.

Seen on 6.7.2: a server resumes when the upgrade request carries the token in its Authorization header, and the query
the connection's id and the next sequence number. It then sends what was missed, without a hello. A server that was
restarted, or asked too late, says hello again and starts at 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.mattermost.payload import mapping, text, whole


@dataclass(slots=True)
class Cursor:
    """The connection's id, empty before the first hello, and the number that the next event bears."""

    connection_id: str = ""
    next_seq: int = 0
    greeted_id: str = ""
    """The id in the last hello; not forgotten."""

    @property
    def query(self) -> str:
        """The query that asks to resume, empty when there is nothing to resume."""
        if not self.connection_id:
            return ""
        return "?" + urlencode({"connection_id": self.connection_id, "sequence_number": self.next_seq})

    def forget(self) -> None:
        """Start afresh at the next connection."""
        self.connection_id, self.next_seq = "", 0

    def begins_anew(self, frame: Mapping[str, object]) -> bool:
        """Whether ``frame`` is the hello of another connection than the one before: what came in between is lost."""
        if frame.get("event") != "hello":
            return False
        return self.greeted_id not in ("", text(mapping(frame, "data"), "connection_id"))

    def advance(self, frame: Mapping[str, object]) -> int:
        """Take note of an event, and give the number of events missed before it: 0 when all is well."""
        if "event" not in frame:
            return 0
        seq = whole(frame, "seq")
        if frame.get("event") == "hello":
            self.connection_id, self.next_seq = text(mapping(frame, "data"), "connection_id"), seq
            self.greeted_id = self.connection_id
        missed = max(0, seq - self.next_seq)
        self.next_seq = seq + 1
        return missed
