"""Reasons are sentences that a person would say, for what speaks for a pair and against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from matchmaker.language import speaking
from matchmaker.scoring.profile import Liking, NeedText, OfferText, Profile
from matchmaker.scoring.ranking import Ranking, rank
from matchmaker.scoring.reasons import shared_words
from matchmaker.scoring.weights import Weights

NEED = NeedText(
    "n",
    "Entretien des espaces verts, tonte et taille",
    territories=("93", "94"),
    conditions=("bio",),
    euros=100_000,
    ends_on=date(2022, 3, 1),
)
BUYER = Profile("b", "Ville", needs=(NEED,))
OFFER = OfferText("o", "Tonte, taille et entretien d’espaces verts", territories=("94", "77"))
STRUCTURE = Profile("s", "Jardins", offers=(OFFER,))


def sentences(buyer: Profile, structure: Profile) -> dict[str, str]:
    (pair,) = rank([buyer], [structure])
    return {reason.criterion: reason.sentence for reason in pair.reasons}


def offering(**changes: object) -> Profile:
    return replace(STRUCTURE, offers=(replace(OFFER, **changes),))


def test_a_part_of_the_territory_is_told_as_a_part() -> None:
    assert sentences(BUYER, STRUCTURE)["territory"] == (
        "intervient dans une partie du territoire du besoin (Val-de-Marne)"
    )
    everywhere = sentences(BUYER, offering(territories=("R11",)))["territory"]
    assert everywhere == "intervient là où est le besoin (Seine-Saint-Denis, Val-de-Marne)"
    elsewhere = sentences(BUYER, offering(territories=("78",)))["territory"]
    assert elsewhere.startswith("n’intervient pas encore")
    assert "territory" not in sentences(BUYER, offering(territories=()))


def test_the_amount_and_the_calendar_are_told_where_known() -> None:
    assert sentences(BUYER, offering(largest_euros=200_000))["capacity"] == "peut porter le montant prévu"
    assert "une partie" in sentences(BUYER, offering(largest_euros=20_000))["capacity"]
    late = sentences(BUYER, offering(starts_on=date(2022, 6, 1)))
    assert late["calendar"] == "n’est pas disponible à la période du besoin"
    assert "calendar" not in sentences(BUYER, STRUCTURE)


def test_conditions_met_are_named() -> None:
    assert "agriculture biologique" in sentences(BUYER, offering(conditions=("bio",)))["conditions"]
    assert "conditions" not in sentences(BUYER, STRUCTURE)


def test_a_neighbouring_trade_is_not_called_the_trade() -> None:
    buyer = Profile("b", needs=(NeedText("n", "", sectors=("nature.elagage",)),))
    structure = Profile("s", offers=(OfferText("o", "", sectors=("nature.animaux",)),))
    near = rank([buyer], [structure], weights=Weights(codes=0, words=0))[0]
    assert near.reasons[0].sentence.startswith("a un métier proche du besoin")


def test_wishes_and_earlier_meetings_are_told() -> None:
    found = rank(
        [replace(BUYER, likings={"s": Liking.RATHER_NOT})],
        [replace(STRUCTURE, likings={"b": Liking.MUST}, already_met=frozenset({"b"}))],
    )[0]
    said = [reason.sentence for reason in found.reasons]
    assert "souhaité par Jardins" in said
    assert "Ville préfère d’autres rendez-vous" in said
    assert any("déjà rencontrés" in sentence for sentence in said)


def test_sector_names_follow_the_language() -> None:
    with speaking("en"):
        assert "Green space maintenance" in sentences(BUYER, STRUCTURE)["sector"]


def test_shared_words_leave_commonplaces_out() -> None:
    need = NeedText("n", "Rendez-vous avec nos équipes : tonte du territoire")
    assert shared_words(need, OfferText("o", "Équipes de tonte du territoire, sur rendez-vous")) == [
        "rendez-vous",
        "tonte",
    ]


def test_the_deal_behind_any_pair_can_be_asked_for() -> None:
    ranking = Ranking([BUYER], [STRUCTURE])
    deal = ranking.deal("b", "s")
    assert deal is not None
    assert (deal.need.id, deal.offer.id) == ("n", "o")
    assert ranking.deal("b", "nobody") is None


def test_a_subject_without_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="subject"):
        Weights(sector=0, codes=0, words=0)
