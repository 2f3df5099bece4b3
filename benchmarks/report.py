"""How figures are printed: as JSON for programs, as a table for people."""

import json
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table


def print_json(figures: object) -> None:
    """Print one object or a list."""
    print(json.dumps(figures, ensure_ascii=False, indent=2))


def print_table(title: str, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Print rows of figures, the columns by their names."""
    table = Table(title=title)
    for column in columns:
        table.add_column(
            column.replace("_", " "), justify="left" if column in {"file", "shape", "planner"} else "right"
        )
    for row in rows:
        table.add_row(*(_shown(row.get(column)) for column in columns))
    Console().print(table)


def _shown(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.4g}" if isinstance(value, float) else str(value)
