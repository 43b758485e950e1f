"""A question travels in the props of the post that answers it."""

from pydantic import TypeAdapter, ValidationError

from bot.models.question import Question

_QUESTION = TypeAdapter(Question)
_SEEN_KEPT = 100
_BETWEEN_KEPT = 8
_LONGEST_WORDS = 200
_HALFWAY_ROUND_THE_EARTH_KM = 20_040


def write_question(question: Question) -> dict[str, object]:
    """``question`` as plain JSON values, its defaults left out; of the lieux seen, the last hundred."""
    values: dict[str, object] = _QUESTION.dump_python(question, mode="json", exclude_defaults=True)
    if question.seen:
        values["seen"] = list(question.seen[-_SEEN_KEPT:])
    return values


def read_question(values: object) -> Question | None:
    """The question that ``values`` hold, None when they hold anything else: props pass through other hands."""
    if not isinstance(values, dict):
        return None
    try:
        question = _QUESTION.validate_python(values)
    except ValidationError:
        return None
    return question if _is_sane(question) else None


def _is_sane(question: Question) -> bool:
    people, radius_km = question.people, question.radius_km
    words = (question.place, question.day, question.date, *question.seen, *question.between)
    return (
        (people is None or 0 < people <= 100_000)
        and (radius_km is None or 0 < radius_km <= _HALFWAY_ROUND_THE_EARTH_KM)
        and len(question.seen) <= _SEEN_KEPT
        and len(question.between) <= _BETWEEN_KEPT
        and all(word is None or len(word) <= _LONGEST_WORDS for word in words)
    )
