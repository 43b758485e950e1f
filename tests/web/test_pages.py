"""The pages: whole, safe, in both languages, and nobody's address on them."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
import requests
import yaml

from bot.assistant.world import World
from bot.directory.store import Directory
from bot.wiring import build_site
from tests.web.conftest import served
from tests.web.html import Page

TIMEOUT_S = 15
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def get(url: str, **headers: str) -> requests.Response:
    return requests.get(
        url, headers={name.replace("_", "-"): value for name, value in headers.items()}, timeout=TIMEOUT_S
    )


@pytest.fixture(scope="module")
def hostile(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose lieu is written by an attacker, and holds a person's contact."""
    bad = {
        "id": "mechant",
        "nom": HOSTILE,
        "presentation_resume": f"</script><!--{HOSTILE}",
        "adresse": HOSTILE,
        "code_postal": "35000",
        "commune": HOSTILE,
        "latitude": 48.1,
        "longitude": -1.6,
        "tarifs": [HOSTILE],
        "conditions": ["{{ 7 * 7 }}", "{% raise %}"],
        "liens": [{"nom": HOSTILE, "url": "https://example.org/?q=\"onclick='x'"}],
        "contacts": [{"nom": "Camille Exemple", "courriel": "camille@example.org", "personnel": "oui"}],
    }
    territory = {"id": "rennes", "nom": HOSTILE, "place": "Rennes", "source": HOSTILE, "date_maj": "2025-12-01"}
    folder = tmp_path_factory.mktemp("lieux")
    text = yaml.safe_dump({**territory, "lieux": [bad]}, allow_unicode=True)
    (folder / "rennes.yaml").write_text(text, encoding="utf-8")
    with served(replace(build_site(world), directory=Directory([folder]))) as url:
        yield url


@pytest.mark.parametrize("path", ["/", "/lieux/mechant"])
def test_what_members_write_is_shown_and_never_run(hostile: str, path: str) -> None:
    html = get(hostile + path).text
    page = Page.of(html)
    assert HOSTILE in page.text
    assert "<script>" not in html
    assert [script["type"] for script in page.all("script")] in ([], ["application/ld+json"])
    assert page.all("img") == []
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)


def test_braces_of_members_are_no_template(hostile: str) -> None:
    page = Page.of(get(f"{hostile}/lieux/mechant").text)
    assert "{{ 7 * 7 }}" in page.text
    assert "49" not in page.text


def test_a_person_s_contact_is_on_no_page(hostile: str) -> None:
    for path in ("/", "/lieux/mechant", "/lieux.geojson"):
        text = get(hostile + path).text
        assert "camille" not in text.casefold()


def test_machines_read_the_lieu_as_it_is_written(hostile: str, web: str) -> None:
    (script,) = Page.of(get(f"{hostile}/lieux/mechant").text).scripts
    assert json.loads(script)["name"] == HOSTILE
    (script,) = Page.of(get(f"{web}/lieux/la-cordee-rennes").text).scripts
    said = json.loads(script)
    assert (said["@context"], said["@type"]) == ("https://schema.org", "LocalBusiness")
    assert said["additionalType"].startswith("https://")
    assert said["address"]["addressLocality"] == "Rennes"
    assert said["geo"]["latitude"] == pytest.approx(48.11233)


def test_every_lieu_has_its_page_and_stands_in_the_list(web: str, world: World) -> None:
    listed = {link["href"] for link in Page.of(get(f"{web}/").text).all("a")}
    for id_ in world.directory.snapshot.by_id:
        assert f"/lieux/{id_}" in listed
    for id_ in list(world.directory.snapshot.by_id)[::10]:
        assert get(f"{web}/lieux/{id_}").status_code == 200


@pytest.mark.parametrize("path", ["/", "/lieux/tilab", "/lieux/nulle-part", "/lieux.css"])
def test_nothing_may_run_or_come_from_elsewhere(web: str, path: str) -> None:
    answer = get(web + path)
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers
    assert "server" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/", "/?territoire=rennes", "/?near=Crest&need=reunion", "/lieux/tilab", "/lieux/nope"]
)
def test_a_page_loads_nothing_but_its_style(web: str, path: str) -> None:
    page = Page.of(get(web + path).text)
    loaded = [each["href"] for each in page.all("link") if each["rel"] == "stylesheet"]
    assert loaded == ["/lieux.css"]
    assert not [each for each in page.elements if each[0] in ("img", "iframe", "object", "video", "audio")]


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("", "fr-FR,fr;q=0.9,en;q=0.5", "fr"),
        ("", "en-GB", "en"),
        ("", "de, en;q=0.7, fr;q=0.3", "en"),
        ("", "en;q=0, fr;q=0.1", "fr"),
        ("", "de", "fr"),
        ("", ";;q=x,,", "fr"),
        ("?lang=en", "fr", "en"),
        ("?lang=tlh", "en", "en"),
    ],
)
def test_the_language_is_the_address_s_else_the_browser_s(web: str, query: str, accepted: str, language: str) -> None:
    page = Page.of(get(f"{web}/{query}", Accept_Language=accepted).text)
    assert page.all("html") == [{"lang": language}]
    assert {each["hreflang"] for each in page.all("link") if each["rel"] == "alternate" and "hreflang" in each} == {
        "fr",
        "en",
    }


def test_a_wrong_filter_is_said_on_the_page_and_nothing_is_lost(web: str) -> None:
    answer = get(f"{web}/?near=Zzyzxville", Accept_Language="fr")
    page = Page.of(answer.text)
    assert answer.status_code == 400
    assert "n'est pas sur la carte de France" in page.text
    assert next(field for field in page.all("input") if field["name"] == "near")["value"] == "Zzyzxville"


def test_what_is_wrong_is_said_of_its_own_field(web: str) -> None:
    answer = get(f"{web}/?need=sieste&lang=en")
    page = Page.of(answer.text)
    assert answer.status_code == 400
    assert [field.get("aria-describedby") for field in page.all("select")] == ["wrong", None]
    assert all("aria-invalid" not in field for field in page.all("input"))


def test_what_members_wrote_is_marked_as_french_on_an_english_page(web: str) -> None:
    page = get(f"{web}/lieux/la-cordee-rennes?lang=en").text
    assert '<dd lang="fr">Les salles de réunion se paient' in page
    assert '<dd lang="fr"><a href="https://www.la-cordee.net/nos-tarifs' in page
    assert "<dd>Not free</dd>" in page


def test_an_address_that_leads_nowhere_says_where_to_go(web: str) -> None:
    for path in ("/lieux/nulle-part", "/nulle/part", "/lieux/%3Cscript%3E", "/lieux/..%2f..%2fetc"):
        answer = get(web + path)
        assert answer.status_code == 404
        assert "/" in [link["href"] for link in Page.of(answer.text).all("a")]


def test_a_page_that_has_not_changed_is_not_sent_again(web: str) -> None:
    for path in ("/", "/lieux/tilab", "/lieux.css"):
        tag = get(web + path).headers["ETag"]
        assert get(web + path, If_None_Match=tag).status_code == 304
        assert requests.head(web + path, timeout=TIMEOUT_S).content == b""


def test_only_reading_is_possible(web: str) -> None:
    for path in ("/", "/lieux/tilab", "/lieux.geojson"):
        assert requests.post(web + path, data="x", timeout=TIMEOUT_S).status_code == 405


def test_the_numbers_on_the_map_are_those_of_the_list(web: str) -> None:
    html = get(f"{web}/?territoire=rennes").text
    pins = re.findall(r'r="22"/><text [^>]*>(\d+)</text>', html)
    listed = re.findall(r'class="number">(\d+)<', html)
    assert sorted(pins) == sorted(listed) == ["1", "2"]


def test_the_list_is_light_enough_for_a_phone(web: str) -> None:
    assert len(get(f"{web}/").content) < 150_000


@pytest.mark.parametrize("path", ["/", "/lieux/tilab"])
def test_every_field_has_its_label_and_every_map_its_words(web: str, path: str) -> None:
    page = Page.of(get(web + path).text)
    labels = {label["for"] for label in page.all("label")}
    fields = [f for tag in ("input", "select") for f in page.all(tag) if f.get("type") != "hidden"]
    assert {field["id"] for field in fields} == labels
    assert all(svg["role"] == "img" and svg["aria-label"] for svg in page.all("svg"))
    assert len(page.all("h1")) == len(page.all("main")) == 1
