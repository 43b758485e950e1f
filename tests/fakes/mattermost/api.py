"""The REST API of a fake server: routes that answer from its world."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from tests.fakes.mattermost.hub import Hub
from tests.fakes.mattermost.model import ApiError, Channel, Json, User
from tests.fakes.mattermost.troubles import Troubles
from tests.fakes.mattermost.world import World

Endpoint = Callable[[Request, User], Awaitable[Response]]


class Api:
    """The routes under /api/v4; the troubles a test asks for come before each answer."""

    def __init__(self, world: World, hub: Hub, troubles: Troubles) -> None:
        self._world = world
        self._hub = hub
        self._troubles = troubles

    def routes(self) -> list[BaseRoute]:
        """The routes, each with its method."""
        return [
            self._route("GET", "/users/me", self._me),
            self._route("GET", "/users/me/teams", self._my_teams),
            self._route("GET", "/users/me/teams/{team}/channels", self._my_channels),
            self._route("POST", "/users/ids", self._users_by_ids),
            self._route("GET", "/users/{id}", self._user),
            self._route("POST", "/posts", self._create_post),
            self._route("GET", "/posts/{id}", self._post),
            self._route("GET", "/posts/{id}/thread", self._thread),
            self._route("GET", "/teams/{team}/channels/name/{name}", self._channel_by_name),
            self._route("POST", "/channels/direct", self._direct),
            self._route("GET", "/channels/{id}/posts", self._posts_of_channel),
        ]

    def _route(self, method: str, path: str, endpoint: Endpoint) -> Route:
        async def answer(request: Request) -> Response:
            body = await request.body()
            before = await self._troubles.before(method, request.url.path, body)
            if before:
                return before
            try:
                response = await endpoint(request, self._caller(request))
            except ApiError as error:
                response = JSONResponse(error.body, error.status)
            return self._troubles.after(response)

        return Route("/api/v4" + path, answer, methods=[method])

    def _caller(self, request: Request) -> User:
        user = self._hub.owner(request)
        if user is None:
            raise ApiError(401, "api.context.session_expired.app_error")
        return user

    async def _me(self, _: Request, user: User) -> Response:
        return JSONResponse(user.json)

    async def _my_teams(self, _: Request, __: User) -> Response:
        return JSONResponse([_team_json(self._world.team_id)])

    async def _my_channels(self, request: Request, user: User) -> Response:
        if request.path_params["team"] != self._world.team_id:
            raise ApiError(403, "api.context.permissions.app_error")
        mine = [channel for channel in self._world.channels.values() if user.id in channel.members]
        open_ones = [channel for channel in mine if not channel.archived]
        return JSONResponse([_channel_json(channel, self._world.team_of(channel)) for channel in open_ones])

    async def _user(self, request: Request, _: User) -> Response:
        return JSONResponse(_public(self._known_user(request.path_params["id"])))

    async def _users_by_ids(self, request: Request, _: User) -> Response:
        known = [self._world.users.get(id_) for id_ in json.loads(await request.body())]
        return JSONResponse([_public(user) for user in known if user])

    async def _create_post(self, request: Request, user: User) -> Response:
        try:
            body = json.loads(await request.body())
        except ValueError as error:
            raise ApiError(400, "api.context.invalid_body_param.app_error") from error
        return JSONResponse(self._world.create_post(user, body), 201)

    async def _post(self, request: Request, _: User) -> Response:
        return JSONResponse(self._known_post(request.path_params["id"]))

    async def _thread(self, request: Request, _: User) -> Response:
        root = self._known_post(request.path_params["id"])
        thread = _post_list(self._world.thread(str(root["root_id"] or root["id"])))
        # A real server names the root twice.
        return JSONResponse({**thread, "order": [root["root_id"] or root["id"], *thread["order"]]})

    async def _channel_by_name(self, request: Request, _: User) -> Response:
        channel = self._world.by_name(request.path_params["name"])
        return JSONResponse(_channel_json(channel, self._world.team_of(channel)))

    async def _direct(self, request: Request, _: User) -> Response:
        one, other = (self._world.users[id_] for id_ in json.loads(await request.body()))
        channel = self._world.direct(one, other)
        return JSONResponse(_channel_json(channel, self._world.team_of(channel)), 201)

    async def _posts_of_channel(self, request: Request, user: User) -> Response:
        channel = self._world.channels.get(request.path_params["id"])
        if channel is None or user.id not in channel.members:
            raise ApiError(403, "api.context.permissions.app_error")
        asked = request.query_params
        if "since" in asked:
            return JSONResponse(_post_list(self._world.changed_since(channel, int(asked["since"]))))
        return JSONResponse(_post_list(self._world.page(channel, int(asked["page"]), int(asked["per_page"]))))

    def _known_user(self, user_id: str) -> User:
        if user_id not in self._world.users:
            raise ApiError(404, "app.user.missing_account.const")
        return self._world.users[user_id]

    def _known_post(self, post_id: str) -> Json:
        if len(post_id) != 26:
            raise ApiError(400, "api.context.invalid_url_param.app_error")
        if post_id not in self._world.posts:
            raise ApiError(404, "app.post.get.app_error")
        return self._world.posts[post_id]


def _post_list(posts: list[Json]) -> dict[str, Any]:
    return {
        "order": [str(post["id"]) for post in reversed(posts)],
        "posts": {str(post["id"]): post for post in posts},
        "next_post_id": "",
        "prev_post_id": "",
        "has_next": False,
    }


def _public(user: User) -> Json:
    hidden = ("notify_props", "last_password_update")
    return {key: value for key, value in user.json.items() if key not in hidden}


def _team_json(team_id: str) -> Json:
    return {
        "id": team_id,
        "create_at": 1795345509765,
        "update_at": 1795345511679,
        "delete_at": 0,
        "display_name": "beta.gouv.fr",
        "name": "betagouv",
        "description": "",
        "email": "",
        "type": "O",
        "company_name": "",
        "allowed_domains": "",
        "invite_id": "",
        "allow_open_invite": True,
        "scheme_id": None,
        "group_constrained": None,
        "policy_id": None,
    }


def _channel_json(channel: Channel, team_id: str) -> Json:
    return {
        "id": channel.id,
        "create_at": 1795345510015,
        "update_at": 1795345817883,
        "delete_at": 1795345820073 if channel.archived else 0,
        "team_id": team_id,
        "type": channel.kind,
        "display_name": channel.display_name,
        "name": channel.name,
        "header": "",
        "purpose": "",
        "last_post_at": channel.last_post_at,
        "total_msg_count": 72,
        "extra_update_at": 0,
        "creator_id": "",
        "scheme_id": None,
        "props": None,
        "group_constrained": None,
        "shared": None,
        "total_msg_count_root": 60,
        "policy_id": None,
        "last_root_post_at": channel.last_post_at,
    }
