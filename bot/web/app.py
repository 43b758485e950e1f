"""The routes of the web, for the server that serves them."""

from collections.abc import Awaitable, Callable, Sequence

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.web import pages
from bot.web.feed import feed
from bot.web.site import Site

Page = Callable[[Request, Site], Response]


def web_routes(site: Site) -> Sequence[BaseRoute]:
    """``/``, ``/lieux/<id>``, ``/lieux.geojson`` and the style, for GET and HEAD."""
    return (
        Route("/", _served(pages.index, site), methods=["GET"]),
        Route("/lieux/{id}", _served(pages.one, site), methods=["GET"]),
        Route("/lieux.geojson", _served(feed, site), methods=["GET", "OPTIONS"]),
        Route("/lieux.css", _served(pages.style, site), methods=["GET"]),
    )


def web_app(site: Site) -> Starlette:
    """An application of these routes alone; any other address gets a page that says so."""

    async def lost(request: Request, _: Exception) -> Response:
        return await run_in_threadpool(pages.not_found, request, site)

    return Starlette(routes=list(web_routes(site)), exception_handlers={404: lost})


def _served(page: Page, site: Site) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await run_in_threadpool(page, request, site)

    return answer
