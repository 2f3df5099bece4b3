"""From the plan to the results, as people do it: in a browser, with JavaScript and without."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.conftest import Site

pytestmark = pytest.mark.browser

LONGEST = 60_000
"""Milliseconds; a machine under load takes its time to load the solver."""


@pytest.fixture
def worker(site: Site) -> Iterator[None]:
    told = {"APARTE_DATABASE_URL": site.settings.database_url, "APARTE_SECRET_KEY": site.settings.secret_key}
    process = subprocess.Popen([sys.executable, "-m", "webapp.worker"], env=os.environ | told)
    yield
    process.kill()
    process.wait()


def test_from_the_plan_to_the_results(organiser: Page, visit: BrowserContext, site: Site) -> None:
    organiser.get_by_role("link", name="Relire le planning").click()
    expect(organiser.get_by_role("heading", name="Planning")).to_be_visible()
    organiser.get_by_role("link", name="Grille").click()
    expect(organiser.get_by_role("table").last).to_contain_text("Structure R3")
    organiser.get_by_role("button", name="Publier la version 1").click()
    expect(organiser.get_by_role("status")).to_contain_text("est publiée")
    organiser.get_by_role("link", name="Résultats").click()
    organiser.get_by_role("button", name="Ouvrir le questionnaire").click()

    participant = visit.new_page()
    participant.goto(site.participant_page("H1"))
    expect(participant.get_by_role("heading", name="Structure R3")).to_be_visible()
    expect(participant.get_by_text("version 1 du planning")).to_be_visible()
    with participant.expect_download() as download:
        participant.get_by_role("link", name="Ajouter à mon calendrier").click()
    assert download.value.suggested_filename == "H1.ics"
    participant.get_by_role("link", name="Répondre au questionnaire").click()
    answer_the_questionnaire(participant)

    organiser.reload()
    expect(organiser.get_by_text("1 sur 7", exact=True)).to_be_visible()
    expect(organiser.get_by_text("De belles rencontres")).to_be_visible()


def answer_the_questionnaire(page: Page) -> None:
    first = page.locator("section").filter(has=page.get_by_role("heading", name="Structure R3"))
    first.get_by_label("Oui").check()
    first.get_by_label("5", exact=True).check()
    first.get_by_label("Un devis").check()
    day = page.locator("section").filter(has=page.get_by_role("heading", name="La journée"))
    day.get_by_label("4", exact=True).check()
    day.get_by_label("Ce qui vous a plu").fill("De belles rencontres")
    page.get_by_role("button", name="Envoyer mes réponses").click()
    expect(page.get_by_role("status")).to_contain_text("réponses sont enregistrées")
    expect(page.get_by_label("Ce qui vous a plu")).to_have_value("De belles rencontres")


@pytest.mark.usefixtures("worker")
def test_planning_again_is_followed_to_its_end(organiser: Page) -> None:
    organiser.get_by_role("link", name="Relire le planning").click()
    organiser.get_by_label("Temps de calcul, au plus").select_option("10")
    organiser.get_by_role("button", name="Planifier à nouveau").click()
    expect(organiser.get_by_text("la version 2 est prête")).to_be_visible(timeout=LONGEST)
    organiser.get_by_role("link", name="Voir la version 2").click()
    expect(organiser.get_by_text("version 2", exact=True)).to_be_visible()


def test_by_keyboard_alone(chromium, site: Site) -> None:
    page = chromium.new_page()
    page.goto(site.sign_in_link())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Journée d’essai")).to_be_visible()
    page.close()
