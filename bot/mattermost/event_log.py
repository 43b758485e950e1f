"""The one line that the log keeps of each event."""

import logging
import secrets
import time

from bot.models.event import Trigger

log = logging.getLogger("bot.mattermost")


class EventLog:
    """An event under way: started when it is made, logged once when it is done. Holds no word of anybody."""

    def __init__(self, kind: str, trigger: Trigger) -> None:
        self._kind = kind
        self._trigger = trigger
        self._started = time.perf_counter()
        self.reference = secrets.token_hex(4)

    def done(self, outcome: str) -> None:
        """Log the line: kind, trigger, outcome, milliseconds, reference."""
        spent_ms = (time.perf_counter() - self._started) * 1000
        log.info("%s %s %s %.0f ms ref=%s", self._kind, self._trigger, outcome, spent_ms, self.reference)

    def failed(self) -> None:
        """Log the exception under way with its traceback, under the event's reference."""
        log.exception("%s %s failed ref=%s", self._kind, self._trigger, self.reference)
        self.done("error")
