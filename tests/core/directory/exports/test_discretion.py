"""No person's name or address leaves in an export."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant.world import World
from bot.directory.exports.discretion import HIDDEN, Discretion
from bot.directory.exports.geojson import feature_collection
from bot.directory.exports.mednum import mednum
from bot.directory.exports.table import table
from bot.models.lieu import Contact, Lieu, Link, OtherSource
from bot.models.place import Atlas
from bot.text import fold
from tests.any_lieux import PATHS, PERSON, TRACES, WRITTEN, any_lieux
from tests.builders import lieu, snapshot_of

Exporter = Callable[..., str]


@pytest.fixture(scope="session", params=["geojson", "csv", "mednum"])
def exported(request: pytest.FixtureRequest, world: World) -> Exporter:
    atlas: Atlas = world.atlas
    exporters: dict[str, Exporter] = {
        "geojson": lambda each, *others: feature_collection([each], snapshot_of(each, *others)).text(),
        "csv": lambda each, *others: table([each], snapshot_of(each, *others)),
        "mednum": lambda each, *others: mednum([each], snapshot_of(each, *others), atlas).text,
    }
    return exporters[request.param]


def squeezed(text: str) -> str:
    return re.sub(r"[\s.()\-_/]", "", fold(text))


def traces_in(text: str) -> list[str]:
    return [trace for trace in TRACES if squeezed(trace) in squeezed(text)]


def published(each: Lieu) -> Lieu:
    return Discretion([each]).published(each)


SENTENCES = st.sampled_from(WRITTEN).map("Demande à {} avant de venir.".format)
LINKS = st.sampled_from(PATHS).map("https://lieu.example/{}".format)


@given(any_lieux(PERSON), st.data())
def test_a_personal_contact_leaves_no_trace_wherever_it_is_repeated(
    exported: Exporter, anyone: Lieu, data: st.DataObject
) -> None:
    said = data.draw(SENTENCES)
    there = data.draw(LINKS)
    places: dict[str, object] = {
        "adresse": "1 rue des Tests, chez Mirabelle Quetsche",
        "complement_adresse": said,
        "telephone": PERSON.telephone,
        "courriels": (PERSON.courriel, "lieu@a.example"),
        "contacts": (PERSON, Contact(nom=PERSON.nom, courriel=PERSON.courriel)),
        "site_web": there,
        "liens": (Link(nom=said, url="https://a.example"), Link(nom="Plan", url=there)),
        "horaires": f'Mo-Fr 09:00-18:00 "{said}"',
        "prise_rdv": there,
        "tarifs": (said,),
        "presentation_resume": said,
        "acces": said,
        "conditions": ("Réserve.", said, WRITTEN[0]),
        "alias": ("Chez Mirabelle Quetsche",),
        "canaux": {"mattermost": ("mirabelle-quetsche",)},
        "source": said,
        "source_url": there,
        "autres_sources": (OtherSource(source=said, source_url=there, date_maj=date(2020, 1, 1)),),
    }
    repeated = data.draw(st.sets(st.sampled_from(sorted(places)), min_size=1))
    betraying = anyone.model_copy(update={"adresse": "1 rue des Tests"} | {key: places[key] for key in repeated})
    assert traces_in(exported(betraying)) == []


def test_a_name_is_hidden_in_each_text_and_the_rest_of_it_stays() -> None:
    told = "Vois avec Mirabelle Quetsche."
    texts = ("adresse", "complement_adresse", "presentation_resume", "acces", "source", "tarifs", "conditions")
    betraying = lieu(
        "x", 48, -1, contacts=[PERSON], **{k: [told] if k in ("tarifs", "conditions") else told for k in texts}
    )
    shown = published(betraying)
    assert {key: getattr(shown, key) for key in texts} == {
        key: (f"Vois avec {HIDDEN}.",) if key in ("tarifs", "conditions") else f"Vois avec {HIDDEN}." for key in texts
    }


def test_the_real_directory_exports_none_of_its_personal_contacts(world: World, exported: Exporter) -> None:
    named = [each for each in world.directory.snapshot.lieux if any(contact.personnel for contact in each.contacts)]
    assert len(named) >= 2
    for each in named:
        text = squeezed(exported(each))
        for contact in each.contacts:
            for detail in (contact.nom, contact.courriel, contact.telephone):
                assert contact.personnel is False or detail is None or squeezed(detail) not in text


def test_what_belongs_to_the_lieu_is_exported_as_it_is(exported: Exporter) -> None:
    kept = lieu(
        "x",
        48.1,
        -1.6,
        adresse="3 rue Mirabeau",
        courriels=["lieu@verger-du-lieu.example"],
        contacts=[PERSON, {"nom": "Accueil", "courriel": "accueil@lieu.example"}],
        conditions=["Écris à lieu@verger-du-lieu.example la veille."],
    )
    text = exported(kept)
    assert "lieu@verger-du-lieu.example" in text
    assert "accueil@lieu.example" in text
    assert "la veille" in text
    assert "3 rue Mirabeau" in text


@pytest.mark.parametrize("written", [each for each in WRITTEN if each not in ("Mirabelle", "Mme Quetsche")])
def test_a_person_of_another_lieu_is_hidden_too(exported: Exporter, written: str) -> None:
    other = lieu("autre", 48, -1, contacts=[PERSON])
    repeating = lieu("x", 48, -1, adresse="1 rue X", conditions=[f"Vois avec {written} la veille."])
    text = exported(repeating, other)
    assert traces_in(text) == []
    assert "la veille" in text


def test_a_street_that_bears_a_name_keeps_it_where_nobody_of_that_name_is(exported: Exporter) -> None:
    other = lieu("autre", 48, -1, contacts=[{"nom": "Jean Moulin", "courriel": "jm@a.example", "personnel": "oui"}])
    assert "3 rue Jean Moulin" in exported(lieu("x", 48, -1, adresse="3 rue Jean Moulin"), other)


@given(any_lieux())
def test_a_lieu_without_a_personal_contact_keeps_every_word(anyone: Lieu) -> None:
    assert published(anyone).model_copy(update={"contacts": ()}) == anyone.model_copy(update={"contacts": ()})


@pytest.mark.parametrize("name", ["mirabelle.quetsche", "mquetsche", "quetsche-mirabelle", "Quetsche_M"])
def test_a_named_person_is_one_even_without_the_mark(name: str) -> None:
    forgotten = lieu("x", 48, -1, contacts=[{"nom": "Mirabelle Quetsche", "courriel": f"{name}@verger.example"}])
    assert published(forgotten).contacts == ()


def test_a_lieu_whose_contact_bears_its_own_name_keeps_it() -> None:
    own = lieu(
        "base", 48, -1, nom="La Base", contacts=[{"nom": "La Base", "courriel": "a@b.example", "personnel": "oui"}]
    )
    assert published(own).nom == "La Base"
