"""Weights are proposed where the ratings speak clearly, and not where they are few or random."""

from __future__ import annotations

import random

import pytest

from matchmaker.scoring.learning import LEARNT, RatedMeeting, propose_weights
from matchmaker.scoring.weights import Weights


def rated(people: int, seed: int, *, by: str | None) -> list[RatedMeeting]:
    """Six meetings each, rated by one criterion, or at random."""
    chance = random.Random(seed)
    found = []
    for person in range(people):
        for _ in range(6):
            values = {name: chance.random() for name in LEARNT}
            rating = 1 + int(5 * values[by]) if by else chance.randint(1, 5)
            found.append(RatedMeeting(f"p{person}", min(rating, 5), values))
    return found


def test_few_ratings_are_plainly_not_enough() -> None:
    proposal = propose_weights(rated(5, 1, by="territory"))
    assert not proposal.proposed
    assert proposal.weights == Weights()
    assert "Pas assez de données" in proposal.sentence
    assert propose_weights([]).comparisons == 0


def test_people_who_rate_by_territory_raise_its_weight() -> None:
    proposal = propose_weights(rated(60, 2, by="territory"))
    assert proposal.proposed
    assert proposal.weights.territory > Weights().territory
    assert proposal.agreement_then > proposal.agreement_now + 0.02
    assert str(proposal.people) in proposal.sentence


def test_random_ratings_change_nothing() -> None:
    proposal = propose_weights(rated(60, 3, by=None))
    assert not proposal.proposed
    assert proposal.weights == Weights()
    assert proposal.agreement_now == pytest.approx(0.5, abs=0.06)


def test_a_rating_outside_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        RatedMeeting("p", 6, {})
