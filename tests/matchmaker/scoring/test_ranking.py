"""Pairs come out in the order a person would give them, and keep what the filters forbid out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.reference import sectors
from matchmaker.scoring.profile import Liking, NeedText, OfferText, Profile
from matchmaker.scoring.ranking import Ranking, ScoredPair, rank
from matchmaker.scoring.weights import Weights
from tests.matchmaker.scoring.profiles import CATERER, CITY, GARDENER, REUSE, REUSE_WITHOUT_AGREEMENT


def score(pairs: list[ScoredPair], a: str, b: str) -> int:
    return next(pair.score for pair in pairs if (pair.a, pair.b) == (a, b))


def test_the_structure_of_the_trade_comes_before_the_others() -> None:
    furniture_only = replace(CITY, needs=CITY.needs[:1])
    pairs = rank([furniture_only], [GARDENER, CATERER, REUSE])
    assert pairs[0].b == "reuse"
    assert score(pairs, "city", "caterer") < 150
    assert score(pairs, "city", "reuse") > 300


def test_reasons_say_need_territory_and_law_in_french() -> None:
    pair = next(p for p in rank([CITY], [REUSE]) if p.b == "reuse")
    sentences = " ; ".join(reason.sentence for reason in pair.reasons)
    assert "répond au besoin «\u00a0Enlèvement et réemploi de mobilier de bureau, 3 sites\u00a0»" in sentences
    assert "Val-de-Marne" in sentences
    assert "ACI éligible au marché réservé" in sentences
    assert all(0 <= reason.value <= 1 for reason in pair.reasons)
    assert (pair.need, pair.offer) == ("furniture", "bulky")


def test_a_reserved_contract_is_closed_to_who_may_not_answer() -> None:
    furniture_only = replace(CITY, needs=CITY.needs[:1])
    pairs = rank([furniture_only], [REUSE, REUSE_WITHOUT_AGREEMENT])
    assert score(pairs, "city", "company") == 0
    assert score(pairs, "city", "reuse") > 0


def test_a_reserved_need_does_not_close_the_other_needs() -> None:
    assert score(rank([CITY], [CATERER]), "city", "caterer") > 300


@pytest.mark.parametrize("author", ["left", "right"])
def test_a_no_of_either_side_removes_the_pair(author: str) -> None:
    city = replace(CITY, likings={"caterer": Liking.NO}) if author == "left" else CITY
    caterer = replace(CATERER, likings={"city": Liking.NO}) if author == "right" else CATERER
    assert rank([city], [caterer]) == []


def test_pairs_that_may_not_meet_are_left_out() -> None:
    pairs = rank([CITY], [REUSE, CATERER], allowed=np.array([[True, False]]))
    assert [pair.b for pair in pairs] == ["reuse"]


def test_a_wish_raises_the_score_of_its_author_and_rather_not_lowers_it() -> None:
    plain = rank([CITY], [CATERER])[0]
    wanted = rank([replace(CITY, likings={"caterer": Liking.WANT})], [CATERER])[0]
    unwanted = rank([CITY], [replace(CATERER, likings={"city": Liking.RATHER_NOT})])[0]
    assert wanted.left_score > plain.left_score
    assert wanted.right_score == plain.right_score
    assert wanted.score > plain.score > unwanted.score
    assert unwanted.right_score < plain.right_score


def test_an_insisted_territory_is_a_filter() -> None:
    need = NeedText("n", "Tonte des pelouses", territories=("93",), insists_on_territory=True)
    pairs = rank([Profile("a", needs=(need,))], [GARDENER])
    assert score(pairs, "a", "gardener") == 0
    near = rank([Profile("a", needs=(replace(need, insists_on_territory=False),))], [GARDENER])
    assert score(near, "a", "gardener") > 0


def test_a_pair_that_met_before_scores_less() -> None:
    met = replace(CITY, already_met=frozenset({"reuse"}))
    assert rank([met], [REUSE])[0].score < rank([CITY], [REUSE])[0].score


def test_a_second_need_met_adds_and_never_dilutes() -> None:
    both = Profile("both", legal_form="scop", agreements=("aci",), offers=(*REUSE.offers, *CATERER.offers))
    pairs = rank([CITY], [both, REUSE])
    assert score(pairs, "city", "both") > score(pairs, "city", "reuse")
    unrelated = NeedText("x", "Audit des systèmes d’information")
    alone, more = (
        rank([replace(CITY, needs=CITY.needs[:1])], [REUSE]),
        rank([replace(CITY, needs=(CITY.needs[0], unrelated))], [REUSE]),
    )
    assert more[0].score == pytest.approx(alone[0].score, rel=0.15)


def test_needs_of_the_right_side_count_too() -> None:
    pairs = rank([CATERER], [CITY])
    assert pairs[0].score == rank([CITY], [CATERER])[0].score
    assert (pairs[0].need, pairs[0].offer) == ("party", "buffet")


def test_only_the_best_pairs_of_either_side_are_kept() -> None:
    caterers = [replace(CATERER, id=f"c{n}") for n in range(8)]
    cities = [replace(CITY, id=f"v{n}") for n in range(9)]
    pairs = rank(cities, caterers, keep=3)
    assert 24 <= len(pairs) <= 9 * 3 + 8 * 3
    for city in cities:
        assert sum(pair.a == city.id for pair in pairs) >= 3


def test_empty_sides_and_silent_profiles_are_no_error() -> None:
    assert rank([], [CATERER]) == []
    assert rank([CITY], []) == []
    silent = rank([Profile("a")], [Profile("b")])
    assert [(pair.score, pair.reasons) for pair in silent] == [(0, ())]


def test_bad_arguments_are_refused() -> None:
    with pytest.raises(ValueError, match="shape"):
        rank([CITY], [CATERER], allowed=np.ones((2, 2), dtype=bool))
    with pytest.raises(ValueError, match="share an id"):
        rank([CITY, CITY], [CATERER])
    with pytest.raises(ValueError, match="at least one"):
        rank([CITY], [CATERER], keep=0)
    with pytest.raises(ValueError, match="territory"):
        Weights(territory=1.5)


def test_a_changed_profile_is_scored_as_in_a_new_ranking() -> None:
    structures = [GARDENER, CATERER, REUSE]
    ranking = Ranking([CITY], structures, keep=1)
    changed = replace(GARDENER, offers=CATERER.offers)
    updated = ranking.replace_right(changed)
    anew = [pair for pair in rank([CITY], [changed, CATERER, REUSE]) if pair.b == "gardener"]
    assert [(pair.b, pair.need) for pair in updated] == [("gardener", "party")]
    assert updated[0].score == pytest.approx(anew[0].score, rel=0.2)
    with pytest.raises(ValueError, match="nobody"):
        ranking.replace_right(Profile("nobody"))


_CODES = st.sampled_from([sector.code for sector in sectors.all_sectors()])
_PLACES = st.sampled_from(["75", "77", "93", "94", "R11", "T8"])
_TEXTS = st.sampled_from([phrasing for sector in sectors.all_sectors() for phrasing in sector.phrasings])


@st.composite
def _profiles(draw: st.DrawFn, prefix: str) -> list[Profile]:
    found = []
    for n in range(draw(st.integers(0, 4))):
        needs = tuple(
            NeedText(f"{prefix}{n}n{k}", draw(_TEXTS), sectors=(draw(_CODES),), territories=(draw(_PLACES),))
            for k in range(draw(st.integers(0, 2)))
        )
        offers = tuple(
            OfferText(f"{prefix}{n}o{k}", draw(_TEXTS), territories=(draw(_PLACES),))
            for k in range(draw(st.integers(0, 2)))
        )
        found.append(Profile(f"{prefix}{n}", needs=needs, offers=offers))
    return found


@settings(max_examples=40, deadline=None)
@given(_profiles("l"), _profiles("r"), st.integers(1, 3))
def test_any_sides_give_bounded_scores_that_do_not_depend_on_the_side(
    left: list[Profile], right: list[Profile], keep: int
) -> None:
    pairs = rank(left, right, keep=keep)
    assert all(
        0 <= value <= 1000 for pair in pairs for value in (pair.score, pair.left_score, pair.right_score)
    )
    assert [pair.score for pair in pairs] == sorted((pair.score for pair in pairs), reverse=True)
    mirrored = {(pair.b, pair.a): pair.score for pair in rank(right, left, keep=50)}
    for pair in rank(left, right, keep=50):
        assert mirrored[pair.a, pair.b] == pytest.approx(pair.score, abs=1)
