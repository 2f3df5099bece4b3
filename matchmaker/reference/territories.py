"""Territories: French regions and departments; in Île-de-France also the EPT and the 25 employment basins.

A territory is a set of *cells*, the smallest parts that this product tells apart (in Île-de-France where a basin and
a department cross, elsewhere a department), each with its population and its centre. So any two territories can
be compared: how much of the one lies in the other, and how far apart they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matchmaker.reference.data_files import read_added_rows, read_rows, split_list
from matchmaker.reference.words import plain

FRANCE = "france"
GREATER_PARIS = "mgp"
ILE_DE_FRANCE = "11"


@dataclass(frozen=True)
class Cell:
    """A smallest part: population in people, latitude and longitude in degrees."""

    index: int
    department: str
    basin: str | None
    ept: str | None
    population: int
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Territory:
    """A named set of cells; ``kind``: country, region, metropolis, department, ept or basin."""

    code: str
    label: str
    label_en: str
    kind: str
    cells: frozenset[int]
    synonyms: tuple[str, ...] = ()


@cache
def cells() -> tuple[Cell, ...]:
    """All cells, in the order of their index."""
    found: list[Cell] = []
    for row in read_rows("ile_de_france.csv"):
        found.append(_cell(len(found), row["department"], row["basin"], row["ept"] or None, row))
    for row in read_rows("departments.csv"):
        if row["region"] != ILE_DE_FRANCE:
            found.append(_cell(len(found), row["code"], None, None, row))
    return tuple(found)


def _cell(index: int, department: str, basin: str | None, ept: str | None, row: dict[str, str]) -> Cell:
    where = float(row["latitude"]), float(row["longitude"])
    return Cell(index, department, basin, ept, int(row["population"]), *where)


@cache
def all_territories() -> tuple[Territory, ...]:
    """Île-de-France and its parts first, then the other regions and departments, then France."""
    regions = {row["code"]: row["name"] for row in read_rows("regions.csv")}
    departments = read_rows("departments.csv")
    local = [row for row in departments if row["region"] == ILE_DE_FRANCE]
    distant = [row for row in departments if row["region"] != ILE_DE_FRANCE]
    return (
        _region(
            ILE_DE_FRANCE, regions[ILE_DE_FRANCE], departments, ("IDF", "Région parisienne", "Francilien")
        ),
        *(_department(row) for row in local),
        _metropolis(),
        *_epts(),
        *_basins(),
        *(_region(code, name, departments) for code, name in regions.items() if code != ILE_DE_FRANCE),
        *(_department(row) for row in distant),
        Territory(
            FRANCE,
            "France entière",
            "All of France",
            "country",
            frozenset(c.index for c in cells()),
            ("France", "national"),
        ),
    )


def _region(
    code: str, name: str, departments: list[dict[str, str]], synonyms: tuple[str, ...] = ()
) -> Territory:
    inside = {row["code"] for row in departments if row["region"] == code}
    covered = frozenset(c.index for c in cells() if c.department in inside)
    return Territory(f"R{code}", name, name, "region", covered, synonyms)


def _department(row: dict[str, str]) -> Territory:
    covered = frozenset(c.index for c in cells() if c.department == row["code"])
    return Territory(
        row["code"], row["name"], row["name"], "department", covered, (f"{row['name']} ({row['code']})",)
    )


def _metropolis() -> Territory:
    covered = frozenset(c.index for c in cells() if c.ept)
    return Territory(
        GREATER_PARIS,
        "Métropole du Grand Paris",
        "Greater Paris Metropolis",
        "metropolis",
        covered,
        ("Grand Paris", "petite couronne"),
    )


def _epts() -> list[Territory]:
    found = []
    for row in read_rows("epts.csv"):
        code, covered = f"T{row['code']}", frozenset(c.index for c in cells() if c.ept == row["code"])
        label = f"{row['name']} (T{row['code']})"
        found.append(
            Territory(
                code,
                label,
                label,
                "ept",
                covered,
                (row["name"], f"EPT {row['code']}", *split_list(row["communes"])),
            )
        )
    return found


def _basins() -> list[Territory]:
    found = []
    for row in read_rows("basins.csv"):
        covered = frozenset(c.index for c in cells() if c.basin == row["code"])
        label = f"Bassin d’emploi {row['name']}"
        found.append(
            Territory(
                f"B{row['code']}",
                label,
                f"{row['name']} employment basin",
                "basin",
                covered,
                (row["name"], *split_list(row["synonyms"])),
            )
        )
    return found


@lru_cache(maxsize=10_000)
def find(text: str) -> Territory | None:
    """The territory that ``text`` names: a code (``94``, ``T8``), a name, a commune of an EPT, or a postcode."""
    wanted = _key(text)
    if not wanted:
        return None
    if wanted not in _by_name() and re.fullmatch(r"\d{5}", wanted):
        wanted = wanted[:3] if wanted.startswith(("97", "98")) else wanted[:2]
        wanted = wanted if wanted != "20" else "2a"
    return _by_name().get(wanted)


def add_communes(path: Path) -> int:
    """Also find the communes of a list, by name and postcode, each as the smallest territory that this product knows.

    Args:
        path: A CSV with the columns ``nom`` and ``departement``; ``ept`` and ``codes_postaux`` (separated by ``|``) help.

    Returns:
        How many communes were understood; their names do not hide a territory's own.

    Raises:
        TableError: a column is missing, with its name, or the file is no CSV.
    """
    understood = 0
    for row in read_added_rows(path, ("nom", "departement")):
        home = find(row.get("ept", "")) or find(row["departement"])
        if home:
            understood += 1
            for name in (row["nom"], *row.get("codes_postaux", "").split("|")):
                _by_name().setdefault(_key(name), home)
    find.cache_clear()
    return understood


@cache
def _by_name() -> dict[str, Territory]:
    names: dict[str, Territory] = {}
    for read in (lambda t: (t.code,), lambda t: (t.label, t.label_en), lambda t: t.synonyms):
        for territory in all_territories():
            for name in read(territory):
                names.setdefault(_key(name), territory)
    return names


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", plain(text)).strip()


def distance_km(a: frozenset[int], b: frozenset[int]) -> float:
    """Kilometres between the nearest cells of two sets of cells; infinite where one is empty."""
    return float(distances()[np.ix_(sorted(a), sorted(b))].min(initial=np.inf))


@cache
def distances() -> NDArray[np.float64]:
    """Kilometres between the centres of any two cells, shape (cells, cells): haversine on a sphere of 6,371 km."""
    latitude = np.radians([cell.latitude for cell in cells()])
    longitude = np.radians([cell.longitude for cell in cells()])
    along = np.sin((latitude[:, None] - latitude) / 2) ** 2
    across = np.sin((longitude[:, None] - longitude) / 2) ** 2
    half = along + np.cos(latitude)[:, None] * np.cos(latitude) * across
    return np.asarray(2 * 6371 * np.arcsin(np.sqrt(half)), dtype=np.float64)
