"""A plan as ``plan.json``: what was reached, what no plan could exceed, every meeting, what isn't in it and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from sqlmodel import Session, select

from matchmaker.models import Meeting, MeetingPerson, Plan, stored_id
from matchmaker.planning.access import to_arrange
from matchmaker.planning.event_rows import EventRows
from matchmaker.planning.guarantees import below_guarantee
from matchmaker.planning.plans import problem_of
from matchmaker.planning.unplaced import unplaced_of
from scheduler import Problem

Json = dict[str, Any]


def plan_report(session: Session, rows: EventRows, plan: Plan) -> Json:
    """The content of ``plan.json``, in the language in force; times are the event's, with their offset."""
    problem = problem_of(plan)
    people = _people_of_meetings(session, rows, plan)
    held = Counter(code for codes in people.values() for code in codes)
    return {
        "event": rows.event.code,
        "plan": plan.number,
        "status": plan.solver_status,
        "goals": [goal.model_dump() for goal in plan.goals],
        "summary": {
            "participants": len(rows.participants),
            "meetings": len(people),
            "people_without_meeting": sum(not held[code] for code in _with_prospects(problem)),
            "seconds": round(plan.seconds, 3),
        },
        "meetings": [
            _meeting(rows, meeting, people[stored_id(meeting)]) for meeting in _meetings(session, rows, plan)
        ],
        "unplaced": [
            {
                "a": missing.a.code,
                "b": missing.b.code,
                "score": missing.match.score if missing.match else None,
                "reason": missing.finding.code.value,
                "sentence": missing.finding.sentence(rows),
            }
            for missing in unplaced_of(session, rows, plan)
        ],
        "below_guarantee": [
            {
                "participant": case.person.code,
                "guaranteed": case.guaranteed,
                "meetings": case.meetings,
                "reason": case.finding.code.value,
                "sentence": case.finding.sentence(rows),
            }
            for case in below_guarantee(rows, problem, plan.goals, held)
        ],
        "to_arrange": [
            {"participant": person.code, "access_needs": sorted(needs)} for person, needs in to_arrange(rows)
        ],
    }


def _with_prospects(problem: Problem) -> set[str]:
    """The people who may meet someone."""
    return {person for meeting in problem.meetings for side in meeting.sides for person in side}


def _meetings(session: Session, rows: EventRows, plan: Plan) -> list[Meeting]:
    meetings = session.exec(select(Meeting).where(Meeting.plan_id == plan.id))
    return sorted(meetings, key=lambda m: (rows.slots[m.slot_id].starts_at, rows.places[m.place_id].code))


def _people_of_meetings(session: Session, rows: EventRows, plan: Plan) -> dict[int, list[str]]:
    """The codes of the people of each meeting, side a first."""
    found: dict[int, list[str]] = defaultdict(list)
    attending = session.exec(select(MeetingPerson).where(MeetingPerson.plan_id == plan.id))
    for row in sorted(attending, key=lambda row: row.side):
        found[row.meeting_id].append(rows.participants[row.participant_id].code)
    return found


def _meeting(rows: EventRows, meeting: Meeting, people: list[str]) -> Json:
    slot, place, match = (
        rows.slots[meeting.slot_id],
        rows.places[meeting.place_id],
        rows.matches[meeting.match_id],
    )
    a, b = people
    return {
        "id": meeting.code,
        "a": a,
        "b": b,
        "start": slot.starts_at.astimezone(rows.zone).isoformat(),
        "end": slot.ends_at.astimezone(rows.zone).isoformat(),
        "place": place.code,
        "video_url": place.video_url,
        "score": match.score,
        "reasons": [reason.sentence for reason in match.reasons],
    }
