"""Works of one lane are done in order, those of different lanes side by side."""

import asyncio
from functools import partial

import pytest

from bot.mattermost.work import Lanes, Work


def test_a_lane_keeps_its_order_and_holds_up_no_other() -> None:
    async def work() -> list[str]:
        lanes = Lanes(side_by_side=4, most=100)
        done: list[str] = []
        gate = asyncio.Event()

        async def slow(name: str) -> None:
            await gate.wait()
            done.append(name)

        async def quick(name: str) -> None:
            await asyncio.sleep(0)
            done.append(name)

        await lanes.put(Work("a", partial(slow, "a1")))
        for name in ("a2", "b1", "b2", "c1"):
            await lanes.put(Work(name[0], partial(quick, name)))
        working = asyncio.create_task(lanes.run())
        while len(done) < 3:
            await asyncio.sleep(0)
        assert "a2" not in done
        gate.set()
        await lanes.join()
        assert len(lanes) == 0
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        return done

    done = asyncio.run(work())
    assert done.index("b1") < done.index("b2")
    assert done[-2:] == ["a1", "a2"]


def test_lanes_take_no_more_than_they_have_room_for() -> None:
    async def fill() -> None:
        lanes = Lanes(side_by_side=1, most=2)

        async def nothing() -> None: ...

        for name in "ab":
            await lanes.put(Work(name, nothing))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await lanes.put(Work("c", nothing))
        assert len(lanes) == 2

    asyncio.run(fill())
