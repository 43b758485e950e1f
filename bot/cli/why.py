"""``lieux ask --why``: how a message was understood, for those who write the vocabulary."""

from dataclasses import asdict

from bot.language.reading import Reading
from bot.language.vocabulary import Weights


def why(reading: Reading, weights: Weights) -> str:
    """What was recognised, what weighed for and against, and the outcome, one fact a line."""
    lines = [f"wish: {reading.wish}", f"language: {reading.language}"]
    if reading.question:
        named = {key: value for key, value in asdict(reading.question).items() if value and key != "language"}
        lines += [f"{key}: {value}" for key, value in named.items()]
    if reading.unknown_place:
        lines.append("the map does not know this place")
    if reading.about:
        lines.append(f"about: {reading.about}")
    lines.append("weights:")
    lines += [f"  {weight.weight:+5.2f}  {weight.signal}  {weight.phrasing}" for weight in reading.verdict.weights]
    verdict = reading.verdict
    sums = (
        ("in all", verdict.total, weights.threshold),
        ("for its subject", verdict.subject, weights.subject_threshold),
        ("for its request", verdict.request, weights.request_threshold),
    )
    lines += [f"  {total:+5.2f}  {part} (needs {least:g})" for part, total, least in sums]
    lines.append("asks" if verdict.asks else "does not ask")
    return "\n".join(lines)
