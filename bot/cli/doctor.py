"""``lieux doctor``: a running set-up examined, with the cure of what is wrong."""

import json
import os
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from bot.cli.admin_token import ADMIN_VARIABLE
from bot.cli.check import check_folders, read_map
from bot.cli.options import config_file_option
from bot.cli.secrets_file import ENV_NAME
from bot.config import SECRET_VARIABLE, SLASH_VARIABLE, TOKEN_VARIABLE, Config, Secrets, read_config, read_secrets
from bot.data_folder import data_folder
from bot.directory.store import Directory
from bot.errors import ConfigError, DirectoryError, Severity, StartError
from bot.files.env_file import EnvFile
from bot.mattermost.address import Address
from bot.mattermost.installation.examination import Examination
from bot.mattermost.installation.findings import Finding, Mark
from bot.mattermost.installation.slash_examination import SlashExamination
from bot.wiring import listed_channels, read_speech

_STYLES = {Mark.GOOD: "green", Mark.BAD: "bold red", Mark.UNKNOWN: "yellow"}
_WORDS = {Mark.GOOD: "ok", Mark.BAD: "bad", Mark.UNKNOWN: "unknown"}


@click.command()
@config_file_option("The configuration file; secrets missing in the environment are read in lieux.env beside it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON list: mark (ok, bad, unknown), what, cure.")
def doctor(config_path: Path, as_json: bool) -> None:
    """Examine a set-up on its server, and tell the cure of what is wrong.

    Nothing is changed and nothing is posted; run it while the bot runs. With an admin's token in LIEUX_ADMIN_TOKEN it
    also sees the settings of the slash command. Ends with status 1 if anything is wrong.
    """
    findings: list[Finding] = []
    console = Console(soft_wrap=True, highlight=False)
    for finding in _examine(config_path):
        findings.append(finding)
        if not as_json:
            _show(finding, console)
    if as_json:
        told = [{"mark": _WORDS[each.mark], "what": each.what, "cure": each.cure} for each in findings]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    wrong = sum(finding.mark is Mark.BAD for finding in findings)
    if wrong:
        sys.exit(1)


def _show(finding: Finding, console: Console) -> None:
    console.print(Text.assemble((finding.mark, _STYLES[finding.mark]), " ", finding.what))
    if finding.cure:
        console.print(Text(f"  → {finding.cure}", style="dim" if finding.mark is Mark.GOOD else ""))


def _examine(config_path: Path) -> Iterator[Finding]:
    try:
        config = read_config(config_path)
    except ConfigError as error:
        yield Finding.bad(f"la configuration {config_path}", f"{error}\n  ou lance « lieux setup »")
        return
    yield Finding.good(f"la configuration {config_path} est lisible")
    try:
        read_speech(config)
    except StartError as error:
        yield Finding.bad(f"la langue « {config.language} »", str(error))
    yield _directory(config)
    environment, found = _environment(config_path.parent)
    yield from found
    secrets = read_secrets(environment)
    yield from _secrets(config, secrets)
    token = secrets.mattermost_token.get_secret_value()
    if config.mattermost is None:
        yield Finding.bad("la configuration n'a pas de serveur", "remplis mattermost.url, ou lance « lieux setup »")
        return
    if token and token.isascii() and token.isprintable():
        yield from _server(config, secrets, token, environment.get(ADMIN_VARIABLE, "").strip())


def _server(config: Config, secrets: Secrets, token: str, admin_token: str) -> Iterator[Finding]:
    if config.mattermost is None:
        return
    address = Address.of(config.mattermost)
    try:
        address.tls()
    except StartError as error:
        yield Finding.bad("les certificats", str(error))
        return
    examination = Examination(address, token, config, _handles(config))
    yield from examination.run()
    if config.slash is None:
        yield Finding.unknown("la configuration n'a pas de section slash", "sans elle, ni /lieux, ni boutons")
        return
    tokens = [each.get_secret_value() for each in secrets.slash_tokens]
    slash = SlashExamination(address, token, config.slash, tokens, examination.places)
    yield from slash.run()
    if admin_token and admin_token.isascii() and admin_token.isprintable():
        yield from slash.commands(admin_token)
    elif examination.places:
        yield Finding.unknown(
            "l'URL et le jeton enregistrés pour /lieux",
            f"seul un admin les voit : mets son jeton dans {ADMIN_VARIABLE}",
        )


def _directory(config: Config) -> Finding:
    findings = check_folders(config.directory or [data_folder()], read_map())
    wrong = [str(problem) for problem in findings.problems if problem.severity is Severity.ERROR]
    if wrong:
        more = f"\n    et {len(wrong) - 3} autres : lieux check" if len(wrong) > 3 else ""
        return Finding.bad("l'annuaire a des problèmes", "corrige-les :\n    " + "\n    ".join(wrong[:3]) + more)
    return Finding.good(f"l'annuaire est lisible, {findings.lieux} lieu{'x' * (findings.lieux > 1)}")


def _environment(folder: Path) -> tuple[Mapping[str, str], list[Finding]]:
    """The environment, completed from the file that ``lieux setup`` writes; and what is to be said of that file."""
    path = folder / ENV_NAME
    try:
        env = EnvFile(path)
    except StartError as error:
        return os.environ, [Finding.bad(f"le fichier {path}", str(error))]
    missing = [name for name, value in env.values.items() if value and not os.environ.get(name)]
    found: list[Finding] = []
    if missing:
        cure = f"le bot, lui, ne lit que l'environnement : set -a; . {path.absolute()}; set +a"
        found.append(Finding.unknown(f"{', '.join(missing)} : lu dans {path}", cure))
    if env.is_open:
        found.append(Finding.bad(f"d'autres que toi peuvent lire {path}", f"chmod 600 {path}"))
    return {**env.values, **{name: value for name, value in os.environ.items() if value}}, found


def _secrets(config: Config, secrets: Secrets) -> Iterator[Finding]:
    token = secrets.mattermost_token.get_secret_value()
    if not token:
        yield Finding.bad(f"{TOKEN_VARIABLE} est vide", "mets-y le jeton du compte du bot, ou lance « lieux setup »")
    elif not (token.isascii() and token.isprintable()):
        yield Finding.bad(
            f"{TOKEN_VARIABLE} contient un caractère qu'aucun jeton ne contient", "mets-y le jeton entier du bot"
        )
    if config.slash is None:
        return
    if not secrets.slash_tokens:
        found = Finding.bad if config.slash.public_url else Finding.unknown
        yield found(f"{SLASH_VARIABLE} est vide : /lieux sera refusée", "relance « lieux setup » avec --slash-url URL")
    if config.slash.public_url and not secrets.secret.get_secret_value():
        yield Finding.unknown(
            f"{SECRET_VARIABLE} est vide : les boutons sont signés avec le jeton du bot",
            "ils meurent quand il change ; « lieux setup » en met un",
        )


def _handles(config: Config) -> Collection[str]:
    try:
        return listed_channels(Directory(config.directory or (data_folder() / "lieux",)))
    except DirectoryError:  # said before, problem by problem
        return ()
