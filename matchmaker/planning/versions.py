"""Publishing a plan, taking it back, and what changes between two versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from matchmaker.models import Event, Meeting, MeetingPerson, Participant, Phase, Plan, PlanState


@dataclass(frozen=True)
class AgendaChange:
    """How one person's meetings differ between two plans, by meeting code."""

    participant: Participant
    added: frozenset[str]
    removed: frozenset[str]
    moved: frozenset[str]
    """In both plans, at another time or place."""


def publish(session: Session, plan: Plan) -> Plan:
    """Freeze a draft as the version in force.

    Raises:
        ValueError: the plan isn't a draft.
    """
    if plan.state is not PlanState.DRAFT:
        raise ValueError(f"plan {plan.number} is {plan.state.value}, not a draft")
    plan.state = PlanState.PUBLISHED
    plan.published_at = datetime.now(UTC)
    session.add(plan)
    event = session.get_one(Event, plan.event_id)
    if list(Phase).index(event.phase) < list(Phase).index(Phase.PUBLISH):
        event.phase = Phase.PUBLISH
        session.add(event)
    return plan


def withdraw(session: Session, plan: Plan) -> Plan:
    """Take back a published plan; the one published before it is in force again.

    Raises:
        ValueError: the plan isn't published.
    """
    if plan.state is not PlanState.PUBLISHED:
        raise ValueError(f"plan {plan.number} is {plan.state.value}, not published")
    plan.state = PlanState.WITHDRAWN
    session.add(plan)
    return plan


def changes(session: Session, before: Plan, after: Plan) -> list[AgendaChange]:
    """Whose agenda differs between two plans of an event, in order of participant code."""
    old, new = _agendas(session, before), _agendas(session, after)
    differing = {person for person in old.keys() | new.keys() if old.get(person) != new.get(person)}
    people = session.exec(
        select(Participant).where(col(Participant.id).in_(differing)).order_by(col(Participant.code))
    )
    return [_change(person, old.get(person.id, {}), new.get(person.id, {})) for person in people]


Agenda = dict[str, tuple[int, int, frozenset[int]]]
"""Meeting code -> slot, place and the others who take part."""


def _change(person: Participant, old: Agenda, new: Agenda) -> AgendaChange:
    both = old.keys() & new.keys()
    return AgendaChange(
        participant=person,
        added=frozenset(new.keys() - old.keys()),
        removed=frozenset(old.keys() - new.keys()),
        moved=frozenset(code for code in both if old[code] != new[code]),
    )


def _agendas(session: Session, plan: Plan) -> dict[int | None, Agenda]:
    meetings = {m.id: m for m in session.exec(select(Meeting).where(Meeting.plan_id == plan.id))}
    people: dict[int | None, set[int]] = {identity: set() for identity in meetings}
    for row in session.exec(select(MeetingPerson).where(MeetingPerson.plan_id == plan.id)):
        people[row.meeting_id].add(row.participant_id)
    agendas: dict[int | None, Agenda] = {}
    for identity, meeting in meetings.items():
        for person in people[identity]:
            others = frozenset(people[identity] - {person})
            agendas.setdefault(person, {})[meeting.code] = (meeting.slot_id, meeting.place_id, others)
    return agendas
