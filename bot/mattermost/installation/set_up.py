"""The bot on a server: its account, its token, its teams, its channels, its slash command; each found, or made."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from bot.config import SLASH_VARIABLE, TOKEN_VARIABLE
from bot.errors import StartError
from bot.files.env_file import EnvFile
from bot.mattermost.address import Address
from bot.mattermost.installation.api import Api
from bot.mattermost.installation.cures import BOTS_DISABLED, COMMANDS_DISABLED
from bot.mattermost.installation.hands import Hands
from bot.mattermost.installation.records import Command, Facts, Team, User
from bot.mattermost.installation.slash_tokens import team_token, with_team_token
from bot.mattermost.installation.steps import State, Step
from bot.mattermost.installation.wish import TRIGGER, Wish
from bot.mattermost.rest_error import RestError

_ACCOUNT = "compte de bot"


class SetUp:
    """A set-up on the server at ``address``, looked at through ``api`` and made with ``hands``.

    Secrets go into ``secrets`` as soon as they are known: the server shows a token once.
    """

    def __init__(self, address: Address, api: Api, hands: Hands, wish: Wish, secrets: EnvFile) -> None:
        self._address = address
        self._api = api
        self._hands = hands
        self._wish = wish
        self._secrets = secrets

    def run(self) -> Iterator[Step]:
        """Each step as it is done. Raises StartError with the cure, and RestError when the server refuses."""
        facts = self._api.facts()
        teams = self._teams()
        step, bot = self._account(facts)
        yield step
        yield self._token(bot)
        for team in teams:
            yield self._membership(team, bot)
        for team in teams:
            yield from self._channels(team, bot)
        for team in teams:
            yield self._command(team, facts)

    def _teams(self) -> tuple[Team, ...]:
        if self._wish.team_names:
            return tuple(map(self._team, dict.fromkeys(self._wish.team_names)))
        mine = self._api.my_teams()
        if len(mine) == 1:
            return mine
        if not mine:
            raise StartError("Ton compte n'est dans aucune équipe : choisis celle du bot avec --team NOM.")
        choices = " ".join(f"--team {team.name}" for team in mine)
        raise StartError(f"Ton compte est dans plusieurs équipes : choisis celles du bot parmi {choices}.")

    def _team(self, name: str) -> Team:
        found = self._api.team(name)
        if found:
            return found
        visible = {*self._api.my_teams(), *self._api.visible_teams()}
        names = {word.casefold(): team.name for team in visible for word in (team.name, team.title)}
        near = dict.fromkeys(names[word] for word in get_close_matches(name.casefold(), names, 3, 0.5))
        hint = f" Voulais-tu dire {' ou '.join(near)} ?" if near else ""
        raise StartError(
            f"Le serveur n'a pas d'équipe « {name} » que tu puisses voir.{hint} "
            "Le nom d'une équipe est celui de son adresse : https://…/NOM/channels/…"
        )

    def _account(self, facts: Facts) -> tuple[Step, User]:
        name = self._wish.bot_name
        found = self._api.user(name)
        if found is None:
            if facts.allows_bots is False:
                raise StartError(BOTS_DISABLED)
            return Step(_ACCOUNT, f"@{name}", State.CREATED), self._hands.create_bot(name)
        if not found.is_bot:
            raise StartError(
                f"Le nom @{name} est celui d'une personne, pas d'un bot : choisis-en un autre avec --name."
            )
        if found.disabled:
            self._hands.enable_bot(found)
            return Step(_ACCOUNT, f"@{name}", State.CHANGED, "il était désactivé"), found
        return Step(_ACCOUNT, f"@{name}", State.THERE), found

    def _token(self, bot: User) -> Step:
        known = self._secrets.get(TOKEN_VARIABLE)
        note = ""
        if known:
            if self._is_token_of(known, bot):
                return Step("jeton du bot", TOKEN_VARIABLE, State.THERE)
            note = "l'ancien ne marchait plus"
        token = self._hands.create_token(bot)
        self._secrets.put(TOKEN_VARIABLE, token)
        return Step("jeton du bot", TOKEN_VARIABLE, State.CHANGED if known else State.CREATED, note)

    def _is_token_of(self, token: str, bot: User) -> bool:
        if not (token.isascii() and token.isprintable()):
            return False
        try:
            with Api(self._address, token) as api:
                return api.me().id == bot.id
        except RestError as error:
            if error.is_refused_token:
                return False
            raise

    def _membership(self, team: Team, bot: User) -> Step:
        if bot.id and self._api.is_in_team(team.id, bot.id):
            return Step("équipe", team.name, State.THERE)
        self._hands.join_team(team.id, bot)
        return Step("équipe", team.name, State.JOINED)

    def _channels(self, team: Team, bot: User) -> Iterator[Step]:
        for handle in sorted(self._wish.handles):
            channel = self._api.channel(team.id, handle)
            thing, name = f"canaux ({team.name})", f"~{handle}"
            if channel is None:
                yield Step(thing, name, State.ABSENT, "l'annuaire le cite, cette équipe ne l'a pas")
            elif bot.id and self._api.is_in_channel(channel.id, bot.id):
                yield Step(thing, name, State.THERE)
            elif not channel.is_open:
                yield Step(thing, name, State.ABSENT, "il est privé : invites-y le bot si ses membres le veulent")
            else:
                self._hands.join_channel(channel.id, bot)
                yield Step(thing, name, State.JOINED)

    def _command(self, team: Team, facts: Facts) -> Step:
        name = f"/{TRIGGER} ({team.name})"
        if self._wish.slash_url is None:
            return Step("commande", name, State.UNWANTED, "donne --slash-url URL pour l'avoir")
        if facts.allows_commands is False:
            raise StartError(COMMANDS_DISABLED)
        wanted = Command(
            team_id=team.id,
            trigger=TRIGGER,
            url=str(self._wish.slash_url),
            username=self._wish.bot_name,
            hint=self._wish.hint,
            description=self._wish.description,
        )
        taken = next((each for each in self._api.commands(team.id) if each.trigger == TRIGGER), None)
        if taken is None:
            made = self._hands.create_command(wanted)
            self._keep_token(team, made.token)
            return Step("commande", name, State.CREATED)
        if not self._is_ours(taken, wanted, team):
            raise StartError(
                f"L'équipe {team.name} a déjà une commande /{TRIGGER}, d'un autre service ({taken.url}) : "
                "renomme-la ou supprime-la (menu › Intégrations › Commandes slash), puis relance."
            )
        wanted = replace(wanted, id=taken.id, token=taken.token)
        if taken != wanted:
            self._hands.change_command(wanted)
        kept = self._keep_token(team, taken.token)
        if taken != wanted:
            return Step("commande", name, State.CHANGED, "ses réglages différaient")
        return Step("commande", name, State.CHANGED if kept else State.THERE, "jeton noté" if kept else "")

    def _is_ours(self, taken: Command, wanted: Command, team: Team) -> bool:
        known = team_token(self._secrets.get(SLASH_VARIABLE), team.name)
        return (
            wanted.url == taken.url or wanted.username == taken.username or (known == taken.token and bool(taken.token))
        )

    def _keep_token(self, team: Team, token: str) -> bool:
        """Whether the token of a team's command was not known yet; it is now."""
        before = self._secrets.get(SLASH_VARIABLE)
        after = with_team_token(before, team.name, token) if token else before
        if after != before:
            self._secrets.put(SLASH_VARIABLE, after)
        return after != before
