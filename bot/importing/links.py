"""Links: web sites and networks, each in its own key and as a browser opens it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from bot.models.forms import Url

_URL: TypeAdapter[str] = TypeAdapter(Url)
_SCHEME = re.compile(r"^h?t+p+(s?)\s*[:;.]?\s*/+\s*", re.IGNORECASE)
_SITE = re.compile(r"^[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}(:\d+)?([/?#].*)?$")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HANDLE = re.compile(r"^@?(\w{1,30})$", re.ASCII)
_PAGE = re.compile(r"^/?((?:pages/|groups/)?[\w.%-]+(?:/\d+)?)/?$")
_CUT = ("…", "...")
NETWORKS = {
    "facebook": ("facebook.com", "facebook.fr", "fb.com", "fb.me"),
    "twitter": ("twitter.com",),
    "instagram": ("instagram.com",),
    "linkedin": ("linkedin.com",),
    "youtube": ("youtube.com", "youtu.be"),
}
_NAMES = {"facebook": "Facebook", "twitter": "Twitter", "instagram": "Instagram", "linkedin": "LinkedIn",
          "youtube": "YouTube"}  # fmt: skip
# A person's own page rather than a lieu's.
_PERSONAL = re.compile(r"facebook\.[a-z]+/(?:profile\.php|people/)|linkedin\.com/(?:in|pub)/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Web:
    """What a cell that should hold a web site holds: the site, what was repaired in it, or why it is left out."""

    url: str = ""
    repaired: str = ""
    refused: str = ""


def web_site(cell: str) -> Web:
    """The web site that ``cell`` names. A link beside other words is found, one cut short is refused."""
    if any(cell.endswith(end) for end in _CUT):
        return Web(refused="l'adresse est coupée")
    if "@" in cell:
        return Web(refused="ce n'est pas un site (une adresse électronique ?)")
    links = _LINK.findall(cell)
    alone = re.split(r"[|\]\[<>\"]", links[0] if links else cell)[0].rstrip(".,;)")
    url = _url(alone)
    if cell and not url:
        return Web(refused="ce n'est pas l'adresse d'un site")
    if alone != cell:
        return Web(url, f"l'adresse seule : {url}")
    if url == cell:
        return Web(url)
    return Web(url, url if _SCHEME.match(cell) else f"http:// ajouté : {url}")


def network_of(url: str) -> str:
    """The network that ``url`` belongs to ("facebook"…), empty for any other site."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return next((n for n, hosts in NETWORKS.items() if any(host == h or host.endswith(f".{h}") for h in hosts)), "")


def is_personal(url: str) -> bool:
    """Whether ``url`` is the page of a person's own account."""
    return _PERSONAL.search(url) is not None


def pages(cell: str, column: str) -> Iterator[tuple[str, str]]:
    """The networks and pages that ``cell`` of ``column`` ("twitter" or "facebook") names.

    Several links in one cell, or an account's name alone, are read too; a cell that names none gives nothing.
    """
    links = [url for word in cell.split() if "/" in word and (url := _url(word))]
    for url in links:
        network = network_of(url)
        if network and urlsplit(url).path.strip("/"):
            yield network, _trimmed(url)
    if links:
        return
    account = cell.rsplit(" ", 1)[-1] if column == "twitter" and "@" in cell else cell
    if column == "twitter" and (handle := _HANDLE.match(account)):
        yield "twitter", f"https://twitter.com/{handle.group(1)}"
    elif column == "facebook" and (page := _PAGE.match(account)):
        yield "facebook", f"https://www.facebook.com/{page.group(1)}"


def label(network: str) -> str:
    """The name of a network, as it writes itself."""
    return _NAMES[network]


def _url(text: str) -> str:
    """``text`` as a link with its scheme, its host in small letters; empty when it is none."""
    scheme = _SCHEME.match(text)
    rest = text[scheme.end() :] if scheme else text
    if not _SITE.match(rest):
        return ""
    host, slash, path = re.split(r"([/?#]|$)", rest, maxsplit=1)
    url = f"http{'s' if scheme and scheme.group(1) else ''}://{host.lower()}{slash}{path}"
    try:
        return _URL.validate_python(url)
    except ValidationError:
        return ""


def _trimmed(url: str) -> str:
    """A network's page without what only says where one came from, "@" left out of its account's name."""
    keep = "profile.php" in url
    bare = url if keep else re.split(r"[?#]", url)[0]
    return bare.replace("/@", "/").replace("http://", "https://", 1)
