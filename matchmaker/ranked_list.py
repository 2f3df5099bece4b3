"""The best pairs of an event as a list, for ``aparte rank``: nothing is written to disk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from matchmaker.database import migrate, open_database, writing
from matchmaker.intake.intake import Intake
from matchmaker.intake.store import store
from matchmaker.language import current_language
from matchmaker.models import Event, Match, Organisation, stored_id
from matchmaker.models.of_event import rows_of_event
from matchmaker.scoring.event import rank_event
from matchmaker.scoring.weights import Weights


@dataclass(frozen=True)
class RankedPair:
    """A seeker, a provider, their match."""

    a: Organisation
    b: Organisation
    match: Match


@contextmanager
def event_in_memory(intake: Intake) -> Iterator[tuple[Session, Event]]:
    """The event of a workbook in a database that ends with the block."""
    engine = open_database("sqlite://")
    try:
        migrate(engine)
        with writing(engine) as session:
            event = store(session, intake)
            event.language = current_language()  # a list on the screen is in its reader's language
            yield session, event
    finally:
        engine.dispose()


def best_pairs(intake: Intake, top: int, weights: Weights | None = None) -> list[RankedPair]:
    """The ``top`` best pairs of each seeker, by seeker's name, best first."""
    with event_in_memory(intake) as (session, event):
        matches = rank_event(session, event, weights=weights)
        return _best_of_each(session, matches, stored_id(event), top)


def as_rows(pairs: list[RankedPair]) -> list[dict[str, Any]]:
    """The pairs for another program."""
    return [
        {
            "a": pair.a.code,
            "a_name": pair.a.name,
            "b": pair.b.code,
            "b_name": pair.b.name,
            "score": pair.match.score,
            "a_score": pair.match.a_score,
            "b_score": pair.match.b_score,
            "reasons": [reason.sentence for reason in pair.match.reasons],
        }
        for pair in pairs
    ]


def as_text(pairs: list[RankedPair]) -> str:
    """The pairs to read: a heading a seeker, a line a provider with its reasons."""
    lines: list[str] = []
    seeker = None
    for pair in pairs:
        if pair.a.id != seeker:
            seeker = pair.a.id
            lines += ["", pair.a.name]
        reasons = ", ".join(reason.sentence for reason in pair.match.reasons)
        lines.append(f"  {pair.match.score:>4}  {pair.b.name} — {reasons}")
    return "\n".join(lines).lstrip("\n")


def _best_of_each(session: Session, matches: list[Match], event_id: int, top: int) -> list[RankedPair]:
    organisations = rows_of_event(session, Organisation, event_id)
    of_seeker: dict[int, list[Match]] = defaultdict(list)
    for match in sorted(matches, key=lambda m: -m.score):
        of_seeker[match.a_id].append(match)
    seekers = sorted(of_seeker, key=lambda identity: organisations[identity].name)
    return [
        RankedPair(organisations[match.a_id], organisations[match.b_id], match)
        for seeker in seekers
        for match in of_seeker[seeker][:top]
    ]
