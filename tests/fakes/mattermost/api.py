"""The REST API of a fake server: routes that answer from its world."""

import json
from collections.abc import Awaitable, Callable
from email import message_from_bytes
from email.policy import HTTP
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from tests.fakes.mattermost.administration import Administration, Office, is_admin
from tests.fakes.mattermost.hub import Hub
from tests.fakes.mattermost.model import ApiError, Channel, File, Json, User, team_json
from tests.fakes.mattermost.troubles import Troubles
from tests.fakes.mattermost.world import World

Endpoint = Callable[[Request, User], Awaitable[Response]]


class Api:
    """The routes under /api/v4; the troubles a test asks for come before each answer."""

    def __init__(self, world: World, hub: Hub, troubles: Troubles, office: Office) -> None:
        self._world = world
        self._office = office
        self._hub = hub
        self._troubles = troubles

    def routes(self) -> list[BaseRoute]:
        """The routes, each with its method."""
        return [
            self._route("GET", "/users/me", self._me),
            self._route("GET", "/users/me/teams", self._my_teams),
            self._route("GET", "/users/me/teams/{team}/channels", self._my_channels),
            self._route("POST", "/users/ids", self._users_by_ids),
            self._route("GET", "/users/username/{name}", self._user_by_name),
            self._route("GET", "/users/{id}", self._user),
            self._route("POST", "/posts", self._create_post),
            self._route("POST", "/files", self._upload),
            self._route("GET", "/posts/{id}", self._post),
            self._route("DELETE", "/posts/{id}", self._delete_post),
            self._route("GET", "/posts/{id}/thread", self._thread),
            self._route("GET", "/teams/{team}/channels/name/{name}", self._channel_by_name),
            self._route("POST", "/channels/direct", self._direct),
            self._route("GET", "/channels/{id}/posts", self._posts_of_channel),
            self._route("POST", "/channels/{id}/members", self._join),
            self._route("GET", "/channels/{id}/members/{user}", self._member),
            self._route("POST", "/actions/dialogs/open", self._open_dialog),
            *Administration(self._world, self._office).routes(self._route),
            Route("/hooks/commands/{id}", self._late_answer, methods=["POST"]),
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
        return JSONResponse([team_json(id_, name) for id_, name in self._world.teams.items()])

    async def _my_channels(self, request: Request, user: User) -> Response:
        if request.path_params["team"] not in self._world.teams:
            raise ApiError(403, "api.context.permissions.app_error")
        here = ("", request.path_params["team"])
        mine = [channel for channel in self._world.channels.values() if user.id in channel.members]
        return JSONResponse([channel.json for channel in mine if not channel.archived and channel.team_id in here])

    async def _user_by_name(self, request: Request, _: User) -> Response:
        named = [user for user in self._world.users.values() if user.name == request.path_params["name"]]
        if not named:
            raise ApiError(404, "app.user.missing_account.const")
        deleted = {"delete_at": 1795345719999} if named[0].id in self._office.disabled else {}
        return JSONResponse({**_public(named[0]), **deleted})

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

    async def _upload(self, request: Request, user: User) -> Response:
        head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
        form = message_from_bytes(head + await request.body(), policy=HTTP)
        parts = {part.get_param("name", header="content-disposition"): part for part in form.iter_parts()}
        channel_id, file = str(parts["channel_id"].get_payload()).strip(), parts["files"]
        content = file.get_payload(decode=True)
        assert isinstance(content, bytes)
        id_ = self._world.add_file(user, channel_id, File(str(file.get_filename()), content))
        return JSONResponse({"file_infos": [{"id": id_, "name": str(file.get_filename())}], "client_ids": []}, 201)

    async def _post(self, request: Request, _: User) -> Response:
        return JSONResponse(self._known_post(request.path_params["id"]))

    async def _thread(self, request: Request, _: User) -> Response:
        root = self._known_post(request.path_params["id"])
        thread = _post_list(self._world.thread(str(root["root_id"] or root["id"])))
        # A real server names the root twice.
        return JSONResponse({**thread, "order": [root["root_id"] or root["id"], *thread["order"]]})

    async def _delete_post(self, request: Request, user: User) -> Response:
        post = self._world.posts.get(request.path_params["id"])
        if post is None or post["user_id"] != user.id:
            raise ApiError(403, "api.context.permissions.app_error")
        self._world.delete_post(str(post["id"]))
        return JSONResponse({"status": "OK"})

    async def _channel_by_name(self, request: Request, user: User) -> Response:
        deleted = request.query_params.get("include_deleted") == "true"
        name, team_id = request.path_params["name"], request.path_params["team"]
        return JSONResponse(self._world.by_name(name, team_id, user, deleted=deleted).json)

    async def _join(self, request: Request, user: User) -> Response:
        channel = self._world.channels[request.path_params["id"]]
        if channel.kind != "O" or channel.closed:
            raise ApiError(403, "api.context.permissions.app_error")
        joining = self._known_user(json.loads(await request.body())["user_id"])
        if joining.id != user.id and not is_admin(user):
            raise ApiError(403, "api.context.permissions.app_error")
        self._world.join(channel, joining)
        return JSONResponse(_member_json(channel, joining.id), 201)

    async def _member(self, request: Request, _: User) -> Response:
        channel, user_id = self._world.channels[request.path_params["id"]], request.path_params["user"]
        if user_id not in channel.members:
            raise ApiError(404, "app.channel.get_member.missing.app_error")
        return JSONResponse(_member_json(channel, user_id))

    async def _open_dialog(self, request: Request, _: User) -> Response:
        self._world.dialogs.append(json.loads(await request.body()))
        return JSONResponse({"status": "OK"})

    async def _late_answer(self, request: Request) -> Response:
        if not self._world.hooks_taken:
            return JSONResponse(ApiError(400, "web.command_webhook.invalid.app_error").body, 400)
        with self._world.changed:
            self._world.late_answers.append((request.path_params["id"], json.loads(await request.body())))
            self._world.changed.notify_all()
        return PlainTextResponse("ok")

    async def _direct(self, request: Request, _: User) -> Response:
        one, other = (self._world.users[id_] for id_ in json.loads(await request.body()))
        return JSONResponse(self._world.direct(one, other).json, 201)

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


def _member_json(channel: Channel, user_id: str) -> Json:
    return {
        "channel_id": channel.id,
        "user_id": user_id,
        "roles": "channel_user",
        "last_viewed_at": 0,
        "msg_count": 0,
        "mention_count": 0,
        "mention_count_root": 0,
        "msg_count_root": 0,
        "notify_props": dict.fromkeys(
            ("desktop", "email", "ignore_channel_mentions", "mark_unread", "push"), "default"
        ),
        "last_update_at": 1795346190143,
        "scheme_guest": False,
        "scheme_user": True,
        "scheme_admin": False,
        "explicit_roles": "",
    }
