"""Sectors of activity: a tree of families and sectors, found by name or by a text's own words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from matchmaker.reference.data_files import read_table, split_list
from matchmaker.reference.recognition import Phrase, Phrasings, Recogniser, passages
from matchmaker.reference.words import plain

NEAR_ENOUGH = 85  # of 100: below, a typed name is no longer the same name with a typing mistake


@dataclass(frozen=True)
class Family:
    """A family of sectors, such as ``dechets``."""

    code: str
    label: str
    label_en: str


@dataclass(frozen=True)
class Sector:
    """A sector, such as ``dechets.reemploi_mobilier``; ``cpv``: divisions and groups it covers, most typical first."""

    code: str
    label: str
    label_en: str
    cpv: tuple[str, ...]
    phrasings: tuple[str, ...]

    @property
    def family(self) -> str:
        """The code of its family."""
        return self.code.partition(".")[0]


@cache
def families() -> tuple[Family, ...]:
    """All families, in reading order."""
    return tuple(Family(code, f["label"], f["label_en"]) for code, f in read_table("sectors.toml").items())


@cache
def all_sectors() -> tuple[Sector, ...]:
    """All sectors, family by family."""
    return tuple(
        Sector(f"{family}.{name}", s["label"], s["label_en"], tuple(s["cpv"]), split_list(s["phrasings"]))
        for family, table in read_table("sectors.toml").items()
        for name, s in table.items()
        if isinstance(s, dict)
    )


def by_code(code: str) -> Sector | None:
    """The sector of that code."""
    return _by_code().get(code)


def find(name: str) -> Sector | None:
    """The sector that ``name`` is: its code, its label in French or English, or one of its phrasings."""
    return _by_name().get(_key(name))


def propose(name: str) -> Sector | None:
    """The sector whose name is nearest to ``name``, if it is near enough to ask "did you mean …?"."""
    best = process.extractOne(_key(name), _by_name().keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return _by_name()[best[0]] if best else None


def nearest(text: str, keep: int = 5) -> list[tuple[Sector, float]]:
    """The sectors that ``text`` speaks of, best first, each with a confidence in 0..1; none if no word is known."""
    found = recogniser().recognise(passages(text))
    order = found.argsort()[::-1][:keep]
    return [(all_sectors()[i], float(found[i])) for i in order if found[i] > 0]


@cache
def recogniser() -> Recogniser:
    """The recogniser over all sectors, in their order."""
    return Recogniser([Phrasings(s.code, tuple(map(Phrase, (s.label, *s.phrasings)))) for s in all_sectors()])


@cache
def _by_code() -> dict[str, Sector]:
    return {sector.code: sector for sector in all_sectors()}


@cache
def _by_name() -> dict[str, Sector]:
    names: dict[str, Sector] = {}
    for sector in all_sectors():
        for name in (sector.code, sector.label, sector.label_en):
            names.setdefault(_key(name), sector)
    for sector in all_sectors():
        for name in sector.phrasings:
            names.setdefault(_key(name), sector)
    return names


def _key(name: str) -> str:
    return " ".join(plain(name).replace("_", " ").replace(".", " ").split())
