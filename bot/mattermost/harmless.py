"""Text that pings nobody and loads nothing, whatever stands in it."""

import re

_BREAK = "\N{ZERO WIDTH SPACE}"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_IMAGE = re.compile(r"!(?=\[)")
_SLACK = re.compile(r"<(?=!)")
_ENTITY = re.compile(r"&(?:#0*64|#[xX]0*40|commat)\b;?")
_LINKS = "https?://|mailto:|tel:"
# Where Markdown makes a link: "[x](…", "[x]: …", "<…>", and an address by itself, of whatever scheme the server knows.
_LINK = re.compile(rf"\](?=\((?!{_LINKS}))|\](?=:)|<(?=[a-z][a-z0-9+.-]*:)(?!{_LINKS})", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![a-z0-9+.-])([a-z0-9+.-]+):(?=//)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
# Mattermost parts words at anything but letters, digits and ":.-_@", then again at ":.-", and drops leading "_": an @
# mentions unless a letter or a digit stands right before it, as in an e-mail address (6.7 to 11: notification.go).
_AT = re.compile(r"(?<![A-Za-z0-9])@")


def harmless(text: str) -> str:
    """``text`` that looks the same and mentions nobody: no @all, no @name, no ``<!channel>``, no image.

    No link leads anywhere but to http(s), mailto and tel. A zero-width space breaks each of them. In a web address,
    where it would break the link, ``@`` becomes ``%40``, which means the same. E-mail addresses stay whole.
    """
    text = _ENTITY.sub("@", _CONTROL.sub("", text))
    text = _SLACK.sub("<" + _BREAK, _IMAGE.sub("!" + _BREAK, text))
    text = _ADDRESS.sub(_address, _LINK.sub(rf"\g<0>{_BREAK}", text))
    text = _URL.sub(lambda url: _AT.sub("%40", url.group()), text)
    return _AT.sub("@" + _BREAK, text)


def _address(found: re.Match[str]) -> str:
    scheme = found[1].lower().lstrip("0123456789+.-")
    return found[0] if scheme in ("http", "https") else found[0] + _BREAK
