"""What buttons and forms do, on any platform."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from bot.assistant.answer import answer
from bot.assistant.quota import Quota
from bot.assistant.world import World
from bot.models.deed import Deed, Map, More, Refusal, Report, Share
from bot.models.event import Action, Author, Message, Submission, Trigger
from bot.models.question import Language
from bot.models.reply import Kind, Reply, Visibility
from tests.builders import lieu, snapshot_of

BOB = Author("bob-id", "@bob")
HERE = ("mattermost", "bureaux-bretagne")
_ALONE, _IN_THREAD = ", que je donne aussi en message direct.", " : réponds « d'autres ? »."


@pytest.fixture(scope="module")
def reporting(world: World) -> World:
    """The world with admins who read reports."""
    return replace(world, reports_read=True)


def ask(world: World, text: str, trigger: Trigger = Trigger.SLASH, channel: str | None = HERE[1]) -> Reply:
    return said(answer(Message(text, trigger, BOB, HERE[0], channel), world))


def press(world: World, deed: Deed | Refusal, *, private: bool = False) -> Reply:
    return said(answer(Action(deed, BOB, *HERE, private=private), world))


def send(world: World, deed: Deed | Refusal, **values: str) -> Reply:
    return said(answer(Submission(deed, BOB, HERE[0], values=values), world))


def said(reply: Reply | None) -> Reply:
    assert reply is not None
    return reply


def deeds(reply: Reply) -> dict[type[Deed], Deed]:
    return {type(button.deed): button.deed for button in reply.buttons}


def more_of(reply: Reply) -> More:
    deed = deeds(reply)[More]
    assert isinstance(deed, More)
    return deed


def shown(reply: Reply) -> tuple[str, ...]:
    assert reply.question is not None
    return reply.question.seen


def test_an_answer_offers_what_makes_sense(reporting: World, world: World) -> None:
    assert set(deeds(ask(reporting, "Paris"))) == {More, Map, Share, Report}
    assert set(deeds(ask(reporting, "Paris", Trigger.MENTION))) == {More, Map, Report}, "all see it already"
    assert set(deeds(ask(reporting, "Paris", channel=None))) == {More, Map, Report}, "no channel to share it in"
    assert set(deeds(ask(world, "Rennes"))) == {Map, Share}, "no more lieux, and no channel of admins"
    assert set(deeds(ask(reporting, "à propos de Tilab"))) == {Share, Report}
    assert deeds(ask(reporting, "Xyzzyville")) == {}


def test_the_map_shows_the_lieux_of_the_answer_and_no_others(world: World) -> None:
    first = ask(world, "Paris")
    second = press(world, more_of(first), private=True)
    for answered, numbers in ((first, "1. 2. 3."), (second, "4. 5. 6.")):
        deed = deeds(answered)[Map]
        mapped = press(world, deed, private=True)
        assert mapped.picture is not None
        assert mapped.visibility is Visibility.EPHEMERAL
        assert shown(mapped) == shown(answered)
        assert re.findall(r"(?<= )\d\. ", mapped.picture.alt) == [f"{n} " for n in numbers.split()]


def test_more_shows_the_next_lieux_to_one_person(world: World) -> None:
    first = ask(world, "Paris")
    second = press(world, more_of(first), private=True)
    assert second.visibility is Visibility.EPHEMERAL
    assert not second.replaces
    assert shown(second)[:3] == shown(first)
    assert len(shown(second)) == 6
    assert "**4. " in second.text
    assert "**1. " not in second.text


def test_more_makes_the_answer_that_all_see_longer(world: World) -> None:
    first = ask(world, "Paris", Trigger.MENTION)
    longer = press(world, more_of(first))
    assert longer.replaces
    assert (len(shown(first)), len(shown(longer))) == (3, 6)
    assert "**1. " in longer.text
    assert "**6. " in longer.text
    longest = press(world, more_of(longer))
    assert "**9. " in longest.text


def test_more_of_a_second_answer_leaves_the_first_out(world: World) -> None:
    first = ask(world, "Paris", Trigger.MENTION)
    second = press(world, more_of(first), private=True)
    longer = press(world, more_of(second))
    assert "**4. " in longer.text
    assert "**1. " not in longer.text
    assert shown(longer)[:6] == shown(second)


def test_the_last_lieux_offer_no_more(world: World) -> None:
    reply = ask(world, "Paris", Trigger.MENTION)
    for _ in range(20):
        if More not in deeds(reply):
            break
        reply = press(world, more_of(reply))
    assert More not in deeds(reply)
    assert len(shown(reply)) == len(set(shown(reply)))
    assert len(shown(reply)) <= 21, "a post has a largest size, and people have patience"


def test_nobody_is_told_to_reply_to_words_that_they_alone_see(world: World) -> None:
    first = ask(world, "Paris")
    second = press(world, more_of(first), private=True)
    assert all(_ALONE in reply.text and "réponds" not in reply.text for reply in (first, second))
    for trigger in (Trigger.MENTION, Trigger.DIRECT):
        assert _IN_THREAD in ask(world, "Paris", trigger).text


def test_an_answer_that_would_be_too_long_lists_fewer_lieux_and_grows_no_more(world: World) -> None:
    url = "https://example.org/" + "x" * 600
    lieux = [lieu(f"lieu-{n}", 48.11, -1.68, prise_rdv=url, site_web=url) for n in range(30)]
    still = SimpleNamespace(snapshot=snapshot_of(*lieux))
    crowded = replace(world, directory=still)  # type: ignore[arg-type]  # a directory that is never read again
    reply = ask(crowded, "Rennes", Trigger.MENTION)
    for _ in range(5):
        if More not in deeds(reply):
            break
        reply = press(crowded, more_of(reply))
    assert More not in deeds(reply)
    assert 3 < len(shown(reply)) < 20
    assert len(reply.text) <= 15_000
    assert reply.text.endswith("_"), "to its last line"


@pytest.mark.parametrize("text", ["Paris", "à propos de Tilab", "une salle pour 6 à Nantes"])
def test_sharing_says_the_same_to_the_channel(world: World, text: str) -> None:
    private = ask(world, text)
    shared = press(world, deeds(private)[Share], private=True)
    assert shared.visibility is Visibility.CHANNEL
    assert shared.text == private.text.replace(_ALONE, _IN_THREAD)
    assert shared.undelivered
    assert Share not in deeds(shared)


@pytest.mark.parametrize("refusal", Refusal)
def test_what_is_not_obeyed_is_said_clearly(world: World, refusal: Refusal) -> None:
    for reply in (press(world, refusal), send(world, refusal)):
        assert (reply.kind, reply.visibility) == (Kind.REFUSED, Visibility.EPHEMERAL)
        assert len(reply.text) > 20


def test_a_report_asks_which_lieu_and_what_is_wrong(reporting: World) -> None:
    form = press(reporting, Report(Language.FR, ("tilab", "la-cordee-rennes", "disparu"))).form
    assert form is not None
    lieu, words = form.fields
    assert [value for value, _ in lieu.options] == ["tilab", "la-cordee-rennes"], "those still in the directory"
    assert not words.options
    limits = [form.title, form.send, lieu.label, words.label]
    assert all(len(label) <= 24 for label in limits), "Mattermost takes no more"


def test_the_form_fits_in_english_too(reporting: World) -> None:
    form = press(reporting, Report(Language.EN, ("tilab",))).form
    assert form is not None
    assert all(len(label) <= 24 for label in (form.title, form.send, *(field.label for field in form.fields)))


def test_a_report_reaches_the_admins_with_the_lieu_and_who_said_so(reporting: World) -> None:
    reply = send(reporting, Report(Language.FR, ("tilab",)), lieu="tilab", texte="fermé depuis mars\n@all > voilà")
    assert reply.kind is Kind.REPORTED
    assert "**Tilab** (Rennes, `tilab`)" in reply.notice
    assert "@bob" in reply.notice
    assert "> fermé depuis mars\n> @all \\> voilà" in reply.notice
    assert "Tilab" in reply.text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"lieu": "tilab", "texte": "  "}, "texte"),
        ({"lieu": "tilab"}, "texte"),
        ({"lieu": "tilab", "texte": "x" * 1001}, "texte"),
        ({"lieu": "ailleurs", "texte": "faux"}, "lieu"),
        ({"lieu": "la-cordee-rennes", "texte": "un autre lieu que ceux de la réponse"}, "lieu"),
        ({}, "lieu"),
    ],
)
def test_a_form_that_lacks_something_says_which_field(reporting: World, values: dict[str, str], field: str) -> None:
    reply = send(reporting, Report(Language.FR, ("tilab",)), **values)
    assert (reply.wrong_field, reply.notice) == (field, "")


def test_nobody_floods_the_admins(reporting: World) -> None:
    now = [0.0]
    patient = replace(reporting, reports=Quota(2, 3600, clock=lambda: now[0]))
    report = Report(Language.FR, ("tilab",))
    kinds = [send(patient, report, lieu="tilab", texte="faux").kind for _ in range(3)]
    assert kinds == [Kind.REPORTED, Kind.REPORTED, Kind.REFUSED]
    now[0] = 3601
    assert send(patient, report, lieu="tilab", texte="faux").kind is Kind.REPORTED


def test_a_quota_is_each_persons_own() -> None:
    quota = Quota(1, 60, clock=lambda: 0)
    assert [quota.take(person) for person in ("a", "b", "a")] == [True, True, False]
