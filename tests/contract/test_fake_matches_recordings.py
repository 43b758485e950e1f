"""The fake server says what a real one said: same statuses, same keys, same types."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs

import pytest
import requests
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import connect

from tests.contract.recordings import frames, recording, slash_call
from tests.contract.shapes import alike, shape
from tests.fakes.mattermost import TOKEN, FakeMattermost
from tests.fakes.mattermost.interactive import press, submit
from tests.fakes.mattermost.mentions import mentioned
from tests.fakes.mattermost.slash import slash_form, slash_headers
from tests.fakes.mattermost.troubles import too_many_requests

Fake = FakeMattermost
NOWHERE = "z" * 26


def call(server: Fake, method: str, path: str, body: object = None, token: str = TOKEN) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return requests.request(method, f"{server.url}/api/v4{path}", json=body, headers=headers, timeout=10)


def post(server: Fake, message: str = "réponse", **more: object) -> requests.Response:
    return call(server, "POST", "/posts", {"channel_id": server.bretagne.id, "message": message, **more})


def root(server: Fake) -> dict[str, object]:
    return server.say(server.alice, server.bretagne, "racine")


def reply_to_a_reply(server: Fake) -> requests.Response:
    return post(server, root_id=server.say(server.bob, server.bretagne, "réponse", root(server))["id"])


def reply_to_a_deleted_root(server: Fake) -> requests.Response:
    gone = root(server)
    server.world.delete_post(str(gone["id"]))
    return post(server, root_id=gone["id"])


def post_in_an_archived_channel(server: Fake) -> requests.Response:
    server.bretagne.archived = True
    try:
        return post(server)
    finally:
        server.bretagne.archived = False


def same_pending_id_again(server: Fake) -> requests.Response:
    first = post(server, pending_post_id="x:2")
    again = post(server, pending_post_id="x:2")
    assert first.json()["id"] == again.json()["id"]
    return again


def thread(server: Fake) -> requests.Response:
    opened = root(server)
    post(server, root_id=opened["id"])
    return call(server, "GET", f"/posts/{opened['id']}/thread")


def limited(server: Fake) -> requests.Response:
    server.troubles.instead.append(too_many_requests())
    return post(server)


def joins(server: Fake) -> requests.Response:
    channel = server.world.add_channel("à-rejoindre")
    return call(server, "POST", f"/channels/{channel.id}/members", {"user_id": server.bot.id})


def deletes_its_post(server: Fake) -> requests.Response:
    return call(server, "DELETE", f"/posts/{post(server).json()['id']}")


def by_admin(server: Fake, method: str, path: str, body: object = None) -> requests.Response:
    server.world.add_user("admin", "jeton-d-admin", roles="system_user system_admin")
    return call(server, method, path, body, token="jeton-d-admin")


def creates_a_bot(server: Fake) -> requests.Response:
    body = {"username": "lieux-2", "display_name": "Lieux", "description": "Où travailler ?"}
    return by_admin(server, "POST", "/bots", body)


def adds_to_the_team(server: Fake) -> requests.Response:
    path = f"/teams/{server.world.team_id}/members"
    return by_admin(server, "POST", path, {"team_id": server.world.team_id, "user_id": server.bot.id})


def creates_a_command(server: Fake) -> requests.Response:
    body = recording("http_command_create")["request"]["body"]
    return by_admin(server, "POST", "/commands", {**body, "team_id": server.world.team_id})


CALLS: dict[str, Callable[[Fake], requests.Response]] = {
    "http_users_me": lambda s: call(s, "GET", "/users/me"),
    "http_401_bad_token": lambda s: call(s, "GET", "/users/me", token="x"),
    "http_get_user_bob": lambda s: call(s, "GET", f"/users/{s.bob.id}"),
    "http_my_teams": lambda s: call(s, "GET", "/users/me/teams"),
    "http_post_create": post,
    "http_post_create_thread_reply": lambda s: post(s, root_id=root(s)["id"]),
    "http_post_pending_post_id_1": lambda s: post(s, pending_post_id="x:1"),
    "http_post_pending_post_id_2_same": same_pending_id_again,
    "http_201_16383": lambda s: post(s, "é" * 16_383),
    "http_400_too_long": lambda s: post(s, "é" * 16_384),
    "http_empty_message_accepted": lambda s: post(s, ""),
    "http_post_by_bot_in_public_channel_not_member": lambda s: post(s, channel_id=s.nantes.id),
    "ws_posted_reply_root_is_reply": reply_to_a_reply,
    "ws_posted_reply_to_deleted_root": reply_to_a_deleted_root,
    "ws_posted_in_archived_channel": post_in_an_archived_channel,
    "http_404_post": lambda s: call(s, "GET", f"/posts/{NOWHERE}"),
    "http_bad_id": lambda s: call(s, "GET", "/posts/court"),
    "http_get_thread": thread,
    "http_posts_of_public_channel_not_member": lambda s: call(s, "GET", f"/channels/{s.nantes.id}/posts"),
    "http_channel_by_name": lambda s: call(s, "GET", f"/teams/{s.world.team_id}/channels/name/bureaux-bretagne"),
    "http_channel_by_name_not_member": lambda s: call(
        s, "GET", f"/teams/{s.world.team_id}/channels/name/nantes-coworking"
    ),
    "http_bot_joins_public_channel": joins,
    "http_delete_post": deletes_its_post,
    "http_dialog_open": lambda s: call(s, "POST", "/actions/dialogs/open", {}),
    "http_direct_channel": lambda s: call(s, "POST", "/channels/direct", [s.alice.id, s.bot.id]),
    "http_429": limited,
    "http_ping": lambda s: call(s, "GET", "/system/ping"),
    "http_team_by_name_bot_not_in_team": lambda s: call(s, "GET", "/teams/name/betagouv"),
    "http_bot_create": creates_a_bot,
    "http_bot_add_to_team": adds_to_the_team,
    "http_command_create": creates_a_command,
}


@pytest.mark.parametrize("name", CALLS)
def test_a_call_is_answered_as_by_a_real_server(server: Fake, name: str) -> None:
    held = recording(name)
    real = held.get("response") or {"status": held["trigger"]["status"], "body": held["trigger"]["response"]}
    answer = CALLS[name](server)
    assert answer.status_code == real["status"]
    for key, value in real.get("headers", []):
        if key in ("Content-Type", "Retry-After") or key.startswith("X-Ratelimit"):
            assert answer.headers[key] == value
    body = real["body"]
    if isinstance(body, dict | list):
        assert _alike_posts(answer.json(), body), (shape(answer.json()), shape(body))
    if real["status"] >= 400 and body:
        assert answer.json()["id"] == body["id"]


def _alike_posts(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and "order" in one:
        assert len(one["order"]) == len(other["order"])
        one, other = ({**value, "posts": list(value["posts"].values())} for value in (one, other))
    return alike(shape(one), shape(other))


def says(author: str, text: str, **more: object) -> Callable[[Fake], object]:
    return lambda server: server.say(getattr(server, author), server.bretagne, text, None, **more)


def replies(author: str, text: str) -> Callable[[Fake], object]:
    return lambda server: server.say(getattr(server, author), server.bretagne, text, root(server))


EVENTS: dict[str, Callable[[Fake], object]] = {
    "ws_posted_mention": says("alice", "@lieux bonjour"),
    "ws_posted_no_mention": says("alice", "bonjour"),
    "ws_posted_at_all": says("alice", "@all bonjour"),
    "ws_posted_own_message": says("bot", "bonjour"),
    "ws_posted_by_slash_me": says("alice", "*cherche @lieux*", type="me"),
    "ws_posted_thread_reply_user_no_mention": replies("alice", "et Brest ?"),
    "ws_posted_direct_message_2": lambda s: s.say(s.alice, s.direct(s.alice), "bonjour"),
    "ws_system_join_channel": says("bob", "bob a rejoint le canal.", type="system_join_channel"),
    "ws_bot_added_to_channel": says("alice", "lieux a été ajouté au canal.", type="system_add_to_channel"),
}


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_is_said_as_by_a_real_server(server: Fake, name: str) -> None:
    real = next(frame for frame in frames(name) if frame["event"] == "posted")
    with _listening(server) as websocket:
        websocket.recv()
        EVENTS[name](server)
        said = [json.loads(websocket.recv(10))]
        if name.startswith("ws_posted_thread"):
            said.append(json.loads(websocket.recv(10)))
    assert alike(shape(said[-1]), shape(real)), (shape(said[-1]), shape(real))
    assert [frame["seq"] for frame in said] == list(range(1, len(said) + 1))
    assert said[-1]["data"]["sender_name"][:1] == real["data"]["sender_name"][:1]


def archives(server: Fake) -> None:
    server.world.archive(server.world.add_channel("archivé", server.bot))


def adds_the_bot(server: Fake) -> None:
    server.world.join(server.world.add_channel("invité"), server.bot)


def removes_the_bot(server: Fake) -> None:
    server.world.remove(server.world.add_channel("retiré", server.bot), server.bot, server.alice)


OTHER_EVENTS: dict[str, tuple[str, Callable[[Fake], object]]] = {
    "ws_reaction_added": ("reaction_added", lambda s: s.world.react(s.alice, root(s), "thumbsup")),
    "ws_reaction_removed": ("reaction_removed", lambda s: s.world.react(s.alice, root(s), "thumbsup", added=False)),
    "ws_channel_updated_display_name": ("channel_updated", lambda s: s.world.rename(s.bretagne, display_name="X")),
    "ws_channel_deleted": ("channel_deleted", archives),
    "ws_bot_added_to_channel": ("user_added", adds_the_bot),
    "ws_bot_removed_from_channel": ("user_removed", removes_the_bot),
}


@pytest.mark.parametrize("name", OTHER_EVENTS)
def test_what_happens_to_channels_and_posts_is_said_as_by_a_real_server(server: Fake, name: str) -> None:
    event, happen = OTHER_EVENTS[name]
    real = next(frame for frame in frames(name) if frame["event"] == event)
    with _listening(server) as websocket:
        websocket.recv()
        happen(server)
        said = json.loads(websocket.recv(10))
        while said["event"] != event:
            said = json.loads(websocket.recv(10))
    assert alike(shape(said), shape(real)), (shape(said), shape(real))


class Integration(BaseHTTPRequestHandler):
    """Keeps what it is called with, and answers nothing in particular."""

    heard: ClassVar[list[dict[str, object]]] = []

    def do_POST(self) -> None:
        self.heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_press_and_a_form_are_handed_on_as_by_a_real_server(server: Fake) -> None:
    with HTTPServer(("127.0.0.1", 0), Integration) as integration:
        serving = threading.Thread(target=integration.serve_forever)
        serving.start()
        url = f"http://127.0.0.1:{integration.server_port}/action"
        action = {"id": "a", "name": "A", "integration": {"url": url, "context": {"lieu": 12}}}
        with_button = post(server, props={"attachments": [{"actions": [action]}]}).json()
        press(server.world, server.alice, with_button, "a")
        dialog: dict[str, object] = {"url": url, "dialog": {"callback_id": "x", "state": "y"}}
        submit(server.world, server.alice, dialog, {"ville": "Rennes"}, server.bretagne)
        integration.shutdown()
        serving.join()
    assert "integration" not in json.dumps(with_button), "nobody is shown what a button calls"
    real = [slash_call("action_button")["body"], slash_call("dialog_submit")["body"]]
    assert [body.keys() for body in Integration.heard] == [body.keys() for body in real]


def test_a_connection_begins_with_hello(server: Fake) -> None:
    with _listening(server) as websocket:
        raw = str(websocket.recv(10))
    assert raw.endswith("\n")
    assert shape(json.loads(raw)) == shape(frames("ws_hello_auth_by_header")[0])


def test_a_challenge_is_answered_after_hello(server: Fake) -> None:
    challenge = {"seq": 1, "action": "authentication_challenge", "data": {"token": TOKEN}}
    with _listening(server, token="") as websocket:
        websocket.send(json.dumps(challenge))
        said = [json.loads(websocket.recv(10)) for _ in range(2)]
    assert [shape(frame) for frame in said] == [shape(frame) for frame in frames("ws_hello_and_auth")[:2]]


ACTIONS = {"ws_action_ping": "ping", "ws_action_unknown": "inconnue"}


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_is_answered_as_by_a_real_server(server: Fake, name: str) -> None:
    (real,) = frames(name)
    with _listening(server) as websocket:
        websocket.recv(10)
        said = _ask(websocket, ACTIONS[name], real["seq_reply"])
    assert shape(said) == shape(real)
    assert (said["seq_reply"], _error_id(said)) == (real["seq_reply"], _error_id(real))


def test_an_action_after_the_token_was_revoked_is_answered_as_by_a_real_server() -> None:
    real = frames("ws_token_revoked_while_connected")[-1]
    with FakeMattermost() as server, _listening(server) as websocket:
        websocket.recv(10)
        server.revoke_token()
        said = _ask(websocket, "ping", 2)
    assert shape(said) == shape(real)
    assert _error_id(said) == _error_id(real)
    assert TOKEN in said["error"]["message"]


def test_a_connection_whose_session_was_not_found_is_deaf_until_the_next(server: Fake) -> None:
    with _listening(server) as websocket:
        websocket.recv(10)
        server.fail_sessions()
        server.say(server.alice, server.bretagne, "@lieux perdu")
        assert _error_id(_ask(websocket, "ping", 1)) == "api.web_socket_router.not_authenticated.app_error"
    with _listening(server) as websocket:
        websocket.recv(10)
        assert _ask(websocket, "ping", 1)["data"]["text"] == "pong"


def test_a_wrong_token_is_cut_without_a_word(server: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.hub, "auth_within_s", 0)
    with _listening(server, token="x") as websocket, pytest.raises(ConnectionClosedError) as end:
        websocket.recv(10)
    assert end.value.rcvd is None


def test_a_cut_connection_is_resumed_without_hello(server: Fake) -> None:
    with _listening(server) as websocket:
        hello = json.loads(websocket.recv(10))
    server.say(server.alice, server.bretagne, "@lieux pendant la coupure 3")
    query = f"?connection_id={hello['data']['connection_id']}&sequence_number=1"
    with _listening(server, query) as websocket:
        missed = json.loads(websocket.recv(10))
    (real,) = frames("ws_reliable_reconnect_header")
    assert (missed["event"], missed["seq"]) == (real["event"], real["seq"])


def test_a_slash_command_is_called_as_by_a_real_server(server: Fake) -> None:
    real = slash_call("slash_no_text")
    form = slash_form(server.world, server.bob, server.bretagne, "", "<command-token>")
    assert form.keys() == parse_qs(real["body_raw"], keep_blank_values=True).keys()
    sent = dict(real["headers"])
    assert slash_headers("<command-token>") == {name: sent[name] for name in slash_headers("")}


def test_mentions_are_those_of_a_real_server() -> None:
    rows = recording("ws_mention_matrix")["rows"]
    wrong = [row["message"] for row in rows if bool(mentioned(row["message"], ["lieux"])) != row["bot_mentioned"]]
    assert wrong == []


def _ask(websocket: Any, action: str, seq: int) -> Any:
    websocket.send(json.dumps({"seq": seq, "action": action}))
    return json.loads(websocket.recv(10))


def _error_id(answer: Any) -> object:
    return answer.get("error", {}).get("id")


def _listening(server: Fake, query: str = "", token: str = TOKEN) -> Any:
    url = f"{server.url.replace('http', 'ws')}/api/v4/websocket{query}"
    return connect(url, additional_headers={"Authorization": f"Bearer {token}"} if token else {}, proxy=None)
