"""The feed: the directory as GeoJSON, for maps on other sites."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.directory.exports.geojson import feature_collection
from bot.directory.selection import select
from bot.web.answers import cached
from bot.web.asked import Wrong, language_of, selection_of
from bot.web.site import Site

_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "X-Content-Type-Options": "nosniff",
}
_PREFLIGHT = {"Access-Control-Allow-Methods": "GET, HEAD", "Access-Control-Max-Age": "86400"}
_GEOJSON = "application/geo+json"


def feed(request: Request, site: Site) -> Response:
    """The lieux that the address asks for; 400 with the parameter and the cure in JSON for what cannot be used."""
    if request.method == "OPTIONS":
        allowed = {"Access-Control-Allow-Headers": "If-None-Match"}
        return Response(status_code=204, headers={**_OPEN, **_PREFLIGHT, **allowed})
    snapshot = site.directory.snapshot
    try:
        selection = selection_of(request, site, snapshot, language_of(request, site))
    except Wrong as wrong:
        body = {"parameter": wrong.parameter, "error": wrong.message}
        return JSONResponse(body, status_code=400, headers={**_OPEN, "Vary": "Accept-Language"})
    collection = feature_collection(select(snapshot, selection), snapshot)
    return cached(request, collection.text(), _GEOJSON, _OPEN)
