"""Whatever is written, a reading comes back, and soon."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.understand import understand
from bot.models.event import Author, Message, Thread, Trigger
from bot.models.question import Language, Question
from tests.core.language.world_of_words import read_knowledge

LIMIT_S = 0.05
ZALGO = "o" + "\u0300\u0301\u0302\u0303" * 4_000
HOSTILE = {
    "nothing": "",
    "blanks": " \n\t" * 5_000,
    "16,000 letters": "a" * 16_000,
    "16,000 words": "bureau " * 2_300,
    "ten thousand @": "@" * 10_000,
    "ten thousand names": "@a " * 5_300,
    "zalgo": ZALGO,
    "right to left": "\u202e" + "أين أعمل في رين؟ " * 900,
    "null bytes": "\x00" * 16_000,
    "emoji": "🏝️👩‍💻" * 3_000,
    "emoji names": ":a:" * 5_000,
    "question marks": "?" * 16_000,
    "many sentences": "où ? " * 3_200,
    "open fences": "```" * 5_000,
    "open links": "[" * 16_000,
    "links in links": "[a](" * 4_000,
    "quotes": "« " * 8_000,
    "numbers": "12 " * 5_300,
    "long number": "9" * 16_000,
    "optional words": "un petit grand " * 1_000,
    "gaps": "où je peux un truc à moi à toi à nous travailler " * 300,
    "names of towns": "Saint-Pierre-sur-" * 900,
    "lone surrogate": "\ud800 où bosser",
}


def _understand(text: str, trigger: Trigger = Trigger.UNPROMPTED, thread: Thread | None = None) -> None:
    understand(Message(text, trigger, Author("u", "u"), "mattermost", "bureaux-bretagne", thread), read_knowledge())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("trigger", Trigger)
def test_hostile_text_is_read_in_no_time(text: str, trigger: Trigger) -> None:
    _understand("où travailler à Rennes ?", trigger)
    spent = []
    for _ in range(3):
        start = time.process_time()
        _understand(text, trigger)
        spent.append(time.process_time() - start)
    assert min(spent) < LIMIT_S


@given(st.text(max_size=400), st.sampled_from(Trigger), st.booleans(), st.booleans())
@settings(max_examples=300)
def test_no_text_makes_understanding_raise(text: str, trigger: Trigger, asked: bool, with_bot: bool) -> None:
    question = Question(Language.FR, place="Brest") if asked else None
    _understand(text, trigger, Thread(question, with_bot))


WORDS = st.sampled_from(
    """où bosser un bureau salle coworking à Lyon pour 12 personnes ? . @lieux @paul demain gratuit 20 km de pas non
    merci et plutôt Nantes cherche quelqu'un connaît atelier where can I work near in Rennes ou qui""".split()  # noqa: SIM905
)


@given(st.lists(WORDS, max_size=60), st.sampled_from(Trigger))
@settings(max_examples=300)
def test_no_heap_of_our_own_words_makes_understanding_raise(words: list[str], trigger: Trigger) -> None:
    _understand(" ".join(words), trigger)
