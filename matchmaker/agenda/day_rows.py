"""What the database holds of a plan's meetings and of the event around them, in a dozen queries.

Asked for one participant, only that person's meetings and the people met are read.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from matchmaker.models import (
    Attendance,
    Consent,
    Event,
    Match,
    Meeting,
    MeetingPerson,
    MeetingSession,
    Need,
    Offer,
    Organisation,
    Participant,
    Place,
    Plan,
    Purpose,
    Room,
    Slot,
    Workshop,
    stored_id,
)


@dataclass(frozen=True)
class DayRows:
    """The rows behind the agendas, by id, and the look-ups made in them."""

    event: Event
    plan: Plan
    sessions: dict[int, MeetingSession]
    slots: dict[int, Slot]
    places: dict[int, Place]
    rooms: dict[int, Room]
    workshops: dict[int, Workshop]
    meetings: dict[int, Meeting]
    meeting_people: tuple[MeetingPerson, ...]
    attendances: tuple[Attendance, ...]
    participants: dict[int, Participant]
    organisations: dict[int, Organisation]
    matches: dict[int, Match]
    needs: dict[int, Need]
    offers: dict[int, Offer]
    sharing: frozenset[int]
    """Ids of the participants who let the people they meet have their address and telephone."""

    @cached_property
    def zone(self) -> ZoneInfo:
        """The event's time zone, in which its times are written."""
        return ZoneInfo(self.event.time_zone)

    @cached_property
    def people_of_meeting(self) -> dict[int, list[MeetingPerson]]:
        """Who takes part in each meeting."""
        people: dict[int, list[MeetingPerson]] = defaultdict(list)
        for person in self.meeting_people:
            people[person.meeting_id].append(person)
        return people

    @cached_property
    def meetings_of_person(self) -> dict[int, list[MeetingPerson]]:
        """The meetings each participant takes part in."""
        meetings: dict[int, list[MeetingPerson]] = defaultdict(list)
        for person in self.meeting_people:
            meetings[person.participant_id].append(person)
        return meetings

    @cached_property
    def workshops_of_person(self) -> dict[int, list[Workshop]]:
        """The workshops each participant attends."""
        workshops: dict[int, list[Workshop]] = defaultdict(list)
        for attendance in self.attendances:
            workshops[attendance.participant_id].append(self.workshops[attendance.workshop_id])
        return workshops

    @cached_property
    def needs_of(self) -> dict[int, list[Need]]:
        """The needs of each organisation, in order of code."""
        needs: dict[int, list[Need]] = defaultdict(list)
        for need in sorted(self.needs.values(), key=lambda n: n.code):
            needs[need.organisation_id].append(need)
        return needs

    @cached_property
    def offers_of(self) -> dict[int, list[Offer]]:
        """The offers of each organisation, in order of code."""
        offers: dict[int, list[Offer]] = defaultdict(list)
        for offer in sorted(self.offers.values(), key=lambda o: o.code):
            offers[offer.organisation_id].append(offer)
        return offers


def read_day(session: Session, plan: Plan, participant_id: int | None = None) -> DayRows:
    """The rows of everyone's day in ``plan``, or of one participant's.

    Raises:
        LookupError: the plan's event is gone.
    """
    event = session.get(Event, plan.event_id)
    if event is None:
        raise LookupError(f"there is no event {plan.event_id}")

    def by_id(table: type[Any], *conditions: Any) -> dict[int, Any]:
        of_event = (table.event_id == plan.event_id,) if hasattr(table, "event_id") else ()
        return {row.id: row for row in session.exec(select(table).where(*of_event, *conditions))}

    taking_part = _meetings_taken_part_in(plan, participant_id)
    together = col(MeetingPerson.meeting_id).in_(taking_part)
    participants = by_id(Participant, *_met_or_self(together, participant_id))
    met = (
        ()
        if participant_id is None
        else (tuple({person.organisation_id for person in participants.values()}),)
    )
    return DayRows(
        event=event,
        plan=plan,
        sessions=by_id(MeetingSession),
        slots=by_id(Slot),
        places=by_id(Place),
        rooms=by_id(Room),
        workshops=by_id(Workshop),
        meetings=by_id(Meeting, col(Meeting.id).in_(taking_part)),
        meeting_people=tuple(session.exec(select(MeetingPerson).where(together))),
        attendances=_attendances(session, plan.event_id, participant_id),
        participants=participants,
        organisations=by_id(Organisation, *(col(Organisation.id).in_(ids) for ids in met)),
        matches=by_id(Match, col(Match.id).in_(_matches_of(taking_part))),
        needs=by_id(Need, *(col(Need.organisation_id).in_(ids) for ids in met)),
        offers=by_id(Offer, *(col(Offer.organisation_id).in_(ids) for ids in met)),
        sharing=_sharing(session, plan.event_id),
    )


def _met_or_self(
    together: ColumnElement[bool], participant_id: int | None
) -> tuple[ColumnElement[bool], ...]:
    """No condition for everyone; for one participant, the people met and that person."""
    if participant_id is None:
        return ()
    met = select(MeetingPerson.participant_id).where(together)
    return (or_(col(Participant.id).in_(met), col(Participant.id) == participant_id),)


def _attendances(session: Session, event_id: int, participant_id: int | None) -> tuple[Attendance, ...]:
    attending = select(Attendance).join(Workshop).where(col(Workshop.event_id) == event_id)
    if participant_id is not None:
        attending = attending.where(Attendance.participant_id == participant_id)
    return tuple(session.exec(attending))


def _meetings_taken_part_in(plan: Plan, participant_id: int | None) -> Any:
    meetings = select(MeetingPerson.meeting_id).where(MeetingPerson.plan_id == stored_id(plan))
    if participant_id is not None:
        meetings = meetings.where(MeetingPerson.participant_id == participant_id)
    return meetings


def _matches_of(meetings: Any) -> Any:
    return select(Meeting.match_id).where(col(Meeting.id).in_(meetings))


def _sharing(session: Session, event_id: int) -> frozenset[int]:
    consents = (
        select(Consent.participant_id)
        .join(Participant)
        .where(Participant.event_id == event_id, Consent.purpose == Purpose.SHARE_CONTACT, col(Consent.given))
    )
    return frozenset(session.exec(consents))
