"""Jobs: what the bot does by itself, on a schedule."""

import logging

from apscheduler.schedulers.background import BackgroundScheduler

from bot.directory.store import Directory

log = logging.getLogger(__name__)

_LATE_S = 300
"""A job that could not start on time (a suspended machine) still runs this late."""


def schedule_reload(directory: Directory, every_min: int) -> BackgroundScheduler:
    """A scheduler, not started yet, that reads ``directory`` again every ``every_min`` minutes (0: never)."""
    defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": _LATE_S}
    scheduler = BackgroundScheduler(timezone="Europe/Paris", job_defaults=defaults)
    if every_min:
        scheduler.add_job(
            reload, "interval", [directory], minutes=every_min, id="reload", replace_existing=True, jitter=10
        )
    return scheduler


def reload(directory: Directory) -> None:
    """Read ``directory`` again, and log what changed in one line."""
    report = directory.reload()
    log.info(
        "reload lieux=%d added=%d removed=%d changed=%d problems=%d",
        report.lieux,
        len(report.added),
        len(report.removed),
        len(report.changed),
        len(report.problems),
    )
    for problem in report.problems:
        log.warning("directory %s", problem)
