"""The page in a real browser: it can be clicked, filtered, read without a script and printed, and asks for nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.report.findings_on import on, on_all, report

from healthlint.document.read import read_text
from healthlint.report.html import render
from healthlint.triage.model import Report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]

pytestmark = pytest.mark.skipif(_BROWSER is None, reason="no chromium is installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="it needs the extra 'browser'")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=_BROWSER, args=_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles; the first would run a script of its own if it could."""
    text = "# Velorin\n\nIt is very safe for all.\n\n" + "Some words. " * 400 + "\n\nTake 5.0 mg.\n\n`x`<script>evil()"
    document = read_text(text.replace("`x`", "\\<img src=http://127.0.0.1:9/x onerror=evil()>"), "a.md")
    findings = (
        on_all(document, severity="warning"),
        on(document, "is very safe"),
        on(document, "safe for", severity="suggestion", family="efficacy"),
        on(document, "5.0 mg", severity="suggestion", family="dose"),
    )
    written = tmp_path_factory.mktemp("page") / "report.html"
    reports = [Report("a.md", document, findings), report("Safe.", "Safe", path="b.md")]
    written.write_text(render(reports), encoding="utf-8")
    return written


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """The page; at the end nothing may have been said on the console or asked of anybody."""
    yield from _opened(browser, file)


def _opened(browser: Browser, file: Path, **settings: Any) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1300, "height": 800}, **settings)
    opened = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(file.as_uri())
    yield opened
    context.close()
    assert said == []
    assert [address for address in asked if not address.startswith("data:")] == [file.as_uri()]


def _shown(page: Page) -> list[str]:
    return [note.get_attribute("id") or "" for note in page.locator(".note:visible").all()]


def test_a_click_on_marked_words_opens_their_note_and_its_number_leads_back(page: Page) -> None:
    note = page.locator("#article-1-note-4")
    page.locator("mark", has_text="5.0 mg").click()
    assert note.evaluate("note => note === document.activeElement")
    assert note.locator("details").evaluate("details => details.open")
    note.locator(".number").click()
    assert page.evaluate("document.activeElement.id") == "article-1-mark-4"


def test_the_shared_words_of_two_findings_open_the_shorter(page: Page) -> None:
    page.get_by_text("safe", exact=True).first.click()
    assert page.evaluate("document.activeElement.id") == "article-1-note-3"


def test_the_keyboard_is_enough(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("#article-1-mark-2").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "article-1-note-2"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "article-1-mark-2"


def test_a_filter_takes_away_notes_numbers_and_marks_and_says_how_many_are_left(page: Page) -> None:
    page.get_by_label("suggestion (2)").uncheck()
    assert _shown(page) == ["article-1-note-1", "article-1-note-2", "article-2-note-1"]
    assert not page.locator("#article-1-mark-4").is_visible()
    assert (
        page.locator("mark", has_text="5.0 mg").evaluate("mark => getComputedStyle(mark).textDecorationLine") == "none"
    )
    assert page.get_by_role("status").text_content() == "3 of 5 findings shown"
    page.get_by_label("caveat (1)").uncheck()
    assert page.get_by_role("status").text_content() == "2 of 5 findings shown"
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("status").filter(has_text="5 of 5 findings shown").wait_for()
    assert len(_shown(page)) == 5


def test_words_whose_shorter_finding_is_filtered_away_open_the_other(page: Page) -> None:
    page.get_by_label("suggestion (2)").uncheck()
    page.get_by_text("safe", exact=True).first.click()
    assert page.evaluate("document.activeElement.id") == "article-1-note-2"


def test_a_note_stands_beside_its_words(page: Page) -> None:
    words, note = page.locator("#article-1-mark-4").bounding_box(), page.locator("#article-1-note-4").bounding_box()
    assert words is not None
    assert note is not None
    assert abs(words["y"] - note["y"]) < 40
    assert note["x"] > words["x"]


def test_every_note_can_be_opened_at_once(page: Page) -> None:
    button = page.get_by_role("button", name="Open every note")
    button.click()
    assert page.locator(".note details[open]").count() == 5
    button.click()
    assert page.locator(".note details[open]").count() == 0


def test_markup_of_an_article_is_words(page: Page) -> None:
    assert page.locator("article img, article script").count() == 0
    assert page.get_by_text("onerror=evil()").is_visible()


def test_the_index_leads_to_an_article(page: Page) -> None:
    page.get_by_role("navigation").get_by_role("link", name="b.md").click()
    assert page.locator("#article-2").evaluate("article => article.getBoundingClientRect().top < innerHeight")


def test_a_narrow_window_needs_no_sideways_scrolling(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert _shown(page)[0] == "article-1-note-1"


def test_print_shows_every_note_in_full_and_no_controls(page: Page) -> None:
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()
    assert page.locator("#article-1-note-2").get_by_text("Nobody knows.").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(browser: Browser, file: Path, scheme: str) -> None:
    for page in _opened(browser, file, color_scheme=scheme):
        for place in (".note .severity", ".note .code", "mark", ".prose p", ".hint", "a.number"):
            assert _contrast(page, place) >= 4.5, place


def _contrast(page: Page, place: str) -> float:
    """The least contrast between words and ground (WCAG 2) of the elements at `place`."""
    return page.evaluate(
        """place => {
          const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
          const light = (colour) => channels(colour).slice(0, 3)
            .map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
            .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
          const ground = (node) => {
            const colour = node ? getComputedStyle(node).backgroundColor : "rgb(255, 255, 255)";
            return (channels(colour)[3] ?? 1) === 0 ? ground(node.parentElement) : colour;
          };
          return Math.min(...[...document.querySelectorAll(place)].map((node) => {
            const pair = [light(getComputedStyle(node).color), light(ground(node))];
            return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
          }));
        }""",
        place,
    )


def test_without_a_script_everything_is_there_to_read(browser: Browser, file: Path) -> None:
    for page in _opened(browser, file, java_script_enabled=False):
        assert not page.locator("#filters").is_visible()
        assert len(_shown(page)) == 5
        page.locator("#article-1-note-2 summary").click()
        assert page.locator("#article-1-note-2").get_by_text("Nobody knows.").is_visible()
        page.locator("#article-1-mark-4").click()
        assert page.url.endswith("#article-1-note-4")
