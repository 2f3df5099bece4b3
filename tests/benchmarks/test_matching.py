"""The labelled set is whole, its measure is right, and the ranking keeps the quality it was given."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from benchmarks.bias import measure as measure_bias
from benchmarks.bias import ranks
from benchmarks.matching import FIXTURES, compare, measure, read_labelled
from benchmarks.ranking import measure as measure_speed


def test_every_label_is_of_a_known_need_and_offer_and_follows_the_rules() -> None:
    needs, offers, labels = (
        list(csv.DictReader((FIXTURES / name).read_text(encoding="utf-8").splitlines()))
        for name in ("needs.csv", "offers.csv", "labels.csv")
    )
    known = {row["id"] for row in (*needs, *offers)}
    assert len(needs) >= 60
    assert len(offers) >= 120
    assert len({(row["need"], row["offer"]) for row in labels}) == len(labels)
    for row in labels:
        assert {row["need"], row["offer"]} <= known
        assert 0 <= int(row["label"]) <= int(row["trade"]) <= 3
        assert bool(row["lowered_by"]) == (row["label"] != row["trade"])


def test_ndcg_is_one_for_the_ideal_order_and_ties_count_against_the_method() -> None:
    labels = np.array([[3, 0, 1, 2]])
    assert measure(labels, labels.astype(float)).ndcg_at_10 == 1
    tied = measure(labels, np.zeros((1, 4)))
    gains = 2.0 ** np.array([0, 1, 2, 3]) - 1
    discount = 1 / np.log2([2, 3, 4, 5])
    assert tied.ndcg_at_10 == pytest.approx(gains @ discount / (gains[::-1] @ discount), abs=1e-3)


@pytest.mark.parametrize("sealed", [False, True])
def test_the_ranking_is_far_above_simpler_methods(sealed: bool) -> None:
    found = compare(read_labelled(FIXTURES, sealed=sealed))
    ours = found["all criteria"]
    assert ours.ndcg_at_10 >= 0.85
    assert ours.ndcg_at_10 >= found["BM25"].ndcg_at_10 + 0.15
    assert ours.best_in_3 >= max(found[name].best_in_3 for name in ("BM25", "trigrams", "equal categories"))


def test_the_speed_measure_ranks_what_it_was_asked_for() -> None:
    figures = measure_speed(4, 6)
    assert figures.pairs == 24
    assert figures.seconds > 0


def test_good_structures_that_write_only_a_title_stay_near_the_top() -> None:
    found = measure_bias(read_labelled(FIXTURES, sealed=False))
    assert found.good_pairs > 50
    assert found.title_only < found.written_in_full + 3
    assert ranks(np.array([[0.2, 0.9, 0.2]], dtype=np.float32)).tolist() == [[2, 1, 2]]
