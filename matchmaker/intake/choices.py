"""Cells that hold one or several known values, by their French label or their code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rapidfuzz import fuzz, process

from matchmaker.intake.calendar import Calendar
from matchmaker.intake.cells import TEXT, Cell, CellError, as_text, shown
from matchmaker.language import translate as _
from matchmaker.models import OrganisationKind, Presence, Reservation, WishLevel
from matchmaker.reference import access, conditions, sectors, structures, territories
from matchmaker.reference.words import plain

NEAR_ENOUGH = 75
"""From this likeness on, of 100, a known value is proposed for an unknown one."""

MOST_PIECES = 5
"""More commas than this less one are in no known value."""


def key(text: str) -> str:
    """Letters and digits only, without accents or case: two spellings of one name have one key."""
    return re.sub(r"[^a-z0-9]+", " ", plain(text)).strip()


def nearest(text: str, known: Iterable[str]) -> str:
    """The known text most like ``text``, or an empty one where none is near."""
    names = {name: key(name) for name in known}
    best = process.extractOne(key(text), names, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return str(best[2]) if best else ""


@dataclass(frozen=True)
class Entry:
    """A known value: its code, its label, other ways to say it."""

    code: str
    label: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """Known values; ``find_code`` also recognises what the list of names can't, such as a postcode."""

    noun: str
    entries: tuple[Entry, ...]
    find_code: Callable[[str], str | None] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in reading order."""
        return tuple(entry.label for entry in self.entries)

    def find(self, text: str) -> str | None:
        """The code of the value that ``text`` names, or None."""
        code = self._code_by_key.get(key(text))
        return code if code or self.find_code is None else self.find_code(text)

    def label(self, code: str) -> str:
        """The label of a code; the code itself where it is unknown."""
        return self._label_by_code.get(code, code)

    def refuse(self, text: str) -> CellError:
        """The error that says that ``text`` is unknown, with the nearest known value."""
        sentence = _("« {cell} » n’est pas dans la liste {noun}.", cell=shown(text), noun=_(self.noun))
        return CellError("unknown_value", sentence, nearest(text, self.labels))

    @cached_property
    def _label_by_code(self) -> dict[str, str]:
        return {entry.code: entry.label for entry in self.entries}

    @cached_property
    def _code_by_key(self) -> dict[str, str]:
        codes: dict[str, str] = {}
        for entry in self.entries:
            for name in (entry.code, entry.label):
                codes.setdefault(key(name), entry.code)
        for entry in self.entries:
            for name in (*_parts(entry.label), *entry.synonyms):
                codes.setdefault(key(name), entry.code)
        return codes


def _parts(label: str) -> tuple[str, ...]:
    """« SCOP (société coopérative) » is also said « SCOP » or « société coopérative »."""
    found = re.fullmatch(r"(.+?) \((.+)\)", label)
    return (found[1], found[2]) if found else ()


@dataclass(frozen=True)
class OneOf:
    """One value of a vocabulary."""

    vocabulary: Vocabulary
    number_format: str = TEXT

    @property
    def choices(self) -> tuple[str, ...]:
        """All labels."""
        return self.vocabulary.labels

    def read(self, cell: Cell, calendar: Calendar) -> str:  # noqa: ARG002 - the kinds' common signature
        """The code."""
        text = as_text(cell)
        code = self.vocabulary.find(text)
        if code is None:
            raise self.vocabulary.refuse(text)
        return code

    def write(self, value: str, calendar: Calendar) -> Cell:  # noqa: ARG002 - the kinds' common signature
        """The label."""
        return self.vocabulary.label(value)


@dataclass(frozen=True)
class ManyOf:
    """Values of a vocabulary separated by semicolons; by commas too, where every part is known."""

    vocabulary: Vocabulary
    number_format: str = TEXT

    @property
    def choices(self) -> tuple[str, ...]:
        """None: a drop-down list gives one value only; the labels stand in the sheet of lists."""
        return ()

    def read(self, cell: Cell, calendar: Calendar) -> list[str]:  # noqa: ARG002 - the kinds' common signature
        """The codes, in the order written, each once."""
        codes: dict[str, None] = {}
        for part in split(as_text(cell)):
            codes |= dict.fromkeys(self._codes(part))
        return list(codes)

    def write(self, value: list[str], calendar: Calendar) -> Cell:  # noqa: ARG002 - the kinds' common signature
        """The labels."""
        return " ; ".join(self.vocabulary.label(code) for code in value)

    def _codes(self, part: str) -> Iterator[str]:
        """The codes of the values that commas separate; a value may hold commas itself, so the longest is taken."""
        pieces = part.split(",")
        while pieces:
            for end in range(min(len(pieces), MOST_PIECES), 0, -1):
                if code := self.vocabulary.find(",".join(pieces[:end])):
                    yield code
                    del pieces[:end]
                    break
            else:
                raise self.vocabulary.refuse(part)


@dataclass(frozen=True)
class ReferenceTo:
    """The code of a row of one of ``sheets`` (nouns of the intake); where ``many``, several, which hold no comma."""

    sheets: tuple[str, ...]
    many: bool = False
    choices: tuple[str, ...] = ()
    number_format: str = TEXT

    def read(self, cell: Cell, calendar: Calendar) -> str | tuple[str, ...]:  # noqa: ARG002 - the kinds' common signature
        """The code or the codes; whether they lead somewhere is seen when everything is read."""
        text = as_text(cell)
        return tuple(dict.fromkeys(split(text.replace(",", ";")))) if self.many else " ".join(text.split())

    def write(self, value: str | tuple[str, ...], calendar: Calendar) -> Cell:  # noqa: ARG002 - the kinds' common signature
        """The codes."""
        return value if isinstance(value, str) else " ; ".join(value)


def split(text: str) -> list[str]:
    """The parts of a list in a cell."""
    return [part.strip() for part in re.split(r"[;\n|]", text) if part.strip()]


def _of_enum(noun: str, labels: Mapping[StrEnum, tuple[str, ...]]) -> Vocabulary:
    return Vocabulary(noun, tuple(Entry(code.value, said[0], said[1:]) for code, said in labels.items()))


def _code_of_sector(text: str) -> str | None:
    sector = sectors.find(text)
    return sector.code if sector else None


def _code_of_territory(text: str) -> str | None:
    territory = territories.find(text)
    return territory.code if territory else None


PRESENCES = _of_enum(
    "des présences",
    {
        Presence.ON_SITE: ("sur place", "présentiel", "en présentiel", "physique"),
        Presence.REMOTE: ("à distance", "distanciel", "en visio", "visio", "visioconférence"),
        Presence.EITHER: ("les deux", "hybride", "indifférent"),
    },
)
ORGANISATION_KINDS = _of_enum(
    "des types de structure",
    {
        OrganisationKind.BUYER: ("acheteur", "acheteuse", "donneur d’ordre"),
        OrganisationKind.ESS: ("structure ESS", "entreprise de l’ESS", "fournisseur"),
        OrganisationKind.INSTITUTION: ("institution", "acteur institutionnel", "institutionnel"),
        OrganisationKind.OTHER: ("autre",),
    },
)
WISH_LEVELS = _of_enum(
    "des souhaits",
    {
        WishLevel.MUST: ("absolument", "indispensable"),
        WishLevel.WANT: ("souhaité", "oui"),
        WishLevel.RATHER_NOT: ("plutôt pas", "si possible non"),
        WishLevel.NO: ("non", "refusé", "jamais"),
    },
)
RESERVATIONS = _of_enum(
    "des marchés réservés",
    {
        Reservation.HANDICAP: ("handicap", "EA et ESAT"),
        Reservation.INSERTION: ("insertion", "SIAE"),
        Reservation.HANDICAP_OR_INSERTION: ("handicap ou insertion", "insertion ou handicap"),
        Reservation.ESS: ("ESS", "économie sociale et solidaire"),
    },
)
LEGAL_FORMS = Vocabulary(
    "des formes juridiques",
    tuple(Entry(form.code, form.label, (form.label_en,)) for form in structures.LEGAL_FORMS),
)
AGREEMENTS = Vocabulary(
    "des agréments",
    tuple(Entry(found.code, found.label, (found.label_en,)) for found in structures.AGREEMENTS),
)
CONDITIONS = Vocabulary(
    "des conditions",
    tuple(Entry(found.code, found.label, (found.label_en,)) for found in conditions.CONDITIONS),
)
ACCESS_NEEDS = Vocabulary(
    "des besoins d’accès",
    tuple(Entry(found.code, found.need, (found.need_en, found.label)) for found in access.EQUIPMENT),
)
EQUIPMENT = Vocabulary(
    "des équipements",
    tuple(Entry(found.code, found.label, (found.label_en, found.need)) for found in access.EQUIPMENT),
)
SECTORS = Vocabulary(
    "des secteurs",
    tuple(Entry(found.code, found.label, (found.label_en,)) for found in sectors.all_sectors()),
    _code_of_sector,
)
# An overseas region and its only department bear one name: the name alone is the department's.
_DEPARTMENTS = {found.label for found in territories.all_territories() if found.kind == "department"}
TERRITORIES = Vocabulary(
    "des territoires",
    tuple(
        Entry(
            found.code,
            f"{found.label} (région)"
            if found.kind == "region" and found.label in _DEPARTMENTS
            else found.label,
            (found.label_en, *found.synonyms),
        )
        for found in territories.all_territories()
    ),
    _code_of_territory,
)
