"""Recognising: everything that a message holds, before it is decided what to make of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.language import facts
from bot.language.cleaning import Clean, Sentence, clean
from bot.language.dates import date_said
from bot.language.meeting import people_from, places_between
from bot.language.needs import need
from bot.language.patterns import token
from bot.language.place_choice import Candidate, choose
from bot.language.place_guess import guess, whole
from bot.language.requests import REQUESTS
from bot.language.sighting import Sighting, look
from bot.language.tongue import tongue
from bot.language.vocabulary import Vocabulary
from bot.language.weighing import Verdict, weigh
from bot.models.event import Message, Thread, Trigger
from bot.models.place import Atlas, Mention
from bot.models.question import Language, Question
from bot.text import fold_name

_LONGEST_NAME = 8
"""The most words that a lieu's name is looked for with."""

_NOT_A_NAME = (*REQUESTS, "help", "courtesy", "about", "map")
"""The signals of a message that is more than the name of a place."""

_STATED = ("workplace", "a_room", "place_to_work")
"""The signals of a clause that may name a lieu, and no more."""

_SOUGHT = ("lieu_de_travail", "salle", "bureau", "lieu", "quelque_chose")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What it takes to understand: the words, the map, the folded names of the lieux, the bot's own name.

    ``lieu_names`` are those of lieux that members vouch for, and so talk about; ``listed_names`` those that lists and
    labels alone know. ``language`` is the one of a message that does not tell its own.
    """

    vocabulary: Vocabulary
    atlas: Atlas
    lieu_names: Collection[str]
    listed_names: Collection[str]
    bot_name: str
    language: Language


@dataclass(frozen=True, slots=True)
class Seen:
    """A message once everything in it is recognised.

    ``question`` is what it names, ``place`` where in it the place stands, ``lieu`` the folded name of the lieu that
    it names (empty for none), ``named`` the positions of the words that name places.
    """

    said: Clean
    sighting: Sighting
    verdict: Verdict
    question: Question
    place: Candidate | None
    lieu: str
    named: frozenset[int]

    @property
    def asks(self) -> bool:
        """Whether one of its sentences ends with a question mark."""
        return any(sentence.asks for sentence in self.said.sentences)

    @property
    def here(self) -> bool:
        """Whether it asks about where the person is: "et par ici ?"."""
        return self.asks and self.sighting.first_class("ici") is not None

    def has(self, *signals: str) -> bool:
        """Whether one of the signals is seen anywhere."""
        return any(self.sighting.has(signal) for signal in signals)


def recognise(message: Message, knowledge: Knowledge) -> Seen:
    """Everything recognised in ``message``."""
    thread = message.thread or Thread()
    language = thread.question.language if thread.question else knowledge.language
    addressed = message.trigger is not Trigger.UNPROMPTED
    vocabulary = knowledge.vocabulary
    said = clean(message.text, knowledge.bot_name)
    mentions = [_uncounted(mention, said, vocabulary) for mention in knowledge.atlas.find(said.words)]
    named = frozenset(p for mention in mentions if not mention.common for p in range(mention.start, mention.end))
    sighting = look(said, vocabulary, named)
    place = choose(sighting, vocabulary, knowledge.atlas, mentions, addressed)
    between = places_between(sighting, vocabulary, knowledge.atlas, mentions, addressed)
    at = between[0].start if between else place.start if place else None
    verdict = weigh(sighting, _facts(sighting, place, at, named), vocabulary.weights)
    nearly = verdict.total + vocabulary.weights.facts["place"] >= vocabulary.weights.threshold
    hopeful = addressed or nearly or thread.with_bot
    if place is None and not between and hopeful:
        place = guess(sighting, vocabulary, knowledge.atlas, addressed)
        alone = addressed and not thread.question and not any(map(sighting.has, _NOT_A_NAME))
        if place is None and alone:
            place = whole(sighting, knowledge.atlas)
        at = place.start if place else None
        verdict = weigh(sighting, _facts(sighting, place, at, named), vocabulary.weights)
    lieu, lieu_at = _lieu_named(said, mentions, knowledge.lieu_names)
    bare = len(said.words) <= _LONGEST_NAME and not named
    if addressed and not lieu and (bare or sighting.has("about")):
        lieu, lieu_at = _listed_named(sighting, mentions, knowledge)
    people = people_from(sighting, between) or facts.people(sighting)
    if place and place.end - place.start == len(said.words):
        people = None
    spoken = tongue(said, vocabulary, named | lieu_at, language)
    question = Question(
        language=spoken,
        place=place.name if place and not between else None,
        need=need(sighting, people or 1),
        people=people,
        day=facts.day(sighting),
        date=date_said(sighting, spoken),
        free=facts.free(sighting),
        radius_km=facts.radius_km(sighting),
        accessible=facts.accessible(sighting),
        between=tuple(mention.name for mention in between),
    )
    return Seen(said, sighting, verdict, question, place, lieu, named)


def _uncounted(mention: Mention, said: Clean, vocabulary: Vocabulary) -> Mention:
    """A mention less the number of people that follows the name: "Dinard, 18 of us"."""
    last = mention.end - 1
    if last == mention.start or not said.words[last].text.isdigit():
        return mention
    row = vocabulary.spelling.repair([word.folded for word in said.words[mention.end : mention.end + 2]], ())
    if "gens" not in vocabulary.classes.find(row).get(0, {}):
        return mention
    name = said.text[said.words[mention.start].start : said.words[last - 1].end]
    return replace(mention, end=last, name=name)


def _facts(
    sighting: Sighting, place: Candidate | None, at: int | None, named: Collection[int]
) -> dict[str, frozenset[int]]:
    """The sentences that hold each fact that weighs; ``at`` is where a place stands, if any."""
    sentences = sighting.clean.sentences
    here = sighting.first_class("ici")
    at = here[0] if at is None and here else at
    found = {
        "place": {n for n, s in enumerate(sentences) if at is not None and s.start <= at < s.end},
        "question": {n for n, s in enumerate(sentences) if s.asks},
        "bare": {n for n, s in enumerate(sentences) if _is_bare(sighting, s, place, named)},
        "stated": {n for n in range(len(sentences)) if at is not None and _is_stated(sighting, n)},
        "radius": {seen.sentence for seen in sighting.signals.get("radius", ())},
        "people": {seen.sentence for seen in sighting.signals.get("people", ())},
        "free": {seen.sentence for seen in sighting.signals.get("free", ())},
        "accessible": {seen.sentence for seen in sighting.signals.get("accessible", ())},
        "day": {n for n, s in enumerate(sentences) if any(sighting.class_at("jour", p) for p in range(s.start, s.end))},
    }
    return {fact: frozenset(where) for fact, where in found.items()}


def _is_bare(sighting: Sighting, sentence: Sentence, place: Candidate | None, named: Collection[int]) -> bool:
    """Whether a sentence holds nothing but what is looked for, where, when and for how many."""
    positions = range(sentence.start, sentence.end)
    if not any(sighting.class_at(name, position) for name in _SOUGHT for position in positions):
        return False
    said = set(sighting.numbers) | set(named) | set(range(place.start, place.end) if place else ())
    for start in positions:
        said.update(range(start, max(sighting.spans.get(start, {}).get("télégramme", (start,)))))
    return said.issuperset(positions)


def _is_stated(sighting: Sighting, sentence: int) -> bool:
    """Whether a clause of a sentence does nothing but name what is looked for: "Metz, une salle pour 14, jeudi"."""
    sought = [seen for signal in _STATED for seen in sighting.signals.get(signal, ()) if seen.sentence == sentence]
    for start, end in {sighting.clause_of(seen.start) for seen in sought}:
        opening = start
        while opening < end and (stop := _introduction(sighting, opening)):
            opening = stop
        named = any(sighting.class_at(name, opening) for name in _SOUGHT)
        if named and not any(sighting.class_at("verbe", position) for position in range(start, end)):
            return True
    return False


def _introduction(sighting: Sighting, position: int) -> int:
    """Where what may introduce a lieu ends, that begins at ``position``: "bonjour", "une petite"; 0 for nothing."""
    here = sighting.spans.get(position, {})
    return max((end for name in ("bonjour", "indefini", "comment_est") for end in here.get(name, ())), default=0)


def _lieu_named(said: Clean, mentions: Sequence[Mention], names: Collection[str]) -> tuple[str, frozenset[int]]:
    """The longest folded name of a lieu in the message and where its words stand; the name of a town is the town."""
    towns = {fold_name(mention.name) for mention in mentions}
    folded = [word.folded for word in said.words]
    for length in range(min(_LONGEST_NAME, len(folded)), 0, -1):
        for start in range(len(folded) - length + 1):
            run = " ".join(folded[start : start + length])
            if run in names and run not in towns:
                return run, frozenset(range(start, start + length))
    return "", frozenset()


def _listed_named(sighting: Sighting, mentions: Sequence[Mention], knowledge: Knowledge) -> tuple[str, frozenset[int]]:
    """The name of a lieu that only lists know, where it cannot be taken for anything else.

    Lists hold a thousand names, and many are words that people use for something else ("Action", "Le 21", "Les
    Ateliers", "Rennes Métropole"): one counts when the message asks about it or says nothing else, and when one of its
    words at least is neither ordinary, nor a number, nor part of the name of a place.
    """
    said = sighting.clean
    lieu, at = _lieu_named(said, mentions, knowledge.listed_names)
    whole_message = len(at) == len(said.words)
    own = at - sighting.numbers.keys() - {p for mention in mentions for p in range(mention.start, mention.end)}
    distinct = any(token(said.words[position]) not in knowledge.vocabulary.known for position in own)
    return (lieu, at) if distinct and (whole_message or sighting.has("about")) else ("", frozenset())
