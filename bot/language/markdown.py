"""Markdown made of untrusted text: what members or people wrote is said, never obeyed."""

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#!])")
_URL_UNSAFE = {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", '"': "%22", "\\": "%5C", "`": "%60"}


def plain(text: str, longest: int = 400) -> str:
    """``text`` as it is to be read, on one line of at most ``longest`` characters; Markdown obeys no sign of it.

    What is too long ends after a whole word, where there is one in its second half.
    """
    line = _CONTROL.sub(" ", text).strip()
    if len(line) > longest:
        cut = line[: longest - 1]
        word_end = cut.rfind(" ", longest // 2) if line[longest - 1] != " " else -1
        line = (cut[:word_end] if word_end > 0 else cut).rstrip(" ,;:.·(") + "…"
    return _SPECIAL.sub(r"\\\1", line)


def link(label: str, url: str) -> str:
    """A Markdown link; one that is not http(s), mailto or tel gives the label alone."""
    if not url.startswith(("https://", "http://", "mailto:", "tel:")):
        return plain(label)
    return f"[{plain(label)}]({safe_url(url)})"


def safe_url(url: str) -> str:
    """``url`` as it may stand inside a Markdown link."""
    return "".join(_URL_UNSAFE.get(c, c) for c in _CONTROL.sub("", url))
