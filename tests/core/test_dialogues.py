"""What people say, and what the bot does about it, on the real directory and map."""

from dataclasses import dataclass

import pytest

from bot.assistant.answer import answer
from bot.assistant.world import World
from bot.models.event import Author, Message, Thread, Trigger
from bot.models.lieu import Confiance
from bot.models.question import Language, Need
from bot.models.reply import Kind, Reply, Visibility

ALICE = Author("alice-id", "alice")
BRETAGNE, LYON, NANTES, BORDEAUX = "bureaux-bretagne", "bureaux-betalyon", "nantes-coworking", "bureaux-bordeaux"


def ask(
    world: World, text: str, trigger: str = "unprompted", channel: str | None = BRETAGNE, thread: Thread | None = None
) -> Reply | None:
    return answer(Message(text, Trigger(trigger), ALICE, "mattermost", channel, thread), world)


def said(reply: Reply | None) -> Reply:
    assert reply is not None, "the bot stayed silent"
    return reply


@dataclass(frozen=True)
class Case:
    """What is said in a channel, and the place and first lieux that answer it."""

    says: str
    channel: str
    place: str
    lieux: tuple[str, ...]
    trigger: str = "unprompted"


ANSWERED = [
    Case("où travailler près de Rennes ?", LYON, "Rennes", ("tilab", "la-cordee-rennes")),
    Case("Où bosser par ici cette semaine ?", BRETAGNE, "Rennes", ("tilab", "la-cordee-rennes")),
    Case("Salut ! quelqu'un connaît un coworking à Nantes ?", NANTES, "Nantes", ("la-cordee-nantes",)),
    Case("Besoin d'une salle de réunion à Annecy jeudi pour 6", LYON, "Annecy", ("la-cordee-annecy",)),
    Case("On cherche un lieu pour un atelier sur Bordeaux", BORDEAUX, "Bordeaux", ("la-base",)),
    Case("where can I work near Metz?", BRETAGNE, "Metz", ("bliiida-le-poulailler",)),
    Case("Lille", BRETAGNE, "Lille", ("siilab",), "slash"),
    Case("", NANTES, "Nantes", ("la-cordee-nantes",), "slash"),
    Case("@lieux coworking à Nantes stp", NANTES, "Nantes", ("la-cordee-nantes",), "mention"),
    Case("@lieux", BRETAGNE, "Rennes", ("la-cordee-rennes",), "mention"),
]


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case.says or "nothing")
def test_a_question_gets_the_nearest_lieux(world: World, case: Case) -> None:
    reply = said(ask(world, case.says, case.trigger, case.channel))
    assert reply.kind is Kind.LIEUX
    assert reply.place is not None
    assert reply.place.name == case.place
    ids = [hit.lieu.id for hit in reply.hits]
    assert [id_ for id_ in ids if id_ in case.lieux] == list(case.lieux)
    vouched = [hit.distance_km for hit in reply.hits if hit.lieu.confiance is Confiance.COMMUNAUTE]
    assert vouched == sorted(vouched)


SILENT = [
    "La Cordée Rennes sera fermée vendredi pour travaux",
    "Qui est à Rennes jeudi pour déjeuner ?",
    "Je travaille à Rennes le lundi et à Brest le mardi",
    "quelqu'un a le code wifi de la Cordée ?",
    "> où travailler à Rennes ?\nje lui ai répondu en MP",
    "```\nwhere can I work near Rennes\n```",
    "@paul tu connais un coworking à Vannes ?",
    "On a trouvé une salle à Lyon finalement, merci à tous",
    "",
    "😀😀😀",
]


def test_the_bot_listens_in_the_territories_channels_alone(world: World) -> None:
    question = "où travailler à Rennes jeudi ?"
    assert ask(world, question, channel="general") is None
    mentioned = said(ask(world, f"@lieux {question}", "mention", "general"))
    again = ask(world, "et à Nantes ?", channel="general", thread=Thread(mentioned.question, with_bot=True))
    assert said(again).kind is Kind.LIEUX


def test_with_no_fit_the_channel_of_what_is_near_is_told(world: World) -> None:
    text = said(ask(world, "un fablab à Rennes jeudi ?")).text
    assert "aucun lieu ne convient" in text
    assert "demande sur ~bureaux-bretagne" in text


@pytest.mark.parametrize("text", SILENT)
def test_nobody_asked_so_the_bot_is_silent(world: World, text: str) -> None:
    assert ask(world, text) is None


def test_an_answer_says_all_that_one_needs_to_go_there(world: World) -> None:
    text = said(ask(world, "où travailler près de Rennes ?")).text
    for fact in (
        "La Cordée Rennes",
        "1 carrefour Jouaust, 35000 Rennes",
        "openstreetmap.org",
        "Payant",
        "35 € HT",
        "bureaux-bretagne",
        "tilab@bretagne.bzh",
        "Réserve ou prends contact avant",
        "1er décembre 2025",
    ):
        assert fact in text


def test_each_language_is_answered_in_itself(world: World) -> None:
    english = said(ask(world, "Any free place to work around Paris on Thursday?"))
    assert english.language is Language.EN
    assert "Book or get in touch" in english.text
    assert "1 December 2025" in english.text
    assert "Open on Thursday" in english.text


def test_the_limits_of_a_lieu_are_kept(world: World) -> None:
    desk = said(ask(world, "où bosser à Bordeaux ?", channel=BORDEAUX))
    assert "la-base" not in [hit.lieu.id for hit in desk.hits]
    assert "La Base" in desk.text, "why it is left out is said"
    free = said(ask(world, "un lieu gratuit pour travailler à Paris jeudi ?"))
    assert [hit.lieu.id for hit in free.hits][:1] == ["etap-75"]
    monday = said(ask(world, "un lieu gratuit pour travailler à Paris lundi ?"))
    assert not [hit for hit in monday.hits if hit.lieu.id.startswith("etap")]


def test_with_nothing_near_the_nearest_are_named_with_their_distance(world: World) -> None:
    reply = said(ask(world, "où travailler à Aurillac ?"))
    assert reply.hits[0].lieu.id == "epicentre-cowork"
    assert reply.hits[0].distance_km == pytest.approx(109, rel=0.03)
    assert "aucun lieu ne convient à moins de 30 km" in reply.text


def test_abroad_is_outside_the_directory(world: World) -> None:
    reply = said(ask(world, "Où bosser à Bruxelles ?"))
    assert (reply.kind, reply.hits) == (Kind.LIEUX, ())
    assert "hors de France" in reply.text


def test_a_place_nobody_knows_is_said_so(world: World) -> None:
    reply = said(ask(world, "@lieux un coworking à Trifouillis ?", "mention"))
    assert reply.kind is Kind.UNKNOWN_PLACE
    assert "Trifouillis" in reply.text


def test_a_direct_message_without_a_place_is_asked_where(world: World) -> None:
    reply = said(ask(world, "un coworking", "direct", None))
    assert reply.kind is Kind.WHERE
    assert reply.text.startswith("Où ça ?")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@lieux comment réserver l'ETAP ?", "ETAP 75"),
        ("@lieux La Base", "La Base"),
        ("@lieux c'est quoi Tilab ?", "Tilab"),
        ("@lieux tell me about Siilab", "Siilab"),
        ("@lieux La Cordée", "La Cordée Rennes"),
    ],
)
def test_the_name_of_a_lieu_gets_everything_known_of_it(world: World, text: str, name: str) -> None:
    reply = said(ask(world, text, "mention"))
    assert reply.kind is Kind.ABOUT
    assert name in reply.text.splitlines()[0]


@pytest.mark.parametrize("text", ["infos sur La Myne", "La Myne ?", "comment réserver à la myne ?"])
def test_a_lieu_that_only_a_list_knows_is_said_to_who_asks_about_it(world: World, text: str) -> None:
    reply = said(ask(world, text, "direct"))
    assert reply.kind is Kind.ABOUT
    assert reply.text.startswith("**La Myne**, Villeurbanne")


@pytest.mark.parametrize(
    "text",
    [
        "et le 21 ?",
        "les ateliers",
        "Rennes Métropole",
        "ping",
        "action !",
        "une salle pour la station, à Lyon",
        "le 400",
    ],
)
def test_the_names_of_lists_take_nothing_from_what_people_mean(world: World, text: str) -> None:
    reply = ask(world, text, "direct")
    assert reply is None or reply.kind is not Kind.ABOUT


@pytest.mark.parametrize(
    "text", ["La Myne", "Booster ?", "infos sur La Myne", "on se voit à la Ruche ?", "C'est quoi Aurore ?"]
)
def test_the_names_of_lists_are_no_call_to_answer(world: World, text: str) -> None:
    assert ask(world, text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("@lieux aide", Kind.HELP),
        ("@lieux help", Kind.HELP),
        ("merci @lieux !", Kind.COURTESY),
        ("bravo à celles et ceux qui ont fait @lieux 👏", Kind.COURTESY),
        ("@lieux xyzzy plugh", Kind.NOT_UNDERSTOOD),
    ],
)
def test_what_is_said_to_the_bot_is_never_met_with_silence(world: World, text: str, kind: Kind) -> None:
    assert said(ask(world, text, "mention")).kind is kind


def test_a_slash_command_is_answered_to_the_person_alone(world: World) -> None:
    assert said(ask(world, "Rennes", "slash")).visibility is Visibility.EPHEMERAL
    assert said(ask(world, "où bosser à Rennes ?")).visibility is Visibility.THREAD


def test_a_follow_up_changes_what_it_names_and_keeps_the_rest(world: World) -> None:
    first = said(ask(world, "une salle pour 8 à Rennes ?"))
    second = said(ask(world, "et vers Nantes ?", thread=Thread(first.question, with_bot=True)))
    assert second.place is not None
    assert second.place.name == "Nantes"
    assert second.question is not None
    assert (second.question.need, second.question.people) == (Need.REUNION, 8)


def test_others_are_others(world: World) -> None:
    first = said(ask(world, "où travailler à Paris ?"))
    second = said(ask(world, "d'autres ?", thread=Thread(first.question, with_bot=True)))
    assert first.question is not None
    assert second.hits
    assert not {hit.lieu.id for hit in second.hits} & set(first.question.seen)


def test_people_talking_to_each_other_in_a_thread_are_left_alone(world: World) -> None:
    first = said(ask(world, "où travailler à Paris ?"))
    assert ask(world, "merci, je t'appelle demain", thread=Thread(first.question, with_bot=False)) is None
    assert ask(world, "où bosser à Lyon ?", thread=Thread(None, with_bot=False)) is None


def test_only_admins_read_the_directory_again(world: World) -> None:
    refused = said(ask(world, "recharger", "slash"))
    assert refused.kind is Kind.REFUSED
    admin = Author("bob-id", "bob", is_admin=True)
    done = said(answer(Message("recharger", Trigger.SLASH, admin, "mattermost", BRETAGNE), world))
    assert done.kind is Kind.RELOAD
    assert f"{len(world.directory.snapshot.lieux)} lieux" in done.text
    assert "Rien n'a changé" in done.text


def test_another_person_in_the_thread_is_left_alone_unless_the_bot_is_named(world: World) -> None:
    asked = said(ask(world, "où travailler à Rennes ?")).question
    others = Thread(asked, with_bot=False, own=False)
    assert ask(world, "et à Nantes ?", thread=others) is None
    assert ask(world, "où bosser à Nantes ?", thread=others) is None
    assert said(ask(world, "@lieux et à Nantes ?", "mention", thread=others)).kind is Kind.LIEUX


@pytest.mark.parametrize("name", ["Castelnau-Chalosae", "Verneuil-en-Bourbonnaos"])
def test_the_beginning_of_a_misspelt_name_is_no_place_of_its_own(world: World, name: str) -> None:
    reply = said(ask(world, name, "slash"))
    assert reply.place is None or reply.place.name.startswith(name[:12])


def test_an_arrondissement_may_stand_before_a_day(world: World) -> None:
    reply = said(ask(world, "une salle pour 8 à Lyon 3e jeudi", channel=LYON))
    assert reply.place is not None
    assert reply.place.name == "Lyon 3e"


def test_an_address_names_its_town(world: World) -> None:
    reply = said(ask(world, "@lieux un bureau près du 12 rue de Siam à Brest", "mention"))
    assert reply.place is not None
    assert reply.place.name == "Brest"
