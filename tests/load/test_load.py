"""The load test at a size that fits into every run: nothing lost, nothing doubled, nothing left behind."""

from pathlib import Path

import pytest

from tests.fakes.mattermost import FakeMattermost
from tests.load.a_day import Day
from tests.load.bots import fast_bot, lieux
from tests.load.scenarios import burst, steady
from tests.server.conftest import edge_for, running
from tests.server.echo import Echo


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


def test_cuts_and_a_restart_lose_and_double_nothing(tmp_path: Path) -> None:
    with FakeMattermost() as server, lieux(server, tmp_path):
        outcome = steady(server, questions=200, per_s=50, cuts=2)
    assert (outcome.asked, outcome.lost, outcome.doubled) == (200, 0, 0)


def test_a_burst_loses_and_doubles_nothing_and_is_answered_side_by_side() -> None:
    with FakeMattermost() as server, running(edge_for(server.url, Echo())):
        server.wait_until_connected()
        server.troubles.delay_s = 0.05
        outcome = burst(server, questions=100)
    assert (outcome.asked, outcome.lost, outcome.doubled) == (100, 0, 0)
    assert outcome.seconds < 100 * 0.05 / 2


def test_hours_of_idle_cuts_and_restarts_leave_nothing_behind(tmp_path: Path) -> None:
    with FakeMattermost() as server, fast_bot(server, tmp_path) as bot:
        grown = Day(server, bot).growth(hours=4, pings_an_hour=14)
    assert grown.memory_kib < 64
    assert grown.files <= 4
    assert grown.tasks <= 4
