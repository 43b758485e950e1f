"""``lieux setup`` puts the bot on a server, once; and tells the cure of whatever is in its way."""

import logging
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import commands
from bot.cli.admin_token import ADMIN_VARIABLE
from bot.config import SECRET_VARIABLE, SLASH_VARIABLE, TOKEN_VARIABLE, read_config
from bot.errors import StartError
from bot.files.env_file import EnvFile
from tests.fakes.mattermost import FakeMattermost
from tests.fakes.mattermost.model import User
from tests.fakes.mattermost.troubles import maintenance_page
from tests.server.conftest import free_url

ADMIN_TOKEN = "jeton-d-admin"
PERSON_TOKEN = "jeton-de-camille"
SLASH_URL = "https://lieux.example.org/commande"
CHANGING = {"POST", "PUT", "DELETE"}


@pytest.fixture(autouse=True)
def admin(server: FakeMattermost, monkeypatch: pytest.MonkeyPatch) -> User:
    """An admin of the server, whose token the environment holds; the bot has yet to be made."""
    del server.world.users[server.bot.id]
    server.bretagne.members.discard(server.bot.id)
    monkeypatch.setenv(ADMIN_VARIABLE, ADMIN_TOKEN)
    monkeypatch.setenv("COLUMNS", "200")  # each line of the table in one line
    return server.world.add_user("admin", ADMIN_TOKEN, roles="system_user system_admin")


@pytest.fixture(autouse=True)
def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Everything that the runs of a test printed; the log is kept whole."""
    caplog.set_level(logging.DEBUG)
    return []


@pytest.fixture
def run(server: FakeMattermost, tmp_path: Path, said: list[str]) -> Callable[..., str]:
    """Runs ``lieux setup`` into the folder of the test, and gives what it says, on one line.

    A failure that tells its cure is given as the exception that it is.
    """

    def _run(*options: str, url: str = server.url) -> str:
        result = CliRunner().invoke(commands, ["setup", "--url", url, "--output", str(tmp_path / "out"), *options])
        said.append(result.output)
        if isinstance(result.exception, StartError):
            said.append(str(result.exception))
            raise result.exception
        assert result.exit_code == 0, result.output
        return re.sub(r"[\s│]+", " ", result.output)

    return _run


def changes(server: FakeMattermost) -> list[tuple[str, str]]:
    return [(method, path) for method, path, _ in server.troubles.calls if method in CHANGING]


def bot_of(server: FakeMattermost, name: str = "lieux") -> User:
    return next(user for user in server.world.users.values() if user.name == name)


def secrets_of(tmp_path: Path) -> EnvFile:
    return EnvFile(tmp_path / "out" / "lieux.env")


def test_a_first_run_makes_everything(run: Callable[..., str], server: FakeMattermost, tmp_path: Path) -> None:
    run("--slash-url", SLASH_URL)
    bot = bot_of(server)
    assert bot.is_bot
    assert (server.world.team_id, bot.id) in server.office.members
    assert {bot.id} <= server.bretagne.members & server.nantes.members
    (command,) = server.office.commands.values()
    assert (command["url"], command["method"], command["trigger"]) == (SLASH_URL, "P", "lieux")
    assert "aide" in str(command["auto_complete_hint"])
    assert command["auto_complete_desc"]
    secrets = secrets_of(tmp_path)
    assert secrets.get(TOKEN_VARIABLE) == bot.token
    assert secrets.get(SLASH_VARIABLE) == f"betagouv:{command['token']}"
    assert len(secrets.get(SECRET_VARIABLE)) >= 32


def test_the_configuration_it_writes_works_and_keeps_its_comments(
    run: Callable[..., str], server: FakeMattermost, tmp_path: Path
) -> None:
    run("--slash-url", "https://lieux.example.org/bots/commande")
    path = tmp_path / "out" / "config.yaml"
    config = read_config(path)
    assert str(config.mattermost and config.mattermost.url).rstrip("/") == server.url
    assert config.slash
    assert (str(config.slash.public_url), config.slash.path) == ("https://lieux.example.org/bots", "/commande")
    assert "# The address of the server, as in a browser." in path.read_text(encoding="utf-8")


def test_a_bot_without_a_proxy_listens_where_its_url_says(run: Callable[..., str], tmp_path: Path) -> None:
    run("--slash-url", "http://127.0.0.1:9123/ou")
    slash = read_config(tmp_path / "out" / "config.yaml").slash
    assert slash
    assert (slash.port, slash.path) == (9123, "/ou")


def test_the_secrets_are_readable_by_their_owner_alone(run: Callable[..., str], tmp_path: Path) -> None:
    run()
    assert stat.S_IMODE((tmp_path / "out" / "lieux.env").stat().st_mode) == 0o600


def test_a_second_run_changes_nothing_and_says_so(
    run: Callable[..., str], server: FakeMattermost, tmp_path: Path
) -> None:
    run("--slash-url", SLASH_URL)
    made = changes(server)
    files = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert "Rien à changer : tout est déjà en place" in run("--slash-url", SLASH_URL)
    assert "Rien à changer : tout est déjà en place" in run(), "the configuration tells the URL of the command"
    assert changes(server) == made
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == files


def test_a_dry_run_changes_nothing(run: Callable[..., str], server: FakeMattermost, tmp_path: Path) -> None:
    shown = run("--slash-url", SLASH_URL, "--dry-run")
    assert "compte de bot @lieux à créer" in shown
    assert "~bureaux-bretagne, ~nantes-coworking à rejoindre" in shown
    assert "/lieux (betagouv) à créer" in shown
    assert "Rien n'a été changé" in shown
    assert changes(server) == []
    assert not (tmp_path / "out").exists()


def test_a_dry_run_after_the_set_up_finds_nothing_to_change(run: Callable[..., str], server: FakeMattermost) -> None:
    run("--slash-url", SLASH_URL)
    made = changes(server)
    assert "Rien à changer" in run("--dry-run")
    assert changes(server) == made


def test_no_token_is_ever_printed_or_logged(
    run: Callable[..., str], server: FakeMattermost, tmp_path: Path, said: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    run("--slash-url", SLASH_URL)
    run("--slash-url", SLASH_URL)
    bot = bot_of(server)
    server.world.users[bot.id] = User(bot.name, "", is_bot=True, id=bot.id)
    run("--slash-url", SLASH_URL)
    (command,) = server.office.commands.values()
    heard = "".join(said) + caplog.text
    secret = secrets_of(tmp_path).get(SECRET_VARIABLE)
    for token in (ADMIN_TOKEN, bot.token, bot_of(server).token, str(command["token"]), secret):
        assert token
        assert token not in heard
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())
    assert ADMIN_TOKEN not in written


def test_a_token_that_died_is_replaced_and_the_old_file_kept(
    run: Callable[..., str], server: FakeMattermost, tmp_path: Path
) -> None:
    run()
    before = (tmp_path / "out" / "lieux.env").read_bytes()
    bot = bot_of(server)
    server.world.users[bot.id] = User(bot.name, "", is_bot=True, id=bot.id)
    assert "lieux.env.bak" in run()
    assert secrets_of(tmp_path).get(TOKEN_VARIABLE) == bot_of(server).token
    backup = tmp_path / "out" / "lieux.env.bak"
    assert backup.read_bytes() == before
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_an_env_file_is_completed_never_overwritten(run: Callable[..., str], tmp_path: Path) -> None:
    path = tmp_path / "out" / "lieux.env"
    path.parent.mkdir()
    path.write_text("# à moi\nHTTPS_PROXY=http://proxy:3128\nLIEUX_SLASH_TOKENS=autre:abc\n", encoding="utf-8")
    path.chmod(0o644)
    run("--slash-url", SLASH_URL)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# à moi\nHTTPS_PROXY=http://proxy:3128\nLIEUX_SLASH_TOKENS=autre:abc,betagouv:")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_configuration_is_completed_never_overwritten(run: Callable[..., str], tmp_path: Path) -> None:
    path = tmp_path / "out" / "config.yaml"
    path.parent.mkdir()
    path.write_text("# à moi\nname: lieux-ouest   # lui\nsearch:\n  shown: 5\n", encoding="utf-8")
    run("--slash-url", SLASH_URL)
    config = read_config(path)
    assert (config.name, config.search.shown) == ("lieux-ouest", 5)
    assert config.mattermost
    assert path.read_text(encoding="utf-8").startswith("# à moi\nname: lieux-ouest   # lui\nsearch:\n  shown: 5\n")
    assert "shown: 5" in path.with_name("config.yaml.bak").read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "word"), [("fr", "aide"), ("en", "help")])
def test_the_command_is_described_in_the_language_of_the_configuration(
    run: Callable[..., str], server: FakeMattermost, tmp_path: Path, language: str, word: str
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "config.yaml").write_text(f"language: {language}\n", encoding="utf-8")
    run("--slash-url", SLASH_URL)
    (command,) = server.office.commands.values()
    assert word in str(command["auto_complete_hint"])


def test_a_command_of_the_bot_gets_its_new_url(run: Callable[..., str], server: FakeMattermost) -> None:
    run("--slash-url", SLASH_URL)
    run("--slash-url", "https://ailleurs.example.org/commande")
    (command,) = server.office.commands.values()
    assert command["url"] == "https://ailleurs.example.org/commande"


def test_a_bot_that_was_disabled_is_enabled(run: Callable[..., str], server: FakeMattermost) -> None:
    run()
    server.office.disabled.add(bot_of(server).id)
    assert "il était désactivé" in run()
    assert not server.office.disabled


def test_every_team_asked_for_is_joined_with_a_command_of_its_own(
    run: Callable[..., str], server: FakeMattermost, tmp_path: Path
) -> None:
    server.world.teams["e" * 26] = "incubateurs"
    run("--slash-url", SLASH_URL, "--team", "betagouv", "--team", "incubateurs")
    assert len(server.office.commands) == 2
    tokens = secrets_of(tmp_path).get(SLASH_VARIABLE).split(",")
    assert [token.partition(":")[0] for token in tokens] == ["betagouv", "incubateurs"]


def test_several_teams_are_a_choice_to_make(run: Callable[..., str], server: FakeMattermost) -> None:
    server.world.teams["e" * 26] = "incubateurs"
    with pytest.raises(StartError, match="parmi --team betagouv --team incubateurs"):
        run()
    assert changes(server) == []


@pytest.mark.parametrize("slash_url", ["", SLASH_URL])
def test_without_rights_it_says_what_to_ask_an_admin(
    run: Callable[..., str],
    server: FakeMattermost,
    monkeypatch: pytest.MonkeyPatch,
    slash_url: str,
) -> None:
    server.world.add_user("camille", PERSON_TOKEN)
    monkeypatch.setenv(ADMIN_VARIABLE, PERSON_TOKEN)
    with pytest.raises(StartError) as refused:
        run("--name", "lieux-ouest", *(("--slash-url", slash_url) if slash_url else ()))
    steps = str(refused.value)
    assert "mmctl bot create lieux-ouest" in steps
    assert "mmctl team users add betagouv lieux-ouest" in steps
    assert "mmctl channel users add betagouv:nantes-coworking lieux-ouest" in steps
    assert "Console système › Intégrations › Comptes de bot" in steps
    assert ("mmctl command create betagouv" in steps) == bool(slash_url)
    assert ("LIEUX_SLASH_TOKENS=betagouv:" in steps) == bool(slash_url)
    assert len(server.world.users) == 4, "nothing was made"


def no_bots(server: FakeMattermost) -> None:
    server.office.allows_bots = False


def no_commands(server: FakeMattermost) -> None:
    server.office.allows_commands = False


def a_person_of_that_name(server: FakeMattermost) -> None:
    server.world.add_user("lieux")


def another_service(server: FakeMattermost) -> None:
    server.office.commands["c" * 26] = {
        "id": "c" * 26,
        "token": "t" * 26,
        "team_id": server.world.team_id,
        "trigger": "lieux",
        "method": "P",
        "url": "https://autre.example.org/bot",
        "auto_complete": True,
    }


def away(server: FakeMattermost) -> None:
    server.troubles.closed = True


def maintenance(server: FakeMattermost) -> None:
    server.troubles.instead.extend([maintenance_page(), maintenance_page()])


@pytest.mark.parametrize(
    ("spoil", "cure"),
    [
        (no_bots, "EnableBotAccountCreation true"),
        (no_commands, "EnableCommands true"),
        (a_person_of_that_name, "celui d'une personne.*--name"),
        (another_service, r"d'un autre service \(https://autre.example.org/bot\) : renomme-la"),
        (away, "en panne"),
        (maintenance, "pas de Mattermost"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_stands_in_the_way_is_said_before_anything_is_changed(
    run: Callable[..., str],
    server: FakeMattermost,
    tmp_path: Path,
    spoil: Callable[[FakeMattermost], object],
    cure: str,
) -> None:
    spoil(server)
    with pytest.raises(StartError, match=cure):
        run("--slash-url", SLASH_URL)
    assert changes(server) == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "cure"),
    [
        (("--team", "betagouf"), "Voulais-tu dire betagouv"),
        (("--team", "Beta.gouv.fr"), "Voulais-tu dire betagouv"),
        (("--team", "zzz"), "n'a pas d'équipe « zzz »"),
        (("--name", "Des Lieux"), "n'est pas un nom de compte"),
        (("--slash-url", "lieux.example.org"), "écris-la en entier"),
        (("--slash-url", "https://lieux.example.org"), "écris-la en entier"),
        (("--slash-url", "https://lieux.example.org/action"), "écris-la en entier"),
        (("--slash-url", "https://lieux.example.org/c?token=1"), "écris-la en entier"),
        (("--slash-url", "https://[::1/commande"), "écris-la en entier"),
        (("--slash-url", "https://moi:secret@lieux.example.org/commande"), "sans nom ni mot de passe"),
        (("--team", "../users"), "n'a pas d'équipe"),
    ],
)
def test_an_option_that_cannot_be_is_told_its_cure(
    run: Callable[..., str], server: FakeMattermost, options: tuple[str, str], cure: str
) -> None:
    with pytest.raises(StartError, match=cure):
        run(*options)
    assert changes(server) == []


@pytest.mark.parametrize(
    ("url", "cure"),
    [
        ("{server}/betagouv", "sans le chemin /betagouv"),
        ("{tls}", "écris l'URL avec http://"),
        ("{nobody}", "injoignable"),
        ("http://", "n'est pas l'adresse d'un serveur"),
        ("ftp://chat.example.org", "n'est pas l'adresse d'un serveur"),
        ("https://moi:secret@chat.example.org", "sans nom ni mot de passe"),
    ],
)
def test_a_wrong_url_is_told_its_cure(run: Callable[..., str], server: FakeMattermost, url: str, cure: str) -> None:
    tls = server.url.replace("http:", "https:")
    with pytest.raises(StartError, match=cure):
        run(url=url.format(server=server.url, tls=tls, nobody=free_url()))


def test_a_wrong_admin_token_is_told_its_cure(run: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ADMIN_VARIABLE, "faux")
    with pytest.raises(StartError, match="refuse le jeton : vérifie LIEUX_ADMIN_TOKEN"):
        run()


@pytest.mark.parametrize("token", ["", "jeton…", "deux mots"])
def test_without_a_token_it_says_where_to_make_one(
    run: Callable[..., str], monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv(ADMIN_VARIABLE, token)
    with pytest.raises(StartError, match="Jetons d'accès personnels"):
        run()


def test_a_private_authority_is_named_once(
    run: Callable[..., str], tls_server: FakeMattermost, ca_file: Path, tmp_path: Path
) -> None:
    tls_server.world.add_user("admin", ADMIN_TOKEN, roles="system_user system_admin")
    with pytest.raises(StartError, match="--ca-file"):
        run(url=tls_server.url)
    run("--ca-file", str(ca_file), url=tls_server.url)
    assert "Rien à changer" in run(url=tls_server.url)
    mattermost = read_config(tmp_path / "out" / "config.yaml").mattermost
    assert mattermost
    assert mattermost.ca_file == ca_file


def test_what_was_done_before_a_failure_is_shown_and_kept(
    run: Callable[..., str], server: FakeMattermost, tmp_path: Path, said: list[str]
) -> None:
    server.troubles.refused.add(f"/api/v4/channels/{server.bretagne.id}/members")
    with pytest.raises(StartError, match="pas les droits"):
        run()
    assert re.search(r"compte de bot .*@lieux .*créé", "".join(said))
    server.troubles.refused.clear()
    token = secrets_of(tmp_path).get(TOKEN_VARIABLE)
    assert token == bot_of(server).token
    run()
    assert secrets_of(tmp_path).get(TOKEN_VARIABLE) == token


def test_a_private_address_is_told_unless_the_server_calls_it_already(
    run: Callable[..., str], server: FakeMattermost
) -> None:
    url = "http://127.0.0.1:9123/commande"
    assert "AllowedUntrustedInternalConnections '127.0.0.1'" in run("--slash-url", url)
    server.office.allowed_connections = "10.0.0.1 127.0.0.1"
    assert "AllowedUntrustedInternalConnections" not in run("--slash-url", url)
