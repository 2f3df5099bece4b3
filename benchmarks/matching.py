"""How good is the ranking? Needs and offers labelled by hand (``fixtures/matching``), against simpler methods."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.text_baselines import bm25, equal_categories, trigrams
from matchmaker.scoring.profile import NeedText, OfferText, Profile
from matchmaker.scoring.ranking import Ranking
from matchmaker.scoring.weights import Weights

FIXTURES = Path(__file__).parents[1] / "fixtures" / "matching"
LEAVE_OUT = ("sector", "codes", "words", "territory", "conditions", "capacity")

Scores = NDArray[np.float64]


@dataclass(frozen=True)
class LabelledSet:
    """Needs (a profile each), offers (a profile each) and labels 0..3 of shape (needs, offers)."""

    needs: tuple[Profile, ...]
    offers: tuple[Profile, ...]
    labels: NDArray[np.int64]


@dataclass(frozen=True)
class Quality:
    """Means over needs: nDCG of the first ten, and whether a best offer is among the first three."""

    ndcg_at_10: float
    best_in_3: float


def read_labelled(folder: Path, *, sealed: bool) -> LabelledSet:
    """One half of the labelled set."""
    needs = [_need(row) for row in _rows(folder / "needs.csv") if (row["sealed"] == "yes") is sealed]
    offers = [_offer(row) for row in _rows(folder / "offers.csv")]
    given: dict[tuple[str, str], int] = defaultdict(int)
    for row in _rows(folder / "labels.csv"):
        given[row["need"], row["offer"]] = int(row["label"])
    labels = np.array([[given[need.id, offer.id] for offer in offers] for need in needs])
    return LabelledSet(tuple(needs), tuple(offers), labels)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _need(row: dict[str, str]) -> Profile:
    need = NeedText(
        id=row["id"],
        title=row["title"],
        description=row["description"],
        sectors=tuple(row["sectors"].split()),
        territories=tuple(row["territories"].split()),
        conditions=tuple(row["conditions"].split()),
        reservation=row["reservation"] or None,
        euros=int(row["euros"]) if row["euros"] else None,
    )
    return Profile(row["id"], row["buyer"], needs=(need,))


def _offer(row: dict[str, str]) -> Profile:
    offer = OfferText(
        id=row["id"],
        title=row["title"],
        description=row["description"],
        sectors=tuple(row["sectors"].split()),
        territories=tuple(row["territories"].split()),
        conditions=tuple(row["conditions"].split()),
        largest_euros=int(row["largest_euros"]) if row["largest_euros"] else None,
    )
    agreements = tuple(row["agreements"].split())
    return Profile(row["id"], row["structure"], row["legal_form"], agreements, offers=(offer,))


def measure(labels: NDArray[np.int64], scores: Scores) -> Quality:
    """Järvelin and Kekäläinen's nDCG with gain ``2^label - 1``, and the best offer among the first three.

    Equal scores are taken in the worst order for the method: a filter that gives all the same has not ranked.
    """
    gains, firsts = [], []
    discount = 1 / np.log2(np.arange(2, 2 + min(10, labels.shape[1])))
    for label, score in zip(labels, scores, strict=True):
        order = np.lexsort((label, -score))[:10]
        ideal = (2.0 ** np.sort(label)[::-1][:10] - 1) @ discount
        gains.append((2.0 ** label[order] - 1) @ discount / ideal)
        firsts.append(label[order[:3]].max() == label.max())
    return Quality(round(float(np.mean(gains)), 4), round(float(np.mean(firsts)), 4))


def rank_labelled(labelled: LabelledSet, weights: Weights | None = None) -> Scores:
    """The product's mutual scores, shape (needs, offers)."""
    return np.asarray(
        Ranking(labelled.needs, labelled.offers, weights=weights).scores.mutual, dtype=np.float64
    )


def compare(labelled: LabelledSet) -> dict[str, Quality]:
    """Every method's quality, the product's first, then with each criterion left out, then the simpler methods."""
    whole = Weights()
    scores = {"all criteria": rank_labelled(labelled)}
    for name in LEAVE_OUT:
        scores[f"without {name}"] = rank_labelled(labelled, replace(whole, **{name: 0.0}))
    scores["without law"] = rank_labelled(replace(labelled, needs=_unreserved(labelled.needs)))
    scores["without declared sectors"] = rank_labelled(_undeclared(labelled))
    queries, documents = _texts(labelled.needs), _texts(labelled.offers)
    scores["BM25"], scores["trigrams"] = bm25(queries, documents), trigrams(queries, documents)
    scores["equal categories"] = equal_categories(_sectors(labelled.needs), _sectors(labelled.offers))
    return {name: measure(labelled.labels, values) for name, values in scores.items()}


def _unreserved(needs: Sequence[Profile]) -> tuple[Profile, ...]:
    return tuple(replace(p, needs=tuple(replace(n, reservation=None) for n in p.needs)) for p in needs)


def _undeclared(labelled: LabelledSet) -> LabelledSet:
    needs = tuple(replace(p, needs=tuple(replace(n, sectors=()) for n in p.needs)) for p in labelled.needs)
    offers = tuple(
        replace(p, offers=tuple(replace(o, sectors=()) for o in p.offers)) for p in labelled.offers
    )
    return LabelledSet(needs, offers, labelled.labels)


def _texts(profiles: Sequence[Profile]) -> list[str]:
    return [
        " ".join(f"{entry.title} {entry.description}" for entry in profile.entries) for profile in profiles
    ]


def _sectors(profiles: Sequence[Profile]) -> list[set[str]]:
    return [{code for entry in profile.entries for code in entry.sectors} for profile in profiles]
