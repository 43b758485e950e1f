"""A bot that lives fast, in a process of its own: on SIGUSR1 it says what it holds, in one line of JSON."""

import asyncio
import gc
import json
import signal
import sys
import tracemalloc
import urllib.parse
from pathlib import Path

from pydantic import SecretStr

from bot.config import Config, MattermostSettings, Secrets
from bot.mattermost.edge import Edge
from bot.mattermost.pace import Pace
from bot.mattermost.waiting import Waiting
from bot.models.event import Event, Message
from bot.models.question import Language, Question
from bot.models.reply import Kind, Reply
from tests.fakes.mattermost import TOKEN

SECOND_S = 0.0015
"""How long a second of its life lasts."""
PACE = Pace(reconnection=Waiting(first_s=SECOND_S, longest_s=60 * SECOND_S), ping_every_s=30 * SECOND_S)


def answer(event: Event) -> Reply:
    """Says what it was told."""
    assert isinstance(event, Message)
    return Reply(Kind.LIEUX, event.text, Language.FR, question=Question(Language.FR))


def say_what_is_held() -> None:
    """Print the memory held, in KiB, the files and sockets open, and the tasks of the event loop."""
    urllib.parse.clear_cache()  # type: ignore[attr-defined]  # not in typeshed; it keeps some hundred addresses, and each connection has its own
    gc.collect()
    memory_kib = tracemalloc.get_traced_memory()[0] / 1024
    files = len(list(Path("/proc/self/fd").iterdir()))
    held = {"memory_kib": memory_kib, "files": files, "tasks": len(asyncio.all_tasks())}
    print(json.dumps(held), flush=True)


async def live(url: str) -> None:
    """Answer at ``url`` until told to stop."""
    config = Config(mattermost=MattermostSettings.model_validate({"url": url}))
    edge = Edge(config, Secrets(mattermost_token=SecretStr(TOKEN)), answer, PACE)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, say_what_is_held)
    loop.add_signal_handler(signal.SIGTERM, edge.stop)
    await edge.run()


if __name__ == "__main__":
    tracemalloc.start()
    asyncio.run(live(sys.argv[1]))
