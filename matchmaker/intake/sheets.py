"""The whole workbook: its sheets in reading order, and those that hold no rows."""

from __future__ import annotations

from matchmaker.intake.choices import key
from matchmaker.intake.columns import Sheet
from matchmaker.intake.event_sheets import EVENT, MAY_MEET, PLACES, ROLES, ROOMS, SESSIONS, WORKSHOPS
from matchmaker.intake.exchange_sheets import FORBIDDEN_PAIRS, NEEDS, OFFERS, WISHES
from matchmaker.intake.people_sheets import ORGANISATIONS, PARTICIPANTS

READ_ME, LISTS = "Lisez-moi", "Listes"
"""The sheets that explain, and that hold the values to choose from."""

SHEETS: tuple[Sheet, ...] = (
    EVENT,
    SESSIONS,
    ROOMS,
    PLACES,
    ROLES,
    MAY_MEET,
    ORGANISATIONS,
    PARTICIPANTS,
    NEEDS,
    OFFERS,
    WISHES,
    FORBIDDEN_PAIRS,
    WORKSHOPS,
)
SHEET_BY_NOUN = {sheet.noun: sheet for sheet in SHEETS}


def find_sheet(name: str) -> Sheet | None:
    """The sheet of that name, whatever its accents and case."""
    wanted = key(name)
    return next((sheet for sheet in SHEETS if wanted in sheet.keys), None)
