"""The printed pages, read back with another library."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.agenda.agenda import Agenda, agenda_of, agendas
from matchmaker.agenda.document import agenda_pdf, agendas_pdf, places_pdf
from matchmaker.agenda.event_day import event_day
from matchmaker.agenda.text import DRAWN
from matchmaker.language import speaking
from tests.matchmaker.agenda.invented import agenda_with
from tests.matchmaker.agenda.small_day import SmallDay


def pages(pdf: bytes) -> list[str]:
    """The text of each page, without the marks where a line may break."""
    return [
        re.sub(r"\s+", " ", page.extract_text().replace("\u200b", ""))
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
    ]


def agenda(day: SmallDay, code: str) -> Agenda:
    return agenda_of(day.session, day.plan, day.person_id(code))


def test_an_agenda_says_when_where_who_why_and_what_about(day: SmallDay) -> None:
    text = " ".join(pages(agenda_pdf(agenda(day, "S1"))))
    for said in (
        "Camille Dupont",
        "Jeudi 18 novembre 2021",
        "14:00",
        "Table 1",
        "Salle Nord",
        "Ville de Montreuil",
        "Camille Étienne",
        "Même secteur d’activité",
        "Recherche le nettoyage",
        "b1@lilas.example",
        "https://visio.example/t2",
        "Notes",
    ):
        assert said in text
    city = {"Europe/Paris": "Paris (UTC+01:00)", "Indian/Reunion": "Réunion (UTC+04:00)"}[day.zone.key]
    assert city.split()[-1] in text


def test_the_venue_is_for_those_who_come(paris_day: SmallDay) -> None:
    assert "Halle des Lilas" in pages(agenda_pdf(agenda(paris_day, "S1")))[0]
    at_home = pages(agenda_pdf(agenda(paris_day, "S3")))[0]
    assert "Halle des Lilas" not in at_home
    assert "Vous participez à distance" in at_home


def test_who_did_not_consent_is_not_in_print(paris_day: SmallDay) -> None:
    assert "s1@lilas.example" not in " ".join(pages(agenda_pdf(agenda(paris_day, "B1"))))


def test_a_page_is_tagged_and_names_its_title_and_language(paris_day: SmallDay) -> None:
    reader = pypdf.PdfReader(io.BytesIO(agenda_pdf(agenda(paris_day, "S1"))))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "fr"
    assert catalogue["/MarkInfo"]["/Marked"].value
    assert catalogue["/StructTreeRoot"]
    assert "pdfuaid:part" in catalogue["/Metadata"].get_object().get_data().decode()
    assert reader.metadata
    assert reader.metadata.title == "Agenda de Camille Dupont – Journée des achats responsables"


def targets(pdf: bytes) -> set[str]:
    return {
        note.get_object()["/A"]["/URI"]
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    }


def test_links_lead_where_they_say(paris_day: SmallDay) -> None:
    assert targets(agenda_pdf(agenda(paris_day, "S1"))) == {
        "https://visio.example/t2",
        "mailto:b1@lilas.example",
        "tel:0601020304",
        "mailto:equipe@chambre.example",
    }


def test_an_address_that_is_not_of_the_web_is_mere_text(paris_day: SmallDay) -> None:
    paris_day.places["T2"].video_url = "javascript:alert(1)"
    pdf = agenda_pdf(agenda(paris_day, "S1"))
    assert "javascript:alert(1)" in " ".join(pages(pdf))
    assert not [target for target in targets(pdf) if target.startswith("javascript")]


def test_all_agendas_follow_each_other_each_on_a_new_sheet(paris_day: SmallDay) -> None:
    everyone = agendas(paris_day.session, paris_day.plan)
    printed = pages(agendas_pdf(everyone))
    firsts = [number for number, text in enumerate(printed) if "page 1 sur" in text]
    assert len(firsts) == len(everyone)
    assert all(number % 2 == 0 for number in firsts)
    alone = [pages(agenda_pdf(each)) for each in everyone]
    assert [text for text in printed if text.strip()] == [text for each in alone for text in each]


def test_nothing_to_print_is_an_error() -> None:
    with pytest.raises(ValueError, match="no agenda"):
        agendas_pdf([])


def test_each_place_has_its_sheet_with_every_slot(paris_day: SmallDay) -> None:
    printed = pages(places_pdf(event_day(paris_day.session, paris_day.plan)))
    assert len(printed) == 3
    assert all(printed[0].count(time) for time in ("14:00", "14:20", "14:40", "15:30", "15:50", "16:10"))
    assert printed[0].count("libre") == 4
    assert "Camille Étienne" in printed[0]
    assert "https://visio.example/v1" in printed[2]


def test_labels_are_in_the_language_in_force(paris_day: SmallDay) -> None:
    with speaking("en"):
        reader = pypdf.PdfReader(io.BytesIO(agenda_pdf(agenda(paris_day, "S1"))))
        assert reader.trailer["/Root"]["/Lang"] == "en"
        assert "18 November 2021" in pages(agenda_pdf(agenda(paris_day, "S1")))[0]


def test_markup_in_a_name_is_text() -> None:
    name = "#panic() *gras* $x$ ] @moi <lien> `code` // rien"
    printed = " ".join(pages(agenda_pdf(agenda_with(name=name, organisation=name, reason=name, title=name))))
    assert name in printed


def test_texts_as_long_as_the_database_allows_stay_on_the_page() -> None:
    for character in ("m", "a ", "é—"):
        text = character * (5000 // len(character))
        line = text[:200]
        pdf = agenda_pdf(agenda_with(name=line, organisation=line, reason=line, title=text))
        assert len(pages(pdf)) <= 4


def test_every_character_held_to_be_drawn_is_drawn() -> None:
    drawn = "".join(c for c in map(chr, range(0x20, 0x2300)) if DRAWN.match(c))
    for start in range(0, len(drawn), 80):
        some = " ".join(drawn[start : start + 80])
        assert agenda_pdf(agenda_with(name=some, organisation=some, reason=some, title=some))


any_text = st.text(min_size=1, max_size=60)


@settings(max_examples=40, deadline=None)
@given(name=any_text, organisation=any_text, reason=any_text, title=any_text)
def test_any_text_can_be_printed(name: str, organisation: str, reason: str, title: str) -> None:
    pdf = agenda_pdf(agenda_with(name=name, organisation=organisation, reason=reason, title=title))
    assert pdf.startswith(b"%PDF")
