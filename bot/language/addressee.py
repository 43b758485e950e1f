"""The addressee: whether a message is meant for another person, or takes up the bot's question all the same."""

from bot.language.recognising import Seen


def calls_another(seen: Seen) -> bool:
    """Whether the message is meant for another person, who is named first or named and spoken to."""
    greeting = seen.sighting.first_class("appel_à")
    after = greeting[1] if greeting and greeting[0] == 0 else 0
    at = seen.said.other_at
    return at in (0, after) or (seen.has("to_you") and (at is not None or _names_person(seen, after)))


def insists(seen: Seen) -> bool:
    """Whether a message that follows other people's takes up the question all the same: it asks, and says where."""
    resumes = seen.has("follow_up", "is_there", "there_is")
    asks = seen.asks or seen.has("elsewhere", "please")
    return asks and resumes and bool(seen.question.place or seen.question.radius_km) and not seen.has("to_you")


def _names_person(seen: Seen, at: int) -> bool:
    """Whether an unknown capitalised word stands there before a comma: "Salut Léa, tu connais…"."""
    words = seen.said.words
    if at + 1 >= len(words) or not words[at].capital or at in seen.named or seen.sighting.spans.get(at):
        return False
    return seen.said.text[words[at].end : words[at + 1].start].strip().startswith(",")
