"""The online geocoder helps with addresses, and never more than that."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.errors import ConfigError
from bot.models.place import Place, PlaceKind
from bot.places.atlas import Gazetteer
from bot.places.geocoder import Geocoder, Geoplateforme, OpenStreetMap
from bot.places.online import OnlineAtlas
from bot.places.pace import Pace

ADDRESS = "20 avenue de Ségur, 75007 Paris"
SEGUR = Place("20 Avenue de Ségur 75007 Paris", PlaceKind.ADDRESS, 48.8506, 2.3085, "", ("75",))


class Stub:
    """A geocoding service on this machine: answers with ``status`` and ``body`` once ``ready`` is set."""

    def __init__(self, body: object, status: int = 200) -> None:
        self.queries: list[dict[str, list[str]]] = []
        self.paths: list[str] = []
        self.agents: list[str] = []
        self.ready = threading.Event()
        self.ready.set()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                url = urlsplit(self.path)
                stub.paths.append(url.path)
                stub.queries.append(parse_qs(url.query))
                stub.agents.append(self.headers["User-Agent"])
                stub.ready.wait(10)
                self.send_response(status)
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.domain = f"127.0.0.1:{self.server.server_port}"


@contextmanager
def serving(body: object, status: int = 200) -> Iterator[Stub]:
    stub = Stub(body, status)
    thread = threading.Thread(target=stub.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stub
    finally:
        stub.ready.set()
        stub.server.shutdown()
        thread.join()
        stub.server.server_close()


def ban(score: float) -> object:
    found = {"label": SEGUR.name, "score": score, "postcode": "75007", "citycode": "75107"}
    point = {"type": "Point", "coordinates": [SEGUR.lon, SEGUR.lat]}
    return {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": point, "properties": found}]}


@contextmanager
def asking(stub: Stub, timeout_s: float = 5.0) -> Iterator[Geocoder]:
    geocoder = Geocoder(Geoplateforme(f"{stub.domain}/geocodage", scheme="http"), timeout_s)
    try:
        yield geocoder
    finally:
        geocoder.close()


def test_an_address_is_found_where_it_stands() -> None:
    with serving(ban(0.97)) as stub, asking(stub) as geocoder:
        assert geocoder.search(ADDRESS) == SEGUR
    assert stub.paths == ["/geocodage/search"]
    assert stub.queries == [{"q": [ADDRESS], "limit": ["1"]}]


def test_a_poor_match_is_refused() -> None:
    with serving(ban(0.49)) as stub, asking(stub) as geocoder:
        assert geocoder.search(ADDRESS) is None


def test_an_answer_is_asked_for_once() -> None:
    with serving(ban(0.97)) as stub, asking(stub) as geocoder:
        assert geocoder.search(ADDRESS) == geocoder.search(f"  {ADDRESS} ")
    assert len(stub.queries) == 1


@pytest.mark.parametrize("status", [404, 429, 500, 503])
def test_a_refusal_leaves_the_offline_answer_after_one_attempt(gazetteer: Gazetteer, status: int) -> None:
    with serving({}, status) as stub, asking(stub) as geocoder:
        located = OnlineAtlas(gazetteer, geocoder).locate(ADDRESS)
    assert located == gazetteer.locate(ADDRESS)
    assert len(stub.queries) == 1


@pytest.mark.parametrize("body", [[], {}, {"features": [{}]}, "?", {"features": []}, None])
def test_an_answer_that_makes_no_sense_leaves_the_offline_one(gazetteer: Gazetteer, body: object) -> None:
    with serving(body) as stub, asking(stub) as geocoder:
        assert OnlineAtlas(gazetteer, geocoder).locate(ADDRESS) == gazetteer.locate(ADDRESS)


def test_a_slow_answer_leaves_the_offline_one_in_time(gazetteer: Gazetteer) -> None:
    with serving(ban(0.97)) as stub, asking(stub, timeout_s=0.05) as geocoder:
        stub.ready.clear()
        assert OnlineAtlas(gazetteer, geocoder).locate(ADDRESS) == gazetteer.locate(ADDRESS)


def test_a_failure_is_not_remembered() -> None:
    with serving(ban(0.97)) as stub, asking(stub, timeout_s=0.05) as late:
        stub.ready.clear()
        assert late.search(ADDRESS) is None
    with serving(ban(0.97)) as stub, asking(stub) as geocoder:
        assert geocoder.search(ADDRESS) == SEGUR


def test_an_unreachable_service_leaves_the_offline_answer(gazetteer: Gazetteer) -> None:
    with serving({}) as stub:
        pass
    with asking(stub) as geocoder:
        assert OnlineAtlas(gazetteer, geocoder).locate(ADDRESS) == gazetteer.locate(ADDRESS)


@pytest.mark.parametrize("name", ["Rennes", "75015", "dans le 56", "montpelier", "La Défense", "Berlin", "x" * 300, ""])
def test_what_the_gazetteer_knows_never_reaches_the_network(gazetteer: Gazetteer, name: str) -> None:
    with serving(ban(0.97)) as stub, asking(stub) as geocoder:
        online = OnlineAtlas(gazetteer, geocoder)
        assert online.locate(name) == gazetteer.locate(name)
        assert online.resembles(name) == gazetteer.resembles(name)
    assert stub.queries == []


def test_an_address_is_better_known_online_than_its_town(gazetteer: Gazetteer) -> None:
    with serving(ban(0.97)) as stub, asking(stub) as geocoder:
        assert OnlineAtlas(gazetteer, geocoder).locate(ADDRESS).place == SEGUR


def test_nominatim_is_told_who_asks_and_looks_in_france() -> None:
    found = [
        {"lat": str(SEGUR.lat), "lon": str(SEGUR.lon), "display_name": SEGUR.name, "address": {"postcode": "75007"}}
    ]
    with serving(found) as stub:
        service = OpenStreetMap("lieux/1 (admin@example.org)", stub.domain, scheme="http")
        assert service.ask(ADDRESS) == SEGUR
    assert stub.agents == ["lieux/1 (admin@example.org)"]
    assert stub.queries[0]["countrycodes"] == ["fr"]


def test_nominatim_is_not_asked_anonymously() -> None:
    with pytest.raises(ConfigError, match="user agent"):
        OpenStreetMap("  ")


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.now_s += seconds


def test_the_pace_lets_one_start_through_a_second() -> None:
    clock = Clock()
    pace = Pace(1.0, clock, clock.sleep)
    starts = []
    for _ in range(4):
        assert pace.wait(3.0)
        starts.append(clock.now_s)
    assert starts == [100.0, 101.0, 102.0, 103.0]


def test_the_pace_gives_up_rather_than_wait_too_long_and_takes_no_turn() -> None:
    waits: list[float] = []
    pace = Pace(1.0, lambda: 100.0, waits.append)
    assert [pace.wait(1.5) for _ in range(4)] == [True, True, False, False]
    assert waits == [1.0]


def test_nominatim_asked_too_often_leaves_the_offline_answer() -> None:
    with serving([]) as stub:
        service = OpenStreetMap("lieux/1", stub.domain, 0.5, "http", Pace(1.0, lambda: 100.0, lambda _: None))
        geocoder = Geocoder(service)
        assert [geocoder.search("12 rue A"), geocoder.search("12 rue B")] == [None, None]
        geocoder.close()
    assert len(stub.queries) == 1


@pytest.mark.parametrize(
    "name", ["Sheffield", "12 rue de la Paix, Londres", "réunion d'équipe", "12 personnes demain matin", "Xyzzyville",
             "une place à Rennes"],
)  # fmt: skip
def test_only_streets_of_france_are_asked_for(gazetteer: Gazetteer, name: str) -> None:
    with serving(ban(0.97)) as stub, asking(stub) as geocoder:
        assert OnlineAtlas(gazetteer, geocoder).locate(name) == gazetteer.locate(name)
    assert stub.queries == []


def test_a_street_without_its_town_is_looked_for_where_the_channel_is(gazetteer: Gazetteer) -> None:
    paris = gazetteer.locate("Paris").place
    with serving(ban(0.97)) as stub, asking(stub) as geocoder:
        assert OnlineAtlas(gazetteer, geocoder).locate("20 avenue de Ségur", paris).place == SEGUR
    assert stub.queries[0]["q"] == ["20 avenue de Ségur, Paris"]


def test_an_answer_about_another_street_is_refused(gazetteer: Gazetteer) -> None:
    with serving(ban(0.97)) as stub, asking(stub) as geocoder:
        located = OnlineAtlas(gazetteer, geocoder).locate("3 avenue Zorglub, 75007 Paris")
    assert located == gazetteer.locate("3 avenue Zorglub, 75007 Paris")


def test_a_geocoder_still_busy_refuses_at_once_and_recovers() -> None:
    with serving(ban(0.97)) as stub, asking(stub, timeout_s=0.05) as geocoder:
        stub.ready.clear()
        assert [geocoder.search(f"{number} rue A") for number in range(4)] == [None] * 4
        assert not any(thread.name == "geocoder" and not thread.daemon for thread in threading.enumerate())
        asked = len(stub.queries)
    assert asked <= 2
