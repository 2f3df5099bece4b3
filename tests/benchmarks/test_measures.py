"""The measuring commands print what is asked of them, and their events are what they say."""

import json
from xml.etree import ElementTree

from typer.testing import CliRunner

from benchmarks.cli import bench
from benchmarks.events import Shape, event, wished_event
from benchmarks.plot import growth_picture
from benchmarks.scale import growth, measure
from scheduler import Goal

SCALE = ("scale", "--buyers", "6", "--suppliers", "10", "--slots", "6", "--places", "5", "--density", "0.5")


def test_an_event_is_the_same_again_for_its_seed():
    shape = Shape(buyers=5, suppliers=9, slots=10, places=3, density=0.5, cap=4)
    assert event(shape, tuple(Goal)) == event(shape, tuple(Goal))


def test_absences_guarantees_and_caps_are_on():
    problem = event(Shape(buyers=5, suppliers=9, slots=10, places=3, density=0.5, cap=4), tuple(Goal))
    assert {len(person.slots) for person in problem.people} == {9}
    assert {person.guaranteed for person in problem.people} == {2}
    assert {person.greatest for person in problem.people[5:]} == {4}
    assert {person.greatest for person in problem.people[:5]} == {None}


def test_each_buyer_has_its_wishes():
    wished = wished_event(Shape(buyers=5, suppliers=20, slots=10, places=3, density=1), 7, tuple(Goal))
    assert len(wished.problem.meetings) == 35
    assert wished.mutual < set(wished.problem.meeting_by_id)


def test_scale_prints_its_figures_as_json():
    result = CliRunner().invoke(bench, [*SCALE, "--json"])
    assert result.exit_code == 0
    figures = json.loads(result.stdout)
    asked = {"candidates", "meetings", "score", "bound", "gap", "seconds", "peak_mib", "violations"}
    assert asked <= set(figures)
    assert figures["violations"] == 0
    assert figures["score"] <= figures["bound"]


def test_scale_prints_a_table():
    result = CliRunner().invoke(bench, [*SCALE, "--goals", "all", "--time-limit", "5"])
    assert result.exit_code == 0
    assert "idle_slots" in result.stdout


def test_growth_is_drawn_with_a_text_alternative():
    measures = [
        measure(Shape(buyers=size, suppliers=size, slots=4, places=3, density=0.8), "score", 5)
        for size in (2, 6)
    ]
    picture = ElementTree.fromstring(growth_picture(measures))
    words = [element.text or "" for element in picture.iter()]
    assert "Seconds and memory against meetings" in words
    assert any(f"{measures[1].meetings} meetings" in text for text in words)
    assert [row["meetings"] for row in growth(measures)] == [each.meetings for each in measures]
