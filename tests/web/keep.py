"""Take the pictures of ``kept`` again, to be looked at: ``python -m tests.web.keep``."""

import tempfile
from datetime import date
from pathlib import Path

from bot.config import Config
from bot.wiring import build_site, build_world
from tests.web.browser import Browser
from tests.web.conftest import served
from tests.web.test_browser import DESKTOP, PHONE

KEPT = Path(__file__).parent / "kept"
PICTURES = {
    "list-phone": ("/", PHONE, False),
    "territory-desktop-en": ("/?territoire=region-bretagne&lang=en", DESKTOP, False),
    "lieu-phone-dark": ("/lieux/la-cordee-rennes", PHONE, True),
}


def main() -> None:
    """Take each picture of the site of the lieux that come with the bot."""
    site = build_site(build_world(Config(), clock=lambda: date(2026, 11, 22)))
    with tempfile.TemporaryDirectory() as folder, served(site) as web, Browser.running(Path(folder)) as browser:
        for name, (path, size, dark) in PICTURES.items():
            browser.look_as(*size, phone=size == PHONE, dark=dark)
            browser.open(web + path)
            (KEPT / f"{name}.png").write_bytes(browser.screenshot())


if __name__ == "__main__":
    main()
