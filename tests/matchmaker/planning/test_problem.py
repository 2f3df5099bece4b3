from datetime import timedelta

from matchmaker.models import (
    Attendance,
    Decision,
    ForbiddenPair,
    Interval,
    Organisation,
    OrganisationKind,
    Participant,
    Presence,
    Wish,
    WishLevel,
    Workshop,
    stored_id,
)
from matchmaker.planning.event_rows import read_event
from matchmaker.planning.problem import build_problem
from scheduler import Problem
from tests.matchmaker.planning.afternoon import Afternoon, at


def problem_of(afternoon: Afternoon) -> Problem:
    afternoon.session.flush()
    return build_problem(read_event(afternoon.session, afternoon.event_id))


def test_every_match_is_a_possible_meeting_with_the_people_of_its_organisations(afternoon: Afternoon) -> None:
    problem = problem_of(afternoon)
    assert problem.meeting_by_id.keys() == {f"{a}.{b}" for a, b in afternoon.matches}
    assert problem.meeting_by_id["VIL.R1"].sides == (("V1", "V2"), ("S1",))
    assert not any(meeting.required for meeting in problem.meetings)


def test_roles_promise_and_cap_meetings_unless_the_person_says_otherwise(afternoon: Afternoon) -> None:
    afternoon.people["S2"].guaranteed, afternoon.people["S2"].greatest = 2, 2
    people = problem_of(afternoon).person_by_id
    assert (people["S1"].guaranteed, people["S1"].greatest) == (1, 3)
    assert (people["S2"].guaranteed, people["S2"].greatest) == (2, 2)
    assert (people["V1"].guaranteed, people["V1"].greatest) == (2, None)


def test_nobody_is_available_outside_their_presence_absences_and_workshops(afternoon: Afternoon) -> None:
    person = afternoon.people["S1"]
    person.arrives_at = at(13, 10)
    person.unavailable = [Interval(starts_at=at(13, 45), ends_at=at(13, 50))]
    workshop = afternoon.add(
        Workshop(
            event_id=afternoon.event_id, code="AT1", name="Atelier", starts_at=at(12), ends_at=at(13, 20)
        )
    )
    afternoon.add(Attendance(workshop_id=stored_id(workshop), participant_id=afternoon.person_id("S2")))
    people = problem_of(afternoon).person_by_id
    assert {slot[11:16] for slot in people["S1"].slots} == {"14:20", "15:00"}
    assert {slot[11:16] for slot in people["S2"].slots} == {"14:20", "14:40", "15:00"}
    assert len(people["S3"].slots) == 4


def test_a_wish_names_who_takes_part_and_may_require_the_meeting(afternoon: Afternoon) -> None:
    afternoon.add(
        Wish(
            event_id=afternoon.event_id,
            author_id=afternoon.person_id("V2"),
            about_organisation_id=afternoon.organisation_id("R3"),
            level=WishLevel.MUST,
        )
    )
    meeting = problem_of(afternoon).meeting_by_id["VIL.R3"]
    assert meeting.required
    assert meeting.sides == (("V2",), ("S3",))


def test_what_is_wished_absolutely_by_one_and_rather_not_by_the_other_is_not_required(
    afternoon: Afternoon,
) -> None:
    for author, about, level in (("V1", "R1", WishLevel.MUST), ("S1", "VIL", WishLevel.RATHER_NOT)):
        afternoon.add(
            Wish(
                event_id=afternoon.event_id,
                author_id=afternoon.person_id(author),
                about_organisation_id=afternoon.organisation_id(about),
                level=level,
            )
        )
    assert not problem_of(afternoon).meeting_by_id["VIL.R1"].required


def test_a_no_and_a_forbidden_pair_keep_people_apart(afternoon: Afternoon) -> None:
    afternoon.add(
        Wish(
            event_id=afternoon.event_id,
            author_id=afternoon.person_id("S1"),
            about_participant_id=afternoon.person_id("V1"),
            level=WishLevel.NO,
        )
    )
    afternoon.add(
        ForbiddenPair(
            event_id=afternoon.event_id,
            a_organisation_id=afternoon.organisation_id("VIL"),
            b_participant_id=afternoon.person_id("S2"),
        )
    )
    assert problem_of(afternoon).forbidden == {("S1", "V1"), ("S2", "V1"), ("S2", "V2")}


def test_the_organiser_excludes_and_requires(afternoon: Afternoon) -> None:
    afternoon.matches["VIL", "R1"].decision = Decision.EXCLUDED
    afternoon.matches["HOP", "R1"].decision = Decision.REQUIRED
    meetings = problem_of(afternoon).meeting_by_id
    assert "VIL.R1" not in meetings
    assert meetings["HOP.R1"].required


def test_weak_pairs_are_planned_only_to_give_prospects(afternoon: Afternoon) -> None:
    for code in ("R4", "R5", "R6", "R7"):
        afternoon.organisations[code] = afternoon._organisation(code, "ess")
        afternoon.people["S" + code[1]] = afternoon._person("S" + code[1], code, afternoon.seller)
        afternoon.match("VIL", code, 240)
        afternoon.match("HOP", code, 300)
    meetings = problem_of(afternoon).meeting_by_id
    assert "HOP.R7" in meetings
    assert "VIL.R4" in meetings, "one of the best three of R4"


def test_remote_people_sit_at_home_and_needs_no_place_answers_are_left_to_the_organiser(
    afternoon: Afternoon,
) -> None:
    rows = read_event(afternoon.session, afternoon.event_id)
    next(iter(rows.places.values())).equipment = ["step_free"]
    for code, presence in (("S1", Presence.ON_SITE), ("S2", Presence.REMOTE)):
        afternoon.people[code].access_needs = ["step_free", "sign_language"]
        afternoon.people[code].presence = presence
    people = problem_of(afternoon).person_by_id
    assert people["S1"].access_needs == {"step_free"}
    assert people["S2"].access_needs == frozenset()


def test_slots_follow_the_clock_of_the_event(afternoon: Afternoon) -> None:
    problem = problem_of(afternoon)
    assert [slot.id[:16] for slot in problem.slots] == [
        f"2021-11-18T{(at(14) + timedelta(minutes=20 * n)):%H:%M}" for n in range(4)
    ]
    assert [slot.end - slot.start for slot in problem.slots] == [20] * 4


def test_the_best_pairs_kept_for_someone_are_pairs_that_can_be_held(afternoon: Afternoon) -> None:
    """Somebody remote has no use for pairs with people on site where every place is for the one or the other."""
    for code in ("V1", "V2", "S1", "S2", "S3"):
        afternoon.people[code].presence = Presence.ON_SITE
    afternoon.people["H1"].presence = Presence.REMOTE
    for number in range(4):
        code = f"R{number + 4}"
        afternoon.organisations[code] = afternoon.add(
            Organisation(
                event_id=afternoon.event_id, code=code, name=f"Structure {code}", kind=OrganisationKind.ESS
            )
        )
        afternoon.people[code] = afternoon.add(
            Participant(
                event_id=afternoon.event_id,
                organisation_id=afternoon.organisation_id(code),
                role_id=stored_id(afternoon.seller),
                code=code,
                first_name="Camille",
                last_name=code,
                email=f"{code.lower()}@aser.example",
                presence=Presence.REMOTE if code == "R7" else Presence.ON_SITE,
            )
        )
        afternoon.match("HOP", code, 200 - number)
        afternoon.match("VIL", code, 250)
    assert {"HOP.R7", "HOP.R1"} <= problem_of(afternoon).meeting_by_id.keys()
    assert "HOP.R4" not in problem_of(afternoon).meeting_by_id


def test_as_many_pairs_are_kept_as_meetings_are_promised(afternoon: Afternoon) -> None:
    for match in afternoon.matches.values():
        match.score = 10
    afternoon.people["H1"].guaranteed = 1
    assert len(problem_of(afternoon).meetings) == len(afternoon.matches)
