"""What a fake server knows: users, channels, and the shapes it says them in."""

import random
import time
from dataclasses import dataclass, field

Json = dict[str, object]

_ALPHABET = "ybndrfg8ejkmcpqxot1uwisza345h769"
_ids = random.Random(6)  # noqa: S311 - ids, not secrets

_NOTIFY_PROPS = (
    *("channel", "comments", "desktop", "desktop_sound", "desktop_threads", "email", "email_threads"),
    *("first_name", "mention_keys", "push", "push_status", "push_threads"),
)


def new_id() -> str:
    """An id as Mattermost makes them: 26 letters and digits."""
    return "".join(_ids.choices(_ALPHABET, k=26))


class ApiError(Exception):
    """What a call of the API is refused with."""

    def __init__(self, status: int, error_id: str) -> None:
        super().__init__(error_id)
        self.status = status
        self.error_id = error_id

    @property
    def body(self) -> Json:
        """The JSON that the server answers."""
        return {
            "id": self.error_id,
            "message": "Un message dans la langue du serveur",
            "detailed_error": "",
            "request_id": new_id(),
            "status_code": self.status,
        }


@dataclass(frozen=True)
class User:
    """A person or a bot; only a bot has a token here."""

    name: str
    token: str = ""
    is_bot: bool = False
    id: str = field(default_factory=new_id)
    roles: str = "system_user"
    locale: str = "fr"

    @property
    def json(self) -> Json:
        """The user as GET /users/me shows it to itself."""
        return {
            "id": self.id,
            "create_at": 1795345718876,
            "update_at": 1795345719023,
            "delete_at": 0,
            "username": self.name,
            "auth_data": "",
            "auth_service": "",
            "email": f"{self.name}@localhost",
            "nickname": "",
            "first_name": self.name.title(),
            "last_name": "",
            "position": "",
            "roles": self.roles,
            "notify_props": dict.fromkeys(_NOTIFY_PROPS, "true"),
            "last_password_update": 1795345718876,
            "locale": self.locale,
            "timezone": {"automaticTimezone": "", "manualTimezone": "", "useAutomaticTimezone": "true"},
            **({"is_bot": True, "bot_description": ""} if self.is_bot else {}),
            "disable_welcome_email": False,
        }


@dataclass(frozen=True)
class File:
    """A file uploaded, to be shown by one post."""

    name: str
    content: bytes


@dataclass
class Channel:
    """A channel and who is in it; ``kind`` is O, P, D or G."""

    name: str
    display_name: str
    members: set[str]
    kind: str = "O"
    archived: bool = False
    last_post_at: int = 0
    id: str = field(default_factory=new_id)
    team_id: str = ""
    closed: bool = False
    """Whether the server lets nobody join by themselves."""

    @property
    def json(self) -> Json:
        """The channel as the server shows it."""
        return {
            "id": self.id,
            "create_at": 1795345510015,
            "update_at": 1795345817883,
            "delete_at": 1795345820073 if self.archived else 0,
            "team_id": self.team_id,
            "type": self.kind,
            "display_name": self.display_name,
            "name": self.name,
            "header": "",
            "purpose": "",
            "last_post_at": self.last_post_at,
            "total_msg_count": 72,
            "extra_update_at": 0,
            "creator_id": "",
            "scheme_id": None,
            "props": None,
            "group_constrained": None,
            "shared": None,
            "total_msg_count_root": 60,
            "policy_id": None,
            "last_root_post_at": self.last_post_at,
        }


class Clock:
    """The server's time in ms; each reading is later than the one before."""

    def __init__(self) -> None:
        self._last_ms = 0

    def now_ms(self) -> int:
        """The time, never the same twice."""
        self._last_ms = max(self._last_ms + 1, int(time.time() * 1000))
        return self._last_ms


def team_json(team_id: str, name: str) -> Json:
    """A team as the server shows it."""
    return {
        "id": team_id,
        "create_at": 1795345509765,
        "update_at": 1795345511679,
        "delete_at": 0,
        "display_name": "beta.gouv.fr",
        "name": name,
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
