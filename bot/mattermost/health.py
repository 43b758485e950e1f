"""How the bot is, for whoever watches over it."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


@dataclass(slots=True)
class Health:
    """Whether the websocket is of use: the listener keeps it true."""

    listening: bool = False

    def route(self) -> Route:
        """``GET /health``: 200 as long as the bot hears the server, else 503; in both cases one line of JSON."""

        async def health(request: Request) -> Response:  # noqa: ARG001 - the signature of a route
            state = {"status": "ok", "websocket": "connected"}
            if not self.listening:
                state = {"status": "unavailable", "websocket": "disconnected"}
            return JSONResponse(state, 200 if self.listening else 503)

        return Route("/health", health, methods=["GET"])
