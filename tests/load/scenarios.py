"""Questions asked of a bot at a pace, through whatever happens, and what became of them."""

import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from statistics import median, quantiles

from tests.fakes.mattermost import FakeMattermost
from tests.fakes.mattermost.model import Json

_QUESTIONS = (
    "@lieux Rennes",
    "Hello, où bosser à Nantes jeudi ?",
    "@lieux une salle pour 8 à Vannes",
    "Where can I work in Brest tomorrow?",
    "@lieux coworking à Lorient",
)
_CALM_BEFORE_S = 0.5
_CALM_AFTER_S = 0.5
_RESTART_S = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of questions: how many got no answer, or several; the delays of those asked in calm, in ms."""

    asked: int
    lost: int
    doubled: int
    delays_ms: tuple[int, ...]
    seconds: float

    @property
    def p95_ms(self) -> float:
        """The delay that 95 of 100 answers keep."""
        return quantiles(self.delays_ms, n=20)[-1]

    @property
    def per_s(self) -> float:
        """The answers in a second, from the first question on."""
        return (self.asked - self.lost) / self.seconds

    def __str__(self) -> str:
        return (
            f"{self.asked} questions: {self.lost} lost, {self.doubled} doubled; delay of {len(self.delays_ms)} "
            f"asked in calm: median {median(self.delays_ms):.0f} ms, p95 {self.p95_ms:.0f} ms; "
            f"{self.per_s:.0f} replies/s"
        )


@dataclass(frozen=True, slots=True)
class _Storm:
    began_s: float
    ended_s: float

    def touches(self, asked_s: float) -> bool:
        return self.began_s - _CALM_BEFORE_S < asked_s < self.ended_s + _CALM_AFTER_S


def steady(server: FakeMattermost, questions: int, per_s: float, cuts: int) -> Outcome:
    """Ask at a pace while the connection is cut ``cuts`` times and, halfway, the server restarted."""
    every = questions // (cuts + 1)
    storms: list[_Storm] = []
    troubles = {every * (n + 1): server.cut for n in range(cuts)}
    troubles[questions // 2 + every // 2] = server.restart
    asked: list[Json] = []
    known = len(server.world.posts)
    began = time.monotonic()
    for number, text in zip(range(questions), cycle(_QUESTIONS), strict=False):
        _wait_until(began + number / per_s)
        trouble = troubles.get(number)
        if trouble:
            storms.append(_Storm(time.time(), float("inf")))
            server.hub.refusal = (503, {}) if trouble == server.restart else None
            server.troubles.closed = trouble == server.restart
            trouble()
        elif storms and server.hub.open and storms[-1].ended_s == float("inf"):
            storms[-1] = _Storm(storms[-1].began_s, time.time())
        if server.troubles.closed and time.time() > storms[-1].began_s + _RESTART_S:
            server.hub.refusal, server.troubles.closed = None, False
        asked.append(server.say(server.alice, server.bretagne, text))
    server.hub.refusal, server.troubles.closed = None, False
    _wait_for_answers(server, known, len(asked))
    calm = [post for post in asked if not any(storm.touches(_made_s(post)) for storm in storms)]
    return _outcome(server, asked, calm)


def burst(server: FakeMattermost, questions: int) -> Outcome:
    """Ask all at once."""
    texts, known = cycle(_QUESTIONS), len(server.world.posts)
    asked = [server.say(server.alice, server.bretagne, next(texts)) for _ in range(questions)]
    _wait_for_answers(server, known, len(asked))
    return _outcome(server, asked, asked)


def _wait_until(moment_s: float) -> None:
    while (left_s := moment_s - time.monotonic()) > 0:
        time.sleep(left_s)


def _wait_for_answers(server: FakeMattermost, known: int, asked: int) -> None:
    """Wait until there are as many answers as questions, for a minute at most, then for that of one more question.

    What is said twice was said by then. ``known`` posts were there before.
    """
    with contextlib.suppress(AssertionError):
        server.wait_for(lambda: len(server.world.posts) >= known + 2 * asked, within_s=60)
    server.wait_for_answer(server.say(server.alice, server.direct(server.alice), _QUESTIONS[0]))


def _answers(server: FakeMattermost, asked: set[str]) -> dict[str, list[Json]]:
    answers: dict[str, list[Json]] = {}
    for post in server.posts_in(server.bretagne):
        if post["user_id"] == server.bot.id and post["root_id"] in asked:
            answers.setdefault(str(post["root_id"]), []).append(post)
    return answers


def _outcome(server: FakeMattermost, asked: Sequence[Json], calm: Sequence[Json]) -> Outcome:
    answers = _answers(server, {str(post["id"]) for post in asked})
    numbers = [len(answers.get(str(post["id"]), ())) for post in asked]
    pairs = [(post, answers[str(post["id"])][0]) for post in calm if str(post["id"]) in answers]
    last_s = max(_made_s(posts[0]) for posts in answers.values())
    return Outcome(
        asked=len(asked),
        lost=numbers.count(0),
        doubled=sum(number > 1 for number in numbers),
        delays_ms=tuple(round((_made_s(answer) - _made_s(post)) * 1000) for post, answer in pairs),
        seconds=last_s - _made_s(asked[0]),
    )


def _made_s(post: Json) -> float:
    return int(str(post["create_at"])) / 1000
