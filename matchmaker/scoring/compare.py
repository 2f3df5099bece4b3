"""Why does A stand above B? Two pairs of one profile, criterion by criterion, in points and in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from matchmaker.errors import SaidError
from matchmaker.language import translate as _
from matchmaker.scoring.profile import Profile
from matchmaker.scoring.ranking import Ranking, ScoredPair
from matchmaker.scoring.vocabulary import Vocabulary
from matchmaker.scoring.weights import SUBJECT, Weights

CRITERIA = (
    "sector",
    "codes",
    "words",
    "territory",
    "conditions",
    "capacity",
    "calendar",
    "breadth",
    "wish",
    "already_met",
    "balance",
)
WORTH_SAYING = 5  # points of 1000


class ComparisonError(SaidError):
    """The two pairs can't be compared; the message says why."""


@dataclass(frozen=True)
class Difference:
    """What one criterion puts between the two pairs: ``points`` of score (0..1000) that the first owes to it."""

    criterion: str
    points: int
    sentence: str


@dataclass(frozen=True)
class Comparison:
    """The two pairs, and what makes the difference, weightiest first."""

    first: ScoredPair
    second: ScoredPair
    differences: tuple[Difference, ...]


def compare(
    profile: Profile,
    first: Profile,
    second: Profile,
    *,
    weights: Weights | None = None,
    vocabulary: Vocabulary | None = None,
) -> Comparison:
    """Compare the pairs of ``profile`` with ``first`` and with ``second``.

    A criterion's points are how much the lead of ``first`` shrinks when the criterion is left out; those of a part of
    the subject (sector, codes, words) are the lead by that part alone, times its share of the subject. With the event's
    ``vocabulary`` the scores are those of the whole event's ranking.

    Raises:
        ComparisonError: one of the two is kept apart from ``profile`` by a "no".
    """
    weights = weights or Weights()
    pairs = _score(profile, first, second, weights, vocabulary)
    lead = pairs[0].score - pairs[1].score
    differences = []
    for criterion in CRITERIA:
        others = _score(profile, first, second, _to_compare(weights, criterion), vocabulary)
        points = others[0].score - others[1].score
        if criterion in SUBJECT:
            points = round(points * getattr(weights, criterion) / weights.subject)
        else:
            points = lead - points
        if abs(points) >= WORTH_SAYING:
            better, worse = (first, second) if points > 0 else (second, first)
            differences.append(Difference(criterion, points, _sentence(criterion, better, worse)))
    differences.sort(key=lambda difference: -abs(difference.points))
    return Comparison(*pairs, tuple(differences))


def _to_compare(weights: Weights, criterion: str) -> Weights:
    """A part of the subject alone, since the others would take its place if it were left out; else all but that one."""
    if criterion in SUBJECT:
        return Weights(**{name: float(name == criterion) for name in CRITERIA})
    return replace(weights, **{criterion: 0.0})


def kept_apart(a: Profile, b: Profile) -> ComparisonError:
    """The error that says that the two are not to meet."""
    return ComparisonError(_("{a} et {b} ne doivent pas se rencontrer.", a=a.name, b=b.name))


def _score(
    profile: Profile, first: Profile, second: Profile, weights: Weights, vocabulary: Vocabulary | None
) -> tuple[ScoredPair, ScoredPair]:
    ranking = Ranking([profile], [first, second], weights=weights, vocabulary=vocabulary)
    found = {pair.b: pair for pair in ranking.pairs()}
    for other in (first, second):
        if other.id not in found:
            raise kept_apart(profile, other)
    return found[first.id], found[second.id]


def _sentence(criterion: str, better: Profile, worse: Profile) -> str:
    said = {"better": better.name or better.id, "worse": worse.name or worse.id}
    return {
        "sector": _("le secteur de {better} correspond mieux au besoin que celui de {worse}", **said),
        "codes": _(
            "ce que propose {better} relève davantage de la même famille d’achats que {worse}", **said
        ),
        "words": _("{better} parle davantage du besoin avec les mêmes mots que {worse}", **said),
        "territory": _("{better} intervient davantage là où est le besoin que {worse}", **said),
        "conditions": _("{better} répond à plus de conditions demandées que {worse}", **said),
        "capacity": _("{better} peut porter une plus grande part du montant que {worse}", **said),
        "calendar": _("{better} est disponible à la période du besoin, {worse} non", **said),
        "breadth": _("{better} répond à davantage de besoins que {worse}", **said),
        "wish": _("les souhaits exprimés sont plus favorables à {better} qu’à {worse}", **said),
        "already_met": _("{worse} a déjà été rencontré lors d’un événement précédent, {better} non", **said),
        "balance": _("l’intérêt est plus réciproque avec {better} qu’avec {worse}", **said),
    }[criterion]
