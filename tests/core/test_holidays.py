"""The public holidays of a part of France are known, and cast a doubt on hours that cannot foresee them."""

from datetime import date

import pytest

from bot.models.holidays import easter, is_local_holiday
from bot.models.opening import opening
from tests.builders import lieu


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2000, 4, 23), (2008, 3, 23), (2024, 3, 31), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)]
)
def test_easter_is_where_the_calendar_has_it(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("day", "department", "holiday"),
    [
        (date(2026, 4, 3), "67", True),
        (date(2026, 4, 3), "35", False),
        (date(2026, 12, 26), "57", True),
        (date(2026, 12, 20), "974", True),
        (date(2026, 12, 20), "67", False),
        (date(2026, 5, 27), "971", True),
    ],
)
def test_alsace_moselle_and_the_overseas_departments_have_their_own(day: date, department: str, holiday: bool) -> None:
    assert is_local_holiday(day, department) is holiday


@pytest.mark.parametrize("hours", ["Mo-Sa 09:00-18:00", "Mo-Sa 09:00-18:00; PH off"])
def test_hours_that_know_nothing_of_a_local_holiday_are_doubted(hours: str) -> None:
    strasbourg = opening(lieu("hub", 48, 7, code_postal="67000", horaires=hours), date(2026, 12, 26))
    rennes = opening(lieu("hub", 48, -1, horaires=hours), date(2026, 12, 26))
    assert strasbourg is not None
    assert rennes is not None
    assert (strasbourg.holiday, strasbourg.foreseen, bool(strasbourg.spans)) == (True, False, True)
    assert rennes.holiday is False
