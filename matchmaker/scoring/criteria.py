"""The criteria, one function each. Each compares n needs with m offers and gives values in 0..1, shape (n, m).

Where one side has not told enough to judge, the value is ``UNTOLD``: silence costs a little, less than a bad fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchmaker.reference import sectors, territories
from matchmaker.scoring.encoding import Encoded
from matchmaker.scoring.vocabulary import Floats, Words

UNTOLD = np.float32(0.7)
FAMILY = np.float32(0.35)  # how near two sectors of one family are
FEW = 8
NEARBY_KM = 12.0  # at that distance a disjoint territory is worth 1/e of its greatest value
NEARBY = 0.4  # the greatest value of a territory that only lies nearby


def sector_fit(needs: Encoded, offers: Encoded) -> Floats:
    """Share of what the need is about that the offer is about too.

    ``Σ_s p_s · r_s``: p the need's sectors with sum 1, r the offer's reach, which is ``FAMILY`` times its strongest
    sector of the family for sectors that it does not speak of itself. An offer of several trades is not diluted.
    """
    total = needs.sector.sum(axis=1, keepdims=True)
    share = np.divide(needs.sector, total, out=np.zeros_like(needs.sector), where=total > 0)
    return np.asarray(share @ _reach(offers.sector).T, dtype=np.float32)


def _reach(sector: Floats) -> Floats:
    starts, family = _families()
    strongest = np.maximum.reduceat(sector, starts, axis=1)
    return np.maximum(sector, FAMILY * strongest[:, family])


@cache
def _families() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where each family begins in the list of sectors, and the family of each sector."""
    names = [sector.family for sector in sectors.all_sectors()]
    starts = [place for place, name in enumerate(names) if place == 0 or names[place - 1] != name]
    family = np.searchsorted(np.array(starts), np.arange(len(names)), side="right") - 1
    return np.array(starts, dtype=np.intp), family.astype(np.intp)


def code_fit(needs: Encoded, offers: Encoded) -> Floats:
    """Cosine of the CPV groups that the two texts speak of."""
    return np.asarray(np.minimum(needs.codes @ offers.codes.T, 1), dtype=np.float32)


def word_fit(needs: Encoded, offers: Encoded) -> Floats:
    """Cosine of the weighed stems (tf-idf, Salton 1975): length counts for neither side."""
    if len(needs) > len(offers):  # the loop runs over the shorter side
        return np.ascontiguousarray(_cosine(offers.words, needs.words).T)
    return _cosine(needs.words, offers.words)


def _cosine(rows: Words, columns: Words) -> Floats:
    """By an index of the columns' stems; for a few rows, whose index would cost more than it saves, one by one."""
    if len(rows) <= FEW:
        return _cosine_of_few(rows, columns)
    found = np.zeros((len(rows), len(columns)), dtype=np.float32)
    places, weights, bounds = _by_stem(columns)
    for row in range(len(rows)):
        for at in range(rows.start[row], rows.start[row + 1]):
            stem = rows.stem[at]
            if stem < len(bounds) - 1:
                posting = slice(bounds[stem], bounds[stem + 1])
                found[row, places[posting]] += rows.weight[at] * weights[posting]
    return np.minimum(found, 1)


def _cosine_of_few(rows: Words, columns: Words) -> Floats:
    found = np.zeros((len(rows), len(columns)), dtype=np.float32)
    text = np.repeat(np.arange(len(columns)), np.diff(columns.start))
    weight_of = np.zeros(1 + max(rows.stem.max(initial=0), columns.stem.max(initial=0)), dtype=np.float32)
    for row in range(len(rows)):
        own = slice(rows.start[row], rows.start[row + 1])
        weight_of[rows.stem[own]] = rows.weight[own]
        found[row] = np.bincount(text, weight_of[columns.stem] * columns.weight, minlength=len(columns))
        weight_of[rows.stem[own]] = 0
    return np.minimum(found, 1)


def _by_stem(words: Words) -> tuple[NDArray[np.intp], Floats, NDArray[np.intp]]:
    """The texts that hold each stem, with its weight there, and where each stem's run begins."""
    text = np.repeat(np.arange(len(words)), np.diff(words.start))
    order = np.argsort(words.stem, kind="stable")
    greatest = int(words.stem.max(initial=-1))
    bounds = np.searchsorted(words.stem[order], np.arange(greatest + 2))
    return text[order], words.weight[order], bounds


def territory_fit(needs: Encoded, offers: Encoded) -> Floats:
    """Does the offer's organisation work where the need is?

    ``½ + ½ · people of the need's territory who live in the offer's ÷ people of the need's territory``; where the two
    do not meet, ``NEARBY · exp(-km / NEARBY_KM)`` of the distance between their nearest parts.
    """
    need_kinds, need_of = _distinct(needs.cells)
    offer_kinds, offer_of = _distinct(offers.cells)
    shared = (need_kinds * _people()) @ offer_kinds.T.astype(np.float64)
    inside = 0.5 + 0.5 * shared / np.maximum((need_kinds * _people()).sum(axis=1), 1)[:, None]
    nearby = NEARBY * np.exp(-_kilometres(need_kinds, offer_kinds) / NEARBY_KM)
    told = (need_kinds.sum(axis=1) > 0)[:, None] & (offer_kinds.sum(axis=1) > 0)[None, :]
    table = np.where(told, np.where(shared > 0, inside, nearby), UNTOLD).astype(np.float32)
    return np.asarray(table[np.ix_(need_of, offer_of)], dtype=np.float32)


def _distinct(cells: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """The distinct rows, and which of them each row is: events name few territories, many times each."""
    numbers: dict[bytes, int] = {}
    of = np.array([numbers.setdefault(row.tobytes(), len(numbers)) for row in cells], dtype=np.intp)
    return np.array([np.frombuffer(row, dtype=bool) for row in numbers]).reshape(
        len(numbers), cells.shape[1]
    ), of


def _kilometres(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Between the nearest cells of each row of ``a`` and each of ``b``; infinite where a row names none."""
    to_cells = [territories.distances()[row].min(axis=0, initial=np.inf) for row in a]
    nearest = [np.where(b, to_cell, np.inf).min(axis=1, initial=np.inf) for to_cell in to_cells]
    return np.array(nearest).reshape(len(a), len(b))


@cache
def _people() -> NDArray[np.float64]:
    return np.array([cell.population for cell in territories.cells()], dtype=np.float64)


def condition_fit(needs: Encoded, offers: Encoded) -> Floats:
    """Share of the need's conditions that the offer says it meets; 1 where the need sets none.

    An offer that names no condition at all has not told: ``UNTOLD``.
    """
    asked = needs.conditions.sum(axis=1, keepdims=True)
    share = (needs.conditions @ offers.conditions.T) / np.maximum(asked, 1)
    untold = offers.conditions.sum(axis=1) == 0
    return np.where(asked == 0, np.float32(1), np.where(untold[None, :], UNTOLD, share)).astype(np.float32)


def capacity_fit(needs: Encoded, offers: Encoded) -> Floats:
    """``min(1, largest contract the offer can carry ÷ amount of the need)``; ``UNTOLD`` where either is not told.

    A small structure is not ranked lower for what it can carry: an unasked reserve is worth nothing.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        share = offers.euros[None, :] / np.maximum(needs.euros, 1)[:, None]
    return np.where(np.isnan(share), UNTOLD, np.minimum(share, 1)).astype(np.float32)


def calendar_fit(needs: Encoded, offers: Encoded) -> Floats:
    """1 where the need's period and the offer's share a day (open ends are open), else 0."""
    begins = np.maximum(needs.starts[:, None], offers.starts[None, :])
    ends = np.minimum(needs.ends[:, None], offers.ends[None, :])
    return np.asarray(begins <= ends, dtype=np.float32)


def legal_filter(
    needs: Encoded, may_answer: Mapping[str, NDArray[np.bool_]], offers: Encoded
) -> NDArray[np.bool_]:
    """Whether the law lets the offer's organisation answer the need: reserved contracts are a filter, no score."""
    allowed = np.ones((len(needs), len(offers)), dtype=bool)
    for row, need in enumerate(needs.entries):
        reservation: Any = getattr(need, "reservation", None)
        if reservation:
            allowed[row] = may_answer[reservation][offers.owner]
    return allowed


def territory_filter(needs: Encoded, offers: Encoded) -> NDArray[np.bool_]:
    """Where a need insists on its territory, whether the offer's organisation works in it or has not told where."""
    insists = np.array([getattr(need, "insists_on_territory", False) for need in needs.entries], dtype=bool)
    if not insists.any():
        return np.ones((len(needs), len(offers)), dtype=bool)
    shared = (needs.cells.astype(np.float32) @ offers.cells.T.astype(np.float32)) > 0
    told = (needs.cells.sum(axis=1) > 0)[:, None] & (offers.cells.sum(axis=1) > 0)[None, :]
    return np.asarray(~insists[:, None] | shared | ~told, dtype=bool)
