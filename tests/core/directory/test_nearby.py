"""The index of positions finds what measuring every lieu would find."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.directory.distance import distance_km
from bot.directory.nearby import Nearby
from bot.directory.search import BEYOND, ENOUGH, FARTHEST_KM, misfit, search
from bot.models.lieu import Confiance
from bot.models.place import Place, PlaceKind
from bot.models.question import Language, Need, Question
from tests.builders import lieu, snapshot_of

SUNDAY = date(2026, 11, 22)
latitudes = st.floats(-90, 90) | st.floats(47, 49)
longitudes = st.floats(-180, 180) | st.floats(-2, 0) | st.sampled_from([-180.0, 179.99, 180.0])
points = st.tuples(latitudes, longitudes)


@given(
    placed=st.lists(points, max_size=60),
    asked=points,
    radius_km=st.floats(0, 25_000),
    size=st.sampled_from([0.02, 0.25, 7]),
)
def test_every_point_within_the_radius_is_found_once_with_its_distance(
    placed: list[tuple[float, float]], asked: tuple[float, float], radius_km: float, size: float
) -> None:
    nearby = Nearby(((lat, lon, number) for number, (lat, lon) in enumerate(placed)), size)

    away = {number: distance_km(*asked, *point) for number, point in enumerate(placed)}
    wanted = sorted((km, number) for number, km in away.items() if km <= radius_km)
    assert sorted(nearby.within(*asked, radius_km)) == wanted


lieux = st.builds(
    lambda point, confiance, usages: (point, confiance, usages),
    st.tuples(st.floats(42, 51), st.floats(-5, 8)),
    st.sampled_from(Confiance),
    st.sampled_from([[], ["poste"], ["reunion"]]),
)


@given(written=st.lists(lieux, max_size=25), need=st.sampled_from([None, Need.REUNION]), radius_km=st.floats(1, 400))
def test_with_nothing_near_the_first_of_all_the_lieux_that_fit_are_named(
    written: list[tuple[tuple[float, float], Confiance, list[str]]], need: Need | None, radius_km: float
) -> None:
    all_ = [
        lieu(f"lieu-{number}", *point, confiance=confiance, usages=usages)
        for number, (point, confiance, usages) in enumerate(written)
    ]
    rennes = Place("Rennes", PlaceKind.COMMUNE, 48.11, -1.67, "35238", ("35",))
    question = Question(Language.FR, need=need)

    near = search(snapshot_of(*all_), question, rennes, radius_km, SUNDAY)
    everywhere = search(snapshot_of(*all_), question, rennes, 25_000, SUNDAY)

    fitting = [hit for hit in everywhere.hits if misfit(hit.lieu, question, None) is None]
    assert list(near.hits) == [hit for hit in fitting if hit.distance_km <= radius_km]
    others = [hit for hit in fitting if hit not in near.hits and hit.distance_km <= FARTHEST_KM]
    sure = any(hit.lieu.confiance is not Confiance.LABEL for hit in near.hits)
    assert list(near.beyond) == ([] if sure else others[:BEYOND])


def test_where_many_fit_the_usual_radius_shrinks_and_none_within_it_is_missed() -> None:
    many = [lieu(f"lieu-{number}", 48.11 + number / 2000, -1.67, usages=["poste"]) for number in range(4 * ENOUGH)]
    rennes = Place("Rennes", PlaceKind.COMMUNE, 48.11, -1.67, "35238", ("35",))

    answer = search(snapshot_of(*many), Question(Language.FR), rennes, 30, SUNDAY)
    asked = search(snapshot_of(*many), Question(Language.FR, radius_km=30), rennes, 30, SUNDAY)

    assert len(asked.hits) == 4 * ENOUGH
    assert answer.radius_km is not None
    assert ENOUGH <= len(answer.hits) < 4 * ENOUGH
    assert answer.hits == tuple(hit for hit in asked.hits if hit.distance_km <= answer.radius_km)
