"""What was found while reading: what must be mended, and what is only worth knowing."""

from __future__ import annotations

from matchmaker.intake.complaints import Complaint, Complaints
from matchmaker.intake.sheets import SHEETS

_ORDER = {sheet.name: position for position, sheet in enumerate(SHEETS)}


class Findings:
    """Collects complaints and notices as they come."""

    def __init__(self) -> None:
        self._complaints: dict[Complaint, None] = {}
        self._notices: dict[Complaint, None] = {}

    def complain(
        self,
        sheet: str,
        row: int = 0,
        column: str = "",
        code: str = "",
        sentence: str = "",
        suggestion: str = "",
    ) -> None:
        """Note what must be mended."""
        self._complaints[Complaint(sheet, row, column, code, sentence, suggestion)] = None

    def notice(self, sheet: str, row: int = 0, column: str = "", code: str = "", sentence: str = "") -> None:
        """Note what was restored, left aside or looks odd without being wrong."""
        self._notices[Complaint(sheet, row, column, code, sentence)] = None

    @property
    def notices(self) -> tuple[Complaint, ...]:
        """The notices in reading order."""
        return tuple(sorted(self._notices, key=_reading_order))

    def raise_complaints(self) -> None:
        """Refuse the whole where anything must be mended.

        Raises:
            Complaints: all of them, in reading order.
        """
        if self._complaints:
            raise Complaints(sorted(self._complaints, key=_reading_order))


def _reading_order(complaint: Complaint) -> tuple[int, str, int]:
    return _ORDER.get(complaint.sheet, -1), complaint.sheet, complaint.row
