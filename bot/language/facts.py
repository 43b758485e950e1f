"""The plain facts of a question: how many people, how far, which day, free of charge, step-free."""

from bot.language.requests import requests
from bot.language.sighting import Seen, Sighting

MAX_PEOPLE = 100_000
MAX_KM = 1_000
_MILE_KM = 1.609344


def people(sighting: Sighting) -> int | None:
    """How many people come: the largest number said where people are counted ("15 à 20 personnes" gives 20)."""
    counts = [n for seen in sighting.signals.get("people", ()) for n in _counts(sighting, seen)]
    counts += [n + 1 for seen in sighting.signals.get("people_and_me", ()) for n in _counts(sighting, seen)]
    return max((n for n in counts if 1 <= n <= MAX_PEOPLE), default=None)


def radius_km(sighting: Sighting) -> float | None:
    """The distance said, unless it only tells where the person is."""
    elsewhere = sighting.signals.get("not_radius", ())
    for seen in sighting.signals.get("radius", ()):
        position = next(p for p in range(seen.end - 1, -1, -1) if p in sighting.numbers)
        if not any(other.start <= seen.start and seen.end <= other.end for other in elsewhere):
            distance = sighting.numbers[position]
            miles = sighting.class_ending_at("mile", seen.end) is not None
            return min(round(distance * _MILE_KM, 1) if miles else distance, MAX_KM)
    return None


def day(sighting: Sighting) -> str | None:
    """The day as it was said, in lower case and the singular; one that is refused ("pas lundi") does not count.

    Of several, the first of those that stand nearest to the request: in its clause, else in its sentence.
    """
    found: list[tuple[int, str]] = []
    start = 0
    while span := sighting.first_class("jour", start):
        start = span[1]
        if sighting.class_ending_at("pas_jour", span[0]) is None:
            words = sighting.clean.words
            said = sighting.clean.text[words[span[0]].start : words[span[1] - 1].end]
            found.append((_distance(sighting, span[0]), said.lower().removesuffix("s")))
    return min(found, key=lambda each: each[0], default=(0, None))[1]


def _distance(sighting: Sighting, position: int) -> int:
    """How far from a request a word stands: 0 in its clause, 1 in its sentence, 2 elsewhere."""
    asked = requests(sighting)
    start, end = sighting.clause_of(position)
    if any(start <= seen.start < end for seen in asked):
        return 0
    sentence = sighting.sentence_of(position)
    return 1 if any(sentence.start <= seen.start < sentence.end for seen in asked) else 2


def free(sighting: Sighting) -> bool:
    """Whether lieux free of charge are asked for; free wifi is not."""
    refused = {range(seen.start, seen.end) for seen in sighting.signals.get("not_free", ())}
    return any(
        not any(seen.start in span or seen.end - 1 in span for span in refused)
        for seen in sighting.signals.get("free", ())
    )


def accessible(sighting: Sighting) -> bool:
    """Whether a step-free lieu is asked for."""
    return sighting.has("accessible")


def _counts(sighting: Sighting, seen: Seen) -> list[int]:
    positions = range(seen.start, seen.end)
    return [int(sighting.numbers[p]) for p in positions if "n" in sighting.spans.get(p, {})]
