"""The whole bot, with the real directory, map and words, on the fake server."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from bot.assistant.answer import answer
from bot.config import Config
from bot.data_folder import data_folder
from bot.directory.store import Directory
from bot.wiring import build_world
from tests.fakes.mattermost import FakeMattermost
from tests.fakes.mattermost.model import User
from tests.fakes.mattermost.slash import call_slash, slash_form
from tests.server.conftest import SLASH_TOKEN, RunningEdge, edge_for, running

MONDAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Whole:
    """The bot running on a server, and the directory it reads."""

    server: FakeMattermost
    edge: RunningEdge
    directory: Path

    def slash(self, text: str, user: User | None = None) -> str:
        """What ``/lieux TEXT`` answers in ~bureaux-bretagne, to the person alone."""
        form = slash_form(self.server.world, user or self.server.bob, self.server.bretagne, text, SLASH_TOKEN)
        reply = call_slash(self.edge.slash_url, form)
        said = reply.json()
        assert (reply.status_code, said["response_type"]) == (200, "ephemeral")
        return str(said["text"])


@pytest.fixture
def whole(server: FakeMattermost, tmp_path: Path) -> Iterator[Whole]:
    """The bot on a server over plain HTTP; alice is its admin."""
    directory = tmp_path / "lieux"
    shutil.copytree(data_folder() / "lieux", directory)
    world = build_world(Config(directory=(directory,)), clock=lambda: MONDAY)
    edge = edge_for(server.url, partial(answer, world=world), admins=("alice",), slash=True)
    with running(edge) as runner:
        server.wait_until_connected()
        yield Whole(server, runner, directory)
    assert runner.error is None


def test_a_question_to_nobody_gets_the_lieux_of_the_place_in_its_thread(whole: Whole) -> None:
    post = whole.server.say(whole.server.bob, whole.server.bretagne, "Hello, où bosser à Rennes demain ?")
    reply = whole.server.wait_for_answer(post)
    assert reply["root_id"] == post["id"]
    assert "La Cordée Rennes" in str(reply["message"])
    assert "tilab@bretagne.bzh" in str(reply["message"])


def test_a_mention_a_direct_message_and_the_slash_command_are_answered(whole: Whole) -> None:
    server = whole.server
    mention = server.say(server.alice, server.bretagne, "@lieux un coworking à Nantes stp")
    assert "La Cordée Nantes" in str(server.wait_for_answer(mention)["message"])
    direct = server.say(server.alice, server.direct(server.alice), "Where can I work in Lille?")
    assert "Siilab" in str(server.wait_for_answer(direct)["message"])
    assert "Insolab" in whole.slash("Toulon")
    assert "Tilab" in whole.slash(""), "without a place: the channel's own"
    assert "Je suis **lieux**" in whole.slash("aide")


def test_what_nobody_asked_meets_silence(whole: Whole) -> None:
    server = whole.server
    chatter = server.say(server.bob, server.bretagne, "La Cordée Rennes sera fermée vendredi")
    asked = server.say(server.bob, server.bretagne, "où bosser à Rennes ?")
    server.wait_for_answer(asked)
    assert server.answers_to(chatter) == []


def test_a_follow_up_in_the_thread_keeps_the_question(whole: Whole) -> None:
    server = whole.server
    root = server.say(server.bob, server.bretagne, "une salle pour 6 à Rennes ?")
    server.wait_for_answer(root)
    again = server.say(server.bob, server.bretagne, "et à Nantes ?", root)
    message = str(server.wait_for_answer(again)["message"])
    assert "**Nantes** et alentours · une salle de réunion · pour 6 personnes" in message


def test_an_admin_reads_the_directory_again_and_nobody_else_does(whole: Whole) -> None:
    rennes = whole.directory / "rennes.yaml"
    rennes.write_text(rennes.read_text("utf-8").replace("nom: Tilab", "nom: Le Nouveau Tilab"), "utf-8")
    assert "réservée aux admins" in whole.slash("recharger")
    assert "Le Nouveau Tilab" not in whole.slash("Rennes")
    report = whole.slash("recharger", whole.server.alice)
    assert f"{len(Directory([whole.directory]).snapshot.lieux)} lieux" in report
    assert "Modifiés : tilab" in report
    assert "Le Nouveau Tilab" in whole.slash("Rennes")


def test_a_file_with_a_mistake_keeps_its_last_good_version(whole: Whole) -> None:
    rennes = whole.directory / "rennes.yaml"
    text = rennes.read_text("utf-8")
    rennes.write_text(text.replace('code_postal: "35000"', "code_postal: 3500"), "utf-8")
    line = text[: text.index('code_postal: "35000"')].count("\n") + 1
    report = whole.slash("recharger", whole.server.alice)
    assert f"rennes.yaml:{line}: « 3500 » n'est pas un code postal" in report.replace("\\", "")
    assert "dernière bonne version de : rennes.yaml" in report.replace("\\", "")
    assert "La Cordée Rennes" in whole.slash("Rennes")


def test_no_answer_pings_anybody(whole: Whole) -> None:
    rennes = whole.directory / "rennes.yaml"
    hostile = 'nom: "Tilab @all @channel ![x](https://tracker.example/p.png) <!here>"'
    rennes.write_text(rennes.read_text("utf-8").replace("nom: Tilab", hostile), "utf-8")
    whole.slash("recharger", whole.server.alice)
    post = whole.server.say(whole.server.bob, whole.server.bretagne, "@lieux Rennes @here")
    message = str(whole.server.wait_for_answer(post)["message"])
    assert "Tilab" in message
    for ping in ("@all", "@channel", "@here", "![", "<!here>"):
        assert ping not in message
