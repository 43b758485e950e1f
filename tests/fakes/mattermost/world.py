"""The state of a fake server: who is there, where, and what was said. Safe from several threads."""

import threading
from collections.abc import Callable

from tests.fakes.mattermost.mentions import mentioned
from tests.fakes.mattermost.model import ApiError, Channel, Clock, File, Json, User, new_id

_LONGEST_MESSAGE = 16_383
_MOST_SINCE = 1000
_LARGEST_PAGE = 200
_AUTHOR_IS_A_BOT = {"from_bot": "true"}


class World:
    """Users, channels and posts; ``tell`` is called with each event and the ids of those it is meant for."""

    def __init__(self, tell: Callable[[Json, set[str]], None]) -> None:
        self.changed = threading.Condition()
        self.team_id = new_id()
        self.teams = {self.team_id: "betagouv"}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.posts: dict[str, Json] = {}
        self.files: dict[str, File] = {}
        self.pending_kept_ms = 30_000
        self.integrations: dict[tuple[str, str], Json] = {}
        """What each button calls, by its post and its id; nobody is shown it."""
        self.dialogs: list[Json] = []
        """The dialogs opened."""
        self.late_answers: list[tuple[str, Json]] = []
        """What was posted to response URLs, by their ids."""
        self.hooks_taken = True
        """Whether response URLs are still good."""
        self._pending: dict[str, str] = {}
        self._clock = Clock()
        self._tell = tell

    def add_user(self, name: str, token: str = "", *, is_bot: bool = False, roles: str = "system_user") -> User:
        user = User(name, token, is_bot, roles=roles)
        self.users[user.id] = user
        return user

    def add_channel(
        self, name: str, *members: User, display_name: str = "", kind: str = "O", team_id: str = ""
    ) -> Channel:
        team_id = "" if kind == "D" else team_id or self.team_id
        channel = Channel(name, display_name or name, {user.id for user in members}, kind, team_id=team_id)
        self.channels[channel.id] = channel
        return channel

    def direct(self, one: User, other: User) -> Channel:
        """The direct channel of two users."""
        name = "__".join(sorted((one.id, other.id)))
        known = (channel for channel in self.channels.values() if channel.name == name)
        return next(known, None) or self.add_channel(name, one, other, display_name="", kind="D")

    def by_name(self, name: str, team_id: str, caller: User, *, deleted: bool) -> Channel:
        """A channel of a team as ``caller`` may see it."""
        for channel in self.channels.values():
            seen = channel.kind == "O" or caller.id in channel.members
            if (channel.name, channel.team_id) == (name, team_id) and seen and (deleted or not channel.archived):
                return channel
        raise ApiError(404, "app.channel.get_by_name.missing.app_error")

    def join(self, channel: Channel, user: User) -> None:
        """Make a user a member, and tell the members."""
        with self.changed:
            channel.members.add(user.id)
            self._tell(_event("user_added", {"team_id": channel.team_id, "user_id": user.id}, channel), channel.members)
            self.changed.notify_all()

    def remove(self, channel: Channel, user: User, remover: User) -> None:
        """Remove a member, and tell it and those who stay."""
        with self.changed:
            channel.members.discard(user.id)
            own = _event("user_removed", {"channel_id": channel.id, "remover_id": remover.id}, user_id=user.id)
            self._tell(own, {user.id})
            data: Json = {"remover_id": remover.id, "user_id": user.id}
            self._tell(_event("user_removed", data, channel), channel.members)
            self.changed.notify_all()

    def leave_team(self, team_id: str, user: User) -> None:
        """Take the bot ``user`` out of a team and its channels, and tell it, first (9.9: the event before the deed)."""
        with self.changed:
            self._tell(_event("leave_team", {"user_id": user.id, "team_id": team_id}, user_id=user.id), {user.id})
            del self.teams[team_id]
            for channel in self.channels.values():
                if channel.team_id == team_id:
                    channel.members.discard(user.id)
            self.changed.notify_all()

    def rename(self, channel: Channel, name: str = "", display_name: str = "") -> None:
        """Change a channel's handle or its display name, and tell the members."""
        with self.changed:
            channel.name, channel.display_name = name or channel.name, display_name or channel.display_name
            self._tell(_event("channel_updated", {"channel": channel.json}, channel), channel.members)
            self.changed.notify_all()

    def archive(self, channel: Channel, *, archived: bool = True) -> None:
        """Archive a channel, or restore it, and tell the team."""
        with self.changed:
            channel.archived = archived
            event = "channel_deleted" if archived else "channel_restored"
            data: Json = {"channel_id": channel.id, **({"delete_at": self._clock.now_ms()} if archived else {})}
            self._tell(_event(event, data, team_id=channel.team_id), set(self.users))
            self.changed.notify_all()

    def react(self, person: User, post: Json, emoji: str, *, added: bool = True) -> None:
        """Add a reaction to a post, or take it away, and tell the members of its channel."""
        channel = self.channels[str(post["channel_id"])]
        now_ms = self._clock.now_ms()
        reaction: Json = {
            "user_id": person.id,
            "post_id": post["id"],
            "emoji_name": emoji,
            "create_at": now_ms if added else 0,
            "update_at": now_ms,
            "delete_at": 0,
            "remote_id": "",
        }
        event = "reaction_added" if added else "reaction_removed"
        self._tell(_event(event, {"reaction": reaction}, channel), channel.members)

    def update_post(self, post_id: str, update: Json) -> None:
        """What the ``update`` of an action does; props that are not given stay."""
        with self.changed:
            post = self.posts[post_id]
            post["message"] = update.get("message", post["message"])
            if isinstance(props := update.get("props"), dict):
                post["props"] = self._without_integrations(post_id, props)
            self.changed.notify_all()

    def thread(self, root_id: str) -> list[Json]:
        """The posts of a thread that were not deleted, oldest first."""
        return [post for post in self.posts.values() if root_id in (post["id"], post["root_id"])]

    def changed_since(self, channel: Channel, since_ms: int) -> list[Json]:
        """The posts changed since a time, oldest first: a thousand of them in the order they lie, and their roots."""
        with self.changed:
            mine = [post for post in self.posts.values() if post["channel_id"] == channel.id]
            since = [post for post in mine if int(str(post["update_at"])) > since_ms][:_MOST_SINCE]
            chosen = {post["id"] for post in since} | {post["root_id"] for post in since}
            return [post for post in mine if post["id"] in chosen]

    def page(self, channel: Channel, number: int, size: int) -> list[Json]:
        """A page of a channel's posts, oldest first; page 0 holds the newest."""
        with self.changed:
            mine = [post for post in self.posts.values() if post["channel_id"] == channel.id]
        size = min(size, _LARGEST_PAGE)
        end = max(0, len(mine) - number * size)
        return mine[max(0, end - size) : end]

    def create_post(self, author: User, body: Json) -> Json:
        """What POST /posts does, in a user's name. Raises ApiError as the server does."""
        with self.changed:
            pending = str(body.get("pending_post_id") or "")
            known = self.posts.get(self._pending.get(pending, ""))
            if known and self._clock.now_ms() - int(str(known["create_at"])) < self.pending_kept_ms:
                return {key: value for key, value in known.items() if key != "metadata"}
            channel = self._may_post(author, body)
            post = self._post(author, channel, body)
            post["props"] = self._without_integrations(str(post["id"]), post["props"])
            self.posts[str(post["id"])] = post
            channel.last_post_at = int(str(post["create_at"]))
            if pending:
                self._pending[pending] = str(post["id"])
            self._tell(self._posted(post, channel, author), channel.members)
            self.changed.notify_all()
            return {**post, "pending_post_id": pending}

    def edit_post(self, post_id: str, text: str) -> None:
        """Change the text of a post; its time of creation stays."""
        with self.changed:
            now_ms = self._clock.now_ms()
            self.posts[post_id].update(message=text, update_at=now_ms, edit_at=now_ms)

    def age_post(self, post_id: str, by_ms: int) -> None:
        """Make as if a post had been made and changed earlier."""
        with self.changed:
            post = self.posts[post_id]
            made_ms = int(str(post["create_at"])) - by_ms
            post["create_at"] = post["update_at"] = made_ms
            channel = self.channels[str(post["channel_id"])]
            channel.last_post_at = max(channel.last_post_at, made_ms)

    def delete_post(self, post_id: str) -> None:
        """Delete a post, and with a root its thread."""
        with self.changed:
            for post in self.thread(post_id):
                del self.posts[str(post["id"])]
            self.changed.notify_all()

    def _without_integrations(self, post_id: str, props: object) -> Json:
        """The props as everybody sees them; what buttons call stays with the server."""
        assert isinstance(props, dict)
        shown: list[Json] = []
        for attachment in props.get("attachments", ()):
            actions = attachment.get("actions", ())
            for action in actions:
                self.integrations[post_id, action["id"]] = action["integration"]
            hidden = [{key: value for key, value in action.items() if key != "integration"} for action in actions]
            shown.append({**attachment, "actions": hidden})
        return {**props, **({"attachments": shown} if shown else {})}

    def add_file(self, author: User, channel_id: str, file: File) -> str:
        """What POST /files does: a file for a channel that its author is in. Raises ApiError as the server does."""
        channel = self.channels.get(channel_id)
        if channel is None or author.id not in channel.members:
            raise ApiError(403, "api.context.permissions.app_error")
        self.files[id_ := new_id()] = file
        return id_

    def _may_post(self, author: User, body: Json) -> Channel:
        channel = self.channels.get(str(body.get("channel_id")))
        if channel is None or author.id not in channel.members:
            raise ApiError(403, "api.context.permissions.app_error")
        if channel.archived:
            raise ApiError(400, "api.post.create_post.can_not_post_to_deleted.error")
        root_id = body.get("root_id")
        if root_id and (root_id not in self.posts or self.posts[str(root_id)]["root_id"]):
            raise ApiError(400, "api.post.create_post.root_id.app_error")
        if len(str(body.get("message", ""))) > _LONGEST_MESSAGE:
            raise ApiError(400, "model.post.is_valid.msg.app_error")
        return channel

    def _post(self, author: User, channel: Channel, body: Json) -> Json:
        now_ms = self._clock.now_ms()
        props = body.get("props")
        return {
            "id": new_id(),
            "create_at": now_ms,
            "update_at": now_ms,
            "edit_at": 0,
            "delete_at": 0,
            "is_pinned": False,
            "user_id": author.id,
            "channel_id": channel.id,
            "root_id": body.get("root_id") or "",
            "original_id": "",
            "message": body.get("message", ""),
            "type": body.get("type", ""),
            "props": {**(props if isinstance(props, dict) else {}), **(_AUTHOR_IS_A_BOT if author.is_bot else {})},
            "hashtags": "",
            "pending_post_id": "",
            "reply_count": 0,
            "last_reply_at": 0,
            "participants": None,
            "metadata": {},
            **({"file_ids": body["file_ids"]} if body.get("file_ids") else {}),
        }

    def _posted(self, post: Json, channel: Channel, author: User) -> Json:
        others = [self.users[id_] for id_ in sorted(channel.members) if id_ != author.id]
        names = mentioned(str(post["message"]), [user.name for user in others])
        if str(post["type"]).startswith("system_add"):
            names = {user.name for user in others if user.name in str(post["message"])}
        mentions = [user.id for user in others if user.name in names or channel.kind == "D"]
        system = str(post["type"]).startswith("system_")
        return {
            "event": "posted",
            "data": {
                "channel_display_name": f"@{author.name}" if channel.kind == "D" else channel.display_name,
                "channel_name": channel.name,
                "channel_type": channel.kind,
                **({"mentions": mentions} if mentions else {}),
                "post": post,
                "sender_name": "Système" if system else f"@{author.name}",
                "set_online": True,
                "team_id": channel.team_id,
            },
            "broadcast": {"omit_users": None, "user_id": "", "channel_id": channel.id, "team_id": ""},
        }


def _event(name: str, data: Json, channel: Channel | None = None, user_id: str = "", team_id: str = "") -> Json:
    channel_id = channel.id if channel else ""
    broadcast = {"omit_users": None, "user_id": user_id, "channel_id": channel_id, "team_id": team_id}
    return {"event": name, "data": data, "broadcast": broadcast}
