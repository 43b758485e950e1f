"""GeoJSON that a map reads as it is."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant.world import World
from bot.directory.exports.geojson import feature_collection
from bot.models.lieu import Lieu
from tests.any_lieux import any_lieux
from tests.builders import lieu, snapshot_of

FULL = lieu(
    "tilab",
    48.11801,
    -1.6762949,
    nom="Tilab",
    adresse="5 rue Martenot",
    precision="adresse",
    telephone="02 00 00 00 00",
    courriels=["tilab@region.example"],
    site_web="https://tilab.example",
    prise_rdv="https://tilab.example/reserver?salle=[a]|b",
    horaires="Mo-Fr 09:00-18:00; PH off",
    frais_a_charge="Payant",
    tarifs=["15 € HT la journée"],
    usages=["poste", "reunion"],
    capacites={"reunion": 10},
    accessible="oui",
)


def exported(*lieux: Lieu) -> Any:
    return json.loads(feature_collection(lieux, snapshot_of(*lieux)).text())


def test_a_lieu_is_a_point_longitude_first_with_its_id() -> None:
    collection = exported(FULL)
    assert collection["type"] == "FeatureCollection"
    feature = collection["features"][0]
    assert (feature["type"], feature["id"]) == ("Feature", "tilab")
    assert feature["geometry"] == {"type": "Point", "coordinates": [-1.67629, 48.11801]}


def test_the_properties_are_ready_for_a_popup() -> None:
    told = exported(FULL)["features"][0]["properties"]
    assert told["name"] == "Tilab"
    assert told["adresse"] == "5 rue Martenot, 35000 Rennes"
    assert told["usages"] == "travailler, se réunir (jusqu'à 10)"
    assert told["horaires"] == "lun.-ven. 09:00-18:00; jours fériés fermé"
    assert told["prix"] == "Payant. 15 € HT la journée."
    assert (told["territoire"], told["precision"], told["accessible"]) == ("Rennes", "adresse", True)
    assert (told["courriel"], told["telephone"]) == ("tilab@region.example", "02 00 00 00 00")
    assert told["date_maj"] == "2025-12-01"
    lines = told["description"].splitlines()
    assert "**Adresse :** 5 rue Martenot, 35000 Rennes" in lines
    assert "**Position :** à l'adresse" in lines
    links = "[[https://tilab.example|Site]], [[https://tilab.example/reserver?salle=%5Ba%5D%7Cb|Réserver]]"
    assert f"**Liens :** {links}" in lines
    assert "[[tel:0200000000|02 00 00 00 00]]" in told["description"]


def test_every_source_is_told_and_whether_to_confirm() -> None:
    others = [{"source": "Une étude", "source_url": "https://etude.example", "date_maj": "2018-12-17"}]
    listed = lieu("x", 48.0, -1.0, confiance="label", autres_sources=others)
    told = exported(listed)["features"][0]["properties"]
    assert (told["confiance"], told["autres_sources"]) == ("label", "Une étude")
    assert told["description"].startswith("À vérifier avant de venir")
    sources = "**Source :** écrit pour les tests, 01/12/2025 ; [[https://etude.example|Une étude]], 17/12/2018"
    assert told["description"].endswith(sources)


def test_what_is_not_known_is_not_said() -> None:
    told = exported(lieu("x", 48.0, -1.0))["features"][0]["properties"]
    assert None not in told.values()
    assert "horaires" not in told
    assert "Horaires" not in told["description"]


@pytest.mark.parametrize("text", ["{{{https://a.example}}}", "[[javascript:x|y]]", "**x**", "<img src=x>", "{{x}}"])
def test_a_text_cannot_draw_on_the_map(text: str) -> None:
    said = exported(lieu("x", 48.0, -1.0, presentation_resume=text, liens=[{"nom": text, "url": "https://b.example"}]))
    popup = said["features"][0]["properties"]["description"]
    told, *lines = popup.splitlines()
    assert not any(sign in told for sign in ("{{", "[[", "*", "<"))
    links = next(line for line in lines if line.startswith("**Liens"))
    assert links.count("[[") == links.count("]]") == 1


@given(st.lists(any_lieux(), max_size=4, unique_by=lambda each: each.id), st.randoms())
def test_any_lieux_give_the_same_valid_map_in_any_order(lieux: list[Lieu], chance: Any) -> None:
    first = feature_collection(lieux, snapshot_of(*lieux)).text()
    chance.shuffle(lieux)
    assert feature_collection(lieux, snapshot_of(*lieux)).text() == first
    features = json.loads(first)["features"]
    assert [each["id"] for each in features] == sorted(each.id for each in lieux)
    for feature in features:
        lon, lat = feature["geometry"]["coordinates"]
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
        assert all(isinstance(value, str | bool) for value in feature["properties"].values())


def test_every_lieu_of_the_directory_is_on_the_map_in_its_territory(world: World) -> None:
    snapshot = world.directory.snapshot
    collection = feature_collection(snapshot.lieux, snapshot)
    assert [feature.id for feature in collection.features] == sorted(snapshot.by_id)
    assert all(feature.properties.territoire for feature in collection.features)
