"""``make load``: the figures that the bot must reach, measured; status 1 when one is missed.

With ``OTHER=/path/to/python`` of an environment that has mmpy_bot 2.2.1, the burst is compared with it.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.fakes.mattermost import FakeMattermost
from tests.load.a_day import Day
from tests.load.bots import fast_bot, lieux, mmpy_bot
from tests.load.scenarios import burst, steady

_SERVER_DELAY_S = 0.02
_OWN_DELAY_MS = 15
_BURST_DELAY_S = 0.05
_FASTER = 1.5
_GROWTH_KIB = 64
_GROWTH_FILES = 4


def main() -> int:
    """Measure everything; 1 when a figure is missed."""
    missed = [sentence for measured in (_steady, _burst, _day) for sentence in measured()]
    for sentence in missed:
        print(f"MISSED: {sentence}", file=sys.stderr)
    return 1 if missed else 0


def _steady() -> Iterator[str]:
    with _folder() as folder, FakeMattermost() as server, lieux(server, folder):
        server.troubles.delay_s = _SERVER_DELAY_S
        outcome = steady(server, questions=1000, per_s=50, cuts=10)
    print(f"1,000 at 50/s, 10 cuts, a restart, a server of {_SERVER_DELAY_S * 1000:.0f} ms: {outcome}")
    if outcome.lost or outcome.doubled:
        yield "each question has one answer"
    if outcome.p95_ms > _SERVER_DELAY_S * 1000 + _OWN_DELAY_MS:
        yield f"p95 is at most the server's delay and {_OWN_DELAY_MS} ms"


def _burst() -> Iterator[str]:
    with _folder() as folder, FakeMattermost() as server, lieux(server, folder):
        server.troubles.delay_s = _BURST_DELAY_S
        own = burst(server, questions=300)
    print(f"burst, a server of {_BURST_DELAY_S * 1000:.0f} ms: {own}")
    if own.lost or own.doubled:
        yield "each question of a burst has one answer"
    other_python = os.environ.get("OTHER")
    if not other_python:
        return
    with _folder() as folder, FakeMattermost() as server, mmpy_bot(server, folder, Path(other_python)):
        server.troubles.delay_s = _BURST_DELAY_S
        other = burst(server, questions=300)
    print(f"the same with mmpy_bot: {other}")
    if own.per_s < _FASTER * other.per_s:
        yield f"{_FASTER} times the replies of mmpy_bot in a second"


def _day() -> Iterator[str]:
    with _folder() as folder, FakeMattermost() as server, fast_bot(server, folder) as bot:
        grown = Day(server, bot).growth(hours=24)
    print(f"a day of idle, cuts and restarts: grown by {grown}")
    if grown.memory_kib > _GROWTH_KIB or grown.files > _GROWTH_FILES or grown.tasks > _GROWTH_FILES:
        yield "a day leaves nothing behind"


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="lieux-load-") as folder:
        yield Path(folder)


if __name__ == "__main__":
    sys.exit(main())
