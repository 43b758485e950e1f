"""``lieux ask --why``: how a message was understood, for those who write the vocabulary."""

from dataclasses import asdict

from bot.language.reading import Reading


def why(reading: Reading, threshold: float) -> str:
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
    outcome = "asks" if verdict.asks else "does not ask"
    lines.append(
        f"  {verdict.total:+5.2f}  in all, {verdict.subject:+.2f} for its subject: {outcome} (from {threshold:g})"
    )
    return "\n".join(lines)
