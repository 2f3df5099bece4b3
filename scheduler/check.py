"""Every rule a solution breaks, found without a solver.

The checker reads the rules from `docs/model.md` a second time: it shares no code with the model, so that
a mistake in one is seen by the other. Each `_…` function is one family of rules.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from scheduler.problem import Meeting, Person, Place, Presence, Problem
from scheduler.solution import Placement, Solution


class Code(StrEnum):
    """What is wrong."""

    UNKNOWN = "unknown"
    """The placement names a meeting, slot, place, person or helper that does not exist."""
    MEETING_TWICE = "meeting_twice"
    WRONG_PEOPLE = "wrong_people"
    WRONG_SLOT = "wrong_slot"
    WRONG_SESSION = "wrong_session"
    WRONG_PLACE = "wrong_place"
    TOO_EARLY = "too_early"
    MISSING = "missing"
    """A fixed meeting, or a required one where that is a rule, is not held."""
    FORBIDDEN_PAIR = "forbidden_pair"
    PAIR_TWICE = "pair_twice"
    PERSON_TWICE = "person_twice"
    PERSON_AWAY = "person_away"
    TOO_MANY = "too_many"
    NO_REST = "no_rest"
    PLACE_TWICE = "place_twice"
    PLACE_CLOSED = "place_closed"
    PLACE_UNFIT = "place_unfit"
    """The place lacks seats, equipment, video or a way to sit there."""
    NOT_HOME = "not_home"
    HELPER = "helper"
    """The helper is lacking, without the skill, away, in two meetings at once, or not needed."""
    UNFAIR = "unfair"


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One broken rule, with those it concerns."""

    code: Code
    sentence: str
    people: tuple[str, ...] = ()
    slot: str | None = None
    place: str | None = None
    meeting: str | None = None


def check(problem: Problem, solution: Solution) -> list[Violation]:
    """Every violated rule; an empty list for a plan that may be published.

    Placements that name something unknown are reported and otherwise left out.
    """
    violations = [violation for held in solution.placements for violation in _unknown(problem, held)]
    faulty = {violation.meeting for violation in violations}
    known = Solution(tuple(held for held in solution.placements if held.meeting not in faulty))
    for rule in _RULES:
        violations.extend(rule(problem, known))
    return violations


def _unknown(problem: Problem, held: Placement) -> Iterator[Violation]:
    named: list[tuple[str, str | None, Iterable[str]]] = [
        ("meeting", held.meeting, problem.meeting_by_id),
        ("slot", held.slot, problem.slot_by_id),
        ("place", held.place, problem.place_by_id),
        ("helper", held.helper, problem.helper_by_id),
        *(("person", person, problem.person_by_id) for person in held.people),
    ]
    for noun, identifier, known in named:
        if identifier is not None and identifier not in known:
            sentence = f"The {noun} {identifier!r} of meeting {held.meeting!r} does not exist."
            yield _violation(Code.UNKNOWN, held, sentence)


def _meetings(problem: Problem, solution: Solution) -> Iterator[Violation]:
    """Each meeting at most once, with one person of each side; fixed and hard required ones held."""
    seen: set[str] = set()
    for held in solution.placements:
        if held.meeting in seen:
            yield _violation(Code.MEETING_TWICE, held, f"Meeting {held.meeting!r} is held twice.")
        seen.add(held.meeting)
        sides = problem.meeting_by_id[held.meeting].sides
        if len(sides) != len(held.people) or any(
            person not in side for person, side in zip(held.people, sides, strict=False)
        ):
            people = ", ".join(held.people)
            yield _violation(
                Code.WRONG_PEOPLE,
                held,
                f"Meeting {held.meeting!r} is held by {people}, not one of each side.",
            )
    for meeting in problem.meetings:
        if problem.must_be_held(meeting) and meeting.id not in seen:
            sentence = f"Meeting {meeting.id!r} must be held and is not."
            yield Violation(code=Code.MISSING, sentence=sentence, meeting=meeting.id)


def _times(problem: Problem, solution: Solution) -> Iterator[Violation]:
    """A meeting's own slot, session, and the meetings it comes after."""
    slot_of = {held.meeting: problem.slot_by_id[held.slot] for held in solution.placements}
    for held in solution.placements:
        meeting = problem.meeting_by_id[held.meeting]
        slot = problem.slot_by_id[held.slot]
        if meeting.slot not in (None, slot.id):
            sentence = (
                f"Meeting {meeting.id!r} is in slot {slot.id!r}, not in {meeting.slot!r} where it is fixed."
            )
            yield _violation(Code.WRONG_SLOT, held, sentence)
        if meeting.slots is not None and slot.id not in meeting.slots:
            sentence = f"Meeting {meeting.id!r} may not be held in slot {slot.id!r}."
            yield _violation(Code.WRONG_SLOT, held, sentence)
        if meeting.session not in (None, slot.session):
            sentence = f"Meeting {meeting.id!r} is in session {slot.session!r}, not in {meeting.session!r}."
            yield _violation(Code.WRONG_SESSION, held, sentence)
        for earlier in meeting.after:
            if earlier not in slot_of or slot_of[earlier].end > slot.start:
                sentence = f"Meeting {meeting.id!r} is held, but not after meeting {earlier!r}."
                yield _violation(Code.TOO_EARLY, held, sentence)


def _pairs(problem: Problem, solution: Solution) -> Iterator[Violation]:
    """Forbidden pairs; two people, and the same sides, meeting more than once."""
    met: set[frozenset[str] | frozenset[frozenset[str]]] = set()
    for held in solution.placements:
        for pair in combinations(sorted(held.people), 2):
            if pair in problem.forbidden:
                sentence = f"{pair[0]!r} and {pair[1]!r} may not meet and do in {held.meeting!r}."
                yield _violation(Code.FORBIDDEN_PAIR, held, sentence, pair)
        sides = frozenset(frozenset(side) for side in problem.meeting_by_id[held.meeting].sides)
        pairs = [frozenset(pair) for pair in combinations(held.people, 2)]
        if problem.pairs_meet_once and (sides in met or any(pair in met for pair in pairs)):
            sentence = f"Two people or sides of meeting {held.meeting!r} meet in another meeting too."
            yield _violation(Code.PAIR_TWICE, held, sentence)
        met.update(pairs)
        met.add(sides)


def _people(problem: Problem, solution: Solution) -> Iterator[Violation]:
    """One meeting at a time, only when available, at most the greatest number, a rest when due."""
    agendas = solution.agendas(problem)
    for person in problem.people:
        agenda = agendas[person.id]
        for held in agenda:
            if held.slot not in person.slots:
                sentence = f"{person.id!r} is not available in slot {held.slot!r}."
                yield _violation(Code.PERSON_AWAY, held, sentence, (person.id,))
        for first, second in _clashes(problem, agenda):
            sentence = (
                f"{person.id!r} is in meetings {first.meeting!r} and {second.meeting!r} at the same time."
            )
            yield _violation(Code.PERSON_TWICE, second, sentence, (person.id,))
        if person.greatest is not None and len(agenda) > person.greatest:
            sentence = f"{person.id!r} has {len(agenda)} meetings, more than {person.greatest}."
            yield Violation(code=Code.TOO_MANY, sentence=sentence, people=(person.id,))
        yield from _rests(problem, person, agenda)


def _rests(problem: Problem, person: Person, agenda: tuple[Placement, ...]) -> Iterator[Violation]:
    if person.rest_after is None:
        return
    busy = {held.slot for held in agenda}
    for slots in problem.sessions.values():
        row = 0
        for slot in slots:
            row = row + 1 if slot in busy else 0
            if row > person.rest_after:
                sentence = (
                    f"{person.id!r} has more than {person.rest_after} meetings in a row at slot {slot!r}."
                )
                yield Violation(code=Code.NO_REST, sentence=sentence, people=(person.id,), slot=slot)


def _places(problem: Problem, solution: Solution) -> Iterator[Violation]:
    """One meeting at a time at a place that is open, allowed, fit, and the home of whoever has one."""
    by_place: dict[str, list[Placement]] = defaultdict(list)
    for held in solution.placements:
        by_place[held.place].append(held)
        place = problem.place_by_id[held.place]
        meeting = problem.meeting_by_id[held.meeting]
        if place.slots is not None and held.slot not in place.slots:
            yield _violation(Code.PLACE_CLOSED, held, f"Place {place.id!r} is closed in slot {held.slot!r}.")
        allowed = meeting.places is None or place.id in meeting.places
        if meeting.place not in (None, place.id) or not allowed:
            sentence = f"Meeting {meeting.id!r} may not be held at {place.id!r}."
            yield _violation(Code.WRONG_PLACE, held, sentence)
        homes = {problem.person_by_id[person].home_place for person in held.people} - {None}
        if homes and place.id not in homes:
            sentence = f"Meeting {meeting.id!r} is at {place.id!r}, not at the home place of its people."
            yield _violation(Code.NOT_HOME, held, sentence)
        yield from _fitness(problem, held, place)
    for agenda in by_place.values():
        for first, second in _clashes(problem, agenda):
            sentence = (
                f"Place {second.place!r} holds {first.meeting!r} and {second.meeting!r} at the same time."
            )
            yield _violation(Code.PLACE_TWICE, second, sentence)


def _fitness(problem: Problem, held: Placement, place: Place) -> Iterator[Violation]:
    people = [problem.person_by_id[person] for person in held.people]
    presences = [person.presence for person in people]
    if held.helper is not None:
        presences.append(problem.helper_by_id[held.helper].presence)
    seated = sum(presence is not Presence.REMOTE for presence in presences)
    complaints = [
        (Presence.ON_SITE in presences and not place.on_site, "nobody can sit there"),
        (Presence.REMOTE in presences and not place.video, "it has no video"),
        (place.on_site and place.seats is not None and seated > place.seats, f"it seats {place.seats}"),
    ]
    lacking = frozenset[str]().union(*(person.access_needs for person in people)) - place.equipment
    complaints.append((bool(lacking), "it lacks " + ", ".join(sorted(lacking))))
    for true, complaint in complaints:
        if true:
            sentence = f"Place {place.id!r} does not suit meeting {held.meeting!r}: {complaint}."
            yield _violation(Code.PLACE_UNFIT, held, sentence)


def _helpers(problem: Problem, solution: Solution) -> Iterator[Violation]:
    """A helper with the skill for each meeting that needs one, one meeting at a time, when available."""
    by_helper: dict[str, list[Placement]] = defaultdict(list)
    for held in solution.placements:
        complaint = _helper_complaint(problem, held, problem.meeting_by_id[held.meeting])
        if complaint:
            yield _violation(Code.HELPER, held, complaint)
        if held.helper is not None:
            by_helper[held.helper].append(held)
    for agenda in by_helper.values():
        for first, second in _clashes(problem, agenda):
            sentence = (
                f"Helper {second.helper!r} attends {first.meeting!r} and {second.meeting!r} at the same time."
            )
            yield _violation(Code.HELPER, second, sentence)


def _helper_complaint(problem: Problem, held: Placement, meeting: Meeting) -> str | None:
    if held.helper is None:
        return f"Meeting {meeting.id!r} lacks a helper for {meeting.skill!r}." if meeting.skill else None
    helper = problem.helper_by_id[held.helper]
    if meeting.skill is None:
        return f"Meeting {meeting.id!r} needs no helper and has {helper.id!r}."
    if meeting.skill not in helper.skills:
        return f"Helper {helper.id!r} of meeting {meeting.id!r} lacks the skill {meeting.skill!r}."
    if held.slot not in helper.slots:
        return f"Helper {helper.id!r} is not available in slot {held.slot!r}."
    return None


def _fairness(problem: Problem, solution: Solution) -> Iterator[Violation]:
    """The numbers of breaks of any two people at most `fairness` apart."""
    if problem.fairness is not None and solution.unfairness(problem) > problem.fairness:
        breaks = solution.breaks(problem)
        most, fewest = max(breaks, key=breaks.__getitem__), min(breaks, key=breaks.__getitem__)
        sentence = (
            f"{most!r} has {breaks[most]} breaks and {fewest!r} {breaks[fewest]}, "
            f"more than {problem.fairness} apart."
        )
        yield Violation(code=Code.UNFAIR, sentence=sentence, people=(most, fewest))


def _clashes(problem: Problem, agenda: Iterable[Placement]) -> Iterator[tuple[Placement, Placement]]:
    """The pairs of placements that share time."""
    by_slot: dict[str, Placement] = {}
    for second in agenda:
        for slot in problem.overlaps[second.slot]:
            if slot in by_slot:
                yield by_slot[slot], second
        by_slot.setdefault(second.slot, second)


def _violation(
    code: Code, held: Placement, sentence: str, people: tuple[str, ...] | None = None
) -> Violation:
    return Violation(
        code=code,
        sentence=sentence,
        people=held.people if people is None else people,
        slot=held.slot,
        place=held.place,
        meeting=held.meeting,
    )


_RULES: tuple[Callable[[Problem, Solution], Iterator[Violation]], ...] = (
    _meetings,
    _times,
    _pairs,
    _people,
    _places,
    _helpers,
    _fairness,
)
