"""What saying one answer costs: ``python -m benchmarks.saying``."""

import time
from collections.abc import Callable
from datetime import date
from statistics import quantiles

from bot.config import Config
from bot.directory.search import search
from bot.language.say_about import say_about
from bot.language.say_answer import say_answer
from bot.models.question import Language, Question
from bot.wiring import build_world

TODAY = date(2026, 11, 22)
TIMES = 500


def main() -> None:
    """Print the median and the 95th percentile of a list of lieux around Paris, and of one lieu, in milliseconds."""
    world = build_world(Config(), clock=lambda: TODAY)
    phrases, paris = world.speech[Language.FR], world.atlas.locate("Paris").place
    if paris is None:
        raise LookupError("the map does not know Paris")
    found = search(world.directory.snapshot, Question(Language.FR, day="jeudi"), paris, 30, TODAY)
    lieu = found.hits[0].lieu
    sayings: dict[str, Callable[[], str]] = {
        "3 lieux": lambda: say_answer(found, found.hits[:3], "mattermost", phrases),
        "20 lieux": lambda: say_answer(found, found.hits[:20], "mattermost", phrases),
        "one lieu": lambda: say_about(lieu, [], "mattermost", phrases, TODAY),
    }
    for name, say in sayings.items():
        spent_ms = []
        for _ in range(TIMES):
            start = time.perf_counter()
            say()
            spent_ms.append((time.perf_counter() - start) * 1_000)
        cuts = quantiles(spent_ms, n=100)
        print(f"{name}: median {cuts[49]:.2f} ms, p95 {cuts[94]:.2f} ms")


if __name__ == "__main__":
    main()
