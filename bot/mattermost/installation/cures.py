"""What a refusal of the server means for whoever sets the bot up, and the cure."""

from bot.mattermost.address import Address
from bot.mattermost.installation.wish import TRIGGER
from bot.mattermost.rest_error import Fault, RestError

_FORBIDDEN = 403

BOTS_DISABLED = (
    "Le serveur n'autorise pas les comptes de bot. Un admin système l'active : Console système › Intégrations › "
    "Comptes de bot › « Activer la création de comptes de bot », ou\n"
    "  mmctl config set ServiceSettings.EnableBotAccountCreation true\npuis relance."
)
TOKENS_DISABLED = (
    "Le serveur n'autorise pas les jetons d'accès. Un admin système les active : Console système › Intégrations › "
    "Gestion des intégrations › « Activer les jetons d'accès personnels », ou\n"
    "  mmctl config set ServiceSettings.EnableUserAccessTokens true\npuis relance."
)
COMMANDS_DISABLED = (
    "Le serveur n'autorise pas les commandes slash. Un admin système les active : Console système › Intégrations › "
    "Gestion des intégrations › « Activer les commandes slash personnalisées », ou\n"
    "  mmctl config set ServiceSettings.EnableCommands true\npuis relance. Sans --slash-url, le bot s'en passe."
)
_BY_ID = {
    "api.bot.create_disabled": BOTS_DISABLED,
    "app.user_access_token.disabled": TOKENS_DISABLED,
    "api.command.disabled.app_error": COMMANDS_DISABLED,
    "api.command.duplicate_trigger.app_error": (
        f"Une autre commande /{TRIGGER} existe déjà dans l'équipe, que ton compte ne voit peut-être pas : demande à un "
        "admin de la renommer ou de la supprimer (menu › Intégrations › Commandes slash), puis relance."
    ),
    "app.user.save.username_exists.app_error": (
        "Ce nom de compte est déjà pris : choisis-en un autre avec --name, puis relance."
    ),
}
_BY_FAULT = {
    Fault.UNREACHABLE: "Le serveur {address} est injoignable : vérifie l'URL et le réseau.",
    Fault.TIMEOUT: "Le serveur {address} ne répond pas à temps : vérifie l'URL et le réseau, puis réessaie.",
    Fault.CERTIFICATE: (
        "Le certificat du serveur {address} n'est pas reconnu. S'il vient d'une autorité privée, nomme son fichier "
        "(--ca-file, ou mattermost.ca_file) ; si le serveur n'a pas de TLS, écris l'URL avec http://."
    ),
    Fault.CERTIFICATE_EXPIRED: (
        "Le certificat du serveur {address} a expiré : fais-le renouveler, et vérifie l'heure de cette machine."
    ),
    Fault.CERTIFICATE_NAME: "Le certificat du serveur {address} est celui d'un autre nom : vérifie l'URL.",
}


def is_for_an_admin(error: RestError) -> bool:
    """Whether the server refused because the account has not the rights."""
    return error.status == _FORBIDDEN and error.error_id not in _BY_ID


def cure(error: RestError, address: Address, whose: str) -> str:
    """What went wrong and what to do, in a sentence; ``whose`` names where the refused token comes from."""
    if error.error_id in _BY_ID:
        return _BY_ID[error.error_id]
    if error.status == 0:
        known = _BY_FAULT.get(Fault(error.error_id), _BY_FAULT[Fault.UNREACHABLE])
        return known.format(address=address)
    if error.is_refused_token:
        return f"Le serveur {address} refuse le jeton : vérifie {whose}."
    if is_for_an_admin(error):
        return f"Le serveur {address} ne donne pas ce droit au compte du jeton de {whose} : demande à un admin."
    return _by_status(error, address)


def _by_status(error: RestError, address: Address) -> str:
    if 300 <= error.status < 400:
        return f"Le serveur {address} renvoie à une autre adresse : mets l'URL du navigateur, avec https://."
    if error.status == 404 or error.error_id == Fault.NOT_JSON:
        path = f", sans le chemin {address.path}" if address.path else ""
        return f"Il n'y a pas de Mattermost à {address} : mets l'URL du navigateur jusqu'au nom du serveur{path}."
    if error.is_passing:
        return f"Le serveur {address} est occupé ou en panne (HTTP {error.status}) : réessaie dans un moment."
    return f"Le serveur {address} a refusé ({error}) : réessaie, et montre cette ligne à un admin si cela dure."
