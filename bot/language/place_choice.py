"""Which place counts: of all the names in a message, the one where the person needs a lieu."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.sighting import Seen, Sighting
from bot.language.vocabulary import Vocabulary
from bot.models.place import Atlas, Mention, PlaceKind

CITY = 20_000
"""From this population on, a town whose name is an ordinary word is recognised in lower case after "à"."""

TOWN = 1_500
"""From this population on, a name is recognised without anything before it."""

REQUESTS = (
    "where_work",
    "where_hold",
    "where_you_work",
    "seek_workplace",
    "where_to",
    "a_room",
    "place_to_work",
    "workplace",
    "a_place",
)
"""The signals that tell in which sentence the person asks."""

SEEKING = ("where_work", "where_hold", "where_you_work", "seeks", "is_there", "which", "a_place")
"""The signals of one who looks for a lieu, rather than asks about one."""

_LEFT = 4
"""What "Rennes" loses in "Rennes-Pontivy", "Rennes > Pontivy": a trip is made to where it ends."""

_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place name found in a message, and how much speaks for its being the one asked for."""

    name: str
    start: int
    end: int
    score: float
    known: bool = True


def choose(
    sighting: Sighting, vocabulary: Vocabulary, atlas: Atlas, mentions: Sequence[Mention], addressed: bool
) -> Candidate | None:
    """The known place that counts, None when none of ``mentions`` is meant as a place."""
    ends = {mention.end for mention in mentions}
    starts = {mention.start for mention in mentions}
    candidates = []
    for mention in mentions:
        tail = _joined(sighting, mention.start) and mention.start not in ends
        if tail or not is_meant(sighting, vocabulary, mention, addressed):
            continue
        score = _score(sighting, mention) + _fineness(atlas, mention.name)
        if mention.end in starts and _joined(sighting, mention.end):
            score -= _LEFT
        candidates.append(Candidate(mention.name, mention.start, mention.end, score))
    wanted = [candidate for candidate in candidates if candidate.score > -5]
    return max(wanted, key=lambda candidate: candidate.score, default=None)


def is_meant(sighting: Sighting, vocabulary: Vocabulary, mention: Mention, addressed: bool) -> bool:
    """Whether a name that may be an ordinary word, or a hamlet's, is meant as a place there."""
    words = sighting.clean.words[mention.start : mention.end]
    if addressed and len(words) == len(sighting.clean.words):
        return True
    introduced = _introduced(sighting, mention.start)
    capital = words[-1].capital
    if mention.common and all(word.folded in vocabulary.known for word in words):
        # A word of our own vocabulary (la réunion, place, nice).
        sought = addressed or sighting.class_ending_at("lieu_de_travail", mention.start) is not None
        return (capital and (introduced or sought)) or (introduced and len(words) == 1 and mention.weight >= CITY)
    if not mention.common:
        return addressed or introduced or capital or mention.weight >= TOWN
    if introduced:
        return capital or mention.weight >= CITY
    apart = _stands_apart(sighting, mention.start, mention.end)
    if capital:
        opens = any(sentence.start == mention.start for sentence in sighting.clean.sentences)
        return mention.weight >= TOWN and (not opens or apart)
    return mention.weight >= CITY and (addressed or apart)


def guess(sighting: Sighting, vocabulary: Vocabulary, atlas: Atlas, addressed: bool) -> Candidate | None:
    """A name that the map does not know as it is: misspelt (``known``), or of nowhere (not ``known``)."""
    unknown = None
    for start, end in _unknown_names(sighting, vocabulary, addressed):
        name = sighting.clean.text[sighting.clean.words[start].start : sighting.clean.words[end - 1].end]
        if atlas.resembles(name):
            return Candidate(name, start, end, 0)
        if unknown is None and _introduced(sighting, start) and sighting.clean.words[start].capital:
            unknown = Candidate(name, start, end, 0, known=False)
    return unknown


def _introduced(sighting: Sighting, start: int) -> bool:
    return any(sighting.class_ending_at(name, start) is not None for name in ("près_de", "destination", "plutôt"))


def _stands_apart(sighting: Sighting, start: int, end: int) -> bool:
    """Whether words stand between two marks, or at an edge of the message and a mark or a lieu: "nancy, un bureau"."""
    words, text = sighting.clean.words, sighting.clean.text
    before = text[words[start - 1].end : words[start].start] if start else ","
    after = text[words[end - 1].end : words[end].start] if end < len(words) else ","
    parted = [any(mark in between for mark in ",:;.?!()-–—>\n") for between in (before, after)]
    return all(parted) or (parted[1] and sighting.class_ending_at("lieu_de_travail", start) is not None)


def _score(sighting: Sighting, mention: Mention) -> float:
    before = {
        name: sighting.class_ending_at(name, mention.start)
        for name in ("près_de", "destination", "origine", "chez_moi", "pas_à", "plutôt", "quitte")
    }
    sentence = sighting.sentence_of(mention.start)
    score = 1.0 if sentence.asks else 0.0
    if any(sentence.start <= seen.start < sentence.end for seen in _requests(sighting)):
        score += 2
    if before["pas_à"] is not None or before["quitte"] is not None or sighting.class_at("non", mention.end):
        return -10
    near, origin = before["près_de"], before["origine"]
    if before["plutôt"] is not None or (near and sighting.class_ending_at("plutôt", near) is not None):
        score += 5
    if origin is not None and (near is None or near >= origin):
        score -= 2.5
    elif near is not None:
        score += 1.5
    if before["destination"] is not None:
        score += 1
    if before["chez_moi"] is not None:
        score -= 2
    return score - mention.start / 1_000


def _fineness(atlas: Atlas, name: str) -> float:
    """Of an area and a town in it, the town is meant; of a town and a part of it, the part."""
    place = atlas.locate(name).place
    if place is None or place.is_area:
        return -1.5
    return 1.0 if place.kind in (PlaceKind.POSTCODE, PlaceKind.ARRONDISSEMENT) else 0


def _requests(sighting: Sighting) -> list[Seen]:
    return [seen for signal in REQUESTS for seen in sighting.signals.get(signal, ())]


def _unknown_names(sighting: Sighting, vocabulary: Vocabulary, addressed: bool) -> list[tuple[int, int]]:
    """The runs of words that may be a name nobody knows, at most three."""
    words = sighting.clean.words
    runs: list[tuple[int, int]] = []
    for position, word in enumerate(words):
        known = word.folded in vocabulary.known or sighting.row[position] != word.folded
        if known or not word.text.isalpha() or len(word.text) < _SHORTEST:
            continue
        apart = _stands_apart(sighting, position, position + 1)
        if not (addressed or word.capital or apart or _introduced(sighting, position)):
            continue
        if runs and runs[-1][1] == position and _same_name(sighting, position):
            runs[-1] = (runs[-1][0], position + 1)
        else:
            runs.append((position, position + 1))
    return runs[:3]


def _joined(sighting: Sighting, position: int) -> bool:
    """Whether a word is joined to the one before it by a dash or an arrow."""
    if position == 0 or position >= len(sighting.clean.words):
        return False
    before, word = sighting.clean.words[position - 1], sighting.clean.words[position]
    return sighting.clean.text[before.end : word.start].strip() in ("-", ">", "->", "→", "–", "/")


def _same_name(sighting: Sighting, position: int) -> bool:
    before, word = sighting.clean.words[position - 1], sighting.clean.words[position]
    between = sighting.clean.text[before.end : word.start]
    return between in ("-", "'", "’") or (between == " " and word.capital)
