"""A fake server to hold against the recordings."""

from collections.abc import Iterator

import pytest

from tests.fakes.mattermost import FakeMattermost


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture(scope="module")
def server() -> Iterator[FakeMattermost]:
    """A fake server over plain HTTP."""
    with FakeMattermost() as fake:
        yield fake
