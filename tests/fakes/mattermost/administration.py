"""What an admin of a fake server does over REST: bots, tokens, members of teams, slash commands, settings."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

import requests
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes.mattermost.model import ApiError, Json, User, new_id, team_json
from tests.fakes.mattermost.slash import call_slash, slash_form
from tests.fakes.mattermost.world import World

Endpoint = Callable[[Request, User], Awaitable[Response]]
RouteMaker = Callable[[str, str, Endpoint], Route]

_SANITIZED: Mapping[str, object] = dict.fromkeys(("token", "creator_id", "method", "url", "username", "icon_url"), "")


@dataclass
class Office:
    """The settings and the lists that only admins see, as a test sets them."""

    allows_bots: bool = True
    allows_commands: bool = True
    version: str = "6.7.2"
    allowed_connections: str = ""
    members: set[tuple[str, str]] = field(default_factory=set)
    """Pairs of a team and an account; who was there from the start is in every team."""
    commands: dict[str, Json] = field(default_factory=dict)
    disabled: set[str] = field(default_factory=set)
    """The ids of the bots that are disabled."""


class Administration:
    """The routes of an admin; accounts whose roles do not hold ``system_admin`` are refused where a server does."""

    def __init__(self, world: World, office: Office) -> None:
        self._world = world
        self._office = office

    def routes(self, route: RouteMaker) -> list[Route]:
        """The routes, each made by ``route`` from its method, path and endpoint."""
        return [
            route("GET", "/system/ping", self._ping),
            route("GET", "/config/client", self._client_config),
            route("GET", "/config", self._config),
            route("POST", "/bots", self._create_bot),
            route("POST", "/bots/{id}/enable", self._enable_bot),
            route("POST", "/users/{id}/tokens", self._create_token),
            route("GET", "/teams", self._teams),
            route("GET", "/teams/name/{name}", self._team),
            route("GET", "/teams/{team}/members/{user}", self._team_member),
            route("POST", "/teams/{team}/members", self._join_team),
            route("GET", "/teams/{team}/commands/autocomplete", self._autocomplete),
            route("GET", "/commands", self._commands),
            route("POST", "/commands", self._create_command),
            route("POST", "/commands/execute", self._execute),
            route("PUT", "/commands/{id}", self._change_command),
        ]

    async def _ping(self, _: Request, __: User) -> Response:
        names = ("AndroidLatestVersion", "AndroidMinVersion", "IosLatestVersion", "IosMinVersion")
        return JSONResponse({**dict.fromkeys(names, ""), "status": "OK"})

    async def _client_config(self, request: Request, _: User) -> Response:
        if request.query_params.get("format") != "old":
            raise ApiError(400, "api.context.invalid_body_param.app_error")
        switches = {
            "EnableBotAccountCreation": self._office.allows_bots,
            "EnableCommands": self._office.allows_commands,
            "EnableUserAccessTokens": True,
        }
        told = {name: str(value).lower() for name, value in switches.items()}
        return JSONResponse({**told, "Version": self._office.version, "SiteURL": "http://127.0.0.1:8065"})

    async def _config(self, _: Request, user: User) -> Response:
        _demand_admin(user)
        allowed = self._office.allowed_connections
        return JSONResponse({"ServiceSettings": {"AllowedUntrustedInternalConnections": allowed}})

    async def _create_bot(self, request: Request, user: User) -> Response:
        _demand_admin(user)
        if not self._office.allows_bots:
            raise ApiError(403, "api.bot.create_disabled")
        body = json.loads(await request.body())
        if any(other.name == body["username"] for other in self._world.users.values()):
            raise ApiError(400, "app.user.save.username_exists.app_error")
        bot = self._world.add_user(body["username"], is_bot=True)
        dates = {"create_at": 1795345718882, "update_at": 1795345718882, "delete_at": 0}
        told = {key: body[key] for key in ("username", "display_name", "description")}
        return JSONResponse({"user_id": bot.id, **told, "owner_id": user.id, **dates}, 201)

    async def _enable_bot(self, request: Request, user: User) -> Response:
        _demand_admin(user)
        self._office.disabled.discard(request.path_params["id"])
        return JSONResponse({"user_id": request.path_params["id"]})

    async def _create_token(self, request: Request, user: User) -> Response:
        _demand_admin(user)
        body = json.loads(await request.body())
        owner = self._world.users[request.path_params["id"]]
        self._world.users[owner.id] = replace(owner, token=new_id())
        told = {"id": new_id(), "user_id": owner.id, "description": body["description"], "is_active": True}
        return JSONResponse({**told, "token": self._world.users[owner.id].token})

    async def _teams(self, _: Request, __: User) -> Response:
        return JSONResponse([team_json(id_, name) for id_, name in self._world.teams.items()])

    async def _team(self, request: Request, _: User) -> Response:
        for id_, name in self._world.teams.items():
            if name == request.path_params["name"]:
                return JSONResponse(team_json(id_, name))
        raise ApiError(404, "app.team.get_by_name.missing.app_error")

    async def _team_member(self, request: Request, _: User) -> Response:
        pair = (request.path_params["team"], request.path_params["user"])
        if pair not in self._office.members:
            raise ApiError(404, "app.team.get_member.missing.app_error")
        return JSONResponse(_membership(*pair))

    async def _join_team(self, request: Request, user: User) -> Response:
        _demand_admin(user)
        pair = (request.path_params["team"], json.loads(await request.body())["user_id"])
        self._office.members.add(pair)
        return JSONResponse(_membership(*pair), 201)

    async def _autocomplete(self, request: Request, _: User) -> Response:
        mine = self._of_team(request.path_params["team"])
        return JSONResponse([{**each, **_SANITIZED} for each in mine if each["auto_complete"]])

    async def _commands(self, request: Request, user: User) -> Response:
        _demand_admin(user)
        self._demand_commands()
        return JSONResponse(self._of_team(request.query_params["team_id"]))

    async def _create_command(self, request: Request, user: User) -> Response:
        _demand_admin(user)
        self._demand_commands()
        body = json.loads(await request.body())
        if any(each["trigger"] == body["trigger"] for each in self._of_team(body["team_id"])):
            raise ApiError(400, "api.command.duplicate_trigger.app_error")
        return JSONResponse(self.add_command(user, body), 201)

    async def _change_command(self, request: Request, user: User) -> Response:
        _demand_admin(user)
        self._demand_commands()
        body = json.loads(await request.body())
        if body["id"] != request.path_params["id"]:
            raise ApiError(400, "api.context.invalid_body_param.app_error")
        kept = self._office.commands[body["id"]]
        kept.update({key: value for key, value in body.items() if key not in ("id", "token", "team_id")})
        return JSONResponse(kept)

    async def _execute(self, request: Request, user: User) -> Response:
        body = json.loads(await request.body())
        channel = self._world.channels[body["channel_id"]]
        trigger, _, text = body["command"].removeprefix("/").partition(" ")
        command = next((each for each in self._of_team(channel.team_id) if each["trigger"] == trigger), None)
        if command is None:
            raise ApiError(404, "api.command.execute_command.not_found.app_error")
        form = slash_form(self._world, user, channel, text, str(command["token"]))
        try:
            answer = await asyncio.to_thread(call_slash, str(command["url"]), form)
        except requests.RequestException as error:
            raise ApiError(500, "api.command.execute_command.failed.app_error") from error
        if answer.status_code != 200:
            raise ApiError(500, "api.command.execute_command.failed_resp.app_error")
        return JSONResponse(answer.json())

    def add_command(self, creator: User, body: Json) -> Json:
        """A new command, as a server stores it."""
        now: Json = {"create_at": 1795346138871, "update_at": 1795346138871, "delete_at": 0}
        usual: Json = {"icon_url": "", "plugin_id": "", "display_name": "", "description": "", "username": ""}
        own: Json = {"id": new_id(), "token": new_id(), "creator_id": creator.id}
        command: Json = {"auto_complete": False, **usual, **body, **now, **own}
        self._office.commands[str(command["id"])] = command
        return command

    def _of_team(self, team_id: str) -> list[Json]:
        return [each for each in self._office.commands.values() if each["team_id"] == team_id]

    def _demand_commands(self) -> None:
        if not self._office.allows_commands:
            raise ApiError(501, "api.command.disabled.app_error")


def is_admin(user: User) -> bool:
    """Whether an account has the rights of a system admin."""
    return "system_admin" in user.roles.split()


def _demand_admin(user: User) -> None:
    if not is_admin(user):
        raise ApiError(403, "api.context.permissions.app_error")


def _membership(team_id: str, user_id: str) -> Json:
    schemes = {"scheme_guest": False, "scheme_user": True, "scheme_admin": False, "explicit_roles": ""}
    return {"team_id": team_id, "user_id": user_id, "roles": "team_user", "delete_at": 0, **schemes}
