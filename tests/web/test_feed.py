"""The feed that maps of other sites read."""

import pytest
import requests

from bot.assistant.world import World

TIMEOUT_S = 15


def get(url: str, **headers: str) -> requests.Response:
    return requests.get(
        url, headers={name.replace("_", "-"): value for name, value in headers.items()}, timeout=TIMEOUT_S
    )


def ids(answer: requests.Response) -> set[str]:
    assert answer.status_code == 200
    return {feature["id"] for feature in answer.json()["features"]}


def test_every_lieu_is_in_the_feed_ready_for_a_popup(web: str, world: World) -> None:
    answer = get(f"{web}/lieux.geojson")
    assert answer.headers["Content-Type"].startswith("application/geo+json")
    assert answer.json()["type"] == "FeatureCollection"
    assert ids(answer) == set(world.directory.snapshot.by_id)
    assert all(
        feature["properties"]["name"] and feature["properties"]["description"] for feature in answer.json()["features"]
    )


def test_a_map_of_any_site_may_read_the_feed(web: str) -> None:
    for address in ("/lieux.geojson", "/lieux.geojson?near=Zzyzx"):
        assert get(web + address, Origin="https://umap.example").headers["Access-Control-Allow-Origin"] == "*"
    preflight = requests.options(f"{web}/lieux.geojson", headers={"Origin": "https://umap.example"}, timeout=TIMEOUT_S)
    assert preflight.status_code == 204
    assert "GET" in preflight.headers["Access-Control-Allow-Methods"]


def test_what_has_not_changed_is_not_sent_again(web: str) -> None:
    first = get(f"{web}/lieux.geojson")
    assert "max-age" in first.headers["Cache-Control"]
    for tag in (first.headers["ETag"], f'"autre", W/{first.headers["ETag"]}', "*"):
        again = get(f"{web}/lieux.geojson", If_None_Match=tag)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert get(f"{web}/lieux.geojson", If_None_Match='"autre"').status_code == 200


def test_head_tells_as_much_without_the_body(web: str) -> None:
    whole, head = get(f"{web}/lieux.geojson"), requests.head(f"{web}/lieux.geojson", timeout=TIMEOUT_S)
    assert head.content == b""
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(whole.content))


@pytest.mark.parametrize(
    ("query", "inside", "outside"),
    [
        ("near=Rennes", "tilab", "la-cordee-annecy"),
        ("near=48.11,-1.68&radius_km=10", "tilab", "la-cordee-annecy"),
        ("near=Bretagne", "tilab", "la-cordee-annecy"),
        ("near=35000&radius_km=2,5", "tilab", "la-cordee-annecy"),
        ("territoire=rennes", "tilab", "la-cordee-annecy"),
        ("near=&need=&territoire=&radius_km=", "tilab", "nobody"),
        ("near=Rennes&utm_source=x", "tilab", "la-cordee-annecy"),
    ],
)
def test_the_filters_let_in_what_is_asked(web: str, query: str, inside: str, outside: str) -> None:
    found = ids(get(f"{web}/lieux.geojson?{query}"))
    assert inside in found
    assert outside not in found


def test_the_need_lets_in_what_serves_it(web: str, world: World) -> None:
    found = ids(get(f"{web}/lieux.geojson?need=fabrication"))
    assert found == {lieu.id for lieu in world.directory.snapshot.lieux if "fabrication" in lieu.usages} != set()


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("near=Zzyzxville", "near"),
        ("near=Londres", "near"),
        ("near=95,200", "near"),
        ("near=" + "a" * 101, "near"),
        ("near=Rennes&near=Brest", "near"),
        ("near=Rennes&radius_km=beaucoup", "radius_km"),
        ("near=Rennes&radius_km=-1", "radius_km"),
        ("near=Rennes&radius_km=nan", "radius_km"),
        ("near=Rennes&radius_km=inf", "radius_km"),
        ("near=Rennes&radius_km=501", "radius_km"),
        ("radius_km=10", "radius_km"),
        ("need=piscine", "need"),
        ("territoire=../../etc/passwd", "territoire"),
        ("territoire=%00", "territoire"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_name_and_a_cure(web: str, query: str, parameter: str) -> None:
    answer = get(f"{web}/lieux.geojson?{query}", Accept_Language="en")
    assert answer.status_code == 400
    assert answer.json()["parameter"] == parameter
    assert answer.json()["error"].startswith(("Give", "This is not", "A "))


def test_nothing_personal_leaves(web: str, world: World) -> None:
    personal = [
        c.courriel for lieu in world.directory.snapshot.lieux for c in lieu.contacts if c.personnel and c.courriel
    ]
    feed, pages = get(f"{web}/lieux.geojson").text, get(f"{web}/").text
    for address in personal:
        assert address not in feed + pages
