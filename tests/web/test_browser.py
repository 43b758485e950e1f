"""The pages in a real browser, on a phone and on a desktop: all is seen, and no other host is asked for anything."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.web import pages
from tests.web.browser import NAMES, Browser, installed

PHONE, DESKTOP = (390, 844), (1280, 900)
PATHS = (
    "/",
    "/?territoire=region-bretagne",
    "/?near=Crest&need=reunion&lang=en",
    "/lieux/la-cordee-rennes",
    "/lieux/nope",
)

needs_browser = pytest.mark.skipif(
    installed() is None, reason=f"no browser on this machine: install one of {', '.join(NAMES)} to look at the pages"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser for all of these tests: starting one takes seconds."""
    with Browser.running(tmp_path_factory.mktemp("browser")) as running:
        yield running


@needs_browser
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_whole_on_any_screen_and_asks_no_other_host(
    web: str, browser: Browser, path: str, size: tuple[int, int]
) -> None:
    browser.requested.clear()
    browser.complaints.clear()
    browser.look_as(*size, phone=size == PHONE)
    browser.open(web + path)
    assert browser.requested
    assert all(url.startswith(f"{web}/") for url in browser.requested), browser.requested
    # A browser says of a page that is missing, or of the icon that the site has not, that it is not there.
    assert [each for each in browser.complaints if "404" not in each] == []
    assert browser.evaluate("document.documentElement.scrollWidth <= innerWidth") is True
    assert browser.evaluate("getComputedStyle(document.body).fontSize") == "17px"
    low = "[...document.querySelectorAll('input:not([type=hidden]), select, button')]"
    assert browser.evaluate(f"{low}.every(each => each.getBoundingClientRect().height >= 44)") is True


@needs_browser
def test_the_map_is_as_wide_as_the_page_and_its_pins_are_legible_on_a_phone(web: str, browser: Browser) -> None:
    browser.look_as(*PHONE, phone=True)
    browser.open(f"{web}/?territoire=region-bretagne")
    width = browser.evaluate("document.querySelector('svg').getBoundingClientRect().width")
    pin = browser.evaluate("document.querySelector('svg .pin').getBoundingClientRect().width")
    assert width > 340
    assert pin >= 24


@needs_browser
def test_the_first_key_goes_to_the_content(web: str, browser: Browser) -> None:
    browser.open(f"{web}/")
    for kind in ("keyDown", "keyUp"):
        browser.tell("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
    assert browser.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert browser.evaluate("document.activeElement.getBoundingClientRect().left") >= 0


@needs_browser
def test_the_dark_is_dark(web: str, browser: Browser) -> None:
    colours = []
    for dark in (False, True):
        browser.look_as(*PHONE, phone=True, dark=dark)
        browser.open(f"{web}/lieux/tilab")
        colours.append(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert colours == ["rgb(255, 255, 255)", "rgb(22, 24, 27)"]


def luminance(colour: str) -> float:
    """The relative luminance of ``#rrggbb`` (WCAG 2.2, definition of contrast ratio)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("ink", "paper"), ("soft", "paper"), ("link", "paper"), ("caution", "paper"), ("caution", "caution-paper"),
        ("on-pin", "pin"), ("ink", "land"), ("pin", "land"), ("pin", "sea"),
    ],
)  # fmt: skip
def test_everything_stands_out_enough(scheme: int, ink: str, paper: str) -> None:
    """4.5 to 1 (WCAG 2.2, level AA)."""
    css = (Path(pages.__file__).parent / "templates" / "lieux.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", css.split(":root {")[scheme + 1].split("}")[0]))
    light, dark = sorted((luminance(colours[ink]), luminance(colours[paper])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
