"""The bases take what is right, clean it, and refuse the rest where it is wrong; the tables alone would take all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlmodel import SQLModel

from matchmaker.models import (
    AccountBase,
    DayAnswerBase,
    EventBase,
    Interval,
    MeetingAnswerBase,
    MeetingSessionBase,
    NeedBase,
    OfferBase,
    OrganisationBase,
    ParticipantBase,
    PlaceBase,
    RoleBase,
    RoomBase,
    WishBase,
    WorkshopBase,
)
from matchmaker.models.field_types import clean, is_siret, one_line

TWO, THREE = datetime(2021, 11, 18, 13, tzinfo=UTC), datetime(2021, 11, 18, 14, tzinfo=UTC)
RIGHT: dict[type[SQLModel], dict[str, Any]] = {
    AccountBase: {"email": "orga@chambre.example", "name": "Awa"},
    DayAnswerBase: {"satisfied": 5},
    EventBase: {
        "code": "journee",
        "name": "Journée",
        "starts_on": date(2021, 11, 18),
        "ends_on": date(2021, 11, 18),
        "organiser_name": "Chambre",
        "organiser_email": "contact@chambre.example",
    },
    MeetingAnswerBase: {"held": True, "useful": 4, "next_step": "quote"},
    MeetingSessionBase: {"name": "Après-midi", "starts_at": TWO, "ends_at": THREE},
    NeedBase: {"code": "B1", "title": "Traiteur"},
    OfferBase: {"code": "O1", "title": "Buffets"},
    OrganisationBase: {"code": "ville", "name": "Ville", "kind": "buyer"},
    ParticipantBase: {"code": "P1", "first_name": "Awa", "last_name": "Diallo", "email": "awa@ville.example"},
    PlaceBase: {"code": "A1", "name": "Table A1"},
    RoleBase: {"code": "acheteur", "name": "Acheteur", "guaranteed": 2, "greatest": 5},
    RoomBase: {"name": "Salle Seine"},
    WishBase: {"level": "must"},
    WorkshopBase: {"code": "AT1", "name": "Atelier", "starts_at": TWO, "ends_at": THREE},
}


@pytest.mark.parametrize("base", RIGHT)
def test_what_is_right_is_taken(base: type[SQLModel]) -> None:
    assert base.model_validate(RIGHT[base]).model_dump(mode="json")


@pytest.mark.parametrize(
    ("base", "wrong", "field"),
    [
        (AccountBase, {"email": "awa"}, "email"),
        (DayAnswerBase, {"satisfied": 6}, "satisfied"),
        (EventBase, {"code": "sans espace"}, "code"),
        (EventBase, {"name": "  "}, "name"),
        (EventBase, {"ends_on": date(2021, 11, 17)}, "ends_on"),
        (EventBase, {"time_zone": "Europe/Montreval"}, "time_zone"),
        (EventBase, {"language": "de"}, "language"),
        (EventBase, {"website": "javascript:alert(1)"}, "website"),
        (MeetingAnswerBase, {"useful": 0}, "useful"),
        (MeetingSessionBase, {"ends_at": TWO}, "ends_at"),
        (MeetingSessionBase, {"slot_minutes": 61}, None),
        (NeedBase, {"budget_euros": -1}, "budget_euros"),
        (NeedBase, {"budget_euros": 2**31}, "budget_euros"),
        (NeedBase, {"starts_on": date(2022, 2, 1), "ends_on": date(2022, 1, 1)}, "ends_on"),
        (NeedBase, {"reservation": "everybody"}, "reservation"),
        (OfferBase, {"largest_budget_euros": 2**31}, "largest_budget_euros"),
        (OrganisationBase, {"siret": "73282932000075"}, "siret"),
        (OrganisationBase, {"postcode": "750"}, "postcode"),
        (OrganisationBase, {"kind": "club"}, "kind"),
        (ParticipantBase, {"phone": "12"}, "phone"),
        (ParticipantBase, {"arrives_at": THREE, "leaves_at": TWO}, "leaves_at"),
        (ParticipantBase, {"guaranteed": 3, "greatest": 2}, "greatest"),
        (ParticipantBase, {"note": "x" * 5001}, "note"),
        (PlaceBase, {"on_site": False}, None),
        (PlaceBase, {"opens_at": THREE, "closes_at": TWO}, "closes_at"),
        (PlaceBase, {"seats": 1}, "seats"),
        (RoleBase, {"guaranteed": 6}, "greatest"),
        (RoleBase, {"rest_after": 0}, "rest_after"),
        (WishBase, {"level": "perhaps"}, "level"),
        (WorkshopBase, {"ends_at": TWO}, "ends_at"),
    ],
)
def test_what_is_wrong_is_refused_where_it_is_wrong(
    base: type[SQLModel], wrong: dict[str, Any], field: str | None
) -> None:
    with pytest.raises(ValidationError) as refused:
        base.model_validate(RIGHT[base] | wrong)
    assert [error["loc"] for error in refused.value.errors()] == [(field,) if field else ()]


def test_an_interval_has_a_zone_and_runs_forward() -> None:
    with pytest.raises(ValidationError):
        Interval(starts_at=THREE, ends_at=TWO)
    with pytest.raises(ValidationError):
        Interval(starts_at=TWO.replace(tzinfo=None), ends_at=TWO.replace(tzinfo=None) + timedelta(hours=1))


@given(st.text(max_size=80))
def test_cleaning_twice_is_cleaning_once_and_leaves_what_every_file_can_hold(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert isinstance(cleaned, str)
    assert cleaned.encode().decode() == cleaned
    assert not any(character in cleaned for character in "\x00\x07\x0b\x1b\r\x7f\x85\ufffe\uffff")
    line = one_line(text)
    assert isinstance(line, str)
    assert "\n" not in line
    assert one_line(line) == line


@pytest.mark.parametrize("siret", ["73282932000074", "35600000000048", "35600000049837"])
def test_the_key_of_a_siret_is_luhns_or_la_postes_own(siret: str) -> None:
    assert is_siret(siret)


@given(st.integers(0, 10**13 - 1), st.integers(0, 13), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(number: int, place: int, by: int) -> None:
    """Luhn's check finds every change of one digit, computed here the other way round: from the right, doubling."""
    body = f"{number:013d}"
    total = sum(
        sum(divmod(int(digit) * (2 if i % 2 == 0 else 1), 10)) for i, digit in enumerate(reversed(body))
    )
    siret = body + str(-total % 10)
    if not siret.startswith("356000000"):
        changed = siret[:place] + str((int(siret[place]) + by) % 10) + siret[place + 1 :]
        assert is_siret(siret)
        assert not is_siret(changed) or changed.startswith("356000000")
