"""What the documents promise is so: their commands exist, their links lead somewhere, their exchanges are real."""

import re
from datetime import date
from pathlib import Path

import click
import pytest

from bot.assistant.answer import answer
from bot.cli import commands
from bot.config import Config
from bot.models.event import Author, Message, Trigger
from bot.wiring import build_world

REPOSITORY = Path(__file__).parents[2]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    REPOSITORY / name
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "docs/web.md",
        "docs/mattermost.md",
        "data/README.md",
        "data/language/README.md",
        "data/places/README.md",
    )
]
MONDAY = date(2026, 11, 23)


def test_the_readme_fits_on_a_few_screens() -> None:
    assert README.count("\n") <= 150


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text):
        if "://" not in target and not target.startswith("mailto:"):
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_every_command_of_lieux_exists_with_its_options(document: Path) -> None:
    for line in re.findall(r"^lieux .*|`lieux [^`]+`", document.read_text(encoding="utf-8"), re.MULTILINE):
        _, name, *arguments = line.strip("`").split("#")[0].split()
        command = commands.commands.get(name)
        if isinstance(command, click.Group):
            command = command.commands.get(arguments[0]) if arguments else command
        assert command is not None, line
        known = {
            option for parameter in command.params for option in parameter.opts if isinstance(parameter, click.Option)
        }
        assert {word for word in arguments if word.startswith("--")} <= known, line


def test_every_make_target_exists() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake ([a-z]+)", README + (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def exchanges() -> list[tuple[str, str]]:
    """Each exchange of the README: what is asked, and the block that answers it."""
    quoted = re.findall(r"(?:^>.*\n)+", README, re.MULTILINE)
    blocks = [re.sub(r"^> ?", "", block, flags=re.MULTILINE).strip() for block in quoted]
    return list(zip(blocks[::2], blocks[1::2], strict=True))


def test_the_readme_shows_an_exchange_in_each_language() -> None:
    assert len(exchanges()) == 2


@pytest.mark.parametrize(("asked", "shown"), exchanges(), ids=lambda text: text[:20])
def test_the_exchanges_of_the_readme_are_real(asked: str, shown: str) -> None:
    world = build_world(Config(), clock=lambda: MONDAY)
    message = Message(asked, Trigger.UNPROMPTED, Author("id", "name"), "mattermost", "bureaux-bretagne")
    reply = answer(message, world)
    assert reply is not None
    assert re.sub(r"\s+", " ", reply.text) == re.sub(r"\s+", " ", shown)
