"""The scheduled reload."""

import logging
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bot.data_folder import data_folder
from bot.directory.store import Directory
from bot.jobs import reload, schedule_reload


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_folder() / "lieux", tmp_path / "lieux"))


def test_the_reload_runs_once_at_a_time_late_if_it_must_and_never_twice_for_one(folder: Path) -> None:
    scheduler = schedule_reload(Directory((folder,)), every_min=15)
    scheduler.start(paused=True)
    (job,) = scheduler.get_jobs()
    scheduler.shutdown()
    assert job.trigger.interval == timedelta(minutes=15)
    assert (job.max_instances, job.coalesce, job.misfire_grace_time) == (1, True, 300)


def test_no_reload_is_scheduled_when_the_configuration_wants_none(folder: Path) -> None:
    assert schedule_reload(Directory((folder,)), every_min=0).get_jobs() == []


def test_a_reload_takes_what_is_right_and_logs_what_is_not(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    directory = Directory((folder,))
    (folder / "lille.yaml").write_text("id: [", "utf-8")
    with caplog.at_level(logging.INFO):
        reload(directory)
    lieux = len(directory.snapshot.lieux)
    assert f"reload lieux={lieux} added=0 removed=0 changed=0 problems=1" in caplog.text
    assert "lille.yaml" in caplog.text
