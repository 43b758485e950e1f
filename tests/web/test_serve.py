"""``lieux serve``, as an administrator runs it."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

_START_WITHIN_S = 60.0


@pytest.fixture
def config(tmp_path: Path) -> tuple[Path, str]:
    """A configuration with the web on a free port, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    path = tmp_path / "config.yaml"
    path.write_text(f"web:\n  port: {port}\n  url: https://lieux.example.org\n", encoding="utf-8")
    return path, f"http://127.0.0.1:{port}"


def test_the_pages_are_served_until_it_is_told_to_stop_and_nobody_is_written_down(config: tuple[Path, str]) -> None:
    path, url = config
    command = [sys.executable, "-m", "bot", "serve", "--config", str(path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own command
    try:
        until = time.monotonic() + _START_WITHIN_S
        while process.poll() is None and time.monotonic() < until:
            try:
                page = requests.get(f"{url}/lieux/tilab", timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        assert page.status_code == 200
        assert "https://lieux.example.org/lieux.geojson" in requests.get(url, timeout=15).text
    finally:
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 0
    assert f"served on {url}/" in said
    assert "tilab" not in said


def test_a_port_that_is_taken_is_said_with_its_cure(config: tuple[Path, str]) -> None:
    path, url = config
    port = int(url.rpartition(":")[2])
    with socket.create_server(("127.0.0.1", port)):
        command = [sys.executable, "-m", "bot", "serve", "--config", str(path)]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 - ours
    assert ended.returncode == 1
    assert "vérifie web.host et web.port" in ended.stderr
    assert "Traceback" not in ended.stderr
