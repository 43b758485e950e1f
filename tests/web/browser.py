"""A real browser without a window, driven over its own protocol (DevTools): what it loads, shows and complains of."""

import base64
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from websockets.sync.client import ClientConnection, connect

NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-extensions",
    "--disable-dev-shm-usage", "--remote-debugging-port=0", "about:blank",
)  # fmt: skip
_START_WITHIN_S = 30.0
_ANSWER_WITHIN_S = 30.0


def installed() -> str | None:
    """The browser of this machine, None without one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """One tab. ``requested`` holds each address it asked for, ``complaints`` what it logged as an error."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._last = 0
        self._loaded = False
        self.requested: list[str] = []
        self.complaints: list[str] = []
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.tell(f"{domain}.enable")

    @classmethod
    @contextmanager
    def running(cls, folder: Path) -> Iterator[Self]:
        """A browser whose profile is in ``folder``, ended with the context."""
        program = installed()
        assert program is not None
        process = subprocess.Popen(  # noqa: S603 - the browser of this machine, with arguments of ours
            [program, f"--user-data-dir={folder}", *_QUIET], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            with connect(_page_address(folder), proxy=None, max_size=None) as connection:
                yield cls(connection)
        finally:
            process.terminate()
            process.wait(15)

    def tell(self, method: str, **params: object) -> dict[str, Any]:
        """What the browser answers to a command."""
        self._last += 1
        self._connection.send(json.dumps({"id": self._last, "method": method, "params": params}))
        while True:
            message = self._hear()
            if message.get("id") == self._last:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result

    def look_as(self, width: int, height: int, *, phone: bool, dark: bool = False) -> None:
        """Look through a window of that size, in CSS pixels."""
        self.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=phone,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.tell("Emulation.setEmulatedMedia", features=[scheme])
        self.tell("Network.setExtraHTTPHeaders", headers={"Accept-Language": "fr"})

    def open(self, url: str) -> None:
        """Go to ``url``, and wait until it is loaded whole."""
        self._loaded = False
        self.tell("Page.navigate", url=url)
        while not self._loaded:
            self._hear()

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression on the page."""
        return self.tell("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def screenshot(self) -> bytes:
        """What is seen, as a PNG."""
        return base64.b64decode(self.tell("Page.captureScreenshot", format="png")["data"])

    def _hear(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self._connection.recv(timeout=_ANSWER_WITHIN_S))
        params = message.get("params", {})
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.requested.append(params["request"]["url"])
            case "Log.entryAdded" if params["entry"]["level"] == "error":
                self.complaints.append(f"{params['entry']['text']} {params['entry'].get('url', '')}")
            case "Page.loadEventFired":
                self._loaded = True
        return message


def _page_address(folder: Path) -> str:
    """Where the tab listens: the browser writes its port down as soon as it has one."""
    port_file = folder / "DevToolsActivePort"
    until = time.monotonic() + _START_WITHIN_S
    while not (port_file.exists() and port_file.read_text().count("\n")):
        assert time.monotonic() < until, "the browser has not started"
        time.sleep(0.05)
    port, path = port_file.read_text().splitlines()[:2]
    with connect(f"ws://127.0.0.1:{port}{path}", proxy=None) as browser:
        browser.send(json.dumps({"id": 1, "method": "Target.getTargets"}))
        targets = json.loads(browser.recv(timeout=_ANSWER_WITHIN_S))["result"]["targetInfos"]
    page = next(target["targetId"] for target in targets if target["type"] == "page")
    return f"ws://127.0.0.1:{port}/devtools/page/{page}"
