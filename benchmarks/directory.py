"""How fast the directory is: run ``python -m benchmarks.directory`` from the project's folder.

Writes a directory of synthetic lieux, spread over the communes of France as its people are. Prints the seconds that
reading takes, that reading and checking take, and the milliseconds of a search, for each size. With sizes as
arguments, prints those only.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bot.cli.check import check_folders, read_map
from bot.data_folder import data_folder
from bot.directory.reading import read_files
from bot.directory.search import search
from bot.directory.snapshot import Snapshot
from bot.models.place import Place, PlaceKind
from bot.models.question import Language, Need, Question
from bot.places.communes import Commune, Communes
from bot.places.table import read_table

SIZES = (1_700, 20_000, 150_000)
CHECKED = 20_000
"""The largest directory that is checked: a larger one is only read and searched."""
A_FILE = 400
"""How many lieux one file holds."""
SEARCHES = 100
TODAY = date(2026, 11, 23)
_HEAD = "id: {name}\nnom: {name}\nplace: {place}\nsource: Le banc d'essai\ndate_maj: 2026-11-01\nlieux:\n"
_WORDS = ("atelier", "manufacture", "grange", "fabrique", "halle", "moulin", "comptoir", "verger", "phare", "filature")
_LIEU = """\
  - id: lieu-{number}
    nom: {nom}
    adresse: {house} rue des Exemples
    code_postal: "{postcode}"
    commune: "{commune}"
    latitude: {lat:.5f}
    longitude: {lon:.5f}
    precision: {precision}
    telephone: 01 79 {number_a:02} {number_b:02} {number_c:02}
    courriels: [bonjour{number}@lieu{number}.example]
    site_web: https://lieu{number}.example/
    horaires: Mo-Fr {opens:02}:00-18:00
    frais_a_charge: Payant
    tarifs:
      - {house} € HT la journée.
    usages: [poste, reunion]
    capacites:
      reunion: {people}
    conditions:
      - Réserve la veille au plus tard.

"""


def communes() -> list[Commune]:
    """The communes that a lieu may be in."""
    return [commune for commune in Communes(read_table(data_folder() / "places")) if commune.postcodes]


def write(folder: Path, size: int, among: Sequence[Commune]) -> None:
    """Write ``size`` lieux into ``folder``, always the same."""
    chance = random.Random(size)  # noqa: S311  a sample, always the same
    chosen = chance.choices(among, weights=[commune.population for commune in among], k=size)
    for first in range(0, size, A_FILE):
        name = f"fichier-{first // A_FILE:04}"
        lieux = [_lieu(number, chosen[number], chance) for number in range(first, min(first + A_FILE, size))]
        text = _HEAD.format(name=name, place=among[0].name) + "".join(lieux)
        (folder / f"{name}.yaml").write_text(text, "utf-8")


def _lieu(number: int, commune: Commune, chance: random.Random) -> str:
    return _LIEU.format(
        number=number,
        nom=" ".join(("Le", *chance.sample(_WORDS, 3), str(number))),
        house=chance.randint(1, 90),
        postcode=min(commune.postcodes),
        commune=commune.name,
        lat=commune.lat + chance.uniform(-0.02, 0.02),
        lon=commune.lon + chance.uniform(-0.02, 0.02),
        precision=chance.choice(("adresse", "rue", "commune")),
        number_a=number // 10_000 % 100,
        number_b=number // 100 % 100,
        number_c=number % 100,
        opens=chance.randint(7, 10),
        people=chance.randint(2, 40),
    )


def seconds(do: Callable[[], object]) -> float:
    """The seconds of the processor that it takes."""
    start = time.process_time()
    do()
    return time.process_time() - start


def search_ms(snapshot: Snapshot, among: Sequence[Commune]) -> float:
    """The mean milliseconds of one search, around communes taken by chance, the larger the likelier."""
    chance = random.Random(1)  # noqa: S311  a sample, always the same
    question = Question(Language.FR, need=Need.REUNION, people=8, day="jeudi")
    chosen = chance.choices(among, weights=[commune.population for commune in among], k=SEARCHES)
    places = [Place(c.name, PlaceKind.COMMUNE, c.lat, c.lon, "", (c.department,)) for c in chosen]
    search(snapshot, question, places[0], 30, TODAY)  # the snapshot makes its index once
    times = [seconds(lambda place=place: search(snapshot, question, place, 30, TODAY)) for place in places]  # type: ignore[misc]  # mypy infers no default
    return 1000 * statistics.mean(times)


def main(sizes: Sequence[int]) -> None:
    """Write, read, check, search and print."""
    among = communes()
    print(f"{'lieux':>8}{'read s':>10}{'check s':>10}{'search ms':>11}")
    on_the_map = read_map()
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder)
            write(path, size, among)
            start = time.perf_counter()
            readings = read_files([path])
            read_s = time.perf_counter() - start
            checked = size <= CHECKED
            check_s = f"{seconds(lambda: check_folders([path], on_the_map)):.2f}" if checked else "-"  # noqa: B023 - called at once
        snapshot = Snapshot({each.path: each.territory for each in readings if each.territory})
        print(f"{len(snapshot.lieux):>8}{read_s:>10.2f}{check_s:>10}{search_ms(snapshot, among):>11.2f}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
