"""The deal behind a pair: the need and the offer that fit best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from matchmaker.reference import sectors
from matchmaker.scoring.fit import fit
from matchmaker.scoring.profile import NeedText, OfferText, Profile
from matchmaker.scoring.sides import Side
from matchmaker.scoring.vocabulary import Floats
from matchmaker.scoring.weights import Weights

WORTH_SAYING = 0.25  # below, a fit of needs and offers is no reason to meet


@dataclass(frozen=True)
class Deal:
    """The need and the offer that fit best in a pair, with the values of the criteria; ``also``: further needs met."""

    need: NeedText
    offer: OfferText
    seeker: Profile
    provider: Profile
    sector: sectors.Sector | None
    values: dict[str, float]
    whole: float
    also: tuple[NeedText, ...]


def best_deals(seekers: Side, providers: Side, weights: Weights) -> dict[tuple[int, int], Deal]:
    """The best deal of each pair (seeker's place, provider's place) that has any."""
    needs, offers = seekers.needs, providers.offers
    if not len(needs) or not len(offers):
        return {}
    found = fit(needs, offers, providers.may_answer, weights)
    row, column, by_need = _best_places(found.whole, needs.owner, offers.owner)
    # plain lists: a hundred thousand look-ups in arrays would cost more than the arithmetic
    values = {name: table[row, column].tolist() for name, table in found.values.items()}
    whole, rows, columns = found.whole[row, column].tolist(), row.tolist(), column.tolist()
    shared = needs.sector[row] * offers.sector[column]
    sector_of = np.where(shared.any(axis=2), shared.argmax(axis=2), -1).tolist()
    worth_saying, owner = (by_need.T >= WORTH_SAYING).tolist(), needs.owner.tolist()
    seeker_of, provider_of = np.unique(needs.owner).tolist(), np.unique(offers.owner).tolist()
    deals = {}
    for s, p in np.argwhere(row >= 0).tolist():
        if whole[s][p] > 0:
            need, offer = rows[s][p], columns[s][p]
            also = [
                n
                for n, worth in enumerate(worth_saying[p])
                if worth and n != need and owner[n] == seeker_of[s]
            ]
            deals[seeker_of[s], provider_of[p]] = Deal(
                need=cast("NeedText", needs.entries[need]),
                offer=cast("OfferText", offers.entries[offer]),
                seeker=seekers.profiles[seeker_of[s]],
                provider=providers.profiles[provider_of[p]],
                sector=sectors.all_sectors()[sector_of[s][p]] if sector_of[s][p] >= 0 else None,
                values={name: table[s][p] for name, table in values.items()},
                whole=whole[s][p],
                also=tuple(cast("NeedText", needs.entries[n]) for n in also),
            )
    return deals


def _best_places(
    whole: Floats, seeker: NDArray[np.intp], provider: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
    """Need and offer of the best fit of each pair of profiles, (seekers, providers); and each need's best fit there."""
    rows, columns = np.flatnonzero(np.diff(seeker, prepend=-1)), np.flatnonzero(np.diff(provider, prepend=-1))
    run_of_row, run_of_column = (
        np.searchsorted(rows, np.arange(len(seeker)), "right") - 1,
        np.searchsorted(columns, np.arange(len(provider)), "right") - 1,
    )
    by_need = np.maximum.reduceat(whole, columns, axis=1)
    is_best = whole == by_need[:, run_of_column]
    column = np.minimum.reduceat(np.where(is_best, np.arange(len(provider)), len(provider)), columns, axis=1)
    best = np.maximum.reduceat(by_need, rows, axis=0)
    places = np.where(by_need == best[run_of_row], np.arange(len(seeker))[:, None], len(seeker))
    row = np.minimum.reduceat(places, rows, axis=0)
    return row, np.take_along_axis(column, row, axis=0), by_need
