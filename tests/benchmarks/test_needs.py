"""The figures on real needs are what their definitions say, on lots small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.needs import Half, Lot, measure, measure_file, same_group_map
from benchmarks.text_baselines import bm25, equal_categories, trigrams
from matchmaker.reference.cpv_recognition import CpvRecogniser, recogniser

SHARED = Path(__file__).parents[3] / "shared"
REAL_NEEDS = SHARED / "bench" / "needs" / "needs.csv"
OFFICIAL_CPV = SHARED / "reference" / "cpv_2008_fr_en.csv"

LOTS = [
    Lot("n1", "Nettoyage des locaux et de la vitrerie", "", "90910000", "Ville A"),
    Lot("n1", "Travaux de peinture et revêtements de sols", "", "45442100", "Ville A"),
    Lot("n2", "Nettoyage de bureaux", "", "90919200", "Ville B"),
    Lot("n3", "Location de tentes", "", "15100000", "Ville C"),
]


def test_shares_are_averaged_over_notices() -> None:
    figures = measure(LOTS, recogniser())
    assert (figures.lots, figures.notices) == (4, 3)
    assert figures.division_at_1 == pytest.approx((1 + 1 + 0) / 3, abs=1e-3)
    assert figures.same_group_map == 1.0


def test_average_precision_leaves_the_buyers_own_lots_out() -> None:
    lots = [
        Lot(str(n), "", "", cpv, buyer)
        for n, (cpv, buyer) in enumerate(
            [("90900000", "a"), ("90900000", "a"), ("45200000", "b"), ("90900000", "c")]
        )
    ]
    scores = np.array([[0, 9, 2, 1], [9, 0, 2, 1], [0, 0, 0, 0], [3, 2, 1, 0]], dtype=float)
    # of lots 0 and 1 the relevant one (3) comes second: ½; of lot 3 both (0, 1) come first: 1; lot 2 has none
    assert same_group_map(lots, scores) == pytest.approx((0.5 + 0.5 + 1) / 3, abs=1e-3)


def test_the_official_file_adds_words(tmp_path: Path) -> None:
    official = tmp_path / "cpv.csv"
    official.write_text("code,label_fr,label_en\n37321000,Zyxophones,Zyxophones\n", encoding="utf-8")
    lots = tmp_path / "lots.csv"
    lots.write_text("notice,title,description,cpv,buyer\n1,Zyxophones,,37321000,Ville\n", encoding="utf-8")
    assert measure_file(lots, official).group_at_1 == 1
    assert measure_file(lots, None).group_at_1 == 0


def test_wrong_files_are_told(tmp_path: Path) -> None:
    path = tmp_path / "lots.csv"
    path.write_text("title\nx\n", encoding="utf-8")
    with pytest.raises(ValueError, match="notice"):
        measure_file(path, None)
    path.write_text("notice,title,description,cpv,buyer\n", encoding="utf-8")
    with pytest.raises(ValueError, match="aucun lot"):
        measure_file(path, None, Half.LOOKED_AT)


def test_recognition_names_groups_of_plain_purchases() -> None:
    known = CpvRecogniser()
    assert known.best("Marché de restauration scolaire")[1][0] == "555"
    assert known.best("Services d’assurance : dommages aux biens")[0][0] == "66"
    assert known.best("Collecte des ordures ménagères")[1][0] == "905"


def test_baselines_find_the_document_with_the_words() -> None:
    documents = ["nettoyage de vitres", "tonte de pelouses", "vitres"]
    assert bm25(["vitres"], documents)[0].argmax() == 2
    assert trigrams(["nettoyage de vitre"], documents)[0].argmax() == 0
    assert equal_categories([{"a"}], [{"a", "b"}, {"c"}]).tolist() == [[1.0, 0.0]]


@pytest.mark.bench_data
@pytest.mark.skipif(not REAL_NEEDS.exists(), reason="the published needs are not here")
def test_real_needs_are_recognised_as_well_as_promised() -> None:
    figures = measure_file(REAL_NEEDS, OFFICIAL_CPV)
    assert figures.division_at_1 >= 0.65
    assert figures.division_at_5 >= 0.88
    assert figures.group_at_1 >= 0.45
    assert figures.group_at_5 >= 0.70
    assert figures.same_group_map > figures.same_group_map_bm25 + 0.1
