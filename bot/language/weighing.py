"""Weighing: does a message that nobody addressed to the bot ask for a lieu, or not."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.language.sighting import Sighting
from bot.language.vocabulary import Weights

AROUND = 0.5
"""What a signal weighs when it stands in another sentence than the one that is weighed, as a share of its weight."""


@dataclass(frozen=True, slots=True)
class Weight:
    """One thing that weighed: the signal, the phrasing that was seen (empty for a fact), its weight."""

    signal: str
    phrasing: str
    weight: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What weighed for and against in the sentence that speaks most for a request: ``asks`` when it suffices.

    ``total`` is the sum of the weights; ``subject`` the part of it that tells what is looked for, ``request`` the part
    that asks.
    """

    weights: tuple[Weight, ...] = ()
    total: float = 0
    subject: float = 0
    request: float = 0
    asks: bool = False


def weigh(sighting: Sighting, facts: Mapping[str, Collection[int]], weights: Weights) -> Verdict:
    """Weigh each sentence and keep the best; ``facts`` tells for each fact found the sentences that hold it."""
    sentences = range(len(sighting.clean.sentences))
    verdicts = [_verdict(sighting, facts, weights, sentence) for sentence in sentences]
    return max(verdicts, key=lambda verdict: (verdict.asks, verdict.total), default=Verdict())


def _verdict(sighting: Sighting, facts: Mapping[str, Collection[int]], weights: Weights, sentence: int) -> Verdict:
    subject = _seen(sighting, weights, weights.subject, sentence, AROUND)
    request = _seen(sighting, weights, weights.request, sentence, AROUND)
    speaks = any(seen.sentence == sentence for signal in weights.subject for seen in sighting.signals.get(signal, ()))
    for fact in ("question", "bare", "stated"):
        if facts[fact] and speaks:
            request.append(Weight(fact, "", weights.request[fact] * (1 if sentence in facts[fact] else AROUND)))
    with_it = [
        Weight(fact, "", weights.facts[fact]) for fact, where in facts.items() if where and fact in weights.facts
    ]
    against = _seen(sighting, weights, weights.against, sentence, 0)
    if facts["place"]:
        against = [weight for weight in against if weight.signal not in weights.when_nowhere]
    all_of_them = (*subject, *request, *with_it, *against)
    about, wished = (sum(w.weight for w in some) for some in (subject, request))
    about += sum(w.weight for w in with_it if w.signal in weights.subject_facts)
    rest = sum(w.weight for w in (*with_it, *against) if w.signal not in weights.subject_facts)
    total = min(about, weights.subject_most) + min(wished, weights.request_most) + rest
    enough = about >= weights.subject_threshold and wished >= weights.request_threshold
    asks = total >= weights.threshold and enough and not _is_slight(subject, request, weights)
    return Verdict(all_of_them, total, about, wished, asks)


def _is_slight(subject: Sequence[Weight], request: Sequence[Weight], weights: Weights) -> bool:
    """Whether a meeting is spoken of, and nothing looked for though something is asked: "l'atelier est maintenu ?"."""
    return {each.signal for each in subject} <= weights.slight_subject and {
        each.signal for each in request
    } <= weights.slight_request


def _seen(
    sighting: Sighting, weights: Weights, signals: Mapping[str, float], sentence: int, around: float
) -> list[Weight]:
    """What ``signals`` weigh for a sentence; seen in another one only, they weigh that share: ``around``."""
    asked = sighting.clean.sentences
    found: list[Weight] = []
    for signal, weight in signals.items():
        shares = [
            (1.0 if signal in weights.everywhere or seen.sentence == sentence else around, seen.phrasing.text)
            for seen in sighting.signals.get(signal, ())
            if signal not in (weights.when_told if asked[seen.sentence].asks else weights.when_asked)
        ]
        share, phrasing = max(shares, key=lambda each: each[0], default=(0.0, ""))
        if share:
            found.append(Weight(signal, phrasing, weight * share))
    return found
