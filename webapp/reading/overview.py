"""Where an event stands: its figures, its phase, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from matchmaker.models import (
    Event,
    Match,
    MayMeet,
    Meeting,
    MeetingPerson,
    Organisation,
    OrganisationKind,
    Participant,
    Phase,
    Plan,
    Slot,
    stored_id,
)
from matchmaker.planning.plans import latest_plan, published_plan

ORDER = list(Phase)


@dataclass(frozen=True)
class Overview:
    """An event's figures; ``phase`` is the furthest of what was said and what the data show."""

    event: Event
    phase: Phase
    people: dict[OrganisationKind, int]
    slots: int
    pairs: int
    plan: Plan | None
    published: Plan | None
    meetings: int
    without_meeting: int

    @property
    def participants(self) -> int:
        """How many people take part."""
        return sum(self.people.values())


def overview(session: Session, event: Event) -> Overview:
    """Where the event stands now."""
    event_id = stored_id(event)
    plan, published = latest_plan(session, event_id), published_plan(session, event_id)
    people = _people(session, event_id)
    return Overview(
        event=event,
        phase=_phase(event, plan, published, has_people=bool(people)),
        people=people,
        slots=session.exec(select(func.count()).select_from(Slot).where(Slot.event_id == event_id)).one(),
        pairs=session.exec(select(func.count()).select_from(Match).where(Match.event_id == event_id)).one(),
        plan=plan,
        published=published,
        meetings=meeting_count(session, plan),
        without_meeting=len(people_without_meeting(session, plan)) if plan is not None else 0,
    )


def meeting_count(session: Session, plan: Plan | None) -> int:
    """How many meetings a plan holds."""
    if plan is None:
        return 0
    return session.exec(select(func.count()).select_from(Meeting).where(Meeting.plan_id == plan.id)).one()


def people_without_meeting(session: Session, plan: Plan) -> list[Participant]:
    """Those who may meet someone by their role and whom the plan gives no meeting, in order of name."""
    pairs = session.exec(select(MayMeet).where(MayMeet.event_id == plan.event_id)).all()
    roles = {role for pair in pairs for role in (pair.seeker_id, pair.provider_id)}
    meeting = select(MeetingPerson.participant_id).where(MeetingPerson.plan_id == plan.id)
    query = select(Participant).where(
        Participant.event_id == plan.event_id,
        col(Participant.role_id).in_(roles),
        col(Participant.id).not_in(meeting),
    )
    return list(session.exec(query.order_by(col(Participant.last_name), col(Participant.first_name))))


def _people(session: Session, event_id: int) -> dict[OrganisationKind, int]:
    query = (
        select(Organisation.kind, func.count())
        .join(Participant, col(Participant.organisation_id) == col(Organisation.id))
        .where(Participant.event_id == event_id)
        .group_by(col(Organisation.kind))
    )
    counts = dict(session.exec(query).all())
    return {kind: counts[kind] for kind in OrganisationKind if kind in counts}


def _phase(event: Event, plan: Plan | None, published: Plan | None, *, has_people: bool) -> Phase:
    today = datetime.now(ZoneInfo(event.time_zone)).date()
    shown = [event.phase]
    if has_people:
        shown.append(Phase.WISH)
    if plan is not None:
        shown.append(Phase.PLAN)
    if published is not None:
        shown.append(Phase.DAY if event.starts_on <= today <= event.ends_on else Phase.PUBLISH)
    if event.questionnaire_open:
        shown.append(Phase.FEEDBACK)
    return max(shown, key=ORDER.index)
