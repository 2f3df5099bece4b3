"""Why a pair fits, said as a person would say it; only for pairs that are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from matchmaker.language import FRENCH, current_language
from matchmaker.language import translate as _
from matchmaker.reference import conditions, sectors, structures, territories
from matchmaker.reference.words import commonplaces, stem_of
from matchmaker.scoring.deals import WORTH_SAYING, Deal
from matchmaker.scoring.profile import Liking, NeedText, OfferText, Profile

WORDS_SAID = 4
SHORTEST_SAID = 5


@dataclass(frozen=True)
class Reason:
    """One criterion's part in a score: its value in 0..1, and a sentence in the language in force."""

    criterion: str
    value: float
    sentence: str


def reasons_of_deal(deal: Deal) -> list[Reason]:
    """The reasons that lie in the need and the offer."""
    found = [
        _subject(deal),
        _territory(deal),
        _legal(deal),
        _words(deal),
        _conditions(deal),
        _capacity(deal),
        _calendar(deal),
        _breadth(deal),
    ]
    return [reason for reason in found if reason]


def reasons_of_profiles(left: Profile, right: Profile) -> list[Reason]:
    """The reasons that lie in what the two sides say of each other."""
    found = [_liking(left, right), _liking(right, left)]
    if right.id in left.already_met or left.id in right.already_met:
        found.append(Reason("already_met", 0.0, _("se sont déjà rencontrés lors d’un événement précédent")))
    return [reason for reason in found if reason]


def _subject(deal: Deal) -> Reason | None:
    value = deal.values["sector"]
    if deal.whole < WORTH_SAYING:
        return None
    if not deal.sector:
        return Reason("sector", value, _("a un métier proche du besoin « {need} »", need=deal.need.title))
    sentence = _(
        "répond au besoin « {need} » (secteur {sector})", need=deal.need.title, sector=_label(deal.sector)
    )
    return Reason("sector", value, sentence)


def _label(entry: sectors.Sector | territories.Territory | conditions.Condition) -> str:
    return entry.label if current_language() == FRENCH else entry.label_en


def _words(deal: Deal) -> Reason | None:
    shared = shared_words(deal.need, deal.offer)
    if not shared:
        return None
    return Reason(
        "words", deal.values["words"], _("mots en commun : {words}", words=", ".join(shared[:WORDS_SAID]))
    )


def shared_words(need: NeedText, offer: OfferText) -> list[str]:
    """The telling words of the need (as written there) whose stem the offer has too, longest first."""
    needed, offered = (
        _spoken(f"{need.title} {need.description}"),
        _spoken(f"{offer.title} {offer.description}"),
    )
    return sorted(
        (needed[stem] for stem in needed.keys() & offered.keys()), key=lambda word: (-len(word), word)
    )


@lru_cache(maxsize=50_000)
def _spoken(text: str) -> dict[str, str]:
    """The words of a text by stem, as first written; short and commonplace ones say nothing."""
    spoken: dict[str, str] = {}
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text):
        if len(word) >= SHORTEST_SAID and (stem := stem_of(word.lower())) and stem not in commonplaces():
            spoken.setdefault(stem, word.lower())
    return spoken


def _territory(deal: Deal) -> Reason | None:
    value = deal.values["territory"]
    wanted = deal.need.territories or deal.seeker.territories
    worked = deal.offer.territories or deal.provider.territories
    if not wanted or not worked:
        return None
    shared, missing = _places(wanted, worked, current_language())
    if not shared:
        sentence = _("n’intervient pas encore là où est le besoin ({places})", places=missing)
    elif missing:
        sentence = _("intervient dans une partie du territoire du besoin ({places})", places=shared)
    else:
        sentence = _("intervient là où est le besoin ({places})", places=shared)
    return Reason("territory", value, sentence)


@lru_cache(maxsize=10_000)
def _places(wanted: tuple[str, ...], worked: tuple[str, ...], language: str) -> tuple[str, str]:
    """The names of the territories wanted in which somebody works, and of those where they do not, in ``language``."""
    found = [territory for territory in map(territories.find, worked) if territory]
    cells = frozenset[int]().union(*(territory.cells for territory in found))
    shared, missing = list[str](), list[str]()
    for territory in filter(None, map(territories.find, wanted)):
        name = territory.label if language == FRENCH else territory.label_en
        (shared if territory.cells & cells else missing).append(name)
    return ", ".join(shared), ", ".join(missing)


def _legal(deal: Deal) -> Reason | None:
    reservation = deal.need.reservation
    if not reservation:
        return None
    opening = structures.opening_agreements(deal.provider.agreements, reservation)
    held = [code.upper() for code in opening] or [_("structure de l’ESS")]
    return Reason("legal", 1.0, _("{agreement} éligible au marché réservé", agreement=", ".join(held)))


def _conditions(deal: Deal) -> Reason | None:
    met = [c for c in deal.need.conditions if c in deal.offer.conditions]
    labels = [_label(found) for found in map(conditions.find, met) if found]
    if not labels:
        return None
    return Reason(
        "conditions",
        deal.values["conditions"],
        _("tient les conditions demandées : {labels}", labels=", ".join(labels)),
    )


def _capacity(deal: Deal) -> Reason | None:
    if deal.need.euros is None or deal.offer.largest_euros is None:
        return None
    value = deal.values["capacity"]
    sentence = (
        _("peut porter le montant prévu")
        if value >= 1
        else _("ne peut porter seule qu’une partie du montant prévu")
    )
    return Reason("capacity", value, sentence)


def _calendar(deal: Deal) -> Reason | None:
    if deal.values["calendar"]:
        return None
    return Reason("calendar", 0.0, _("n’est pas disponible à la période du besoin"))


def _breadth(deal: Deal) -> Reason | None:
    if not deal.also:
        return None
    titles = ", ".join(_("« {need} »", need=need.title) for need in deal.also)
    return Reason("breadth", min(1.0, len(deal.also) / 2), _("répond aussi à {needs}", needs=titles))


def _liking(author: Profile, other: Profile) -> Reason | None:
    liking = author.likings.get(other.id)
    if liking in (Liking.MUST, Liking.WANT):
        value = 1.0 if liking is Liking.MUST else 0.6
        return Reason("wish", value, _("souhaité par {author}", author=author.name or author.id))
    if liking is Liking.RATHER_NOT:
        return Reason(
            "wish", 0.0, _("{author} préfère d’autres rendez-vous", author=author.name or author.id)
        )
    return None
