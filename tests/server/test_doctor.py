"""``lieux doctor`` examines a set-up: what is well, what is not, and the cure, without ever changing anything."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from bot.cli import commands
from bot.cli.admin_token import ADMIN_VARIABLE
from bot.config import SECRET_VARIABLE, SLASH_VARIABLE, TOKEN_VARIABLE
from bot.mattermost.installation import api
from bot.mattermost.pooled_client import RestSettings
from tests.fakes.mattermost import TOKEN, FakeMattermost
from tests.fakes.mattermost.model import Json, User
from tests.server.conftest import SLASH_TOKEN, edge_for, free_url, running
from tests.server.echo import Echo

ADMIN_TOKEN = "jeton-d-admin"
Found = dict[str, tuple[str, str]]


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)
    monkeypatch.setenv(SLASH_VARIABLE, f"autre,{SLASH_TOKEN}")
    monkeypatch.setenv(SECRET_VARIABLE, "s" * 32)
    monkeypatch.delenv(ADMIN_VARIABLE, raising=False)


@pytest.fixture
def public_url() -> str:
    """Where the bot is served."""
    return free_url()


@pytest.fixture
def config(server: FakeMattermost, tmp_path: Path, public_url: str) -> Path:
    """A configuration for the server; the directory lists two of its channels."""
    lieux = tmp_path / "lieux"
    lieux.mkdir()
    (lieux / "bretagne.yaml").write_text(
        "id: bretagne\nnom: Bretagne\nplace: Rennes\nsource: écrit pour les tests\ndate_maj: 2025-12-01\n"
        "canaux:\n  mattermost: [bureaux-bretagne, nantes-coworking]\n"
        "lieux:\n  - {id: tilab, nom: Tilab, adresse: 5 rue Martenot, commune: Rennes, code_postal: '35000',"
        " latitude: 48.1118, longitude: -1.6819}\n",
        encoding="utf-8",
    )
    path = tmp_path / "config.yaml"
    port = public_url.rpartition(":")[2]
    path.write_text(
        f"directory: [lieux]\nmattermost:\n  url: {server.url}\nslash:\n  port: {port}\n  public_url: {public_url}\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def command(server: FakeMattermost, public_url: str) -> Json:
    """The bot's slash command."""
    command: Json = {
        "id": "c" * 26,
        "token": SLASH_TOKEN,
        "team_id": server.world.team_id,
        "trigger": "lieux",
        "method": "P",
        "url": f"{public_url}/commande",
        "auto_complete": True,
    }
    server.office.commands["c" * 26] = command
    return command


@pytest.fixture
def bot(server: FakeMattermost, echo: Echo, public_url: str) -> Iterator[None]:
    """The bot, running."""
    server.world.join(server.nantes, server.bot)
    with running(edge_for(server.url, echo, slash=True, public_url=public_url)):
        server.wait_until_connected()
        yield


def examine(config: Path) -> tuple[int, Found]:
    """The exit status, and each thing found with its mark and its cure."""
    result = CliRunner().invoke(commands, ["doctor", "--config", str(config), "--json"])
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert TOKEN not in result.output
    return result.exit_code, {each["what"]: (each["mark"], each["cure"]) for each in json.loads(result.stdout)}


def only(found: Found, about: str) -> tuple[str, str]:
    """The mark and the cure of the one thing that speaks ``about`` something."""
    matching = [value for what, value in found.items() if about in what]
    assert len(matching) == 1, (about, found)
    return matching[0]


@pytest.mark.usefixtures("bot", "command", "admin")
def test_a_set_up_that_works_has_nothing_wrong(config: Path, server: FakeMattermost) -> None:
    posts = dict(server.world.posts)
    status, found = examine(config)
    assert {mark for mark, _ in found.values()} == {"ok"}, found
    assert status == 0
    for about in ("est lisible", "horloges", "compte de bot", "Mattermost 6.7.2", "équipes : betagouv", "websocket"):
        assert any(about in what for what in found), about
    assert "canaux de l'annuaire : ~bureaux-bretagne, ~nantes-coworking" in found
    assert only(found, "peut écrire")[0] == "ok"
    assert only(found, "Mattermost joint le bot")[0] == "ok"
    assert only(found, "URL, méthode et jeton")[0] == "ok"
    assert server.world.posts == posts, "nothing was posted"


@pytest.mark.usefixtures("bot", "command")
def test_people_read_marks_and_cures(config: Path, server: FakeMattermost) -> None:
    server.nantes.members.discard(server.bot.id)
    shown = CliRunner().invoke(commands, ["doctor", "--config", str(config)])
    assert "✓ le websocket s'ouvre" in shown.output
    assert "✗ le bot n'est pas dans ~nantes-coworking (betagouv)\n  → " in shown.output
    assert "? l'URL et le jeton enregistrés pour /lieux\n  → seul un admin" in shown.output
    assert shown.exit_code == 1


Spoil = Callable[[FakeMattermost, pytest.MonkeyPatch, Json], object]
SPOILT: dict[str, tuple[Spoil, str, str, str]] = {
    "the token is refused": (
        lambda server, _, __: server.revoke_token(),
        "le serveur http",
        "bad",
        "vérifie LIEUX_MATTERMOST_TOKEN",
    ),
    "the token is missing": (
        lambda _, monkeypatch, __: monkeypatch.delenv(TOKEN_VARIABLE),
        "LIEUX_MATTERMOST_TOKEN est vide",
        "bad",
        "lieux setup",
    ),
    "the token was cut": (
        lambda _, monkeypatch, __: monkeypatch.setenv(TOKEN_VARIABLE, "abc…"),
        "qu'aucun jeton",
        "bad",
        "jeton entier",
    ),
    "the command's token is missing": (
        lambda _, monkeypatch, __: monkeypatch.delenv(SLASH_VARIABLE),
        "LIEUX_SLASH_TOKENS est vide",
        "bad",
        "--slash-url",
    ),
    "the server is away": (
        lambda server, _, __: setattr(server.troubles, "closed", True),
        "le serveur http",
        "bad",
        "en panne",
    ),
    "the clock is late": (
        lambda _, monkeypatch, __: monkeypatch.setattr(api, "time", SimpleNamespace(time=lambda: 0.0)),
        "l'horloge du serveur",
        "bad",
        "NTP",
    ),
    "the server is old": (
        lambda server, _, __: setattr(server.office, "version", "5.39.0"),
        "Mattermost 5.39.0",
        "bad",
        "6.7 ou plus",
    ),
    "the account is called otherwise": (
        lambda server, _, __: server.world.users.update({server.bot.id: renamed(server)}),
        "le compte s'appelle autrement",
        "bad",
        "name: autrement",
    ),
    "the bot is in no team": (
        lambda server, _, __: server.world.teams.clear(),
        "aucune équipe",
        "bad",
        "mmctl team users add",
    ),
    "a channel does not exist": (
        lambda server, _, __: server.world.archive(server.nantes),
        "~nantes-coworking",
        "unknown",
        "dans l'annuaire",
    ),
    "the bot may not post": (
        lambda server, _, __: server.troubles.refused.add("/api/v4/posts"),
        "ne peut pas écrire",
        "bad",
        "Permissions",
    ),
    "there is no command": (
        lambda server, _, __: server.office.commands.clear(),
        "n'a pas de commande",
        "bad",
        "lieux setup",
    ),
    "the command goes elsewhere": (
        lambda _, __, command: command.update(url=free_url()),
        "ne joint pas le bot",
        "bad",
        "AllowedUntrustedInternalConnections 127.0.0.1",
    ),
    "the command has another token": (
        lambda _, __, command: command.update(token="autre chose"),
        "reçoit un refus",
        "bad",
        "LIEUX_SLASH_TOKENS",
    ),
}


def renamed(server: FakeMattermost) -> User:
    return User("autrement", TOKEN, is_bot=True, id=server.bot.id)


@pytest.mark.parametrize("case", SPOILT)
@pytest.mark.usefixtures("bot")
def test_what_is_wrong_is_told_with_its_cure(
    case: str, config: Path, server: FakeMattermost, command: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil, about, mark, cure = SPOILT[case]
    spoil(server, monkeypatch, command)
    status, found = examine(config)
    told = only(found, about)
    assert told[0] == mark
    assert cure in told[1]
    assert (status == 1) == (mark == "bad")


@pytest.fixture
def admin(server: FakeMattermost, monkeypatch: pytest.MonkeyPatch) -> User:
    """An admin, whose token the environment holds."""
    monkeypatch.setenv(ADMIN_VARIABLE, ADMIN_TOKEN)
    return server.world.add_user("admin", ADMIN_TOKEN, roles="system_user system_admin")


@pytest.mark.parametrize(
    ("changes", "about"),
    [
        ({"method": "G"}, "par GET"),
        ({"url": "https://x.example"}, "appelle https://x.example"),
        ({"token": "inconnu"}, "le jeton de /lieux"),
    ],
)
@pytest.mark.usefixtures("bot", "admin")
def test_an_admin_sees_what_is_wrong_with_the_command(config: Path, command: Json, changes: Json, about: str) -> None:
    command.update(changes)
    _, found = examine(config)
    assert any(about in what and value[0] == "bad" and "lieux setup" in value[1] for what, value in found.items()), (
        found
    )


@pytest.mark.usefixtures("bot", "command")
@pytest.mark.parametrize(
    ("name", "mark"),
    [("nantes-coworking", "ok"), ("betagouv/nantes-coworking", "ok"), ("autre/nantes-coworking", "bad")],
)
def test_the_admins_channel_is_one_of_the_bot(config: Path, name: str, mark: str) -> None:
    text = config.read_text(encoding="utf-8").replace("mattermost:\n", f"mattermost:\n  admin_channel: {name}\n")
    config.write_text(text, encoding="utf-8")
    assert only(examine(config)[1], "canal des admins")[0] == mark


@pytest.mark.usefixtures("bot")
def test_a_bot_without_a_command_may_be_meant_so(
    config: Path, public_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SLASH_VARIABLE)
    text = config.read_text(encoding="utf-8").replace(f"  public_url: {public_url}\n", "")
    config.write_text(text, encoding="utf-8")
    status, found = examine(config)
    assert {mark for mark, _ in found.values()} == {"ok", "unknown"}, found
    assert status == 0


@pytest.mark.usefixtures("command")
def test_a_bot_that_does_not_run_is_told(config: Path) -> None:
    status, found = examine(config)
    assert status == 1
    mark, cure = only(found, "le bot ne répond pas")
    assert (mark, "lieux run" in cure) == ("bad", True)
    assert only(found, "si Mattermost joint le bot")[0] == "unknown"


@pytest.mark.usefixtures("command")
def test_another_program_on_the_port_is_not_taken_for_the_bot(
    config: Path, server: FakeMattermost, public_url: str
) -> None:
    text = config.read_text(encoding="utf-8").replace(public_url.rpartition(":")[2], server.url.rpartition(":")[2])
    config.write_text(text, encoding="utf-8")
    assert only(examine(config)[1], "le bot ne répond pas")[0] == "bad"


def test_without_a_server_it_still_tells_what_it_can(config: Path, server: FakeMattermost) -> None:
    config.write_text(config.read_text(encoding="utf-8").replace(server.url, free_url()), encoding="utf-8")
    status, found = examine(config)
    assert status == 1
    assert only(found, "l'annuaire est lisible")[0] == "ok"
    assert "injoignable" in only(found, "le serveur http")[1]


def test_a_server_that_says_nothing_is_left_in_the_end(
    config: Path, server: FakeMattermost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.mattermost.installation.examination.HASTY", RestSettings(read_timeout_s=0.1, tries=1))
    with server.holding_rest():
        _, found = examine(config)
    assert "ne répond pas à temps" in only(found, "le serveur http")[1]


@pytest.mark.parametrize(
    ("text", "cure"),
    [("mattermost: {url: nulle-part}", "config.yaml:1"), ("name: lieux", "mattermost.url"), ("a: [", "config.yaml:1")],
)
def test_a_configuration_with_a_mistake_is_told_where(config: Path, text: str, cure: str) -> None:
    config.write_text(text, encoding="utf-8")
    status, found = examine(config)
    assert status == 1
    assert any(mark == "bad" and cure in told for mark, told in found.values()), found


def test_a_language_that_the_bot_does_not_speak_is_told(config: Path) -> None:
    config.write_text(config.read_text(encoding="utf-8") + "language: de\n", encoding="utf-8")
    assert "language: en ou fr" in only(examine(config)[1], "la langue « de »")[1]


def test_without_a_configuration_it_names_the_set_up(tmp_path: Path) -> None:
    status, found = examine(tmp_path / "nulle-part.yaml")
    assert status == 1
    assert "lieux setup" in only(found, "nulle-part.yaml")[1]


def test_a_mistake_in_the_directory_is_told_where(config: Path) -> None:
    (config.parent / "lieux" / "bretagne.yaml").write_text("id: bretagne\nlieux: 3\n", encoding="utf-8")
    assert "bretagne.yaml:" in only(examine(config)[1], "l'annuaire a des problèmes")[1]


@pytest.mark.usefixtures("bot", "command")
def test_secrets_are_found_in_the_file_of_the_set_up(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = config.parent / "lieux.env"
    path.write_text(f"{TOKEN_VARIABLE}={TOKEN}\n", encoding="utf-8")
    path.chmod(0o644)
    monkeypatch.delenv(TOKEN_VARIABLE)
    status, found = examine(config)
    assert only(found, "le jeton de LIEUX_MATTERMOST_TOKEN est accepté")[0] == "ok"
    mark, cure = only(found, "lu dans")
    assert (mark, "set -a" in cure) == ("unknown", True)
    mark, cure = only(found, "peuvent lire")
    assert (mark, "chmod 600" in cure, status) == ("bad", True, 1)
