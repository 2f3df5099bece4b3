"""A small event without a mistake, as an intake and as a workbook to plant mistakes in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from matchmaker.intake.complaints import Complaints
from matchmaker.intake.intake import (
    ForbiddenPairRow,
    Intake,
    MayMeetRow,
    NeedRow,
    OfferRow,
    ParticipantRow,
    PlaceRow,
    WishRow,
)
from matchmaker.intake.reader import read
from matchmaker.intake.template import write_template
from matchmaker.models import (
    EventBase,
    ForbiddenPairBase,
    Interval,
    MeetingSessionBase,
    NeedBase,
    OfferBase,
    OrganisationBase,
    ParticipantBase,
    PlaceBase,
    Presence,
    Purpose,
    RoleBase,
    RoomBase,
    WishBase,
    WishLevel,
    WorkshopBase,
)

Edit = tuple[str, int, str, Any]
"""A sheet, a row, the title of a column, and what to write there."""
Found = tuple[str, int, str, str]
"""A sheet, a row, the title of a column, and the code of the complaint."""


def at(hour: int, minute: int = 0) -> datetime:
    """A time of the day in Paris, where clocks are an hour ahead in November."""
    return datetime(2021, 11, 18, hour - 1, minute, tzinfo=UTC)


@pytest.fixture(scope="session")
def intake() -> Intake:
    """Two buyers of one town, two structures, a visitor; tables and a video link; one wish, one forbidden pair."""
    return Intake(
        event=EventBase(
            code="essai",
            name="Journée d’essai",
            starts_on=date(2021, 11, 18),
            ends_on=date(2021, 11, 18),
            organiser_name="Chambre régionale",
            organiser_email="contact@chambre.example",
        ),
        sessions=(
            MeetingSessionBase(name="Début d’après-midi", starts_at=at(14), ends_at=at(15)),
            MeetingSessionBase(name="Fin d’après-midi", starts_at=at(15, 20), ends_at=at(16, 20)),
        ),
        rooms=(RoomBase(name="Salle Marguerite", floor="1er", directions="À droite"),),
        places=(
            PlaceRow(
                PlaceBase(code="A1", name="Table A1", seats=4, equipment=["step_free"]), "Salle Marguerite"
            ),
            PlaceRow(PlaceBase(code="V1", name="Salon", video=True, video_url="https://visio.example/v1")),
        ),
        roles=(
            RoleBase(code="acheteur", name="Acheteur ou acheteuse", guaranteed=2, greatest=6),
            RoleBase(code="fournisseur", name="Structure", guaranteed=1, greatest=4, rest_after=3),
        ),
        may_meet=(MayMeetRow("acheteur", "fournisseur"),),
        organisations=(
            OrganisationBase(code="ville", name="Ville de Montreval", kind="buyer", legal_form="commune"),
            OrganisationBase(
                code="recyclerie",
                name="La Recyclerie du Canal",
                kind="ess",
                legal_form="association",
                agreements=["esus", "aci"],
                siret="73282932000074",
                postcode="01000",
                city="Bourg-en-Bresse",
                territories=["75", "93"],
            ),
            OrganisationBase(
                code="traiteur", name="Cardamome & Persil", kind="ess", website="https://traiteur.example"
            ),
        ),
        participants=(
            person("P1", "Hélène", "ville", "acheteur", home_place="A1"),
            person(
                "P2", "Idriss", "ville", "acheteur", phone="0199000001", leaves_at=at(16), note="Part tôt"
            ),
            person(
                "P3",
                "Awa",
                "recyclerie",
                "fournisseur",
                presence=Presence.REMOTE,
                unavailable=[Interval(starts_at=at(14), ends_at=at(14, 20))],
                workshops=("AT1",),
                consents={Purpose.SHARE_CONTACT: True, Purpose.FOLLOW_UP: False},
            ),
            person(
                "P4", "Jean", "traiteur", "fournisseur", access_needs=["step_free"], guaranteed=1, greatest=2
            ),
            person("P5", "Zoé", "traiteur", None, workshops=("AT1", "AT3")),
        ),
        needs=(
            NeedRow(
                NeedBase(
                    code="B1",
                    title="Réemploi de mobilier",
                    sectors=["dechets.reemploi_mobilier"],
                    territories=["94"],
                    conditions=["reemploi"],
                    reservation="insertion",
                    budget_euros=45_000,
                    starts_on=date(2022, 1, 10),
                    ends_on=date(2022, 6, 30),
                ),
                "ville",
                "P1",
            ),
        ),
        offers=(
            OfferRow(OfferBase(code="O1", title="Buffets", largest_budget_euros=80_000), "traiteur", "P4"),
        ),
        wishes=(
            WishRow(WishBase(level=WishLevel.MUST, message="Bonjour"), "P1", "P3"),
            WishRow(WishBase(level=WishLevel.RATHER_NOT), "P4", "ville"),
        ),
        forbidden_pairs=(ForbiddenPairRow(ForbiddenPairBase(reason="Contentieux"), "P2", "traiteur"),),
        workshops=(
            WorkshopBase(code="AT1", name="Réserver un marché", starts_at=at(10), ends_at=at(11)),
            WorkshopBase(code="AT2", name="Mesurer son impact", starts_at=at(10, 30), ends_at=at(11, 30)),
            WorkshopBase(code="AT3", name="Clôture", starts_at=at(16, 30), ends_at=at(17)),
        ),
    )


def person(code: str, first_name: str, organisation: str, role: str | None, **more: Any) -> ParticipantRow:
    references = {name: more.pop(name) for name in ("home_place", "workshops", "consents") if name in more}
    base = ParticipantBase(
        code=code,
        first_name=first_name,
        last_name="Essai",
        email=f"{code.lower()}@{organisation}.example",
        **more,
    )
    return ParticipantRow(base, organisation, role, **references)


@pytest.fixture(scope="session")
def written(intake: Intake, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The content of the event's workbook."""
    path = tmp_path_factory.mktemp("written") / "classeur.xlsx"
    write_template(path, intake)
    return path.read_bytes()


@pytest.fixture
def workbook(written: bytes, tmp_path: Path) -> Path:
    """The event's workbook, to be changed."""
    path = tmp_path / "classeur.xlsx"
    path.write_bytes(written)
    return path


@pytest.fixture
def plant(workbook: Path) -> Callable[..., None]:
    """Writes into cells of the workbook."""

    def edit(*edits: Edit) -> None:
        book = openpyxl.load_workbook(workbook)
        for sheet, row, title, value in edits:
            page = book[sheet]
            cell = page.cell(row, column_of(page, title))
            cell.value = value
            if isinstance(value, str) and not value.startswith("="):
                cell.data_type = "s"
            if isinstance(value, float | int):
                cell.number_format = "General"
        book.save(workbook)

    return edit


def column_of(page: Worksheet, title: str) -> int:
    titles = [str(cell.value).removesuffix(" *") for cell in page[1]]
    return titles.index(title) + 1


@pytest.fixture
def complaints_of() -> Callable[[Path], Complaints]:
    """Reads a file that must be refused."""

    def refused(path: Path) -> Complaints:
        with pytest.raises(Complaints) as caught:
            read(path)
        return caught.value

    return refused
