"""A set-up as its reader sees it: a table of its steps, and what comes next."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from shlex import quote

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.cli.secrets_file import ENV_NAME
from bot.mattermost.installation.steps import State, Step

_STYLES = {
    State.CREATED: "green",
    State.CHANGED: "yellow",
    State.JOINED: "green",
    State.ABSENT: "yellow",
    State.UNWANTED: "dim",
    State.THERE: "default",
}
_SUPPOSED = {State.CREATED: "à créer", State.CHANGED: "à changer", State.JOINED: "à rejoindre"}


def show(steps: Iterable[Step], *, dry_run: bool) -> None:
    """Print the steps as a table, those that say the same of several things in one line."""
    table = Table()
    for title in ("Quoi", "Nom", "État", "Remarque"):
        table.add_column(title, overflow="fold")
    for (thing, state, note), names in _grouped(steps).items():
        told = _SUPPOSED.get(state, state) if dry_run else state
        table.add_row(thing, escape(", ".join(names)), f"[{_STYLES[state]}]{told}[/]", escape(note))
    if table.row_count:
        Console().print(table)


def conclusion(steps: Sequence[Step], output: Path, *, dry_run: bool) -> str:
    """What the reader does next."""
    changed = any(step.changes for step in steps)
    if dry_run:
        said = "Rien n'a été changé" if changed else "Rien à changer : tout est déjà en place"
        return f"{said} (--dry-run)."
    lines = ["C'est en place." if changed else "Rien à changer : tout est déjà en place."]
    lines.append("Lance le bot (s'il tourne déjà, redémarre-le) :")
    lines.append(f"  cd {quote(str(output.absolute()))}; set -a; . ./{ENV_NAME}; set +a; lieux run")
    lines.append("Puis vérifie l'ensemble, dans un autre terminal : lieux doctor")
    return "\n".join(lines)


def _grouped(steps: Iterable[Step]) -> dict[tuple[str, State, str], list[str]]:
    grouped: dict[tuple[str, State, str], list[str]] = {}
    for step in steps:
        grouped.setdefault((step.thing, step.state, step.note), []).append(step.name)
    return grouped
