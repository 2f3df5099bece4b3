"""What an organiser says happened: times as French people write them, and never the wrong day."""

from datetime import timedelta

import pytest

from matchmaker.planning.event_rows import read_event
from matchmaker.planning.incidents import IncidentError, Incidents
from tests.matchmaker.planning.afternoon import Afternoon


def incidents(afternoon: Afternoon) -> Incidents:
    return Incidents(read_event(afternoon.session, afternoon.event_id))


@pytest.mark.parametrize("said", ["15:00", "15h", "15 h 00", "18/11/2021 15:00", "2021-11-18T15:00"])
def test_a_time_is_read_on_the_events_clock(afternoon: Afternoon, said: str) -> None:
    assert incidents(afternoon).at(said) == 14 * 60, "Paris is an hour ahead of UTC"


def test_an_event_of_several_days_wants_the_day_too(afternoon: Afternoon) -> None:
    afternoon.event.ends_on += timedelta(days=1)
    assert incidents(afternoon).at("19/11/2021 15h") == (24 + 14) * 60
    with pytest.raises(IncidentError, match="indiquez aussi la date"):
        incidents(afternoon).absent("V1@15:00")


@pytest.mark.parametrize("said", ["midi", "25:00", "31/02/2021 15:00", ""])
def test_what_is_no_time_is_said(afternoon: Afternoon, said: str) -> None:
    with pytest.raises(IncidentError):
        incidents(afternoon).at(said)
