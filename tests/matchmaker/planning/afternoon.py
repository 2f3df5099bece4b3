"""A small afternoon: two buyers of one city, one of a hospital, three structures, four slots, three places."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from sqlmodel import Session, SQLModel

from matchmaker.models import (
    Event,
    Match,
    MayMeet,
    MeetingSession,
    Organisation,
    OrganisationKind,
    Participant,
    Place,
    Role,
    Slot,
    stored_id,
)


def at(hour: int, minute: int = 0) -> datetime:
    """A time of the day in UTC; Paris is an hour ahead."""
    return datetime(2021, 11, 18, hour, minute, tzinfo=UTC)


Row = TypeVar("Row", bound=SQLModel)


class Afternoon:
    """The event under test; its people, organisations and places by code."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.event = self.add(
            Event(
                code="aser",
                name="Journée d’essai",
                starts_on=date(2021, 11, 18),
                ends_on=date(2021, 11, 18),
                organiser_name="Chambre",
                organiser_email="chambre@aser.example",
                created_at=at(8),
            )
        )
        self.event_id = stored_id(self.event)
        block = self.add(
            MeetingSession(event_id=self.event_id, name="Après-midi", starts_at=at(13), ends_at=at(14, 20))
        )
        self.slots = [
            self.add(
                Slot(
                    event_id=self.event_id,
                    session_id=stored_id(block),
                    position=n,
                    starts_at=at(13) + timedelta(minutes=20 * n),
                    ends_at=at(13, 20) + timedelta(minutes=20 * n),
                )
            )
            for n in range(4)
        ]
        self.buyer = self.add(Role(event_id=self.event_id, code="acheteur", name="Acheteur", guaranteed=2))
        self.seller = self.add(
            Role(event_id=self.event_id, code="ess", name="Structure", guaranteed=1, greatest=3)
        )
        self.add(
            MayMeet(
                event_id=self.event_id, seeker_id=stored_id(self.buyer), provider_id=stored_id(self.seller)
            )
        )
        for code in ("T1", "T2"):
            self.add(Place(event_id=self.event_id, code=code, name=f"Table {code}"))
        self.add(Place(event_id=self.event_id, code="V1", name="Visio", on_site=False, video=True))
        self.organisations = {
            code: self._organisation(code, kind)
            for code, kind in (
                ("VIL", "buyer"),
                ("HOP", "buyer"),
                ("R1", "ess"),
                ("R2", "ess"),
                ("R3", "ess"),
            )
        }
        self.people = {
            code: self._person(code, organisation, role)
            for code, organisation, role in (
                ("V1", "VIL", self.buyer),
                ("V2", "VIL", self.buyer),
                ("H1", "HOP", self.buyer),
                ("S1", "R1", self.seller),
                ("S2", "R2", self.seller),
                ("S3", "R3", self.seller),
            )
        }
        self.matches = {
            (a, b): self.match(a, b, 400 + 50 * n)
            for n, (a, b) in enumerate((a, b) for a in ("VIL", "HOP") for b in ("R1", "R2", "R3"))
        }

    def add(self, row: Row) -> Row:
        self.session.add(row)
        self.session.flush()
        return row

    def match(self, a: str, b: str, score: int) -> Match:
        return self.add(
            Match(
                event_id=self.event_id,
                a_id=stored_id(self.organisations[a]),
                b_id=stored_id(self.organisations[b]),
                score=score,
                a_score=score,
                b_score=score,
            )
        )

    def organisation_id(self, code: str) -> int:
        return stored_id(self.organisations[code])

    def person_id(self, code: str) -> int:
        return stored_id(self.people[code])

    def _organisation(self, code: str, kind: str) -> Organisation:
        return self.add(
            Organisation(
                event_id=self.event_id, code=code, name=f"Structure {code}", kind=OrganisationKind(kind)
            )
        )

    def _person(self, code: str, organisation: str, role: Role) -> Participant:
        return self.add(
            Participant(
                event_id=self.event_id,
                organisation_id=stored_id(self.organisations[organisation]),
                role_id=stored_id(role),
                code=code,
                first_name="Camille",
                last_name=code,
                email=f"{code.lower()}@aser.example",
            )
        )
