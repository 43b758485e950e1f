"""The machine's side of ``lieux ask``: one JSON object in, one out. Other programs rely on its keys."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from bot.assistant.answer import answer, explain
from bot.assistant.world import World
from bot.models.answer import Hit
from bot.models.event import Author, Message, Thread, Trigger
from bot.models.place import Place
from bot.models.question import Question
from bot.models.reply import Kind, Reply

PLATFORM = "mattermost"
"""The platform whose channels ``--channel`` names."""

ERROR = "error"
"""The kind of what answers a line that is not a request."""

_MEMBER = Author("member", "member")


class Turn(BaseModel):
    """One message of a conversation: the person's, another's, or the bot's own."""

    who: Literal["user", "other", "bot"]
    text: str = ""


class Request(BaseModel):
    """A line of a batch: one message, or the turns of one thread."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    text: Annotated[str, BeforeValidator(lambda text: text or "")] = ""
    trigger: Trigger = Trigger.UNPROMPTED
    channel: str | None = None
    turns: tuple[Turn, ...] | None = None


def answer_batch(lines: Iterable[str], world: World) -> Iterator[dict[str, object]]:
    """One object for each line of ``lines``, in order; blank lines are passed over.

    A line that is not a request gets an object of kind "error" whose text tells why, and the others their answers.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            request = Request.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"]))
            wrong = f"ligne {number} : ce n'est pas une question en JSON ({where} {first['msg']})"
            yield {"id": None, "reply": False, "kind": ERROR, "text": wrong}
        else:
            yield respond(request, world)


def respond(request: Request, world: World) -> dict[str, object]:
    """The object that answers ``request``."""
    if request.turns is None:
        message = Message(request.text, request.trigger, _MEMBER, PLATFORM, request.channel)
        return {"id": request.id, **describe(message, answer(message, world), world)}
    return {"id": request.id, "turns": list(_converse(request, request.turns, world))}


def describe(message: Message, reply: Reply | None, world: World) -> dict[str, object]:
    """A reply, or silence, as the keys of a batch's output."""
    question = (reply.question if reply else None) or Question(explain(message, world).language)
    place = reply.place if reply else None
    return {
        "reply": reply is not None and reply.kind is Kind.LIEUX,
        "kind": str(reply.kind if reply else Kind.SILENCE),
        "lang": str(reply.language if reply else question.language),
        "place": _place(place) if place else None,
        "need": str(question.need) if question.need else None,
        "people": question.people,
        "day": question.day,
        "free": question.free or None,
        "radius_km": question.radius_km,
        "lieux": [_hit(hit) for hit in (reply.hits if reply else ())],
        "text": reply.text if reply else "",
    }


def _hit(hit: Hit) -> dict[str, object]:
    found: dict[str, object] = {"id": hit.lieu.id, "nom": hit.lieu.nom, "distance_km": round(hit.distance_km, 2)}
    if hit.legs:
        found["legs"] = {leg.place: round(leg.distance_km, 2) for leg in hit.legs}
    return found


def _place(place: Place) -> dict[str, object]:
    return {"name": place.name, "lat": round(place.lat, 5), "lon": round(place.lon, 5), "kind": str(place.kind)}


def _converse(request: Request, turns: Iterable[Turn], world: World) -> Iterator[dict[str, object]]:
    """What is answered to each of the person's turns, the thread as the platform would show it."""
    asked: Question | None = None
    thread: Thread | None = None
    for turn in turns:
        if turn.who == "other":
            thread = Thread(asked, with_bot=False)
        elif turn.who == "bot":
            thread = Thread(asked, with_bot=True)
        else:
            trigger = _trigger(request.trigger, turn.text, thread, world.config.name)
            message = Message(turn.text, trigger, _MEMBER, PLATFORM, request.channel, thread)
            reply = answer(message, world)
            if reply and reply.question:
                asked = reply.question
                thread = Thread(asked, with_bot=True)
            yield describe(message, reply, world)


def _trigger(first: Trigger, text: str, thread: Thread | None, bot_name: str) -> Trigger:
    """Why the bot looks at a turn: in a thread that a mention opened, only a mention is one again."""
    if first is Trigger.MENTION and thread is not None and f"@{bot_name}" not in text.casefold():
        return Trigger.UNPROMPTED
    return first
