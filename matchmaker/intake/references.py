"""Checks on names: that each is there once, and that every reference leads to one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from matchmaker.intake.choices import ReferenceTo, nearest
from matchmaker.intake.everything import Everything
from matchmaker.intake.located import Located
from matchmaker.intake.sheets import SHEET_BY_NOUN, SHEETS
from matchmaker.language import translate as _

NAMED_BY = {"rooms": "name"}
"""Nouns that others refer to by another field than their code."""


def check_references(everything: Everything) -> None:
    """Every reference leads to a row, written exactly as there; else the nearest one is proposed."""
    known = {sheet.noun: _names(everything, sheet.noun) for sheet in SHEETS}
    for sheet in SHEETS:
        for column in sheet.columns:
            if isinstance(column.kind, ReferenceTo):
                targets = column.kind.sheets
                if all(noun in everything.rows for noun in targets) or "rooms" in targets:
                    names = set().union(*(known[noun] for noun in targets))
                    _check_column(everything, sheet.noun, column.field, targets, names)


def _names(everything: Everything, noun: str) -> set[str]:
    field = NAMED_BY.get(noun, "code")
    return {
        str(located.values[field]) for located in everything.rows.get(noun, ()) if field in located.values
    }


def _check_column(
    everything: Everything, noun: str, field: str, targets: tuple[str, ...], names: set[str]
) -> None:
    sheets = _(" ou ").join(_("« {name} »", name=SHEET_BY_NOUN[target].name) for target in targets)
    for located in everything.rows.get(noun, ()):
        value = located.values.get(field, ())
        for name in (value,) if isinstance(value, str) else value:
            if name not in names:
                sentence = _("« {name} » n’est pas dans la feuille {sheets}.", name=name[:60], sheets=sheets)
                everything.complain(noun, located, field, "unknown_reference", sentence, nearest(name, names))


def check_once(everything: Everything) -> None:
    """Codes, addresses, names and pairs that must be there once are."""
    for noun in ("places", "roles", "needs", "offers", "workshops"):
        _complain_twice(everything, _of(everything, noun, "code"))
    _complain_twice(
        everything, _of(everything, "organisations", "code") + _of(everything, "participants", "code")
    )
    _complain_twice(everything, _of(everything, "participants", "email"))
    for noun in ("rooms", "sessions"):
        _complain_twice(everything, _of(everything, noun, "name"))
    for noun, first, second in (("may_meet", "seeker", "provider"), ("wishes", "author", "about")):
        _complain_pairs(everything, noun, first, second, ordered=True)
    _complain_pairs(everything, "forbidden_pairs", "a", "b", ordered=False)


Found = tuple[str, Located, str, Hashable]
"""A noun, a row, a field, and what it must be the only one to hold."""


def _of(everything: Everything, noun: str, field: str) -> list[Found]:
    return [
        (noun, located, field, str(located.values[field]).casefold())
        for located in everything.rows.get(noun, ())
        if field in located.values
    ]


def _complain_twice(everything: Everything, found: Iterable[Found]) -> None:
    first: dict[Hashable, tuple[str, Located]] = {}
    for noun, located, field, value in found:
        before = first.setdefault(value, (noun, located))
        if before[1] is not located:
            sentence = _(
                "« {value} » est déjà pris par la ligne {row} de la feuille « {sheet} » : donnez-en un autre.",
                value=located.values[field],
                row=before[1].number,
                sheet=SHEET_BY_NOUN[before[0]].name,
            )
            everything.complain(noun, located, field, "duplicate", sentence)


def _complain_pairs(everything: Everything, noun: str, one: str, other: str, *, ordered: bool) -> None:
    first: dict[Hashable, Located] = {}
    for located in everything.rows.get(noun, ()):
        if one in located.values and other in located.values:
            pair = located.values[one], located.values[other]
            before = first.setdefault(pair if ordered else frozenset(pair), located)
            if before is not located:
                sentence = _(
                    "Cette paire figure déjà à la ligne {row} : gardez une des deux.", row=before.number
                )
                everything.complain(noun, located, other, "duplicate", sentence)
