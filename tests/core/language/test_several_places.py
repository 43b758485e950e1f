"""Several people, each from a place of their own, ask where to meet."""

import pytest

from bot.language.reading import Wish
from bot.language.understand import Knowledge, understand
from bot.models.event import Author, Message, Thread, Trigger
from bot.models.question import Question


def question_of(knowledge: Knowledge, says: str, thread: Thread | None = None) -> Question:
    author = Author("alice-id", "alice")
    reading = understand(Message(says, Trigger.UNPROMPTED, author, "mattermost", "lyon", thread), knowledge)
    assert reading.wish is Wish.ASK, reading
    assert reading.question is not None
    return reading.question


@pytest.mark.parametrize(
    ("says", "between"),
    [
        ("on est à Rennes, Nantes et Angers, où se retrouver ?", ("Rennes", "Nantes", "Angers")),
        (
            "moi à Lyon, Paul à Grenoble, Sarah à Valence : un coworking à mi-chemin ?",
            ("Lyon", "Grenoble", "Valence"),
        ),
        ("where could we meet between Paris, Tours and Le Mans?", ("Paris", "Tours", "Le Mans")),
        ("une salle à mi-chemin entre Bordeaux et Toulouse pour 6", ("Bordeaux", "Toulouse")),
    ],
)
def test_a_list_of_places_asks_for_what_lies_between(knowledge: Knowledge, says: str, between: tuple[str, ...]) -> None:
    question = question_of(knowledge, says)
    assert question.between == between
    assert question.place is None


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("on vient de Dijon et Lyon, un lieu à Mâcon pour se retrouver ?", "Mâcon"),
        ("À mi-chemin entre Colmar et Strasbourg, donc Sélestat : une salle pour 10 ?", "Sélestat"),
        ("Rennes ou Nantes, où se retrouver ?", "Rennes"),
        ("un coworking entre Chambéry et Annecy, plutôt Chambéry ?", "Chambéry"),
    ],
)
def test_the_place_that_was_settled_on_counts(knowledge: Knowledge, says: str, place: str) -> None:
    question = question_of(knowledge, says)
    assert question.between == ()
    assert question.place == place


def test_a_follow_up_keeps_the_places_until_it_names_another(knowledge: Knowledge) -> None:
    before = question_of(knowledge, "on est à Rennes, Nantes et Angers, où se retrouver ?")
    free = question_of(knowledge, "et gratuit ?", Thread(before, with_bot=True))
    assert free.between == before.between
    assert free.free
    assert question_of(knowledge, "et à Laval ?", Thread(before, with_bot=True)).between == ()
