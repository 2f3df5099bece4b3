"""Every command, option and setting is documented, and the README's own commands exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from webapp.cli import build
from webapp.settings import Settings

ROOT = Path(__file__).parents[1]
COMMANDS = (ROOT / "docs" / "commands.md").read_text()
SETTINGS = (ROOT / "docs" / "settings.md").read_text()


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command that does something, by its words; groups are gone through."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield " ".join(path), command
    for name, each in (inner or {}).items():
        yield from commands(each, (*path, name))


ALL: dict[str, Any] = dict(commands(typer.main.get_command(build())))


@pytest.mark.parametrize("name", ALL)
def test_every_command_and_option_is_documented(name: str) -> None:
    section = re.search(rf"^## `aparte {re.escape(name)}\b.*?(?=^## |\Z)", COMMANDS, re.MULTILINE | re.DOTALL)
    assert section, f"docs/commands.md has no section for aparte {name}"
    options = {
        flag for p in ALL[name].params for flag in p.opts if flag.startswith("--") and flag != "--help"
    }
    assert {flag for flag in options if f"`{flag}" not in section[0]} == set()


def test_every_documented_command_exists() -> None:
    documented = set(re.findall(r"^## `aparte ([a-z0-9 -]+?)(?: [A-Z\[(-].*)?`$", COMMANDS, re.MULTILINE))
    assert documented == ALL.keys()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"`APARTE_{name.upper()}`" in SETTINGS


def test_every_documented_setting_exists() -> None:
    documented = {name.lower() for name in re.findall(r"`APARTE_([A-Z_]+)`", SETTINGS)}
    assert documented - set(Settings.model_fields) == set()


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`", (ROOT / "README.md").read_text())) - targets == set()


@pytest.mark.parametrize(
    "document", [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")], ids=lambda document: document.name
)
def test_links_between_pages_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []
