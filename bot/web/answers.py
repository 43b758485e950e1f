"""HTTP answers: kept by caches until they change, and safe in a browser."""

import hashlib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

_MAX_AGE_S = 300
"""The directory is read again every fifteen minutes: older than this, ask whether it has changed."""

SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""For pages: nothing is run, nothing comes from elsewhere, no other site frames them or learns whence one comes."""


def cached(request: Request, body: str, media_type: str, headers: Mapping[str, str]) -> Response:
    """``body``, or 304 without it when the visitor has it already (RFC 9110, section 13.1.2)."""
    content = body.encode()
    tag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    kept = {**headers, "ETag": tag, "Cache-Control": f"public, max-age={_MAX_AGE_S}"}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=kept)
    return Response(content, media_type=media_type, headers=kept)


def _has(header: str, tag: str) -> bool:
    known = (each.strip().removeprefix("W/") for each in header.split(","))
    return header.strip() == "*" or tag in known
