"""What a user can mend."""

from __future__ import annotations

from typing import Any


class SaidError(Exception):
    """Something a user can mend: the message is a sentence in their language that says how.

    ``status`` is the exit status of a command that ends with it.
    """

    status = 1

    def problems(self) -> list[dict[str, Any]]:
        """The same for another program: one entry a problem, with its place in a workbook where it has one."""
        return [{"sheet": "", "row": 0, "column": "", "code": type(self).__name__, "sentence": str(self)}]
