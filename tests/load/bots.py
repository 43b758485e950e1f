"""Bots in processes of their own, talking to a fake server."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.fakes.mattermost import TOKEN, FakeMattermost

_ROOT = Path(__file__).parents[2]
_OTHER = Path(__file__).with_name("mmpy_echo.py")
_WARM_UP = "@lieux Rennes"


@contextmanager
def lieux(server: FakeMattermost, folder: Path) -> Iterator[None]:
    """Lieux as ``lieux run`` starts it, with its own directory, map and words; its log is in ``folder``."""
    config = folder / "config.yaml"
    config.write_text(f"mattermost:\n  url: {server.url}\n", "utf-8")
    with _running([sys.executable, "-m", "bot", "run", "--config", str(config)], server, folder / "lieux.log"):
        yield


@contextmanager
def mmpy_bot(server: FakeMattermost, folder: Path, python: Path) -> Iterator[None]:
    """mmpy_bot with a plugin that answers at once, run by a Python that has it."""
    with _running([str(python), str(_OTHER), server.url], server, folder / "mmpy_bot.log"):
        yield


@contextmanager
def fast_bot(server: FakeMattermost, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The edge alone, living fast."""
    command = [sys.executable, "-m", "tests.load.fast_bot", server.url]
    with _running(command, server, folder / "fast_bot.log") as process:
        yield process


@contextmanager
def _running(command: list[str], server: FakeMattermost, log: Path) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "LIEUX_MATTERMOST_TOKEN": TOKEN, "NO_PROXY": "127.0.0.1"}
    with (
        log.open("w") as written,
        subprocess.Popen(  # noqa: S603 - the commands are ours
            command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, stderr=written, text=True
        ) as process,
    ):
        try:
            server.wait_for(lambda: bool(server.hub.open), within_s=30)
            server.wait_for_answer(server.say(server.alice, server.bretagne, _WARM_UP))
            yield process
        finally:
            process.terminate()
