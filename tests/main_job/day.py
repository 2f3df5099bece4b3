"""The commands as a user types them, and the folder of a planned day."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
APARTE = Path(sys.executable).with_name("aparte")


def aparte(*arguments: str | Path, language: str = "fr") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"APARTE_LANGUAGE": language, "COLUMNS": "120"}
    return subprocess.run(
        [APARTE, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=300,
    )


def scheduler(*arguments: str | Path, hash_seed: str = "random") -> subprocess.CompletedProcess[str]:
    """Run the scheduler alone; sets are gone through in an order that ``hash_seed`` decides."""
    command = [sys.executable, "-m", "scheduler", *map(str, arguments)]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=300)


@dataclass(frozen=True)
class Day:
    """The folder of a planned day, and what is in its plan.json."""

    folder: Path
    said: str

    @property
    def plan(self) -> dict[str, Any]:
        plan: dict[str, Any] = json.loads((self.folder / "plan.json").read_text())
        return plan
