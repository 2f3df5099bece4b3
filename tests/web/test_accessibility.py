"""axe finds nothing to mend on any page, at phone and laptop width, light and dark; nothing overflows at 320 px."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.web.conftest import LAPTOP, PHONE, Site
from tests.webapp.visitors import open_questionnaire, publish_plan

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}
ORGANISER_PAGES = (
    "",
    "participants",
    "participants?q=personne",
    "participants/V1",
    "affinites",
    "planning",
    "planning/grille",
    "planning/non-places",
    "exports",
    "resultats",
)


@pytest.fixture(
    params=[(PHONE, "light"), (LAPTOP, "light"), (LAPTOP, "dark")], ids=["phone", "laptop", "dark"]
)
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    viewport, scheme = request.param
    context = chromium.new_context(viewport=viewport, color_scheme=scheme)
    yield context.new_page()
    context.close()


def look(page: Page, address: str) -> None:
    page.goto(address)
    found = Axe().run(page)
    assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], address


def answer(page: Page) -> None:
    page.get_by_label("4", exact=True).last.check()
    page.get_by_label("Ce qui vous a plu").fill("Tout")
    page.get_by_role("button", name="Envoyer mes réponses").click()


def test_pages_of_the_organiser(site: Site, page: Page) -> None:
    size = page.viewport_size
    link = site.sign_in_link()
    look(page, link)
    page.get_by_role("button", name="Se connecter").click()
    for path in ORGANISER_PAGES:
        page.set_viewport_size(size)
        look(page, f"{site.address}/e/aser/{path}")
    page.set_viewport_size(size)
    page.goto(f"{site.address}/e/aser/planning")
    page.get_by_role("button", name="Planifier à nouveau").click()
    look(page, page.url)


def test_pages_of_visitors(site: Site, page: Page) -> None:
    size = page.viewport_size
    addresses = [f"{site.address}/connexion", f"{site.address}/nulle-part", f"{site.address}/connexion/passe"]
    addresses.append(site.participant_page("H1"))
    publish(site.app)
    for address in (*addresses, site.participant_page("V1"), site.participant_page("X1")):
        page.set_viewport_size(size)
        look(page, address)


def test_questionnaire_and_its_results(site: Site, page: Page) -> None:
    size = page.viewport_size
    publish(site.app)
    address = f"{site.participant_page('H1')}questionnaire"
    look(page, address)
    page.get_by_role("button", name="Envoyer mes réponses").click()
    found = Axe().run(page)  # with its complaint
    assert found.violations_count == 0, found.generate_report()
    answer(page)
    page.goto(site.sign_in_link())
    page.get_by_role("button", name="Se connecter").click()
    page.set_viewport_size(size)
    look(page, f"{site.address}/e/aser/resultats")


def publish(app: Flask) -> None:
    publish_plan(app)
    open_questionnaire(app)
