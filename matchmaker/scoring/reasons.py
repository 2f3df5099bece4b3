"""Why a pair fits, said as a person would say it; only for pairs that are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np
from numpy.typing import NDArray

from matchmaker.language import FRENCH, current_language
from matchmaker.language import translate as _
from matchmaker.reference import conditions, sectors, structures, territories
from matchmaker.reference.words import stem_of
from matchmaker.scoring.fit import fit
from matchmaker.scoring.profile import Liking, NeedText, OfferText, Profile
from matchmaker.scoring.sides import Side
from matchmaker.scoring.vocabulary import Floats
from matchmaker.scoring.weights import Weights

WORTH_SAYING = 0.25  # below, a fit of needs and offers is no reason to meet
WORDS_SAID = 4


@dataclass(frozen=True)
class Reason:
    """One criterion's part in a score: its value in 0..1, and a sentence in the language in force."""

    criterion: str
    value: float
    sentence: str


@dataclass(frozen=True)
class Deal:
    """The need and the offer that fit best in a pair, with the values of the criteria; ``also``: further needs met."""

    need: NeedText
    offer: OfferText
    seeker: Profile
    provider: Profile
    sector: sectors.Sector
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
    shared = (needs.sector[row] * offers.sector[column]).argmax(axis=2).tolist()
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
                sector=sectors.all_sectors()[shared[s][p]],
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


def reasons_of_deal(deal: Deal) -> list[Reason]:
    """The reasons that lie in the need and the offer."""
    found = [
        _subject(deal),
        _words(deal),
        _territory(deal),
        _legal(deal),
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
    if deal.whole < WORTH_SAYING or not value:
        return None
    sentence = _(
        "répond au besoin « {need} » (secteur {sector})", need=deal.need.title, sector=_label(deal.sector)
    )
    return Reason("sector", value, sentence)


def _label(named: sectors.Sector | territories.Territory | conditions.Condition) -> str:
    """What it is called in the language in force."""
    return named.label if current_language() == FRENCH else named.label_en


def _words(deal: Deal) -> Reason | None:
    shared = shared_words(deal.need, deal.offer)
    if not shared:
        return None
    return Reason(
        "words", deal.values["words"], _("mots en commun : {words}", words=", ".join(shared[:WORDS_SAID]))
    )


def shared_words(need: NeedText, offer: OfferText) -> list[str]:
    """The words of the need (as written there) whose stem the offer has too, longest first."""
    offered = _spoken(f"{offer.title} {offer.description}")
    return [word for stem, word in _spoken(f"{need.title} {need.description}").items() if stem in offered]


@lru_cache(maxsize=50_000)
def _spoken(text: str) -> dict[str, str]:
    """The words of a text by stem, as first written, longest first; short ones and numbers say nothing."""
    spoken: dict[str, str] = {}
    for word in re.findall(r"[^\W\d_]{4,}", text):
        if stem := stem_of(word.lower()):
            spoken.setdefault(stem, word.lower())
    return dict(sorted(spoken.items(), key=lambda item: -len(item[1])))


def _territory(deal: Deal) -> Reason | None:
    value = deal.values["territory"]
    wanted, worked = (
        deal.need.territories or deal.seeker.territories,
        deal.offer.territories or deal.provider.territories,
    )
    if not wanted or not worked:
        return None
    if value < 0.5:
        places = _names(wanted)
        return Reason(
            "territory",
            value,
            _("n’intervient pas encore dans le territoire du besoin ({places})", places=places),
        )
    return Reason("territory", value, _("intervient là où est le besoin ({places})", places=_names(wanted)))


def _names(codes: tuple[str, ...]) -> str:
    found = map(territories.find, codes)
    return ", ".join(_label(each) if each else code for code, each in zip(codes, found, strict=True))


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
