"""The slash command: a form becomes a message, over HTTP."""

import asyncio
import hmac
import re
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.mattermost.answerer import Answerer
from bot.mattermost.event_log import EventLog
from bot.mattermost.health import Health
from bot.mattermost.inbound import PLATFORM
from bot.mattermost.outbound import to_slash_answer
from bot.models.event import Author, Message, Trigger
from bot.models.reply import Kind, Reply

_LARGEST_BODY = 1024 * 1024
_MOST_FIELDS = 1000
_BODY_WITHIN_S = 10.0
_DIRECT_CHANNEL = re.compile(r"[a-z0-9]{26}__[a-z0-9]{26}")

Form = Mapping[str, str]


def read_form(body: bytes) -> Form | None:
    """The fields of a URL-encoded form, the first of each name; None when it is no such form."""
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return None
    return dict(reversed(pairs))


def parse_slash(form: Form, admins: Collection[str]) -> Message:
    """The message that a slash command is. Pure; the form's token must have been checked before."""
    name = form.get("user_name", "")
    channel = form.get("channel_name", "")
    return Message(
        text=form.get("text", ""),
        trigger=Trigger.SLASH,
        author=Author(form.get("user_id", ""), name, name in admins),
        platform=PLATFORM,
        channel=None if not channel or _DIRECT_CHANNEL.fullmatch(channel) else channel,
    )


def is_known_token(given: str, tokens: Sequence[str]) -> bool:
    """Whether ``given`` is one of ``tokens``, in a time that does not tell which, nor how much of it is right."""
    matches = [hmac.compare_digest(given.encode(), token.encode()) for token in tokens]
    return bool(given) and any(matches)


def slash_app(answer: Answerer, tokens: Sequence[str], path: str, admins: Collection[str], health: Health) -> Starlette:
    """The HTTP application: the slash command at ``path`` (POST), and ``/health``.

    200 with JSON for a command, 401 with an empty body for a wrong token, 413 above 1 MiB, 400 for no form.
    """

    async def command(request: Request) -> Response:
        body = await _body(request)
        if isinstance(body, Response):
            return body
        form = read_form(body)
        if form is None:
            return Response(status_code=400)
        # Either may hold it: a server with an outgoing OAuth connection puts another token in the header.
        given = (form.get("token", ""), _header_token(request))
        if not any(is_known_token(token, tokens) for token in given):
            return Response(status_code=401)
        return JSONResponse(to_slash_answer(await _reply(answer, parse_slash(form, admins))))

    return Starlette(routes=[health.route(), Route(path, command, methods=["POST"])])


def _header_token(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.casefold() == "token" else ""


async def _body(request: Request) -> bytes | Response:
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_WITHIN_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > _LARGEST_BODY:
                    return Response(status_code=413, headers={"Connection": "close"})
    except (TimeoutError, ClientDisconnect):
        return Response(status_code=408, headers={"Connection": "close"})
    return bytes(body)


async def _reply(answer: Answerer, message: Message) -> Reply | None:
    event = EventLog("slash", message.trigger)
    try:
        reply = await run_in_threadpool(answer, message)
    except Exception:  # noqa: BLE001 - a status of 500 would show the person a raw error of the server
        event.failed()
        return None
    event.done(reply.kind if reply else Kind.SILENCE)
    return reply
