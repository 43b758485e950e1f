"""What a real Mattermost 6.7.2 said: the recordings beside the checkout, else the few that the project keeps."""

import json
from pathlib import Path
from typing import Any

import pytest

_KEPT = Path(__file__).parent / "kept"
_SHARED = Path(__file__).parents[3] / "shared" / "mattermost" / "recordings"

BOT_ID = "wstc1xntm7y7pr9oibat1a1zhh"
ALICE_ID = "b4f5uigwqjdgmcdajdywctcebo"

Recording = dict[str, Any]


def names(pattern: str) -> list[str]:
    """The names of the recordings at hand that match ``pattern``."""
    folder = _SHARED if _SHARED.is_dir() else _KEPT
    return sorted(path.stem for path in folder.glob(f"{pattern}.json"))


def recording(name: str) -> Recording:
    """The recording ``name``; without ../shared, a test of one that is not kept is skipped, and says so."""
    for folder in (_SHARED, _KEPT):
        path = folder / f"{name}.json"
        if path.is_file():
            value: Recording = json.loads(path.read_text())
            return value
    assert not _SHARED.is_dir(), f"{name} is not among the recordings"
    pytest.skip(f"{name} is not among the recordings kept, and ../shared is not beside the checkout")


def frames(name: str) -> list[Recording]:
    """The frames that the bot's websocket received in the recording ``name``."""
    held = recording(name)
    heard = held.get("frames_bot_lieux") or held.get("frames") or []
    return [json.loads(frame["raw"]) for frame in heard]


def slash_call(name: str) -> Recording:
    """The call that Mattermost made to the integration in the recording ``name``."""
    call: Recording = recording(name)["mattermost_calls_integration"][0]
    return call
