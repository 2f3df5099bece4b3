"""The people of an event, searched and filtered."""

from __future__ import annotations

from dataclasses import dataclass

from anyascii import anyascii
from sqlmodel import Session, col, func, select

from matchmaker.models import MeetingPerson, Organisation, OrganisationKind, Participant, Plan, Role


@dataclass(frozen=True)
class PersonRow:
    """A line of the list; ``meetings`` counts those of the plan, None without a plan or without a role."""

    participant: Participant
    organisation: Organisation
    role: Role | None
    meetings: int | None


def people(
    session: Session, event_id: int, plan: Plan | None, search: str = "", kind: OrganisationKind | None = None
) -> list[PersonRow]:
    """Who takes part, in order of name; ``search`` looks into names, organisations and functions."""
    counts = _meeting_counts(session, plan)
    roles = {role.id: role for role in session.exec(select(Role).where(Role.event_id == event_id))}
    query = (
        select(Participant, Organisation)
        .join(Organisation, col(Participant.organisation_id) == col(Organisation.id))
        .where(Participant.event_id == event_id)
    )
    if kind is not None:
        query = query.where(Organisation.kind == kind)
    rows = [
        PersonRow(
            person,
            organisation,
            roles.get(person.role_id),
            counts.get(person.id, 0) if plan is not None and person.role_id is not None else None,
        )
        for person, organisation in session.exec(query)
        if _matches(search, person, organisation)
    ]
    return sorted(rows, key=lambda r: (_folded(r.participant.last_name), _folded(r.participant.first_name)))


def _meeting_counts(session: Session, plan: Plan | None) -> dict[int | None, int]:
    if plan is None:
        return {}
    query = (
        select(MeetingPerson.participant_id, func.count())
        .where(MeetingPerson.plan_id == plan.id)
        .group_by(col(MeetingPerson.participant_id))
    )
    return dict(session.exec(query).all())


def _matches(search: str, person: Participant, organisation: Organisation) -> bool:
    text = _folded(f"{person.full_name} {organisation.name} {person.job_title or ''} {person.email}")
    return all(word in text for word in _folded(search).split())


def _folded(text: str) -> str:
    """Without accents nor case: « Élodie » is found by « elodie »."""
    return str(anyascii(text)).casefold()
