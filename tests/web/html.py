"""Reading HTML as strictly as a page of ours must be written."""

from html.parser import HTMLParser
from typing import Self

_VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})


class Page(HTMLParser):
    """A page taken apart: every element with its attributes, the text, what each script holds."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.scripts: list[str] = []
        self._open: list[str] = []

    @classmethod
    def of(cls, html: str) -> Self:
        """The page that ``html`` is; fails when its elements are not closed in order."""
        page = cls()
        page.feed(html)
        page.close()
        assert page._open == []
        return page

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of each ``tag``."""
        return [attributes for name, attributes in self.elements if name == tag]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "script":
            self.scripts.append(data)
        else:
            self.text += data
