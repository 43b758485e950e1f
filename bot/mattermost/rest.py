"""The calls to the server that the bot makes, for asyncio."""

import asyncio
import time
from collections.abc import Callable, Collection, Mapping
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
        self._hooks = Driver({**options, "basepath": f"{address.path}/hooks/commands"}, client_cls=PooledClient).client
        self._hooks.token = token
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="rest")

    @property
    def now_ms(self) -> int:
        """What time it is by the server's clock, in ms since 1970, within a second or two."""
        return int((time.time() + self._driver.client.ahead_s) * 1000)

    async def me(self) -> Account:
        """The account that the token belongs to."""
        user = await self._object(partial(self._driver.users.get_user, "me"))
        account = Account(text(user, "id"), text(user, "username"))
        if not (account.id and account.name):
            raise RestError("GET /users/me", 200, Fault.NOT_JSON)
        return account

    async def create_post(self, post: Mapping[str, object]) -> str:
        """Create ``post`` and give its id. After an error that is passing, nobody knows whether it was created."""
        return text(await self._object(partial(self._driver.posts.create_post, dict(post))), "id")

    async def thread(self, root_id: str) -> tuple[dict[str, object], ...]:
        """The posts of the thread that ``root_id`` opens, in no order."""
        thread = await self._object(partial(self._driver.posts.get_thread, root_id))
        return tuple(post for post in mapping(thread, "posts").values() if isinstance(post, dict))

    async def teams(self) -> tuple[dict[str, object], ...]:
        """The teams that the bot is a member of."""
        return await self._objects(partial(self._driver.teams.get_user_teams, "me"))

    async def channels(self, team_id: str) -> tuple[dict[str, object], ...]:
        """The bot's channels in a team, and its direct and group ones, which belong to none."""
        return await self._objects(partial(self._driver.channels.get_channels_for_user, "me", team_id))

    async def posts(self, channel_id: str, params: Mapping[str, int]) -> tuple[dict[str, object], ...]:
        """Posts of a channel, newest first: those changed ``since`` a time in ms, or those of a ``page``."""
        listed = await self._object(partial(self._driver.posts.get_posts_for_channel, channel_id, dict(params)))
        posts, order = mapping(listed, "posts"), listed.get("order")
        return tuple(mapping(posts, id_) for id_ in order if id_ in posts) if isinstance(order, list) else ()

    async def user_names(self, user_ids: Collection[str]) -> dict[str, str]:
        """The user name of each account."""
        if not user_ids:
            return {}
        users = await self._objects(partial(self._driver.users.get_users_by_ids, list(user_ids)))
        return {text(user, "id"): text(user, "username") for user in users}

    async def post(self, post_id: str) -> dict[str, object]:
        """The post ``post_id``."""
        return await self._object(partial(self._driver.posts.get_post, post_id))

    async def delete_post(self, post_id: str) -> None:
        """Delete the post ``post_id``, and with a root its thread."""
        await self._object(partial(self._driver.posts.delete_post, post_id))

    async def user(self, user_id: str) -> dict[str, object]:
        """The account ``user_id``."""
        return await self._object(partial(self._driver.users.get_user, user_id))

    async def user_by_name(self, name: str) -> dict[str, object]:
        """The account whose user name is ``name``."""
        return await self._object(partial(self._driver.users.get_user_by_username, name))

    async def channel_by_name(self, team_id: str, handle: str) -> dict[str, object]:
        """The channel of a team with that handle, archived or not, if the bot may see it."""
        params = {"include_deleted": "true"}
        call = partial(self._driver.client.get, f"/teams/{team_id}/channels/name/{handle}", params=params)
        return await self._object(call)

    async def join(self, channel_id: str, user_id: str) -> None:
        """Make a user, the bot itself for one, a member of a channel."""
        await self._object(partial(self._driver.channels.add_user, channel_id, {"user_id": user_id}))

    async def is_member(self, channel_id: str, user_id: str) -> bool:
        """Whether a user is a member of a channel."""
        try:
            await self._object(partial(self._driver.channels.get_channel_member, channel_id, user_id))
        except RestError as error:
            if error.status == 404:
                return False
            raise
        return True

    async def direct_channel(self, one: str, other: str) -> str:
        """The id of the direct channel of two users."""
        return text(
            await self._object(partial(self._driver.channels.create_direct_message_channel, [one, other])), "id"
        )

    async def upload(self, channel_id: str, name: str, content: bytes) -> str:
        """The id of a new file for a post of the bot in a channel that it is a member of."""
        files = {"files": (name, content)}
        uploaded = await self._object(partial(self._driver.files.upload_file, channel_id, files))
        infos = uploaded.get("file_infos")
        if not (isinstance(infos, list) and infos and isinstance(infos[0], dict)):
            raise RestError("POST /files", 200, Fault.NOT_JSON)
        return text(infos[0], "id")

    async def open_dialog(self, dialog: Mapping[str, object]) -> None:
        """Show a dialog to the person whose click gave its ``trigger_id``, three seconds ago at most."""
        await self._object(partial(self._driver.integration_actions.open_dialog, dict(dialog)))

    async def respond(self, hook: str, answer: Mapping[str, object]) -> None:
        """Give a late ``answer`` to a slash command, by the id of its response URL: five times within half an hour."""
        try:
            call = partial(self._hooks.make_request, "post", f"/{hook}", options=dict(answer))
            await asyncio.get_running_loop().run_in_executor(self._threads, call)
        except RestError as error:
            if error.status != 200:  # the server answers "ok", which is no JSON (6.7.2)
                raise

    def close(self) -> None:
        """Wait for no more tries, and close the connections."""
        self._driver.client.close()
        self._hooks.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _object(self, call: Callable[[], object]) -> dict[str, object]:
        answer = await self._answer(call)
        if not isinstance(answer, dict):
            raise RestError("an object was expected", 200, Fault.NOT_JSON)
        return answer

    async def _objects(self, call: Callable[[], object]) -> tuple[dict[str, object], ...]:
        answer = await self._answer(call)
        if not isinstance(answer, list):
            raise RestError("a list was expected", 200, Fault.NOT_JSON)
        return tuple(item for item in answer if isinstance(item, dict))

    async def _answer(self, call: Callable[[], object]) -> object:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)
