"""What a test wants to go wrong with the REST API of a fake server."""

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field
from email.utils import formatdate

from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from tests.fakes.mattermost.model import ApiError


@dataclass
class Troubles:
    """Set by tests from their own thread, met by the calls that follow."""

    calls: list[tuple[str, str, bytes]] = field(default_factory=list)
    """Each call so far: method, path, body."""
    instead: deque[Response] = field(default_factory=deque)
    """Answers given instead of doing anything, one a call."""
    lost: deque[Response] = field(default_factory=deque)
    """Answers given instead of the true one after the thing was done, one a call."""
    refused: set[str] = field(default_factory=set)
    """The paths that the bot may not use."""
    down: dict[str, int] = field(default_factory=dict)
    """How many more calls of a path fail."""
    closed: bool = False
    """Whether the whole server is away."""
    delay_s: float = 0.0
    """How long each call takes."""
    held: asyncio.Event = field(default_factory=asyncio.Event)
    """Calls wait until this is set."""
    content_type: str = "application/json"
    ahead_s: float = 0.0
    """How far the server's clock is ahead."""

    def __post_init__(self) -> None:
        self.held.set()

    async def before(self, method: str, path: str, body: bytes) -> Response | None:
        """Note a call, hold it, and give what must be answered instead of doing anything."""
        self.calls.append((method, path, body))
        await self.held.wait()
        await asyncio.sleep(self.delay_s)
        if self.closed:
            return PlainTextResponse("away", 503)
        if path in self.refused:
            return JSONResponse(ApiError(403, "api.context.permissions.app_error").body, 403)
        if self.down.get(path):
            self.down[path] -= 1
            return server_error()
        return self.instead.popleft() if self.instead else None

    def after(self, response: Response) -> Response:
        """The answer that arrives of a thing that was done."""
        response.headers["Content-Type"] = self.content_type
        response.headers["Date"] = formatdate(time.time() + self.ahead_s, usegmt=True)
        return self.lost.popleft() if self.lost and response.status_code == 201 else response


def too_many_requests(retry_after_s: int = 1) -> Response:
    """429 as a real server says it: plain text, and when to come back."""
    headers = {"Retry-After": str(retry_after_s), "X-Ratelimit-Limit": "6"}
    headers |= {"X-Ratelimit-Remaining": "0", "X-Ratelimit-Reset": "3"}
    return PlainTextResponse("limit exceeded\n", 429, headers)


def server_error() -> Response:
    """500 with an error of the server's own."""
    error = ApiError(500, "api.post.deduplicate_create_post.pending")
    return JSONResponse(error.body, error.status)


def maintenance_page() -> Response:
    """A proxy's page for people, with status 200."""
    return HTMLResponse("<h1>Maintenance</h1>")
