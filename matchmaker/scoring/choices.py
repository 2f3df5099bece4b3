"""What an organiser may decide about a ranking, from files: the weights, finer CPV labels, a list of communes."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from matchmaker.errors import SaidError
from matchmaker.language import translate as _
from matchmaker.reference.cpv_recognition import use_official_file
from matchmaker.reference.territories import add_communes
from matchmaker.scoring.weights import SUBJECT, Weights

NAMES = tuple(field.name for field in fields(Weights))


class ChoiceError(SaidError):
    """A file of the organiser's choices can't be used; the message names the file and says what to mend."""


def add_knowledge(cpv: Path | None, communes: Path | None) -> None:
    """Know an official CPV file and a list of communes too, from now on; call it before a workbook is read.

    Raises:
        TableError: a file is no such table, or a column is missing.
        ChoiceError: no commune was understood.
        OSError: a file can't be read.
    """
    if cpv:
        use_official_file(cpv)
    if communes and not add_communes(communes):
        raise ChoiceError(
            _(
                "{file} : aucune commune n’a été comprise. La colonne departement donne un code (94) ou un nom.",
                file=communes.name,
            )
        )


def read_weights(path: Path) -> Weights:
    """The weights of a TOML file, a line a criterion such as ``territory = 0.8``; the others stay as usual.

    Raises:
        ChoiceError: a criterion is unknown, or a weight is no number between 0 and 1.
        OSError: the file can't be read.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ChoiceError(
            _(
                "{file} : écrivez un poids par ligne, comme « territory = 0.8 » (TOML, encodage UTF-8).",
                file=path.name,
            )
        ) from error
    weights = {name: _weight(path, name, value) for name, value in told.items()}
    if all(weights.get(name, getattr(Weights, name)) == 0 for name in SUBJECT):
        raise ChoiceError(
            _(
                "{file} : sector, codes et words ne peuvent pas être tous à 0, l’un des trois doit dépasser 0.",
                file=path.name,
            )
        )
    return Weights(**weights)


def _weight(path: Path, name: str, value: Any) -> float:
    """One weight, checked."""
    if name not in NAMES:
        raise ChoiceError(
            _(
                "{file} : « {name} » n’est pas un critère. Un poids de 0 à 1 se donne à {names}.",
                file=path.name,
                name=name,
                names=", ".join(NAMES),
            )
        )
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ChoiceError(
            _(
                "{file} : le poids de {name} est un nombre de 0 à 1, comme 0.5, et non {value}.",
                file=path.name,
                name=name,
                value=value,
            )
        )
    return float(value)
