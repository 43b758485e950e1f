"""The pages: the list of lieux with their map, and one lieu. Everything that members wrote is escaped."""

from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.directory.exports.discretion import Discretion
from bot.directory.selection import Selection
from bot.language.say_lieu import to_confirm
from bot.models.lieu import Lieu
from bot.models.question import Language, Need
from bot.web.answers import SAFE, cached
from bot.web.asked import Wrong, language_of, selection_of
from bot.web.facts import facts
from bot.web.site import Site
from bot.web.structured import json_ld
from bot.web.view import listing

_TEMPLATES = Path(__file__).parent / "templates"
_HTML = "text/html"
_HEADERS = {**SAFE, "Vary": "Accept-Language"}
_LABELS = {"near": "web_near", "radius_km": "web_radius", "need": "web_need", "territoire": "web_territory"}
"""What the filters are called on the page."""
_FILTERS = tuple(_LABELS)


def index(request: Request, site: Site) -> Response:
    """The lieux that the address asks for, as a list and a map; the same with 400 and a word on what is wrong."""
    language = language_of(request, site)
    snapshot = site.directory.snapshot
    try:
        selection, wrong = selection_of(request, site, snapshot, language), None
    except Wrong as error:
        selection, wrong = Selection(), error
    phrases = site.speech[language]
    shown = listing(snapshot, selection, site.ground, phrases)
    asked = {name: request.query_params.get(name, "") for name in _FILTERS}
    html = _template("index.html").render(
        **_frame(request, site, language),
        listing=shown,
        asked=asked,
        wrong=wrong,
        labels={name: phrases.say(label) for name, label in _LABELS.items()},
        needs=[(need, phrases.say(f"usage_{need}")) for need in Need],
        territories=sorted(((t.id, t.nom) for t in snapshot.territories.values() if t.lieux), key=lambda t: t[1]),
        feed=_feed_url(request, site, {} if wrong else asked),
    )
    return HTMLResponse(html, status_code=400, headers=_HEADERS) if wrong else cached(request, html, _HTML, _HEADERS)


def one(request: Request, site: Site) -> Response:
    """The page of one lieu, 404 for one that is not in the directory."""
    snapshot = site.directory.snapshot
    lieu = snapshot.by_id.get(request.path_params["id"])
    return _of(Discretion(snapshot.lieux).published(lieu), request, site) if lieu else not_found(request, site)


def not_found(request: Request, site: Site) -> Response:
    """What is said of an address that leads nowhere."""
    html = _template("not_found.html").render(**_frame(request, site, language_of(request, site)))
    return HTMLResponse(html, status_code=404, headers=_HEADERS)


def style(request: Request, site: Site) -> Response:  # noqa: ARG001 - the signature of a page
    """The looks of the pages."""
    return cached(request, _style(), "text/css", SAFE)


def _of(lieu: Lieu, request: Request, site: Site) -> Response:
    language = language_of(request, site)
    phrases = site.speech[language]
    html = _template("lieu.html").render(
        **_frame(request, site, language),
        lieu=lieu,
        caution=to_confirm(lieu, phrases),
        facts=facts(lieu, phrases),
        json_ld=Markup(json_ld(lieu, f"{site.url}/lieux/{lieu.id}" if site.url else "")),  # noqa: S704 - escaped there
    )
    return cached(request, html, _HTML, _HEADERS)


def _frame(request: Request, site: Site, language: Language) -> dict[str, object]:
    """What every page needs: its language, its sentences, the links to its other language and to other pages."""
    root = request.scope.get("root_path", "")
    named = request.query_params.get("lang") in site.speech
    return {
        "language": language,
        "say": site.speech[language].say,
        "root": root,
        "keep": urlencode({"lang": language}) if named else "",
        "languages": [
            (each, phrases.say("web_language"), _in_language(request, site, each))
            for each, phrases in site.speech.items()
        ],
    }


def _in_language(request: Request, site: Site, language: Language) -> str:
    """The address of this page in ``language``."""
    kept = {name: value for name, value in request.query_params.items() if name in _FILTERS and value}
    return f"{site.url}{request.url.path}?{urlencode({**kept, 'lang': language})}"


def _feed_url(request: Request, site: Site, asked: dict[str, str]) -> str:
    kept = {name: value for name, value in asked.items() if value}
    # Never the host that the request names: a page kept by a cache would show a forged one to others.
    base = site.url or request.scope.get("root_path", "")
    return f"{base}/lieux.geojson" + (f"?{urlencode(kept)}" if kept else "")


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


@cache
def _style() -> str:
    return (_TEMPLATES / "lieux.css").read_text(encoding="utf-8")
