"""How fast the map is: run ``python benchmarks/places.py`` from the project's folder.

Prints the median and the 95th percentile of each kind of question, in milliseconds, each name asked for the first
time (the map remembers its last answers), then the time to read the map and the memory it holds.
"""

import gc
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from bot.places.atlas import Gazetteer, read_gazetteer
from bot.places.table import Table, read_table
from bot.text import words

DATA = Path(__file__).parents[1] / "data" / "places"
ASKED = 500
MESSAGES = [
    "Bonjour à tous, je serai à Brest mardi et mercredi, vous connaissez un endroit où bosser vers Saint-Marc ?",
    "salut quelqu un connait un coworking pas trop cher pres de la gare de la roche sur yon ou aux sables d olonne",
    "We need a venue for a thirty people workshop in Strasbourg next month, somewhere between the station and Neudorf",
]
T = TypeVar("T")
Sample = list[str]


def misspell(name: str, chance: random.Random) -> str:
    """``name`` without one of its letters."""
    at = chance.randrange(1, len(name))
    return name[:at] + name[at + 1 :]


def samples(table: Table, chance: random.Random) -> dict[str, Sample]:
    """What to ask, by kind, never twice the same."""
    rows = chance.sample(range(table.first_old), 4 * ASKED)
    names = list(dict.fromkeys(table.names[row] for row in rows))
    postcodes = sorted({post for row in rows for post in table.postcodes[row].split()})
    areas = [f"{before}{name}" for before in ("", "en ", "le ", "dans le ") for name in sorted(set(table.departments))]
    return {
        "exact": names[:ASKED],
        "hinted": [f"{table.names[row]} ({table.departments[row]})" for row in rows[:ASKED]],
        "postcode": chance.sample(postcodes, min(ASKED, len(postcodes))),
        "area": areas,
        "typo": [misspell(name, chance) for name in names[ASKED:] if len(name) > 6][:ASKED],
    }


def times_ms(ask: Callable[[T], object], questions: Iterable[T]) -> list[float]:
    """How long each question takes, in milliseconds."""
    times = []
    for question in questions:
        start = time.perf_counter()
        ask(question)
        times.append(1000 * (time.perf_counter() - start))
    return times


def tell(kind: str, times: list[float]) -> None:
    """Print one line of the table."""
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{kind:<12}{statistics.median(times):>10.3f}{p95:>10.3f}   ms, {len(times)} asked")


def memory_mb() -> float:
    """The memory that the map holds, in megabytes, as Python counts it."""
    gc.collect()
    tracemalloc.start()
    gazetteer = read_gazetteer(DATA)
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del gazetteer
    return held / 1e6


def main() -> None:
    """Ask, and print."""
    chance = random.Random(1)  # noqa: S311  a sample, always the same
    asked = samples(read_table(DATA), chance)
    loads = times_ms(read_gazetteer, [DATA] * 5)
    gazetteer: Gazetteer = read_gazetteer(DATA)
    print(f"{'':<12}{'median':>10}{'p95':>10}")
    for kind, names in asked.items():
        tell(kind, times_ms(gazetteer.locate, names))
    tell("resembles", times_ms(gazetteer.resembles, asked["typo"]))
    tell("find", times_ms(gazetteer.find, [words(message) for message in MESSAGES * 200]))
    tell("load", loads)
    print(f"{'memory':<12}{memory_mb():>10.1f}   MB")


if __name__ == "__main__":
    main()
