"""The terminal, as a platform: what is typed becomes a message, a reply is printed."""

from collections.abc import Callable

from rich.console import Console
from rich.markdown import Markdown

from bot.models.event import Author, Message, Thread, Trigger
from bot.models.question import Language
from bot.models.reply import Reply

_TOUR = (
    "où travailler près de Rennes ?",
    "et à Lyon ?",
    "une salle pour un atelier à Paris",
    "d'autres ?",
    "comment réserver l'ETAP ?",
    "where can I work near Bordeaux on Thursday?",
    "merci !",
)
_QUIT = ("/quit", "/exit", "quit", "exit")

Answerer = Callable[[Message], Reply | None]


class Conversation:
    """One person talking with the bot, as in a direct message (or in a channel, for its territory)."""

    def __init__(self, answerer: Answerer, channel: str | None, language: Language | None = None) -> None:
        """``answerer`` gives the reply to a message; ``language`` is the one the person reads the platform in."""
        self._answerer = answerer
        self._channel = channel
        self._author = Author("terminal", "terminal", is_admin=True, language=language)
        self._thread: Thread | None = None

    def say(self, text: str) -> str:
        """The bot's words for ``text``."""
        slash = text.startswith("/lieux")
        trigger = Trigger.SLASH if slash else Trigger.DIRECT
        said = text.removeprefix("/lieux").strip() if slash else text
        reply = self._answerer(Message(said, trigger, self._author, "mattermost", self._channel, self._thread))
        if reply and reply.question:
            self._thread = Thread(reply.question, with_bot=True)
        return reply.text if reply else ""

    def run(self, greeting: str) -> None:
        """Talk until the person leaves (Ctrl-D, or quit), who is first told ``greeting``, in Markdown."""
        console = Console()
        show(greeting)
        while True:
            try:
                text = console.input("[bold green]> [/bold green]").strip()
            except (EOFError, KeyboardInterrupt):
                console.print()
                return
            if text in _QUIT:
                return
            show(self.say(text))


def tour(conversation: Conversation) -> None:
    """A short conversation, shown from beginning to end."""
    console = Console()
    for text in _TOUR:
        console.rule(style="dim")
        console.print(f"> {text}", style="bold green", markup=False)
        show(conversation.say(text))


def show(markdown: str, plain: bool = False) -> None:
    """Print ``markdown``, rendered unless ``plain``; where nothing can be clicked, a link shows where it leads."""
    console = Console()
    if plain:
        console.out(markdown, highlight=False)
    else:
        console.print(Markdown(markdown.replace("\n", "  \n"), hyperlinks=console.is_terminal))
