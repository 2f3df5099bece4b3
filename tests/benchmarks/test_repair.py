"""The measurements of repairs, on an event small enough for a test."""

from benchmarks.events import Shape
from benchmarks.repair import explained, planned, repairs

SMALL = Shape(buyers=4, suppliers=6, slots=6, places=3, density=0.8)


def test_every_repair_keeps_the_rules_and_changes_nobody_it_need_not() -> None:
    done = list(repairs(planned(SMALL, seconds=5)))
    assert len({each.incident for each in done}) == len(done)
    assert all(each.violations == 0 and each.others_changed == each.bound == 0 for each in done)


def test_reasons_are_counted() -> None:
    found = explained(planned(SMALL, seconds=5), number=3)
    assert 0 < found.meetings == found.proven == sum(found.reasons.values()) <= 3
    assert found.slowest <= found.seconds
