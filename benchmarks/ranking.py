"""How fast is the ranking? Invented sides of any size, every text drawn from the sectors' own phrasings."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from matchmaker.reference import cpv_recognition, sectors
from matchmaker.scoring.profile import NeedText, OfferText, Profile
from matchmaker.scoring.ranking import Ranking

DEPARTMENTS = ("75", "77", "78", "91", "92", "93", "94", "95")
FILLER = "pour nos services répartis avec un suivi régulier une équipe dédiée depuis plusieurs années dans le respect des délais"
UPDATES = 5

Entry = TypeVar("Entry", NeedText, OfferText)


@dataclass(frozen=True)
class Figures:
    """``seconds`` of the whole ranking with its reasons; ``update_seconds`` of one changed offer (median)."""

    left: int
    right: int
    pairs: int
    seconds: float
    update_seconds: float
    greatest_memory_gb: float


def measure(left: int, right: int, entries: int = 3, keep: int = 50, seed: int = 1) -> Figures:
    """Rank ``left`` buyers with ``right`` structures, ``entries`` needs or offers each."""
    chance = random.Random(seed)
    buyers = [Profile(f"b{n}", needs=_entries(chance, NeedText, entries)) for n in range(left)]
    structures = [_structure(chance, n, entries) for n in range(right)]
    sectors.recogniser()
    cpv_recognition.recogniser()
    begun = time.perf_counter()
    ranking = Ranking(buyers, structures, keep=keep)
    pairs = len(ranking.pairs())
    seconds = time.perf_counter() - begun
    changed = [_structure(chance, n, entries) for n in range(UPDATES)]
    updates = sorted(_seconds(lambda profile=profile: ranking.replace_right(profile)) for profile in changed)  # type: ignore[misc]  # mypy cannot infer a lambda's default
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return Figures(left, right, pairs, round(seconds, 2), round(updates[UPDATES // 2], 4), round(memory, 3))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _structure(chance: random.Random, number: int, entries: int) -> Profile:
    offers = _entries(chance, OfferText, entries)
    return Profile(f"s{number}", legal_form="association", agreements=("aci",), offers=offers)


def _entries(chance: random.Random, kind: type[Entry], count: int) -> tuple[Entry, ...]:
    found = []
    for number in range(count):
        sector = chance.choice(sectors.all_sectors())
        said = chance.choices(sector.phrasings, k=3)
        found.append(
            kind(
                id=str(number),
                title=f"{said[0]}, {said[1]}",
                description=f"{said[2]} {FILLER}",
                sectors=(sector.code,) if chance.random() < 0.5 else (),
                territories=tuple(chance.sample(DEPARTMENTS, chance.randint(1, 4))),
            )
        )
    return tuple(found)
