"""Whatever comes over the websocket, the question after it gets its answer."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contract.recordings import frames, names
from tests.fakes.mattermost import FakeMattermost
from tests.server.conftest import edge_for, running
from tests.server.echo import Echo

RECORDED = [frame for name in names("ws_*") if name != "ws_mention_matrix" for frame in frames(name)]
BAD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=20),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
)


@st.composite
def spoilt(draw: st.DrawFn) -> str | bytes:
    """A recorded frame with some values of other types, then perhaps cut short, padded, nested or binary."""
    frame = json.loads(json.dumps(draw(st.sampled_from(RECORDED))))
    for _ in range(draw(st.integers(0, 3))):
        _spoil(draw, frame)
    raw = json.dumps(frame)
    match draw(st.integers(0, 5)):
        case 0:
            return raw[: draw(st.integers(0, len(raw)))]
        case 1:
            return raw.encode()[: draw(st.integers(0, len(raw)))]
        case 2:
            return draw(st.binary(max_size=200))
        case 3:
            return '{"event":"posted","data":' + "[" * draw(st.integers(1, 5000))
        case _:
            return raw


def _spoil(draw: st.DrawFn, frame: dict[str, Any]) -> None:
    """Replace one value of ``frame``, or of the post that it holds as text, by one of another kind."""
    data = frame.get("data")
    if isinstance(data, dict) and isinstance(data.get("post"), str) and draw(st.booleans()):
        try:
            post = json.loads(data["post"])
        except ValueError:
            return
        if isinstance(post, dict) and post:
            post[draw(st.sampled_from(sorted(post)))] = draw(BAD)
            data["post"] = json.dumps(post)
        return
    inside = data if isinstance(data, dict) and data and draw(st.booleans()) else frame
    inside[draw(st.sampled_from(sorted(inside)))] = draw(BAD)


def test_no_spoilt_frame_stops_the_bot() -> None:
    with FakeMattermost() as server, running(edge_for(server.url, Echo())) as edge:
        server.wait_until_connected()

        @settings(max_examples=60, suppress_health_check=list(HealthCheck))
        @given(st.lists(spoilt(), min_size=1, max_size=10))
        def bear(sent: list[str | bytes]) -> None:
            for frame in sent:
                server.send_raw(frame)
            server.wait_for_answer(server.say(server.bob, server.bretagne, "@lieux Rennes"))

        bear()
    assert edge.error is None


def test_big_and_deep_frames_stop_nothing() -> None:
    with FakeMattermost() as server, running(edge_for(server.url, Echo())) as edge:
        server.wait_until_connected()
        big = {"event": "posted", "data": {"post": json.dumps({"message": "x" * 2_000_000})}}
        for frame in (json.dumps(big), "x" * 2_000_000, b"\xff" * 2_000_000, '{"a":' * 100_000, "1" * 5_000):
            server.send_raw(frame)
            server.wait_for_answer(server.say(server.bob, server.bretagne, "@lieux Rennes"))
    assert edge.error is None
    assert len(server.hub.seen) == 1
