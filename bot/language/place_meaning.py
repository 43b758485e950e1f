"""Which names are meant as places: a name may be an ordinary word ("nice"), a hamlet's, a part of an expression."""

from bot.language.sighting import Sighting
from bot.language.vocabulary import Vocabulary
from bot.models.place import Mention

CITY = 20_000
"""From this population on, a town whose name is an ordinary word is recognised in lower case after "à"."""

TOWN = 1_500
"""From this population on, a name is recognised without anything before it."""


DESCRIBED = ("lieu_de_travail", "salle", "bureau", "lieu", "rassemblement")
"""What an adjective tells the place of: "un coworking nantais"."""


def is_meant(sighting: Sighting, vocabulary: Vocabulary, mention: Mention, addressed: bool) -> bool:
    """Whether a name that may be an ordinary word, or a hamlet's, is meant as a place there."""
    if mention.adjective:
        return any(sighting.class_ending_at(name, mention.start) is not None for name in DESCRIBED)
    return _is_named(sighting, vocabulary, mention, addressed)


def _is_named(sighting: Sighting, vocabulary: Vocabulary, mention: Mention, addressed: bool) -> bool:
    words = sighting.clean.words[mention.start : mention.end]
    whole = addressed and len(words) == len(sighting.clean.words)
    if whole or (_is_expression(sighting, mention) and not addressed):
        return whole
    led_to = introduced(sighting, mention.start)
    capital = words[-1].capital
    if mention.common and all(word.folded in vocabulary.known for word in words):
        # A word of our own vocabulary (la réunion, place, nice).
        sought = addressed or sighting.class_ending_at("lieu_de_travail", mention.start) is not None
        sought = sought or (_opens(sighting, mention.start) and _before_lieu(sighting, mention.end, apart=True))
        return (capital and (led_to or sought)) or (led_to and len(words) == 1 and mention.weight >= CITY)
    if not mention.common:
        return addressed or led_to or capital or mention.weight >= TOWN
    if led_to:
        return capital or mention.weight >= CITY
    apart = stands_apart(sighting, mention.start, mention.end)
    if capital:
        return mention.weight >= TOWN and (not _opens(sighting, mention.start) or apart)
    told = apart and (addressed or _before_lieu(sighting, mention.end, apart=False))
    return mention.weight >= (TOWN if told else CITY) and (addressed or apart)


def introduced(sighting: Sighting, start: int) -> bool:
    """Whether a word that leads to a place stands before: "à", "vers", "plutôt"."""
    return any(sighting.class_ending_at(name, start) is not None for name in ("près_de", "destination", "plutôt"))


def stands_apart(sighting: Sighting, start: int, end: int) -> bool:
    """Whether words stand between two marks, or at an edge of the message and a mark or a lieu: "nancy, un bureau"."""
    words, text = sighting.clean.words, sighting.clean.text
    before = text[words[start - 1].end : words[start].start] if start else ","
    after = text[words[end - 1].end : words[end].start] if end < len(words) else ","
    parted = [any(mark in between for mark in ",:;.?!()-–—>\n") for between in (before, after)]
    parted[1] = parted[1] or _dated(sighting, end)
    if parted[0] and _before_lieu(sighting, end, apart=False):
        return True
    return all(parted) or (parted[1] and sighting.class_ending_at("lieu_de_travail", start) is not None)


def _opens(sighting: Sighting, start: int) -> bool:
    """Whether a word opens its sentence."""
    return any(sentence.start == start for sentence in sighting.clean.sentences)


def _before_lieu(sighting: Sighting, end: int, *, apart: bool) -> bool:
    """Whether what is looked for follows at once, after a mark if ``apart``: "Nice, bureau ?"."""
    follows = any(sighting.class_at(name, end) for name in ("lieu_de_travail", "salle", "bureau"))
    return follows and (not apart or end in sighting.marks)


def _dated(sighting: Sighting, end: int) -> bool:
    """Whether a day follows: "Nancy jeudi", "Pau on Monday"."""
    on = end < len(sighting.row) and sighting.row[end] in ("on", "this", "le", "ce", "next")
    return sighting.class_at("jour", end + on)


def _is_expression(sighting: Sighting, mention: Mention) -> bool:
    """Whether a name is a part of an everyday expression: "en somme", "ça fait sens"."""
    starts = range(max(0, mention.start - 4), mention.start + 1)
    return any(max(sighting.spans.get(at, {}).get("expression", (0,))) >= mention.end for at in starts)
