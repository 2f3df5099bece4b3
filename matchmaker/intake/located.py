"""A row of the workbook and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Located:
    """The number of a row, what its cells gave by field, and the row they make (None where something is wrong)."""

    number: int
    values: Mapping[str, Any]
    row: Any

    @property
    def code(self) -> str:
        """Its code as it was written; empty where it has none."""
        return str(self.values.get("code", ""))
