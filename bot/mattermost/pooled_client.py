"""The HTTP client under mattermostdriver: pooled, bounded in time, and honest about errors.

The one of mattermostdriver 7.3.2 opens a connection for each call, waits for ever, sends a body with GET, loses the
status and the id of an error, and knows only one spelling of ``application/json``.
"""

import threading
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from itertools import count
from typing import Any

import requests
from mattermostdriver.client import Client
from requests.adapters import HTTPAdapter

from bot.mattermost.rest_error import RestError, error_of_answer, error_of_exception
from bot.mattermost.waiting import Waiting

_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class RestSettings:
    """How REST calls are made: seconds to connect and to read, tries in all, and the wait between them."""

    connect_timeout_s: float = 3.05
    read_timeout_s: float = 15.0
    tries: int = 4
    waiting: Waiting = field(default_factory=lambda: Waiting(first_s=0.5, longest_s=30.0))
    connections: int = 16


class PooledClient(Client):  # type: ignore[misc]  # mattermostdriver publishes no types
    """A client to hand to ``Driver(options, client_cls=PooledClient)``.

    It takes one more option than its parent, ``rest``, a RestSettings. Calls from several threads share its pool.
    """

    def __init__(self, options: dict[str, object]) -> None:
        super().__init__(options)
        settings = options.get("rest")
        self._settings = settings if isinstance(settings, RestSettings) else RestSettings()
        self._closing = threading.Event()
        self._session = requests.Session()
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        adapter = HTTPAdapter(pool_maxsize=self._settings.connections)
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)

    def make_request(  # noqa: PLR0913, PLR0917 - the parent's signature
        self,
        method: str,
        endpoint: str,
        options: object = None,
        params: object = None,
        data: object = None,
        files: object = None,
        basepath: str | None = None,  # noqa: ARG002 - the parent's signature
    ) -> requests.Response:
        """The answer to one call, tried again while that may help and cannot do the thing twice.

        Raises RestError.
        """
        verb = method.upper()
        sent: dict[str, Any] = {"json": options, "params": params, "data": data, "files": files}
        repeatable = verb != "POST" or (isinstance(options, dict) and bool(options.get("pending_post_id")))
        for attempt in count(1):
            try:
                return self._once(verb, endpoint, sent)
            except RestError as error:
                again = error.is_undone or (error.is_passing and repeatable)
                if not again or attempt >= self._settings.tries:
                    raise
                if self._closing.wait(self._settings.waiting.after(attempt, error.headers)):
                    raise
        raise AssertionError  # pragma: no cover - count never ends

    def close(self) -> None:
        """Close the pool, and let the calls that wait to try again fail at once."""
        self._closing.set()
        self._session.close()

    def _once(self, verb: str, endpoint: str, sent: dict[str, Any]) -> requests.Response:
        call = f"{verb} {endpoint}"
        try:
            response = self._session.request(
                verb,
                self.url + endpoint,
                auth=self._authorize,
                verify=self._verify,
                timeout=(self._settings.connect_timeout_s, self._settings.read_timeout_s),
                allow_redirects=False,
                **sent,
            )
        except requests.RequestException as error:
            raise error_of_exception(call, error) from error
        if wrong := error_of_answer(call, response):
            raise wrong
        # The parent decodes this very spelling alone, not "application/json; charset=utf-8".
        response.headers["Content-Type"] = _JSON
        return response

    def _authorize(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        # Said through ``auth``, else requests would prefer what a .netrc says about the host.
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request
