"""All rows of a workbook together, for the checks that look across sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matchmaker.intake.calendar import Calendar
from matchmaker.intake.findings import Findings
from matchmaker.intake.located import Located
from matchmaker.intake.sheets import SHEET_BY_NOUN
from matchmaker.models import EventBase


@dataclass(frozen=True)
class Everything:
    """The event (None where it can't be read), the rows by noun, and where findings go."""

    event: EventBase | None
    rows: Mapping[str, Sequence[Located]]
    calendar: Calendar
    findings: Findings

    def good(self, noun: str) -> list[Located]:
        """The rows of a noun in which nothing is wrong."""
        return [located for located in self.rows.get(noun, ()) if located.row is not None]

    def good_by_code(self, noun: str) -> dict[str, Any]:
        """The good rows of a noun by their code."""
        return {located.code: located.row for located in self.good(noun)}

    @cached_property
    def organisation_of(self) -> dict[str, str]:
        """The organisation's code by the code of each participant, and of the organisation itself."""
        people = {located.code: located.row.organisation for located in self.good("participants")}
        return {code: code for code in self.good_by_code("organisations")} | people

    def complain(
        self, noun: str, located: Located | None, field: str, code: str, sentence: str, suggestion: str = ""
    ) -> None:
        """Note what must be mended in a row's field; in the sheet as a whole without a row."""
        self.findings.complain(*self._where(noun, located, field), code, sentence, suggestion)

    def notice(self, noun: str, located: Located | None, field: str, code: str, sentence: str) -> None:
        """Note what looks odd in a row's field."""
        self.findings.notice(*self._where(noun, located, field), code, sentence)

    def _where(self, noun: str, located: Located | None, field: str) -> tuple[str, int, str]:
        sheet = SHEET_BY_NOUN[noun]
        column = sheet.column_by_field.get(field)
        return sheet.name, located.number if located else 0, column.title if column else ""
