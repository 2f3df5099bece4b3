import json

import pytest

from scheduler import Helper, Meeting, Person, Place, Presence, Problem, ProblemError, Slot
from tests.scheduler.day import day, meeting, person, slots

TIMES = slots(3)


@pytest.mark.parametrize(
    ("build", "sentence"),
    [
        (lambda: Slot(id="", session="a", start=0, end=1), "empty id"),
        (lambda: Slot(id="s", session="", start=0, end=1), "no session"),
        (lambda: Slot(id="s", session="a", start=5, end=5), "not after its start"),
        (lambda: person("p", TIMES, guaranteed=-1), "not between 0 and 100"),
        (lambda: person("p", TIMES, guaranteed=3, greatest=2), "is guaranteed 3"),
        (lambda: person("p", TIMES, rest_after=0), "rests after 0"),
        (lambda: Place(id="t", seats=0), "0 seats"),
        (lambda: Place(id="t", on_site=False), "nobody can meet there"),
        (lambda: Helper(id="h", slots=frozenset(), skills=frozenset()), "no skill"),
        (lambda: Meeting(id="m", sides=(("p",),)), "fewer than two sides"),
        (lambda: Meeting(id="m", sides=(("p",), ())), "side without people"),
        (lambda: Meeting(id="m", sides=(("p",), ("p",))), "names a person twice"),
        (lambda: meeting("m", "p", "q", score=-1), "not between 0 and"),
        (lambda: meeting("m", "p", "q", score=10**12), "not between 0 and"),
        (lambda: meeting("m", "p", "q", place="t", places=frozenset({"u"})), "not one of its allowed"),
        (lambda: day(slots=(*TIMES, TIMES[0])), "two slots with the id 'a1'"),
        (lambda: day(slots=(*TIMES, Slot(id="x", session="a", start=10, end=30))), "overlap"),
        (lambda: day(people=(*day().people, Person(id="p", slots=frozenset({"?"})))), "slot '?'"),
        (lambda: day(people=(*day().people, person("p", TIMES, home_place="?"))), "place '?'"),
        (lambda: day(meetings=(meeting("m", "anna", "?"),)), "person '?'"),
        (lambda: day(meetings=(meeting("m", "anna", "bob", slot="?"),)), "slot '?'"),
        (lambda: day(meetings=(meeting("m", "anna", "bob", place="?"),)), "place '?'"),
        (lambda: day(meetings=(meeting("m", "anna", "bob", session="?"),)), "session '?'"),
        (lambda: day(meetings=(meeting("m", "anna", "bob", after=("?",)),)), "meeting '?'"),
        (lambda: day(meetings=(meeting("m", "anna", "bob", after=("m",)),)), "in a circle"),
        (lambda: day(forbidden=frozenset({("anna", "anna")})), "twice"),
        (lambda: day(forbidden=frozenset({("anna", "?")})), "person '?'"),
        (lambda: day(score_tolerance=2.0), "between 0 and 1"),
        (lambda: day(fairness=-1), "less than 0"),
        (lambda: day(goals=("score", "score")), "listed twice"),
    ],
)
def test_a_contradiction_is_refused_with_one_sentence(build, sentence):
    with pytest.raises(ProblemError) as caught:
        build()
    message = str(caught.value)
    assert sentence in message
    assert message.endswith(".")


def test_a_meeting_fixed_in_a_slot_outside_its_session_is_refused():
    times = slots(1, 1)
    people = (person("p", times), person("q", times))
    with pytest.raises(ProblemError, match="outside its session"):
        Problem(
            slots=times,
            people=people,
            places=(),
            meetings=(meeting("m", "p", "q", slot="a1", session="b"),),
        )


def test_the_forbidden_pair_may_be_named_in_any_order():
    problem = day(forbidden=frozenset({("zoe", "anna")}))
    assert not problem.may_meet(("anna", "zoe"))
    assert not problem.may_meet(("zoe", "bob", "anna"))
    assert problem.may_meet(("anna", "yann"))


def test_slots_of_parallel_sessions_overlap_and_adjacent_ones_do_not():
    long = Slot(id="long", session="b", start=10, end=40)
    problem = day(slots=(*TIMES, long))
    assert problem.overlaps["long"] == ("a1", "a2", "long")
    assert problem.overlaps["a3"] == ("a3",)
    assert problem.sessions == {"a": ("a1", "a2", "a3"), "b": ("long",)}


def test_a_problem_survives_json():
    times = slots(2, 1)
    problem = Problem(
        slots=times,
        people=(
            person("p", times, presence=Presence.REMOTE, access_needs=frozenset({"loop", "braille"})),
            person("q", times, guaranteed=1, greatest=2, rest_after=1, home_place="t"),
        ),
        places=(Place(id="t", slots=frozenset({"a1"}), seats=3, equipment=frozenset({"loop"}), video=True),),
        meetings=(
            meeting("m", "p", "q", score=7, required=True, slot="a1", place="t", skill="french"),
            meeting("n", "p", "q", fixed=True, session="b", after=("m",), places=frozenset({"t"})),
        ),
        helpers=(Helper(id="h", slots=frozenset({"b1"}), skills=frozenset({"french"})),),
        forbidden=frozenset({("q", "p")}),
        required_hard=True,
        pairs_meet_once=False,
        score_tolerance=0.05,
        fairness=2,
    )
    assert Problem.from_json(problem.to_json()) == problem
    assert Problem.from_json(problem.to_json()).to_json() == problem.to_json()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": "other"}, "'aparte-problem' is expected"),
        ({"version": 2}, "only 1 is known"),
        ({"people": {}}, "problem.people is {}, and a list is expected"),
        ({"people": ["anna"]}, "problem.people[0] is 'anna', and an object"),
        ({"people": [{"id": "anna"}]}, "problem.people[0] lacks its field 'slots'"),
        ({"people": [{"id": "anna", "slots": [1]}]}, "problem.people[0].slots[0] is 1, and a text"),
        ({"people": [{"id": "anna", "slots": [], "presence": "here"}]}, "one of on_site, remote, either"),
        ({"people": [{"id": "anna", "slots": [], "guaranted": 2}]}, "'guaranted' that is not known"),
        ({"fairness": True}, "a whole number is expected"),
        ({"forbidden": [["anna"]]}, "1 members, and 2 are expected"),
        ({"score_tolerance": 0}, None),
    ],
)
def test_json_of_another_shape_is_refused_with_its_place(change, sentence):
    text = json.dumps(json.loads(day().to_json()) | change)
    if sentence is None:
        assert Problem.from_json(text).score_tolerance == 0
        return
    with pytest.raises(ProblemError) as caught:
        Problem.from_json(text)
    assert sentence in str(caught.value)


@pytest.mark.parametrize("text", ["", "[]", "nul", "[" * 100_000])
def test_text_that_is_no_document_is_refused(text):
    with pytest.raises(ProblemError):
        Problem.from_json(text)


def test_moments_are_the_greatest_sets_of_slots_that_share_time():
    times = (
        Slot(id="x", session="a", start=0, end=30),
        Slot(id="y", session="a", start=30, end=60),
        Slot(id="z", session="b", start=20, end=40),
    )
    assert day(slots=times, people=(), meetings=()).moments == (("x", "z"), ("y", "z"))
    assert day().moments == (("a1",), ("a2",), ("a3",))
