"""``lieux eval``: how well labelled messages are understood, with the misses."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from bot.assistant.world import World
from bot.cli.batch import Request, respond
from bot.cli.options import config_at, config_option
from bot.cli.scoring import FIELDS, Label, Miss, Scores
from bot.wiring import build_world

_WIDTH = 140
"""The table is as wide wherever it is printed."""


@click.command("eval")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--misses/--no-misses", default=True, show_default=True, help="List what was understood otherwise.")
@config_option
def evaluate(files: tuple[Path, ...], misses: bool, config_path: Path | None) -> None:
    """Score the labelled messages and conversations of FILES (JSON Lines)."""
    world = build_world(config_at(config_path))
    scores = score(files, world)
    if misses:
        for miss in scores.misses:
            click.echo(_said(miss))
    Console(width=_WIDTH).print(_table(scores))


def score(files: Iterable[Path], world: World) -> Scores:
    """The scores of every line of ``files``: a message with its labels, or a thread's turns with ``expect``."""
    scores = Scores()
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                _score_line(json.loads(line), world, scores)
    return scores


def _score_line(labelled: dict[str, Any], world: World, scores: Scores) -> None:
    request = Request.model_validate(labelled)
    output = respond(request, world)
    if request.turns is None:
        scores.add(str(request.trigger), request.text, Label.model_validate(labelled), output)
        return
    said = [turn.text for turn in request.turns if turn.who == "user"]
    turns: Any = output["turns"]
    for text, label, turn in zip(said, labelled["expect"], turns, strict=True):
        scores.add("conversation", text, Label.model_validate(label), turn)


def _said(miss: Miss) -> str:
    return f"{miss.trigger} {miss.field}: wanted {miss.wanted}, got {miss.got}: {miss.text!r}"


def _table(scores: Scores) -> Table:
    table = Table("trigger", "messages", "precision", "recall", *FIELDS, "all right")
    for trigger, score_ in scores.by_trigger.items():
        figures = (score_.precision, score_.recall, *(score_.accuracy(name) for name in FIELDS))
        whole = f"{score_.turns_right / score_.turns:.3f}"
        table.add_row(trigger, str(score_.turns), *(f"{figure:.3f}" for figure in figures), whole)
    return table
