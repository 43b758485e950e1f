"""The report of an import, in French: every repair, every doubt, with the number of its row."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.importing.finding import Finding, Sort, Subject
from bot.importing.merging import Kept

NAME = "rapport-mission-coworking.md"
_EXPLAINED = {
    Sort.DOUBTED: "Rien de sûr : la fiche est gardée comme la base la donne, ou comme c'est dit ici. Regarde, et "
    "corrige la fiche à la main si tu sais : l'import suivant gardera ta correction.",
    Sort.LEFT_OUT: "Ces lignes n'ont pas de fiche. Pour en remettre une, écris-la dans un fichier à toi.",
    Sort.MERGED: "Deux lignes, un seul lieu : la fiche porte le premier numéro, complétée par l'autre ligne.",
    Sort.REPAIRED: "Sûr : c'est fait, rien ne te reste à faire.",
}


def report(findings: Sequence[Finding], kept: Sequence[Kept], rows: int, lieux: int) -> str:
    """The report as Markdown: what asks for somebody's eye first. The same findings give the same text."""
    return "\n".join(_lines(findings, kept, rows, lieux)) + "\n"


def counts(findings: Sequence[Finding]) -> dict[Subject, Counter[Sort]]:
    """How many findings there are of each subject and sort."""
    found: dict[Subject, Counter[Sort]] = {}
    for finding in findings:
        found.setdefault(finding.subject, Counter())[finding.sort] += 1
    return {subject: found[subject] for subject in Subject if subject in found}


def _lines(findings: Sequence[Finding], kept: Sequence[Kept], rows: int, lieux: int) -> Iterator[str]:
    yield "# Import de la Mission Coworking"
    yield ""
    yield f"{rows} lignes lues, {lieux} lieux. Le numéro est celui de la colonne ID de la base."
    yield ""
    yield f"| | {' | '.join(_EXPLAINED)} |"
    yield f"|---|{'---:|' * len(_EXPLAINED)}"
    for subject, number in counts(findings).items():
        yield f"| {subject} | {' | '.join(str(number[sort] or '') for sort in _EXPLAINED)} |"
    if kept:
        yield from ("", "## Écrit à la main, et gardé", "")
        yield "La base dit autre chose ; la fiche garde ce qu'une personne y a écrit."
        yield ""
        yield from _table(("n°", "fiche", "gardé"), [(str(each.row), each.id, each.what) for each in kept])
    for sort, explained in _EXPLAINED.items():
        of_sort = [finding for finding in findings if finding.sort is sort]
        if not of_sort:
            continue
        yield from ("", f"## {sort}", "", explained)
        for subject in counts(of_sort):
            cells = [(str(f.row or "?"), f.name, f.detail) for f in of_sort if f.subject is subject]
            yield from ("", f"### {subject} ({len(cells)})", "")
            yield from _table(("n°", "nom", "quoi"), cells)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|---:|{'---|' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(text: str) -> str:
    """A text in a cell of Markdown: nothing in it means anything but itself."""
    for sign in "\\|`*_<>[]":
        text = text.replace(sign, f"\\{sign}")
    return text
