"""Scores the understanding of labelled messages and conversations (tests/eval/*.jsonl): readings, not sentences."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from bot.language.reading import Reading, Wish
from bot.language.understand import Knowledge, understand
from bot.models.event import Author, Message, Thread, Trigger
from bot.models.place import Place
from bot.models.question import Question

EVAL = Path(__file__).parents[2] / "eval"
ANYONE = Author("someone", "someone")
# The channels of the labelled messages, and the towns whose channels they are.
CHANNELS = {
    "bureaux-bretagne": "Rennes",
    "bureaux-betalyon": "Lyon",
    "nantes-coworking": "Nantes",
    "bureaux-bordeaux": "Bordeaux",
    "bureaux-strasbourg": "Strasbourg",
    "entre-toulousains": "Toulouse",
}
Label = Mapping[str, Any]


@dataclass
class Scores:
    """Counts of what was right and wrong, and the misses in words."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def note(self, what: str, right: bool, message: str) -> None:
        self.of[what] += 1
        self.right[what] += right
        if not right:
            self.misses.append(f"{what}: {message}")

    def share(self, what: str) -> float:
        return self.right[what] / self.of[what] if self.of[what] else 1.0


def read_cases(*names: str) -> list[dict[str, Any]]:
    """The labelled lines of the files ``tests/eval/<name>.jsonl``."""
    lines = (line for name in names for line in (EVAL / f"{name}.jsonl").read_text("utf-8").splitlines())
    return [json.loads(line) for line in lines if line.strip()]


def score_messages(cases: Iterable[Label], knowledge: Knowledge) -> Scores:
    """Scores single messages: ``precision`` and ``recall`` of answering unprompted, and each fact of the answered."""
    scores = Scores()
    for case in cases:
        if "turns" in case:
            continue
        reading = understand(_message(case["text"], case["trigger"], case["channel"], None), knowledge)
        place = _place(reading, case["channel"], knowledge)
        answers, told = place is not None, f"{case['id']} {case['text']!r}"
        if case["trigger"] == Trigger.UNPROMPTED:
            if answers:
                scores.note("precision", case["reply"], told)
            if case["reply"]:
                scores.note("recall", answers, told)
        else:
            scores.note("addressed", answers == case["reply"], told)
        if case["reply"] and reading.question and place:
            scores.note("lang", reading.language == case["lang"], told)
            for fact, right in _facts(reading.question, place, case).items():
                scores.note(fact, right, told)
    return scores


def score_conversations(cases: Iterable[Label], knowledge: Knowledge) -> Scores:
    """Scores conversations: the ``turns`` of the person that are entirely right."""
    scores = Scores()
    for case in (case for case in cases if "turns" in case):
        question, interrupted, expected = None, False, iter(case["expect"])
        for number, turn in enumerate(case["turns"]):
            if turn["who"] != "user":
                interrupted = interrupted or turn["who"] == "other"
                continue
            thread = Thread(question, question is not None and not interrupted) if number else None
            mentioned = "@lieux" in turn["text"] or case["trigger"] == Trigger.DIRECT
            trigger = case["trigger"] if mentioned or not number else "unprompted"
            reading = understand(_message(turn["text"], trigger, case["channel"], thread), knowledge)
            place, wanted = _place(reading, case["channel"], knowledge), next(expected)
            if wanted["reply"] and reading.question and place:
                right = all(_facts(reading.question, place, wanted).values())
            else:
                right = wanted["reply"] == (place is not None)
            if reading.question is not None:
                question, interrupted = reading.question, False
            scores.note("turns", right, f"{case['id']} {turn['text']!r}")
    return scores


def _message(text: str, trigger: str, channel: str | None, thread: Thread | None) -> Message:
    return Message(text, Trigger(trigger), ANYONE, "mattermost", channel, thread)


def _place(reading: Reading, channel: str | None, knowledge: Knowledge) -> Place | None:
    """The place of the answer, None when there is no answer."""
    if reading.wish is not Wish.ASK or reading.question is None:
        return None
    home = CHANNELS.get(channel or "")
    near = knowledge.atlas.locate(home).place if home else None
    name = reading.question.place or home
    return knowledge.atlas.locate(name, near).place if name else None


def _facts(question: Question, place: Place, wanted: Label) -> dict[str, bool]:
    """Each fact of an answer, and whether it is right; a need of None is a desk."""
    facts = {
        "need": (question.need or "poste") == (wanted["need"] or "poste"),
        "people": question.people == wanted["people"],
        "day": question.day == wanted["day"],
        "free": question.free == bool(wanted["free"]),
        "radius": question.radius_km == wanted["radius_km"],
    }
    if wanted["place"]:
        facts["place"] = _distance_km(place, wanted["place"]) <= wanted["place"]["tol_km"]
    return facts


def _distance_km(place: Place, point: Mapping[str, float]) -> float:
    north, south = radians(place.lat), radians(point["lat"])
    east = radians(point["lon"] - place.lon)
    return 12_742 * asin(sqrt(sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2))
