"""A page in Debian's Chromium that collects its errors."""

import shutil
from pathlib import Path

import pytest

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests; nothing is downloaded for it."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs Debian's package chromium")
    api = pytest.importorskip("playwright.sync_api", reason="needs the package playwright")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """A page that no network is behind; a message on its console fails the test."""
    said = []
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.said = said
    yield page
    context.close()
    assert said == []


@pytest.fixture
def opened(page, tmp_path):
    """Open a page of HTML as a file, as a reader would.

    Returns:
        A function from HTML to the page.
    """

    def opened(html: str):
        file = Path(tmp_path, "page.html")
        file.write_text(html, encoding="utf-8")
        page.goto(file.as_uri())
        return page

    return opened
