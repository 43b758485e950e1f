"""Saying: what is said is right, safe, and in the person's language."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.data_folder import data_folder
from bot.language.figures import full_date, kilometres, number
from bot.language.markdown import link, plain, safe_url
from bot.language.opening import hours_in_words
from bot.language.phrases import read_phrases
from bot.language.say_about import say_about
from bot.language.say_answer import say_answer
from bot.models.answer import Answer, Hit, LeftOut, Reason
from bot.models.place import Place, PlaceKind
from bot.models.question import Language, Need, Question
from tests.builders import lieu

SPEECH = read_phrases(data_folder() / "phrases.yaml")
FR, EN = SPEECH[Language.FR], SPEECH[Language.EN]
SUNDAY = date(2026, 11, 22)
RENNES = Place("Rennes", PlaceKind.COMMUNE, 48.1, -1.67, "35238", ("35",))
BRITTANY = Place("Bretagne", PlaceKind.REGION, 48.2, -2.9, "53", ("22", "29", "35", "56"))


def said(question: Question, hits: int = 1, place: Place = RENNES, language: Language = Language.FR) -> str:
    found = tuple(Hit(lieu(f"lieu-{n}", 48, -1), float(n)) for n in range(1, hits + 1))
    answer = Answer(question, place, None if place.is_area else 30, found)
    return say_answer(answer, found[:3], "mattermost", SPEECH[language])


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        (Question(Language.FR), "**Rennes** et alentours : un lieu."),
        (
            Question(Language.FR, need=Need.REUNION, people=8, day="jeudi"),
            "**Rennes** et alentours · une salle de réunion · pour 8 personnes · jeudi : un lieu.",
        ),
        (
            Question(Language.FR, need=Need.EVENEMENT, free=True, radius_km=12.5, accessible=True),
            "**Rennes** et alentours · un lieu pour un atelier ou un événement · gratuit · accès PMR · à moins",
        ),
    ],
)
def test_the_headline_says_what_was_understood(question: Question, headline: str) -> None:
    assert said(question).startswith(headline)


def test_an_area_is_itself_and_measured_from_its_centre() -> None:
    text = said(Question(Language.FR), place=BRITTANY)
    assert text.startswith("**Bretagne** : un lieu.")
    assert "à 1 km du centre" in text


def test_a_position_known_to_the_commune_alone_is_not_said_as_exact() -> None:
    hits = (
        Hit(lieu("exact", 48, -1, adresse="1 rue A", precision="adresse"), 0.4),
        Hit(lieu("vague", 48, -1, adresse="2 rue B"), 0.4),
        Hit(lieu("far", 48, -1, adresse="3 rue C"), 4.2),
    )
    text = say_answer(Answer(Question(Language.FR), RENNES, 30, hits), hits, "mattermost", FR)
    assert "tout près\n1 rue A, 35000 Rennes ([carte](https://www.openstreetmap.org/?mlat=48.00000" in text
    assert "en ville\n2 rue B, 35000 Rennes ([carte](https://www.openstreetmap.org/search?query=2+rue+B" in text
    assert "à 4,2 km environ" in text


def test_step_free_access_is_promised_only_where_it_is_known() -> None:
    hits = (Hit(lieu("known", 48, -1, accessible="oui"), 1), Hit(lieu("unknown", 48, -1), 2))
    answer = Answer(Question(Language.FR, accessible=True), RENNES, 30, hits)
    text = say_answer(answer, hits, "mattermost", FR)
    assert text.index("\nAccès PMR\n") < text.index("\nAccès PMR à vérifier")


def test_where_no_way_to_book_is_known_the_first_link_stands_for_it() -> None:
    links = [{"nom": "Les salles", "url": "https://hub.example/salles"}]
    hits = (Hit(lieu("hub", 48, -1, liens=links), 1), Hit(lieu("booked", 48, -1, liens=links, courriels=["a@b.fr"]), 1))
    text = say_answer(Answer(Question(Language.FR), RENNES, 30, hits), hits, "mattermost", FR)
    assert text.count("[Les salles](https://hub.example/salles)") == 1
    about = say_about(hits[1].lieu, [], "mattermost", FR)
    assert "[Les salles](https://hub.example/salles)" in about


def test_english_says_that_the_details_are_in_french() -> None:
    assert "Details are in French" in said(Question(Language.EN), language=Language.EN)
    assert "français" not in said(Question(Language.FR))


def test_at_most_three_lieux_are_said_at_first_and_the_rest_is_offered() -> None:
    text = said(Question(Language.EN), hits=5, language=Language.EN)
    assert "5 lieux, 3 of them here" in text
    assert "And 2 more" in text
    assert "4." not in text


def test_the_numbers_go_on_where_they_stopped() -> None:
    text = said(Question(Language.FR, seen=("a", "b", "c")), hits=2)
    assert "**4. Lieu-1**" in text


def test_why_a_lieu_was_left_out_is_said() -> None:
    out = (
        LeftOut(lieu("venue", 48, -1, usages=["evenement"]), 1, Reason.NEED),
        LeftOut(lieu("small", 48, -1, usages=["poste"]), 1, Reason.PEOPLE),
        LeftOut(lieu("paying", 48, -1, usages=["poste"], frais_a_charge="Payant"), 1, Reason.FREE),
    )
    text = say_answer(Answer(Question(Language.FR), RENNES, 30, (), (), out), (), "mattermost", FR)
    assert "Venue (ateliers ou événements seulement)" in text
    assert "Small (pas assez de place)" in text
    assert "Paying (accès payant)" in text


def test_a_named_contact_and_the_channels_of_the_platform_are_said() -> None:
    contact = {"nom": "Camille", "courriel": "camille@lieu.example", "personnel": "oui"}
    hit = Hit(lieu("hub", 48, -1, contacts=[contact], canaux={"mattermost": "hub", "matrix": "salon"}), 2)
    answer = Answer(Question(Language.FR), RENNES, 30, (hit,))
    text = say_answer(answer, (hit,), "mattermost", FR)
    assert "Camille (camille@lieu.example) · demande sur ~hub" in text
    assert "salon" not in text
    assert "#salon" in say_answer(answer, (hit,), "matrix", FR)


def test_the_age_of_the_information_is_said_once_it_is_old() -> None:
    hits = tuple(Hit(lieu(f"l{y}", 48, -1, date_maj=f"{y}-12-01"), 1) for y in (2018, 2025))
    answer = Answer(Question(Language.EN), RENNES, 30, hits, today=SUNDAY)
    assert say_answer(answer, hits, "mattermost", EN).count("Information 7 years old") == 1
    assert say_answer(answer, hits, "mattermost", FR).count("Information vieille de 7 ans") == 1


@pytest.mark.parametrize(
    ("hours", "day", "french", "english"),
    [
        ("Mo-Fr 09:00-18:00", date(2026, 11, 26), "Ouvert jeudi de 9 h à 18 h", "Open on Thursday from 9 am to 6 pm"),
        (
            "Mo-Fr 09:30-12:00,14:00-24:00",
            date(2026, 11, 23),
            "Ouvert demain de 9 h 30 à 12 h et de 14 h à minuit",
            "Open tomorrow from 9:30 am to 12 pm and from 2 pm to midnight",
        ),
        ("Tu-Th", SUNDAY, "Fermé aujourd'hui, rouvre mardi", "Closed today, opens again on Tuesday"),
        ("Tu-Th", date(2026, 12, 1), "Ouvert mardi 1er décembre", "Open on Tuesday 1 December"),
        (
            "Mo-Fr 09:00-18:00; PH off",
            date(2026, 12, 25),
            "Fermé vendredi 25 décembre, jour férié, rouvre lundi 28 décembre",
            "Closed on Friday 25 December, a public holiday, opens again on Monday 28 December",
        ),
        (
            "Mo-Fr 09:00-18:00",
            date(2026, 12, 25),
            "Ouvert vendredi 25 décembre de 9 h à 18 h, mais c'est un jour férié : à vérifier",
            "Open on Friday 25 December from 9 am to 6 pm, but it is a public holiday: check first",
        ),
    ],
)
def test_a_lieu_is_open_or_closed_on_the_day(hours: str, day: date, french: str, english: str) -> None:
    hits = (Hit(lieu("hub", 48, -1, horaires=hours), 1),)
    answer = Answer(Question(Language.FR), RENNES, 30, hits, day=day, today=SUNDAY)
    assert f"\n{french}\n" in say_answer(answer, hits, "mattermost", FR)
    assert f"\n{english}\n" in say_answer(answer, hits, "mattermost", EN)


def test_unknown_hours_say_nothing() -> None:
    hits = (Hit(lieu("hub", 48, -1), 1),)
    text = say_answer(Answer(Question(Language.FR), RENNES, 30, hits, day=SUNDAY, today=SUNDAY), hits, "mattermost", FR)
    assert "Ouvert" not in text
    assert "Fermé" not in text


def test_long_texts_are_short_in_a_list_and_whole_about_one_lieu() -> None:
    price = "Un prix qui dépend de beaucoup de choses. " * 20
    hub = lieu("hub", 48, -1, tarifs=[price], acces=price, conditions=[price], presentation_resume=price[:250])
    text = say_answer(Answer(Question(Language.FR), RENNES, 30, (Hit(hub, 1),)), (Hit(hub, 1),), "mattermost", FR)
    assert len(text) < 700
    assert text.count("qui dépend de…") >= 2
    assert say_about(hub, [], "mattermost", FR).count(price.strip()) == 3


@pytest.mark.parametrize(
    ("confiance", "french", "english"),
    [
        (
            "annuaire",
            "À confirmer avant de venir",
            "Check before you go",
        ),
        (
            "label",
            "Vérifie qu'on peut y entrer",
            "Check that you can get in",
        ),
    ],
)
def test_a_lieu_that_no_member_vouches_for_is_said_to_be_checked(confiance: str, french: str, english: str) -> None:
    listed = lieu("listed", 48, -1, confiance=confiance, source="Le guide", date_maj="2019-06-01")
    hits = (Hit(listed, 2),)
    answer = Answer(Question(Language.FR), RENNES, 30, hits)
    for phrases, sentence in ((FR, french), (EN, english)):
        assert f"\n{sentence}\n" in say_answer(answer, hits, "mattermost", phrases)
        assert f"- {sentence}" in say_about(listed, [], "mattermost", phrases)
    vouched = (Hit(lieu("vouched", 48, -1), 2),)
    assert "onfirmer" not in say_answer(Answer(Question(Language.FR), RENNES, 30, vouched), vouched, "mattermost", FR)


def test_beside_labels_the_surer_lieux_farther_away_are_named() -> None:
    label, far = Hit(lieu("label", 48, -1, confiance="label"), 2), Hit(lieu("far", 47, -1), 110)
    other = Hit(lieu("other", 47, -1, confiance="label"), 90)
    text = say_answer(Answer(Question(Language.FR), RENNES, 30, (label,), (far, other)), (label,), "mattermost", FR)
    assert "Plus loin, mais plus sûr : Far (à 110 km environ).\n" in text
    alone = say_answer(Answer(Question(Language.FR), RENNES, 30, (), (far, other)), (far, other), "mattermost", FR)
    assert "plus sûr" not in alone


def test_every_source_of_a_lieu_is_said() -> None:
    other = {"source": "Une étude", "source_url": "https://etude.example", "date_maj": "2018-12-17"}
    text = say_about(lieu("hub", 48, -1, autres_sources=[other]), [], "mattermost", FR)
    assert "écrit pour les tests, 1er décembre 2025. Autre source : [Une étude](https://etude.example), 17" in text


def test_one_lieu_is_said_with_everything_known_of_it() -> None:
    hub = lieu("hub", 48, -1, usages=["reunion"], capacites={"reunion": "12"}, horaires="Mo-Fr 09:00-18:00")
    text = say_about(hub, [lieu("twin", 48, -1)], "mattermost", FR)
    assert "réunion (jusqu'à 12 personnes)" in text
    assert "Horaires : du lundi au vendredi de 9 h à 18 h" in text
    assert "infos sur Twin" in text
    assert "Réserve ou prends contact" in text
    assert "Source : écrit pour les tests, 1er décembre 2025." in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Le [Lieu](https://x.example)", r"Le \[Lieu\](https://x.example)"),
        ("*gras* `code` ![image](x)", r"\*gras\* \`code\` \!\[image\](x)"),
        ("deux\nlignes\x00", "deux lignes"),
        ("a" * 500, "a" * 399 + "…"),
        ("mot " * 200, "mot " * 99 + "mot…"),
    ],
)
def test_markdown_obeys_no_sign_of_untrusted_text(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_only_safe_links_are_links() -> None:
    assert link("Site", "https://x.example/a(b)") == "[Site](https://x.example/a%28b%29)"
    assert link("Site", "javascript:alert(1)") == "Site"


@given(st.text())
def test_a_safe_url_ends_no_link_early(url: str) -> None:
    assert not set(safe_url(url)) & set('()<>"\\`\n')


@pytest.mark.parametrize(
    ("hours", "french", "english"),
    [
        ("Tu-Th", "du mardi au jeudi", "Tuesday to Thursday"),
        (
            "Mo,We 09:00-12:00; PH off",
            "lundi, mercredi de 9 h à 12 h · jours fériés fermé",
            "Monday, Wednesday from 9 am to 12 pm · public holidays closed",
        ),
        ("Fr 18:00-26:00", "vendredi de 18 h à 2 h", "Friday from 6 pm to 2 am"),
        ("24/7", "24/7", "24/7"),
    ],
)
def test_hours_are_read_in_words(hours: str, french: str, english: str) -> None:
    assert hours_in_words(hours, FR) == french
    assert hours_in_words(hours, EN) == english


def test_figures_and_dates_have_the_form_of_their_language() -> None:
    assert kilometres(3.44, Language.FR) == "3,4"
    assert kilometres(1234.5, Language.EN) == "1,234"
    assert number(2.5, Language.FR) == "2,5"
    assert full_date(date(2025, 12, 1), Language.FR) == "1er décembre 2025"
    assert full_date(date(2025, 12, 2), Language.FR) == "2 décembre 2025"
    assert full_date(date(2025, 12, 1), Language.EN) == "1 December 2025"
