"""The steps that an admin does in the place of whoever lacks the rights, with every value filled in."""

from collections.abc import Iterable, Iterator

from bot.config import SLASH_VARIABLE, TOKEN_VARIABLE
from bot.mattermost.installation.api import Api
from bot.mattermost.installation.wish import TRIGGER, Wish
from bot.mattermost.rest_error import RestError


def handover(url: str, wish: Wish, env_name: str, api: Api) -> str:
    """What to send to an admin, in French: menus, and the mmctl commands that do the same.

    ``api`` is asked for what the account without rights may see: its teams, and which channels they have.
    """
    teams = wish.team_names or _teams(api)
    return "\n".join(_lines(url, wish, env_name, teams or ("ÉQUIPE",), _channels(api, teams, wish.handles)))


def _teams(api: Api) -> tuple[str, ...]:
    try:
        return tuple(team.name for team in api.my_teams())
    except RestError:
        return ()


def _channels(api: Api, names: Iterable[str], handles: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The open channels among ``handles`` in the teams of these ``names``, as far as they are seen."""
    found: list[tuple[str, str]] = []
    for name in names:
        try:
            team = api.team(name)
            seen = [
                handle
                for handle in sorted(handles)
                if team and (known := api.channel(team.id, handle)) and known.is_open
            ]
        except RestError:
            seen = []  # a team of others: the bot itself joins these channels once it is a member
        found += [(name, handle) for handle in seen]
    return tuple(found)


def _lines(
    url: str, wish: Wish, env_name: str, teams: tuple[str, ...], channels: tuple[tuple[str, str], ...]
) -> Iterator[str]:
    name = wish.bot_name
    yield "Ton compte n'a pas les droits qu'il faut sur ce serveur. Voici ce qu'un admin système peut faire à ta place."
    yield "Ce qui est déjà fait se saute ; les commandes mmctl font la même chose que les menus."
    yield ""
    yield f"  mmctl auth login {url}"
    yield ""
    yield "1. Autoriser les comptes de bot et les commandes slash."
    yield "   Console système › Intégrations › Comptes de bot : Activer la création de comptes de bot ;"
    yield "   Console système › Intégrations › Gestion des intégrations : Activer les commandes slash personnalisées."
    yield "  mmctl config set ServiceSettings.EnableBotAccountCreation true"
    yield "  mmctl config set ServiceSettings.EnableCommands true"
    yield ""
    yield f"2. Créer le compte de bot @{name} et son jeton."
    yield f"   Menu › Intégrations › Comptes de bot › Ajouter un compte de bot : nom « {name} », rôle Membre."
    yield f"  mmctl bot create {name} --display-name Lieux --with-token"
    yield f"   Le jeton va dans {env_name} : {TOKEN_VARIABLE}=…"
    yield ""
    yield f"3. Ajouter @{name} à l'équipe et à ses canaux publics."
    for team in teams:
        yield f"   Équipe {team} › menu de l'équipe › Inviter des personnes › {name}."
        yield f"  mmctl team users add {team} {name}"
    for team, handle in channels:
        yield f"  mmctl channel users add {team}:{handle} {name}"
    if not wish.slash_url:
        return
    yield ""
    yield f"4. Créer la commande /{TRIGGER}, une fois dans chaque équipe."
    yield "   Menu › Intégrations › Commandes slash › Ajouter (ci-dessous, ADMIN est le nom de l'admin) :"
    yield f"   mot-clé « {TRIGGER} », URL {wish.slash_url}, méthode POST, nom de réponse « {name} »,"
    yield f"   autocomplétion : indice « {wish.hint} », description « {wish.description} »."
    for team in teams:
        yield (
            f"  mmctl command create {team} --title Lieux --trigger-word {TRIGGER} --url {wish.slash_url} "
            f"--creator ADMIN --response-username {name} --autocomplete --post "
            f"--autocompleteHint '{_quoted(wish.hint)}' --autocompleteDesc '{_quoted(wish.description)}'"
        )
    tokens = ",".join(f"{team}:…" for team in teams)
    yield f"   Le jeton de chaque commande va dans {env_name} : {SLASH_VARIABLE}={tokens}"


def _quoted(text: str) -> str:
    return text.replace("'", "'\\''")
