"""The bot calls nothing that Mattermost 6.7 lacks."""

import asyncio
import inspect
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, get_origin, get_type_hints

import pytest
import yaml

from bot.config import MattermostSettings
from bot.errors import LieuxError
from bot.mattermost.address import Address
from bot.mattermost.installation.api import Api
from bot.mattermost.installation.records import Command
from bot.mattermost.pooled_client import PooledClient, RestSettings
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import Fault, RestError
from tests.contract.recordings import names, recording

ENDPOINTS = yaml.safe_load((Path(__file__).parent / "endpoints.yaml").read_text(encoding="utf-8"))
KNOWN = {(call.split()[0], call.split()[1]): source for source, calls in ENDPOINTS.items() for call in calls}
AN_ID = "a" * 26
EXAMPLES: Mapping[object, object] = {
    str: AN_ID,
    bytes: b"PNG",
    Collection: [AN_ID],
    Mapping: {},
    Command: Command(AN_ID, "lieux", "https://lieux.example.org/commande", id=AN_ID),
}
"""An argument of each type that a call takes."""


def calls_of(owner: type) -> list[str]:
    """The names of the methods that call the server."""
    methods = inspect.getmembers(owner, inspect.isfunction)
    return [name for name, _ in methods if not name.startswith("_") and name != "close"]


def arguments(method: Callable[..., Any]) -> list[object]:
    hints = get_type_hints(method)
    hints.pop("return")
    return [EXAMPLES[get_origin(hint) or hint] for hint in hints.values()]


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The calls that were made, ids taken out; none is answered."""
    calls: list[tuple[str, str]] = []

    def note(self: PooledClient, method: str, endpoint: str, **_: object) -> None:
        path = (self.url + endpoint).partition("chat.example.org:443")[2]
        calls.append((method.upper(), re.sub(rf"\b{AN_ID}\b", "{}", path)))
        raise RestError(endpoint, 0, Fault.UNREACHABLE)

    monkeypatch.setattr(PooledClient, "make_request", note)
    return calls


ADDRESS = Address.of(MattermostSettings.model_validate({"url": "https://chat.example.org"}))


@pytest.mark.parametrize("name", calls_of(Rest))
def test_what_the_running_bot_calls_is_in_mattermost_6_7(name: str, called: list[tuple[str, str]]) -> None:
    rest = Rest(ADDRESS, "jeton", 1, RestSettings())
    method = getattr(rest, name)

    async def call() -> None:
        with pytest.raises(LieuxError):
            await method(*arguments(method))

    asyncio.run(call())
    rest.close()
    assert called
    assert set(called) <= KNOWN.keys()


@pytest.mark.parametrize("name", calls_of(Api))
def test_what_sets_the_bot_up_and_examines_it_is_in_mattermost_6_7(name: str, called: list[tuple[str, str]]) -> None:
    with Api(ADDRESS, "jeton") as api:
        method = getattr(api, name)
        with pytest.raises(LieuxError):
            method(*arguments(method))
    assert called
    assert set(called) <= KNOWN.keys()


def test_what_is_said_to_be_recorded_is_so() -> None:
    recorded: set[tuple[str, str]] = set()
    for name in names("http_*"):
        request = recording(name).get("request", {})
        if "path" in request:
            path = re.sub(r"[a-z0-9]{26}", "{}", request["path"].partition("?")[0])
            recorded.add((request["method"], re.sub(r"(?<=/name/)[a-z-]+", "{}", path)))
    if len(recorded) < 20:
        pytest.skip("the recordings are not beside the checkout")
    assert {call for call, source in KNOWN.items() if source == "recorded"} <= recorded
