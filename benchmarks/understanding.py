"""What understanding one message costs, with every commune loaded: ``python benchmarks/understanding.py [FILE...]``.

Reads the labelled messages of ``tests/eval``, and each FILE of real utterances (tab separated, the text last).
"""

import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import quantiles

from bot.directory.store import read_directory
from bot.language.understand import Knowledge, understand
from bot.language.vocabulary import read_vocabulary
from bot.models.event import Author, Message, Trigger
from bot.models.question import Language
from bot.places.atlas import read_gazetteer

ROOT = Path(__file__).parents[1]
SOMEONE = Author("someone", "someone")


def read_knowledge() -> Knowledge:
    """The shipped words, map and lieux."""
    lieux, *_ = read_directory([ROOT / "data" / "lieux"])
    vocabulary, atlas = read_vocabulary(ROOT / "data" / "language"), read_gazetteer(ROOT / "data" / "places")
    return Knowledge(vocabulary, atlas, lieux.vouched_names, lieux.listed_names, "lieux", Language.FR)


def labelled() -> Iterable[Message]:
    """The labelled messages, with their triggers."""
    for file in sorted((ROOT / "tests" / "eval").glob("*.jsonl")):
        for case in map(json.loads, file.read_text("utf-8").splitlines()):
            if "text" in case:
                yield Message(case["text"], Trigger(case["trigger"]), SOMEONE, "mattermost", case["channel"])


def utterances(file: Path) -> Iterable[Message]:
    """The utterances of a file, each as if written in a channel."""
    for line in file.read_text("utf-8").splitlines()[1:]:
        yield Message(line.split("\t")[-1], Trigger.UNPROMPTED, SOMEONE, "mattermost", "bureaux-bretagne")


def measure(name: str, messages: Iterable[Message], knowledge: Knowledge) -> None:
    """Print the median, the 95th percentile and the worst of ``messages``, in milliseconds."""
    spent_ms = []
    for message in messages:
        start = time.perf_counter()
        understand(message, knowledge)
        spent_ms.append((time.perf_counter() - start) * 1_000)
    cuts = quantiles(spent_ms, n=100)
    worst = max(spent_ms)
    print(f"{name}: {len(spent_ms)} messages, median {cuts[49]:.2f} ms, p95 {cuts[94]:.2f} ms, worst {worst:.1f} ms")


def main(arguments: Sequence[str]) -> None:
    """Measure the labelled messages, then each file named."""
    knowledge = read_knowledge()
    measure("labelled", labelled(), knowledge)
    for argument in arguments:
        measure(Path(argument).name, utterances(Path(argument)), knowledge)


if __name__ == "__main__":
    main(sys.argv[1:])
