"""``lieux geocode`` completes positions, writes nothing doubtful, and loses nothing."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from geopy.exc import GeocoderRateLimited

from bot.cli import commands, positions
from bot.cli.positions import Patient, refusal
from bot.config import Config
from bot.errors import StartError
from bot.models.lieu import Lieu, Precision
from bot.models.place import Atlas
from bot.places.geocoder import Geoplateforme, OpenStreetMap, Position
from bot.places.pace import Pace
from bot.wiring import build_service
from tests.builders import lieu
from tests.fakes.geocoder import Answer, FakeGeocoder, found, geocoder_serving

GEOCODE = import_module("bot.cli.geocode")  # in its package, the command bears the module's name

FILE = """# Les lieux des tests.
id: rennes
nom: Rennes
place: Rennes
source: écrit pour les tests
date_maj: 2025-12-01

lieux:
  - id: tilab   # le labo
    nom: 'Tilab'
    adresse: 5 rue Martenot
    code_postal: "35000"
    commune: Rennes
    latitude: 48.1118
    longitude: -1.6819   # le centre
    courriels: [tilab@region.example]

  - id: jouaust
    nom: Jouaust
    adresse: carrefour Jouaust
    code_postal: "35000"
    commune: Rennes
    latitude: 48.1118
    longitude: -1.6819
    precision: commune

  - id: connu
    nom: Connu
    adresse: 1 rue Connue
    code_postal: "35000"
    commune: Rennes
    latitude: 48.11
    longitude: -1.67
    precision: adresse

  - {id: sans-adresse, nom: X, code_postal: "35000", commune: Rennes, latitude: 48.1118, longitude: -1.6819}
"""
CHANGED = FILE.replace(
    "    latitude: 48.1118\n    longitude: -1.6819   # le centre\n",
    "    latitude: 48.11799\n    longitude: -1.676295   # le centre\n    precision: adresse\n",
)
BOTH = CHANGED.replace(
    "    latitude: 48.1118\n    longitude: -1.6819\n    precision: commune\n",
    "    latitude: 48.1123\n    longitude: -1.6863\n    precision: rue\n",
)
MARTENOT = found(48.11799, -1.6762949)
JOUAUST = found(48.1123, -1.6863, type="street", label="Carrefour Jouaust 35000 Rennes", score=0.8)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lieux" / "rennes.yaml"
    path.parent.mkdir()
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No wait between two questions, and no configuration but the test's."""
    monkeypatch.setattr(GEOCODE, "INTERVAL_S", 0.0)
    monkeypatch.chdir(tmp_path)


def run(file: Path, fake: FakeGeocoder, monkeypatch: pytest.MonkeyPatch, *options: str) -> Result:
    service = Geoplateforme(fake.domain, scheme="http")
    monkeypatch.setattr(GEOCODE, "build_service", lambda _: service)
    return CliRunner().invoke(commands, ["geocode", str(file.parent), *options])


def test_what_is_missing_is_asked_and_written_and_nothing_else(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with geocoder_serving({"Martenot": [MARTENOT], "Jouaust": [JOUAUST]}) as fake:
        result = run(file, fake, monkeypatch)
        assert file.read_text(encoding="utf-8") == BOTH
        assert fake.asked == ["5 rue Martenot, 35000 Rennes", "carrefour Jouaust, 35000 Rennes"]
        assert "tilab : trouvée, adresse (« 5 Rue Martenot 35000 Rennes »)" in result.stdout
        assert "Positions encore à compléter : 0." in result.stdout
        assert (result.exit_code, result.stderr) == (0, "")
        assert "\x1b" not in result.output  # the bar is for terminals
        again = run(file, fake, monkeypatch)
        assert (again.exit_code, len(fake.asked)) == (0, 2)
    assert [path.name for path in file.parent.iterdir()] == ["rennes.yaml"]


def test_a_dry_run_writes_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with geocoder_serving({"": [MARTENOT]}) as fake:
        result = run(file, fake, monkeypatch, "--dry-run")
    assert file.read_text(encoding="utf-8") == FILE
    assert "Rien n'a été écrit" in result.stdout
    assert "trouvée : 2" in result.stdout


def test_a_limit_is_kept_and_the_next_run_goes_on(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with geocoder_serving({"Martenot": [MARTENOT], "Jouaust": [JOUAUST]}) as fake:
        run(file, fake, monkeypatch, "--limit", "1")
        assert file.read_text(encoding="utf-8") == CHANGED
        run(file, fake, monkeypatch, "--limit", "1")
    assert file.read_text(encoding="utf-8") == BOTH


def test_ctrl_c_keeps_what_was_found(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Patient, address: str) -> Position | None:
        if "Jouaust" in address:
            raise KeyboardInterrupt
        return asked(self, address)

    asked = Patient.position
    monkeypatch.setattr(Patient, "position", interrupted)
    with geocoder_serving({"": [MARTENOT]}) as fake:
        result = run(file, fake, monkeypatch)
    assert result.exit_code == 130
    assert "Positions encore à compléter : 1." in result.stdout
    assert file.read_text(encoding="utf-8") == CHANGED


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (found(48.1, -1.6, score=0.69), "ressemblance"),
        (found(48.1, -1.6, type="municipality"), "seulement la commune"),
        (found(48.1, -1.6, type="?"), "seulement la commune"),
        (found(47.2, -1.5, city="Nantes", citycode="44109"), "autre commune, Nantes"),
        (found(48.1, -1.6, postcode="35200"), "autre code postal, 35200"),
        (found(50.8, 4.3), "km de Rennes"),
        (Answer({"features": []}), "ne connaît pas"),
        (Answer({}, 400), "ne comprend pas"),
    ],
)
def test_a_doubtful_answer_is_told_and_not_written(
    file: Path, monkeypatch: pytest.MonkeyPatch, answer: Answer, reason: str
) -> None:
    with geocoder_serving({"": [answer]}) as fake:
        result = run(file, fake, monkeypatch)
    assert file.read_text(encoding="utf-8") == FILE
    assert reason in result.stdout
    assert "refusée : 2" in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize("answer", [Answer("{oups"), Answer({}, 500), Answer({}, 503), Answer({"features": [{}]})])
def test_a_service_in_trouble_changes_nothing(file: Path, monkeypatch: pytest.MonkeyPatch, answer: Answer) -> None:
    with geocoder_serving({"": [answer]}) as fake:
        result = run(file, fake, monkeypatch)
    assert file.read_text(encoding="utf-8") == FILE
    assert "sans réponse : 2" in result.stdout


def test_a_service_that_keeps_failing_is_not_asked_for_ever(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = FILE.replace("tilab", "un") + "".join(
        f"  - {{id: l{n}, nom: X, adresse: rue X, code_postal: 35000, commune: Rennes, latitude: 48, longitude: -2}}\n"
        for n in range(9)
    )
    file.write_text(more, encoding="utf-8")
    with geocoder_serving({"": [Answer({}, 503)]}) as fake:
        result = run(file, fake, monkeypatch)
    assert (result.exit_code, len(fake.asked)) == (1, 3)
    assert "plus tard" in result.stderr


def test_a_service_that_is_asked_too_much_is_left_the_time_it_wants() -> None:
    waited: list[float] = []
    answers = [Answer({}, 429, retry_after_s=7), Answer({}, 429), MARTENOT]
    with geocoder_serving({"": answers}) as fake:
        service = Geoplateforme(fake.domain, scheme="http")
        found = Patient(service, Pace(0.0), waited.append).position("5 rue Martenot")
    assert found is not None
    assert waited == [7, 5.0]


def test_a_service_that_stays_overwhelmed_is_given_up() -> None:
    waited: list[float] = []
    with geocoder_serving({"": [Answer({}, 429, retry_after_s=3600)]}) as fake:
        patient = Patient(Geoplateforme(fake.domain, scheme="http"), Pace(0.0), waited.append)
        with pytest.raises(GeocoderRateLimited):
            patient.position("5 rue Martenot")
    assert waited == [60.0, 60.0]


def test_questions_keep_their_pace() -> None:
    slept: list[float] = []
    clock: Iterator[float] = iter([0.0, 0.02, 0.02])
    pace = Pace(positions.INTERVAL_S, clock=lambda: next(clock), sleep=slept.append)
    with geocoder_serving({"": [MARTENOT]}) as fake:
        patient = Patient(Geoplateforme(fake.domain, scheme="http"), pace)
        for _ in range(3):
            patient.position("5 rue Martenot")
    assert slept == pytest.approx([0.08, 0.18])


def test_nobody_is_asked_unless_the_configuration_says_so(file: Path) -> None:
    result = CliRunner().invoke(commands, ["geocode", str(file.parent)])
    assert isinstance(result.exception, StartError)
    assert "service: geoplateforme" in str(result.exception)
    assert build_service(Config().geocoder) is None


def test_a_file_with_a_problem_is_left_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = FILE.replace("nom: Connu", "nomm: Connu")
    file.write_text(wrong, encoding="utf-8")
    with geocoder_serving({"": [MARTENOT]}) as fake:
        result = run(file, fake, monkeypatch)
    assert file.read_text(encoding="utf-8") == wrong
    assert fake.asked == []
    assert "lieux check" in result.stderr


def test_a_file_that_cannot_be_written_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(positions, "write_whole", refused)
    with geocoder_serving({"": [MARTENOT]}) as fake:
        result = run(file, fake, monkeypatch)
    assert result.exit_code == 1
    assert "vérifie tes droits" in result.stderr
    assert file.read_text(encoding="utf-8") == FILE


def test_nominatim_says_how_exact_it_is() -> None:
    def place(**address: str) -> Any:
        told = {"postcode": "35000", "city": "Rennes"} | address
        return Answer([{"lat": "48.1", "lon": "-1.6", "display_name": "5, rue Martenot, Rennes", "address": told}])

    answers: Mapping[str, list[Answer]] = {
        "": [place(house_number="5", road="Rue Martenot"), place(road="Rue Martenot"), place(), Answer([])]
    }
    with geocoder_serving(answers) as fake:
        service = OpenStreetMap("tests", fake.domain, scheme="http", pace=Pace(0.0))
        given = [service.position("5 rue Martenot, Rennes") for _ in range(4)]
    assert [each and each.precision for each in given] == [Precision.ADRESSE, Precision.RUE, None, None]
    assert given[0] is not None
    assert (given[0].score, given[0].communes, given[0].postcode) == (None, ("Rennes",), "35000")


def test_a_cedex_postcode_may_differ_and_another_name_of_the_commune_too(atlas: Atlas) -> None:
    there: Lieu = lieu("x", 48.1, -1.6, code_postal="35042", commune="Rennes")
    exact = Position("x", 48.1, -1.6, Precision.ADRESSE, 0.9, "35000", ("Roazhon",), "35238")
    assert refusal(there, exact, atlas) is None


@pytest.fixture
def atlas(world: Any) -> Atlas:
    found: Atlas = world.atlas
    return found
