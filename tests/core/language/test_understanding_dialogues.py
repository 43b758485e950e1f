"""What people say, and what is understood: by family, each a promise."""

import pytest

from bot.language.reading import Reading, Wish
from bot.language.understand import Knowledge, understand
from bot.models.event import Author, Message, Thread, Trigger
from bot.models.question import Language, Need, Question

ALICE = Author("alice-id", "alice")


def read(
    knowledge: Knowledge, says: str, trigger: str = "unprompted", thread: Thread | None = None, channel: str = "lyon"
) -> Reading:
    return understand(Message(says, Trigger(trigger), ALICE, "mattermost", channel, thread), knowledge)


def asked(reading: Reading) -> Question:
    assert reading.question is not None, reading
    return reading.question


@pytest.mark.parametrize(
    "says",
    [
        "où bosser à Brest ?",
        "ou travailler a nantes svp",
        "29200, bureau ?",
        "Tarbes. Bureau. Vendredi. Merci 😂",
        "tiers lieu libourne svp",
        "slt, kelk1 connai 1 coin pr bosser a angers jeudi ?",
        "Dites, à Castres, vous connaitriez un coworkng ?",
        "mon train arrive à 9 h à Dax et mon rendez-vous est à 14 h, un coin avec du wifi entre les deux ?",
        "l'atelier de Dax est calé, reste à trouver où le tenir",
        "Entre deux rdv à Dinan je me mets où avec mon pc ?",
        "on cherche où brancher nos ordis vers Pornic",
        "Une salle pour demain, budget zéro ? On est 6",
        "Gers, séminaire, 22 personnes. Qui a ça dans ses contacts ?",
        "Si jamais quelqu'un a une adresse de coworking sur Chambéry, je prends",
        "Where can I work near Rennes?",
        "Looking for a venue in Lyon for a 30-person workshop",
        "coworking in Colmar, anyone?",
    ],
)
def test_request_for_a_lieu_is_understood_however_it_is_said(knowledge: Knowledge, says: str) -> None:
    assert read(knowledge, says).wish is Wish.ASK


@pytest.mark.parametrize(
    "says",
    [
        "La Cordée Rennes sera fermée vendredi pour travaux",
        "Besoin d'un endroit pour bosser à Nantes ? Venez chez nous, il y a toujours de la place !",
        "Si quelqu'un cherche un endroit où bosser à Pessac, ma porte est ouverte",
        "On se fait une session coworking jeudi à Brest, qui est chaud ?",
        "plus besoin de bureau à Grenoble, mon déplacement est annulé",
        "J'ai testé le tiers-lieu de Redon hier, très bonne ambiance",
        "Merci pour l'adresse à Vannes, j'y suis, c'est parfait",
        "Où manger près de la Part-Dieu ce midi ?",
        "quelqu'un a le code wifi de la Cordée ?",
        "Je cherche un appart à louer à Brest pour septembre",
        "Je cherche un poste de dev Rails à Lyon, des pistes ?",
        "Où est la doc pour déployer sur Scalingo ?",
        "Where does this function work? I can't find it in the docs",
        "> où travailler à Rennes ?\nje lui ai répondu en MP",
        "```\nwhere can I work near Rennes\n```",
        "la question « où travailler demain ? » était le thème du forum",
        "@yann tu connais un coworking à Brest ?",
        "Salut Léa, tu connais un coworking à Brest ?",
        "Dis-moi @remi, ton tiers-lieu à Langon il a une salle pour 10 ?",
        "i need a meeting room at 2pm on friday",
    ],
)
def test_what_asks_for_no_lieu_gets_no_answer(knowledge: Knowledge, says: str) -> None:
    assert read(knowledge, says).wish is Wish.NOTHING


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("Je pars de Nantes pour Angers jeudi : où travailler là-bas ?", "Angers"),
        ("Toulouse non, disons Muret : un coworking ?", "Muret"),
        ("Pas à Nantes même, plutôt vers Cholet : un tiers-lieu ?", "Cholet"),
        ("Y a moyen de trouver un poste de travail à Pessac ?", "Pessac"),
        ("Rennes-Pontivy demain matin, où bosser là-bas ?", "Pontivy"),
        ("une salle pour la réunion ?", None),
    ],
)
def test_place_is_the_one_where_a_lieu_is_needed(knowledge: Knowledge, says: str, place: str | None) -> None:
    assert asked(read(knowledge, says, "direct")).place == place


@pytest.mark.parametrize(
    ("says", "need"),
    [
        ("où bosser à Pau ?", None),
        ("un coworking à Pau ?", Need.POSTE),
        ("une salle à Pau pour 6 ?", Need.REUNION),
        ("une salle à Pau pour un atelier ?", Need.EVENEMENT),
        ("une imprimante 3D à Pau ?", Need.FABRICATION),
        ("réunion à Pau à 14 h, un endroit avec wifi avant ?", None),
        ("un petit box ou un bureau au calme à Pau ?", Need.POSTE),
    ],
)
def test_need_is_what_the_lieu_must_offer(knowledge: Knowledge, says: str, need: Need | None) -> None:
    assert asked(read(knowledge, says, "direct")).need == need


@pytest.mark.parametrize(
    ("says", "facts"),
    [
        ("une salle à Pau pour une dizaine de personnes", (10, None, False, None)),
        ("à 12 sur Rennes, une salle", (12, None, False, None)),
        ("un bureau pour 3 jours à Pau", (None, None, False, None)),
        ("We'd be four, a meeting room in Lorient?", (4, None, False, None)),
        ("coworking à Pau pas lundi, mardi", (None, "mardi", False, None)),
        ("un bureau à Pau où on ne paye rien", (None, None, True, None)),
        ("un bureau à Pau avec wifi gratuit", (None, None, False, None)),
        ("a coworking in Pau that doesn't charge anything", (None, None, True, None)),
        ("coworking Pau 20km", (None, None, False, 20)),
        ("any desk within 15 km of Pau", (None, None, False, 15)),
        ("un bureau à 10 min de Pau", (None, None, False, None)),
    ],
)
def test_people_day_price_and_radius_are_read(
    knowledge: Knowledge, says: str, facts: tuple[int | None, str | None, bool, float | None]
) -> None:
    question = asked(read(knowledge, says, "direct"))
    assert (question.people, question.day, question.free, question.radius_km) == facts


BEFORE = Question(Language.FR, place="Brest", need=Need.REUNION, people=6, day="jeudi", free=True)


@pytest.mark.parametrize(
    ("says", "changes"),
    [
        ("et vers Dinan ?", {"place": "Dinan"}),
        ("en fait on sera 9", {"people": 9}),
        ("plutôt vendredi", {"day": "vendredi"}),
        ("finalement c'est un atelier", {"need": Need.EVENEMENT}),
        ("à moins de 10 km ?", {"radius_km": 10}),
        ("peu importe le jour", {"day": None}),
    ],
)
def test_follow_up_changes_what_it_names_and_keeps_the_rest(
    knowledge: Knowledge, says: str, changes: dict[str, object]
) -> None:
    reading = read(knowledge, says, thread=Thread(BEFORE, with_bot=True))
    assert reading.continues
    question = asked(reading)
    for fact in ("place", "need", "people", "day", "free", "radius_km"):
        assert getattr(question, fact) == changes.get(fact, getattr(BEFORE, fact))


@pytest.mark.parametrize("says", ["merci !", "super merci, bonne soirée", "@claire je t'appelle", "je passe te voir"])
def test_thanks_and_talk_between_people_are_left_alone(knowledge: Knowledge, says: str) -> None:
    assert read(knowledge, says, thread=Thread(BEFORE, with_bot=True)).wish is Wish.NOTHING


def test_another_persons_thread_is_left_alone_unless_the_bot_is_named(knowledge: Knowledge) -> None:
    assert read(knowledge, "un coworking à Brest ?", thread=Thread()).wish is Wish.NOTHING
    assert read(knowledge, "@lieux un coworking à Brest ?", "mention", Thread()).wish is Wish.ASK


@pytest.mark.parametrize(
    ("says", "trigger", "wish"),
    [
        ("Rennes", "direct", Wish.ASK),
        ("", "slash", Wish.ASK),
        ("@lieux", "mention", Wish.ASK),
        ("l'ETAP", "direct", Wish.ABOUT),
        ("@lieux comment on réserve l'ETAP ?", "mention", Wish.ABOUT),
        ("aide", "slash", Wish.HELP),
        ("what can you do?", "direct", Wish.HELP),
        ("merci @lieux !", "mention", Wish.COURTESY),
        ("coucou", "direct", Wish.COURTESY),
        ("@lieux tu peux relancer la CI ?", "mention", Wish.UNCLEAR),
    ],
)
def test_who_speaks_to_the_bot_is_taken_at_their_word(
    knowledge: Knowledge, says: str, trigger: str, wish: Wish
) -> None:
    assert read(knowledge, says, trigger).wish is wish


def test_place_that_the_map_does_not_know_is_told(knowledge: Knowledge) -> None:
    reading = read(knowledge, "Où travailler à Poudlard ?", "direct")
    assert reading.unknown_place
    assert asked(reading).place == "Poudlard"


def test_verdict_tells_what_weighed(knowledge: Knowledge) -> None:
    verdict = read(knowledge, "où bosser à Brest ?").verdict
    assert verdict.asks
    assert {"where_work", "question", "place"} <= {weight.signal for weight in verdict.weights}


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("Ma réunion est à Angers, je cherche un bureau à Saumur", "Saumur"),
        ("Mon rdv est à Lens, où travailler à Arras avant ?", "Arras"),
        ("J'ai un train à Angers à 18h, où bosser à Saumur avant ?", "Saumur"),
        ("I'm in Angers until noon, then I need a desk in Saumur", "Saumur"),
        ("My meeting is in Lens, where can I work in Arras?", "Arras"),
    ],
)
def test_of_two_towns_the_one_in_the_clause_that_asks_counts(knowledge: Knowledge, says: str, place: str) -> None:
    assert asked(read(knowledge, says)).place == place


def test_the_need_and_the_day_of_another_clause_do_not_count(knowledge: Knowledge) -> None:
    question = asked(read(knowledge, "workshop in Lyon on Monday, then I need a desk in Valence on Tuesday"))
    assert (question.place, question.need, question.day) == ("Valence", Need.POSTE, "tuesday")
    assert asked(read(knowledge, "Ma réunion est à Angers, je cherche un bureau")).need is Need.POSTE


@pytest.mark.parametrize(
    "says",
    [
        "L'atelier de demain à Rennes est maintenu ?",
        "Comité de pilotage à Rennes jeudi, quelqu'un y va ?",
        "Vous êtes dispo jeudi pour le comité à Nantes ?",
        "On cherche une date pour l'atelier à Nantes, mardi ou jeudi ?",
        "Quelqu'un a déjà monté un tiers-lieu ?",
        "cherche bureau d'occasion 120x60, Lyon",
        "une salle pour un mariage à Rennes ?",
    ],
)
def test_a_meeting_spoken_of_a_desk_sold_and_a_wedding_ask_nothing(knowledge: Knowledge, says: str) -> None:
    assert read(knowledge, says).wish is Wish.NOTHING


@pytest.mark.parametrize(
    "says", ["je fais 50 km par jour, un coworking à Redon ?", "my office is 40 km away, any coworking in Vannes?"]
)
def test_the_way_to_work_is_no_radius(knowledge: Knowledge, says: str) -> None:
    assert asked(read(knowledge, says)).radius_km is None
