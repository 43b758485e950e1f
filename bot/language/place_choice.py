"""Which place counts: of all the names in a message, the one where the person needs a lieu."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.language.addresses import address_of
from bot.language.place_meaning import is_meant
from bot.language.requests import requests
from bot.language.sighting import Sighting
from bot.language.vocabulary import Vocabulary
from bot.models.place import Atlas, Mention, PlaceKind

_LEFT = 4
"""What "Rennes" loses in "Rennes-Pontivy", "Rennes > Pontivy": a trip is made to where it ends."""

_ASKED_THERE = 4.5
"""What a name gains in the clause that asks: "ma réunion est à Angers, je cherche un bureau à Saumur"."""

_BETWEEN = 4
"""What both ends of "entre Dijon et Lyon" lose: a lieu in either is not halfway."""


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
    ends = {mention.end: mention.start for mention in mentions}
    starts = {mention.start for mention in mentions}
    candidates = []
    for mention in mentions:
        tail = _joined(sighting, mention.start) and mention.start not in ends
        if tail or _is_cut(sighting, vocabulary, mention) or not is_meant(sighting, vocabulary, mention, addressed):
            continue
        head = _head(sighting, ends, mention.start)
        score = _score(sighting, mention, head, _is_between(sighting, ends, mention)) + _fineness(atlas, mention.name)
        if mention.end in starts and _joined(sighting, mention.end):
            score -= _LEFT
        name, start = address_of(sighting, mentions, mention, atlas)
        candidates.append(Candidate(name, start, mention.end, score))
    wanted = [each for each in candidates if each.score > -5 and not any(_covers(other, each) for other in candidates)]
    return max(wanted, key=lambda candidate: candidate.score, default=None)


def _covers(whole: Candidate, part: Candidate) -> bool:
    """Whether a candidate, an address, holds the end of another one, or all of it."""
    longer = whole.end - whole.start > part.end - part.start
    return longer and whole.start < part.end <= whole.end


def _is_between(sighting: Sighting, ends: Collection[int], mention: Mention) -> bool:
    """Whether a name is one of the two of "entre Dijon et Lyon"."""
    if sighting.class_ending_at("entre", mention.start) is not None:
        return True
    at = mention.start - 1
    if at < 1 or sighting.row[at] not in ("et", "and") or at not in ends:
        return False
    return any(sighting.class_ending_at("entre", start) is not None for start in range(max(0, at - 5), at))


def _asked(sighting: Sighting, position: int) -> float:
    """What a name gains from what is asked where it stands: in its clause, in its sentence."""
    sentence = sighting.sentence_of(position)
    score = 1.0 if sentence.asks else 0.0
    start, end = sighting.clause_of(position)
    asked = requests(sighting)
    if any(seen.start < end and seen.end >= start for seen in asked):
        return score + _ASKED_THERE
    return score + any(sentence.start <= seen.start < sentence.end for seen in asked)


def _head(sighting: Sighting, ends: Mapping[int, int], start: int) -> int:
    """Where the first of the names joined by "et" to the one at ``start`` begins: "de Dijon et Lyon" leaves both."""
    while sighting.row[start - 1] in ("et", "and") and start - 1 in ends:
        start = ends[start - 1]
    return start


def _score(sighting: Sighting, mention: Mention, head: int, between: bool) -> float:
    before = {
        name: sighting.class_ending_at(name, mention.start) for name in ("près_de", "destination", "pas_à", "plutôt")
    }
    before |= {name: sighting.class_ending_at(name, head) for name in ("origine", "chez_moi", "quitte")}
    score = _asked(sighting, mention.start)
    if before["pas_à"] is not None or before["quitte"] is not None or _is_refused(sighting, mention.end):
        return -10
    if between:
        return score - _BETWEEN - mention.start / 1_000
    near, origin = before["près_de"], before["origine"]
    if "mieux" in sighting.spans.get(mention.end, {}):
        score += 5
    joined = head < mention.start  # then "et" corrects nothing
    if (before["plutôt"] is not None and not joined) or (near and sighting.class_ending_at("plutôt", near) is not None):
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


def _is_refused(sighting: Sighting, end: int) -> bool:
    """Whether a name is refused once said: "Toulouse non"; not in "Béthune c'est mort ou y a quelque chose"."""
    after = max(sighting.spans.get(end, {}).get("non", (0,)))
    return after > 0 and (after >= len(sighting.row) or sighting.row[after] not in ("ou", "où", "or"))


def _is_cut(sighting: Sighting, vocabulary: Vocabulary, mention: Mention) -> bool:
    """Whether a name is but the beginning of a hyphenated one that nobody knows: "Castelnau-Chalosae"."""
    words, text, end = sighting.clean.words, sighting.clean.text, mention.end
    while end < len(words) and text[words[end - 1].end : words[end].start] in ("-", "'", "’"):
        end += 1
    rest = words[mention.end : end]
    return any(word.folded not in vocabulary.known and word.text.isalpha() and len(word.text) > 3 for word in rest)


def _joined(sighting: Sighting, position: int) -> bool:
    """Whether a word is joined to the one before it by a dash or an arrow."""
    if position == 0 or position >= len(sighting.clean.words):
        return False
    before, word = sighting.clean.words[position - 1], sighting.clean.words[position]
    return sighting.clean.text[before.end : word.start].strip() in ("-", ">", "->", "→", "–", "/")
