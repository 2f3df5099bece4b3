"""The README's pictures, made by the product from the demo day in out/: ``make pictures``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
APARTE = Path(sys.executable).with_name("aparte")
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
AGENDA = "P060"


def main(folder: str) -> None:
    """Write plan.png, the plan in the browser, and agenda.png, an agenda as printed."""
    PICTURES.mkdir(exist_ok=True)
    serving = subprocess.Popen(
        [APARTE, "serve", folder, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            photograph_plan(
                browser.new_page(viewport={"width": 1440, "height": 1250}, locale="fr-FR"),
                sign_in_link(serving),
            )
            browser.close()
    finally:
        serving.terminate()
        serving.wait()
    agenda = Path(folder, "agendas", f"{AGENDA}.pdf")
    subprocess.run(
        ["pdftoppm", "-r", "80", "-l", "1", "-singlefile", "-png", agenda, PICTURES / "agenda"], check=True
    )


def sign_in_link(serving: subprocess.Popen[str]) -> str:
    """The link that ``aparte serve`` prints."""
    assert serving.stdout is not None
    for line in serving.stdout:
        if "/connexion/" in line:
            return line.strip()
    raise RuntimeError("aparte serve ended without printing a sign-in link")


def photograph_plan(page: Page, link: str) -> None:
    """Sign in, and take the grid of the newest plan."""
    page.goto(link)
    page.get_by_role("button").first.click()
    page.get_by_role("link", name="Planning", exact=True).click()
    page.get_by_role("link", name="Grille").click()
    page.goto(page.url.partition("#")[0])
    page.screenshot(path=PICTURES / "plan.png")


if __name__ == "__main__":
    main(*sys.argv[1:])
