"""Why a pair fits, said as a person would say it; only for pairs that are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from matchmaker.language import current_language
from matchmaker.language import translate as _
from matchmaker.reference import conditions, sectors, structures, territories
from matchmaker.reference.words import stems
from matchmaker.scoring.encoding import Encoded
from matchmaker.scoring.fit import Fit, fit
from matchmaker.scoring.profile import Liking, NeedText, OfferText, Profile
from matchmaker.scoring.sides import Side
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
    sector: sectors.Sector | None
    values: dict[str, float]
    whole: float
    also: tuple[NeedText, ...]


def best_deals(seekers: Side, providers: Side, weights: Weights) -> dict[tuple[int, int], Deal]:
    """The best deal of each pair (seeker's place, provider's place) that has any."""
    needs, offers = seekers.needs, providers.offers
    if not len(needs) or not len(offers):
        return {}
    found = fit(needs, offers, providers.may_answer, weights)
    deals = {}
    for rows in _runs(needs):
        for columns in _runs(offers):
            block = found.whole[rows, columns]
            row, column = np.unravel_index(block.argmax(), block.shape)
            if block[row, column] > 0:
                at = rows.start + int(row), columns.start + int(column)
                pair = int(needs.owner[rows.start]), int(offers.owner[columns.start])
                deals[pair] = _deal(
                    seekers,
                    providers,
                    found,
                    at,
                    also=np.flatnonzero(block.max(axis=1) >= WORTH_SAYING) + rows.start,
                )
    return deals


def _runs(entries: Encoded) -> list[slice]:
    """The rows of each profile that has any."""
    firsts = np.flatnonzero(np.diff(entries.owner, prepend=-1)).tolist()
    return [slice(a, b) for a, b in zip(firsts, [*firsts[1:], len(entries)], strict=True)]


def _deal(seekers: Side, providers: Side, found: Fit, at: tuple[int, int], also: NDArray[np.intp]) -> Deal:
    row, column = at
    need, offer = seekers.needs.entries[row], providers.offers.entries[column]
    assert isinstance(need, NeedText)
    assert isinstance(offer, OfferText)
    further = [seekers.needs.entries[n] for n in also if n != row]
    return Deal(
        need=need,
        offer=offer,
        seeker=seekers.profiles[seekers.needs.owner[row]],
        provider=providers.profiles[providers.offers.owner[column]],
        sector=_shared_sector(seekers.needs, providers.offers, row, column),
        values={name: float(values[row, column]) for name, values in found.values.items()},
        whole=float(found.whole[row, column]),
        also=tuple(entry for entry in further if isinstance(entry, NeedText)),
    )


def _shared_sector(needs: Encoded, offers: Encoded, row: int, column: int) -> sectors.Sector | None:
    shared = needs.sector[row] * offers.sector[column]
    return sectors.all_sectors()[int(shared.argmax())] if shared.any() else None


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
    if deal.whole < WORTH_SAYING or not deal.sector:
        return None
    label = deal.sector.label if current_language() == "fr" else deal.sector.label_en
    sentence = _("répond au besoin « {need} » (secteur {sector})", need=deal.need.title, sector=label)
    return Reason("sector", value, sentence)


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
        for stem in stems(word):
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
    return ", ".join(territories.label_of(code) for code in codes)


def _legal(deal: Deal) -> Reason | None:
    reservation = deal.need.reservation
    if not reservation:
        return None
    opening = structures.opening_agreements(deal.provider.agreements, reservation)
    held = [code.upper() for code in opening] or [_("structure de l’ESS")]
    return Reason("legal", 1.0, _("{agreement} éligible au marché réservé", agreement=", ".join(held)))


def _conditions(deal: Deal) -> Reason | None:
    met = [c for c in deal.need.conditions if c in deal.offer.conditions]
    labels = [found.label for found in map(conditions.find, met) if found]
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
