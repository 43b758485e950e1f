"""The HTTP client under mattermostdriver: pooled, bounded in time, and honest about errors.

The one of mattermostdriver 7.3.2 opens a connection for each call, waits for ever, sends a body with GET, loses the
status and the id of an error, and knows only one spelling of ``application/json``.
"""

import contextlib
import threading
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from itertools import count
from typing import Any

import requests
from mattermostdriver.client import Client
from requests.adapters import HTTPAdapter

from bot.mattermost.rest_error import Fault, RestError, error_of_answer, error_of_exception
from bot.mattermost.waiting import Waiting

_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class RestSettings:
    """How REST calls are made: seconds to connect and to read, tries in all, and the wait between them.

    A server that is busy (429) is asked again for ``busy_within_s``, however often that is.
    """

    connect_timeout_s: float = 3.05
    read_timeout_s: float = 15.0
    tries: int = 4
    waiting: Waiting = field(default_factory=lambda: Waiting(first_s=0.5, longest_s=30.0))
    connections: int = 32
    busy_within_s: float = 120.0


class PooledClient(Client):  # type: ignore[misc]  # mattermostdriver publishes no types
    """A client to hand to ``Driver(options, client_cls=PooledClient)``.

    It takes one more option than its parent, ``rest``, a RestSettings. Calls from several threads share its pool.
    """

    def __init__(self, options: dict[str, object]) -> None:
        super().__init__(options)
        settings = options.get("rest")
        self._settings = settings if isinstance(settings, RestSettings) else RestSettings()
        self._closing = threading.Event()
        self._busy_until_s = 0.0
        self.ahead_s = 0.0
        """How far the server's clock is ahead of this machine's, as the date of its last answer tells."""
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
        began_s, failures = time.monotonic(), 0
        for attempt in count(1):
            self._wait_until_free(verb, endpoint)
            try:
                return self._once(verb, endpoint, sent)
            except RestError as error:
                failures += not error.is_undone
                if not self._is_worth_another(verb, error, failures, time.monotonic() - began_s):
                    raise
                wait_s = self._settings.waiting.after(attempt, error.headers)
                if error.is_undone:  # the limit is the address's: the other calls would only be refused too
                    self._busy_until_s = max(self._busy_until_s, time.monotonic() + wait_s)
                if self._closing.wait(wait_s):
                    raise
        raise AssertionError  # pragma: no cover - count never ends

    def _is_worth_another(self, verb: str, error: RestError, failures: int, spent_s: float) -> bool:
        if error.is_undone:
            return spent_s < self._settings.busy_within_s
        # Not even with a pending_post_id: a server that was killed between the post and its answer forgot it (9.9).
        return verb != "POST" and error.is_passing and failures < self._settings.tries

    def _wait_until_free(self, verb: str, endpoint: str) -> None:
        left_s = self._busy_until_s - time.monotonic()
        if left_s > 0 and self._closing.wait(left_s):
            raise RestError(f"{verb} {endpoint}", 0, Fault.UNREACHABLE)

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
        with contextlib.suppress(ValueError):
            date = parsedate_to_datetime(response.headers.get("Date", ""))
            self.ahead_s = date.timestamp() - time.time()
        # The parent decodes this very spelling alone, not "application/json; charset=utf-8".
        response.headers["Content-Type"] = _JSON
        return response

    def _authorize(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        # Said through ``auth``, else requests would prefer what a .netrc says about the host.
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request
