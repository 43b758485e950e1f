"""The calls to the server that the bot makes, for asyncio."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from mattermostdriver import Driver

from bot.mattermost.account import Account
from bot.mattermost.address import Address
from bot.mattermost.payload import mapping, text
from bot.mattermost.pooled_client import PooledClient, RestSettings
from bot.mattermost.rest_error import Fault, RestError


class Rest:
    """The server's REST API, in the name of the bot. Every call raises RestError when it fails."""

    def __init__(self, address: Address, token: str, threads: int, settings: RestSettings) -> None:
        options = {**address.driver_options, "token": token, "rest": settings}
        self._driver = Driver(options, client_cls=PooledClient)
        self._driver.client.token = token
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="rest")

    async def me(self) -> Account:
        """The account that the token belongs to."""
        user = await self._object(partial(self._driver.users.get_user, "me"))
        account = Account(text(user, "id"), text(user, "username"))
        if not (account.id and account.name):
            raise RestError("GET /users/me", 200, Fault.NOT_JSON)
        return account

    async def create_post(self, post: Mapping[str, object]) -> str:
        """Create ``post`` and give its id; with a ``pending_post_id``, as often as needed to create it once."""
        return text(await self._object(partial(self._driver.posts.create_post, dict(post))), "id")

    async def thread(self, root_id: str) -> tuple[dict[str, object], ...]:
        """The posts of the thread that ``root_id`` opens, in no order."""
        thread = await self._object(partial(self._driver.posts.get_thread, root_id))
        return tuple(post for post in mapping(thread, "posts").values() if isinstance(post, dict))

    def close(self) -> None:
        """Wait for no more tries, and close the connections."""
        self._driver.client.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _object(self, call: Callable[[], object]) -> dict[str, object]:
        answer = await asyncio.get_running_loop().run_in_executor(self._threads, call)
        if not isinstance(answer, dict):
            raise RestError("an object was expected", 200, Fault.NOT_JSON)
        return answer
