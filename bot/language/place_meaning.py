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
        return (capital and (led_to or sought)) or (led_to and len(words) == 1 and mention.weight >= CITY)
    if not mention.common:
        return addressed or led_to or capital or mention.weight >= TOWN
    if led_to:
        return capital or mention.weight >= CITY
    apart = stands_apart(sighting, mention.start, mention.end)
    if capital:
        opens = any(sentence.start == mention.start for sentence in sighting.clean.sentences)
        return mention.weight >= TOWN and (not opens or apart)
    return mention.weight >= (TOWN if addressed and apart else CITY) and (addressed or apart)


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
    before_lieu = any(sighting.class_at(name, end) for name in ("lieu_de_travail", "salle", "bureau"))
    if parted[0] and before_lieu:
        return True
    return all(parted) or (parted[1] and sighting.class_ending_at("lieu_de_travail", start) is not None)


def _dated(sighting: Sighting, end: int) -> bool:
    """Whether a day follows: "Nancy jeudi", "Pau on Monday"."""
    on = end < len(sighting.row) and sighting.row[end] in ("on", "this", "le", "ce", "next")
    return sighting.class_at("jour", end + on)


def _is_expression(sighting: Sighting, mention: Mention) -> bool:
    """Whether a name is a part of an everyday expression: "en somme", "ça fait sens"."""
    starts = range(max(0, mention.start - 4), mention.start + 1)
    return any(max(sighting.spans.get(at, {}).get("expression", (0,))) >= mention.end for at in starts)
