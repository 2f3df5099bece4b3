"""The organiser can ask why A is above B."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matchmaker.scoring.compare import ComparisonError, compare
from matchmaker.scoring.profile import Liking
from tests.matchmaker.scoring.profiles import CATERER, CITY


def test_the_criterion_that_differs_makes_the_difference() -> None:
    distant = replace(
        CATERER, id="far", name="Loin", offers=(replace(CATERER.offers[0], territories=("78",)),)
    )
    found = compare(CITY, CATERER, distant)
    assert found.first.score > found.second.score
    assert found.differences[0].criterion == "territory"
    assert found.differences[0].points > 0
    assert "Les Bons Plateaux intervient davantage" in found.differences[0].sentence
    mirrored = compare(CITY, distant, CATERER)
    assert mirrored.differences[0].points == -found.differences[0].points


def test_wishes_are_named_too() -> None:
    twin = replace(CATERER, id="twin", name="Jumeau")
    found = compare(replace(CITY, likings={"twin": Liking.MUST}), twin, CATERER)
    assert found.differences[0].criterion == "wish"


def test_equal_pairs_have_no_difference() -> None:
    twin = replace(CATERER, id="twin", name="Jumeau")
    assert compare(CITY, twin, CATERER).differences == ()


def test_a_refused_pair_cannot_be_compared() -> None:
    with pytest.raises(ComparisonError, match="Les Bons Plateaux"):
        compare(replace(CITY, likings={"caterer": Liking.NO}), CATERER, replace(CATERER, id="twin"))
