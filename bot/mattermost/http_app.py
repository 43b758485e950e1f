"""The doors over HTTP: slash commands, buttons, forms, and whether the bot is alive."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.mattermost.commanding import Commanding
from bot.mattermost.filing import Filing
from bot.mattermost.health import Health
from bot.mattermost.payload import Json, read_object
from bot.mattermost.pressing import Pressing
from bot.mattermost.slash import is_known_token, read_form

_LARGEST_BODY = 1024 * 1024
_BODY_WITHIN_S = 10.0


def http_app(  # noqa: PLR0913, PLR0917 - one for each door
    path: str, tokens: Sequence[str], commanding: Commanding, pressing: Pressing, filing: Filing, health: Health
) -> Starlette:
    """The HTTP application: slash commands at ``path``, ``/action`` and ``/dialogue`` (all POST), and ``/health``.

    200 with JSON for what Mattermost sends; 401 with an empty body for a wrong token, 413 above 1 MiB, 400 for what is
    no form or no JSON, 405 for another method.
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
        if not any(is_known_token(token, form, tokens) for token in given):
            return Response(status_code=401)
        return JSONResponse(await commanding.answer(form))

    return Starlette(
        routes=[
            health.route(),
            Route(path, command, methods=["POST"]),
            Route("/action", _json(pressing.answer), methods=["POST"]),
            Route("/dialogue", _json(filing.answer), methods=["POST"]),
        ]
    )


def _json(answer: Callable[[Mapping[str, object]], Awaitable[Json | None]]) -> Callable[[Request], Awaitable[Response]]:
    """A door where JSON comes in and JSON goes out. The claims inside carry their own signature."""

    async def door(request: Request) -> Response:
        body = await _body(request)
        if isinstance(body, Response):
            return body
        payload = read_object(body)
        said = None if payload is None else await answer(payload)
        return Response(status_code=400) if said is None else JSONResponse(said)

    return door


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
