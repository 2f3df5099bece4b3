"""Each criterion alone, against values worked out another way."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaker.reference import sectors, territories
from matchmaker.reference.recognition import COMMONPLACE, DESCRIPTION_WEIGHT
from matchmaker.reference.words import commonplaces, stems
from matchmaker.scoring import criteria
from matchmaker.scoring.encoding import Encoded
from matchmaker.scoring.fit import fit
from matchmaker.scoring.profile import NeedText, OfferText, Profile
from matchmaker.scoring.sides import Side
from matchmaker.scoring.vocabulary import Vocabulary, read
from matchmaker.scoring.weights import Weights

NEED = NeedText("n", "Entretien d’espaces verts")
OFFER = OfferText("o", "Tonte et taille de haies")


def encoded(needs: list[NeedText], offers: list[OfferText]) -> tuple[Encoded, Encoded]:
    texts = [read(entry.title, entry.description) for entry in (*needs, *offers)]
    vocabulary = Vocabulary.of(texts)
    left = Side.of([Profile(f"l{k}", needs=(need,)) for k, need in enumerate(needs)], vocabulary)
    right = Side.of([Profile(f"r{k}", offers=(offer,)) for k, offer in enumerate(offers)], vocabulary)
    return left.needs, right.offers


def test_a_sector_of_the_family_is_nearer_than_one_of_another() -> None:
    values = criteria.sector_fit(
        *encoded([NEED], [OFFER, OfferText("e", "Élagage et abattage d’arbres"), OfferText("c", "Traiteur")])
    )[0]
    assert values[0] > values[1] > values[2]
    assert values[2] < 0.1


def test_declared_sectors_count_where_words_say_nothing() -> None:
    silent = OfferText("x", "Xyzzy", sectors=("nature.espaces_verts",))
    values = criteria.sector_fit(*encoded([NEED], [silent, replace(silent, sectors=())]))[0]
    assert values[0] > 0.5
    assert values[1] == 0


def test_words_lead_over_a_badly_chosen_sector() -> None:
    badly = OfferText(
        "x", "Tonte de pelouses, taille de haies, débroussaillage", sectors=("finance.assurance",)
    )
    rightly = OfferText("y", "Assurance de flottes", sectors=("nature.espaces_verts",))
    values = fit(*encoded([NEED], [badly, rightly]), {}, Weights()).whole[0]
    assert values[0] > values[1]


_TEXTS = st.lists(
    st.sampled_from(
        ["taille haies", "repas bio cantine", "réemploi meubles bureau", "vélo", "équipe vélo", ""]
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize("few", [0, criteria.FEW])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TEXTS, _TEXTS)
def test_words_are_the_cosine_of_tf_idf_computed_by_hand(
    monkeypatch: pytest.MonkeyPatch, few: int, titles: list[str], descriptions: list[str]
) -> None:
    monkeypatch.setattr(criteria, "FEW", few)
    needs = [
        NeedText("n", title, description) for title, description in zip(titles, descriptions, strict=False)
    ]
    offers = [
        OfferText("o", description, title) for title, description in zip(titles, descriptions, strict=False)
    ]
    values = criteria.word_fit(*encoded(needs, offers))
    users = Counter(stem for e in (*needs, *offers) for stem in set(stems(f"{e.title} {e.description}")))

    def vector(title: str, description: str) -> dict[str, float]:
        weights = dict.fromkeys(stems(description), DESCRIPTION_WEIGHT) | dict.fromkeys(stems(title), 1.0)
        total = len(needs) + len(offers)
        return {
            s: w * math.log1p(total / users[s]) * (COMMONPLACE if s in commonplaces() else 1)
            for s, w in weights.items()
        }

    for row, need in enumerate(needs):
        for column, offer in enumerate(offers):
            a, b = vector(need.title, need.description), vector(offer.title, offer.description)
            norm = math.hypot(*a.values()) * math.hypot(*b.values())
            expected = sum(a[s] * b.get(s, 0) for s in a) / norm if norm else 0
            assert values[row, column] == pytest.approx(expected, abs=1e-5)


def test_territory_goes_from_all_to_part_to_nearby_to_far() -> None:
    need = replace(NEED, territories=("94",))
    offers = [replace(OFFER, territories=(code,)) for code in ("94", "R11", "T12", "93", "13")]
    values = criteria.territory_fit(*encoded([need], offers))[0]
    assert values[0] == values[1] == 1
    assert 0.5 < values[2] < 1
    assert 0.5 > values[3] > values[4]
    assert values[4] < 0.01


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(territories.all_territories()), st.sampled_from(territories.all_territories()))
def test_territory_agrees_with_its_formula(a: territories.Territory, b: territories.Territory) -> None:
    need, offer = replace(NEED, territories=(a.code,)), replace(OFFER, territories=(b.code,))
    people = [cell.population for cell in territories.cells()]
    shared = sum(people[cell] for cell in a.cells & b.cells)
    expected = 0.5 + 0.5 * shared / sum(people[cell] for cell in a.cells)
    if not shared:
        apart = territories.distance_km(a.cells, b.cells)
        expected = criteria.NEARBY * math.exp(-apart / criteria.NEARBY_KM)
    assert criteria.territory_fit(*encoded([need], [offer]))[0, 0] == pytest.approx(expected, abs=1e-5)


def test_an_untold_territory_is_neither_full_nor_nothing() -> None:
    assert (
        criteria.territory_fit(*encoded([NEED], [replace(OFFER, territories=("94",))]))[0, 0]
        == criteria.UNTOLD
    )


def test_conditions_capacity_and_calendar() -> None:
    need = replace(
        NEED, conditions=("bio", "reemploi"), euros=100, starts_on=date(2022, 1, 1), ends_on=date(2022, 6, 1)
    )
    offers = [
        replace(OFFER, conditions=("bio",), largest_euros=50, ends_on=date(2021, 12, 31)),
        replace(OFFER, conditions=("reemploi", "bio"), largest_euros=500, starts_on=date(2022, 5, 1)),
        OFFER,
    ]
    sides = encoded([need], offers)
    untold = pytest.approx(float(criteria.UNTOLD))
    assert criteria.condition_fit(*sides)[0].tolist() == [0.5, 1, untold]
    assert criteria.capacity_fit(*sides)[0].tolist() == [0.5, 1, untold]
    assert criteria.calendar_fit(*sides)[0].tolist() == [0, 1, 1]


def test_small_structures_are_not_ranked_lower_where_no_amount_is_told() -> None:
    small, large = replace(OFFER, largest_euros=1_000), replace(OFFER, largest_euros=10_000_000)
    values = fit(*encoded([NEED], [small, large]), {}, Weights()).whole[0]
    assert values[0] == values[1]


def test_writing_less_costs_little() -> None:
    short = OfferText("s", "Entretien d’espaces verts")
    long = replace(
        short,
        description="Depuis vingt ans, notre équipe de douze personnes tond, taille et plante pour les villes. "
        * 3,
    )
    values = fit(*encoded([NEED], [short, long]), {}, Weights()).whole[0]
    assert values[0] >= values[1]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from([p for s in sectors.all_sectors() for p in s.phrasings]), min_size=1, max_size=3
    ),
    st.lists(
        st.sampled_from([p for s in sectors.all_sectors() for p in s.phrasings]), min_size=1, max_size=3
    ),
)
def test_every_criterion_stays_within_0_and_1(wanted: list[str], offered: list[str]) -> None:
    found = fit(
        *encoded(
            [NeedText(str(k), t) for k, t in enumerate(wanted)],
            [OfferText(str(k), t) for k, t in enumerate(offered)],
        ),
        {},
        Weights(),
    )
    for values in (*found.values.values(), found.whole):
        assert values.shape == (len(wanted), len(offered))
        assert np.all((values >= 0) & (values <= 1 + 1e-6))


def test_impossible_profiles_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        replace(NEED, starts_on=date(2022, 2, 1), ends_on=date(2022, 1, 1))
    with pytest.raises(ValueError, match="negative"):
        replace(OFFER, largest_euros=-1)
