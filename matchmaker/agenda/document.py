"""Printed pages: each person's agenda, all of them in print order, and a sheet for each place.

The pages are tagged PDF after PDF/UA-1, set with the fonts built into typst, so that they look alike on every
machine. Texts reach the templates as JSON, never as markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import typst

from matchmaker.agenda.agenda import Agenda
from matchmaker.agenda.event_day import EventDay
from matchmaker.agenda.event_facts import Version
from matchmaker.agenda.paper import Data, agendas_data, places_data

TEMPLATES = Path(__file__).parent / "templates"


def agenda_pdf(agenda: Agenda) -> bytes:
    """One person's agenda, to read on a phone or to print."""
    return _pdf("agenda.typ", agendas_data([agenda]), agenda.version)


def agendas_pdf(agendas: Iterable[Agenda]) -> bytes:
    """All ``agendas`` in the order given; each begins on a new sheet when printed on both sides.

    Raises:
        ValueError: there is no agenda.
    """
    printed = list(agendas)
    return _pdf("agenda.typ", agendas_data(printed), printed[0].version)


def places_pdf(day: EventDay) -> bytes:
    """A sheet for each place: who sits there, slot after slot."""
    return _pdf("places.typ", places_data(day), day.version)


def _pdf(template: str, data: Data, version: Version) -> bytes:
    pdf = _compiler(template).compile(
        sys_inputs={"data": json.dumps(data)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(version.updated_at.timestamp()),
    )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _compiler(template: str) -> typst.Compiler:
    """The compiler of a template, kept: reading the fonts takes longer than setting a page."""
    fonts = typst.Fonts(include_system_fonts=False)
    return typst.Compiler(TEMPLATES / template, root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)
