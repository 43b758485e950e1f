"""Counts: each lieu is counted once in each way, and once for each source that describes it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.directory.counts import count
from bot.models.lieu import Confiance, Lieu, Precision
from tests.builders import lieu

SOURCES = ("Une page", "Une étude", "[un dossier]")


def described(code: str, sources: list[str], confiance: Confiance, precision: Precision) -> Lieu:
    others = [{"source": source, "date_maj": "2020-01-01"} for source in sources[1:]]
    more = {"code_postal": code, "source": sources[0], "autres_sources": others}
    return lieu("hub", 48, -1, confiance=str(confiance), precision=str(precision), **more)


lieux = st.lists(
    st.builds(
        described,
        st.sampled_from(["01000", "20000", "20200", "35000", "97400"]),
        st.lists(st.sampled_from(SOURCES), min_size=1, max_size=4),
        st.sampled_from(Confiance),
        st.sampled_from(Precision),
    )
)


@given(lieux)
def test_every_lieu_is_counted_once_in_each_way(listed: list[Lieu]) -> None:
    counts = count(listed)
    for counted in (counts.by_department, counts.by_confiance, counts.by_precision):
        assert sum(counted.values()) == counts.lieux == len(listed)
    assert list(counts.by_department) == sorted(counts.by_department)
    assert list(counts.by_confiance) == list(Confiance)


def test_a_lieu_counts_for_each_of_its_sources_but_never_twice_for_one() -> None:
    twice = described("35000", ["Une page", "Une étude", "Une page"], Confiance.LABEL, Precision.RUE)
    once = described("20000", ["Une étude"], Confiance.LABEL, Precision.RUE)
    counts = count([twice, once])
    assert counts.by_source == {"Une étude": 2, "Une page": 1}
    assert list(counts.by_source) == ["Une étude", "Une page"]
    assert counts.several_sources == 1
    assert counts.by_department == {"2A": 1, "35": 1}
