"""What every test relies on: no network beyond loopback, and the folder of shared material where it is there."""

import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# The machines that run this are shared, so no example is timed; a continuous integration draws the same ones each time.
settings.register_profile("lieux", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("lieux")

REPOSITORY = Path(__file__).parents[1]
LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connecting anywhere but to this machine makes the test fail."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
