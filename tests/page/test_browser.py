"""The page in a real browser: a drop, a fix, a save; by keyboard, for a screen reader, narrow and dark."""

from __future__ import annotations

import base64
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest
from tests.processes import HEEDING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest.importorskip("starlette", reason="it needs the extra 'page'")
pytest.importorskip("uvicorn", reason="it needs the extra 'page'")

_BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
_AXE = os.environ.get("HEALTHLINT_AXE", "")
_DRAFT = "# Low-dose naltrexone\n\nLDN cures fibromyalgia. Naltroxene is a miracle. Take 5.0 mg of naltrexone.\n"

pytestmark = pytest.mark.skipif(_BROWSER is None, reason="no chromium is installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="it needs the extra 'browser'")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=_BROWSER, args=_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page of a process of its own, as somebody starts it."""
    folder = tmp_path_factory.mktemp("served")
    command = [sys.executable, "-u", "-c", HEEDING, "page", "--no-browser"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    found = re.search(r"http://\S+", process.stdout.readline())
    assert found, process.stderr.read()
    yield found[0]
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=20)[1]
    assert process.returncode == 0, said
    assert said == "ended\n"
    assert list(folder.iterdir()) == []


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page; at the end nothing may have been said on the console or asked of anybody else."""
    yield from _opened(browser, address)


def _opened(browser: Browser, address: str, **settings: Any) -> Iterator[Page]:
    context = browser.new_context(**{"viewport": {"width": 1300, "height": 900}, **settings})
    context.set_default_timeout(40_000)
    opened = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(address)
    yield opened
    context.close()
    assert [line for line in said if "422" not in line and "413" not in line] == []
    assert [url for url in asked if not url.startswith((address, "data:", f"blob:{address[:20]}"))] == []


def _type(page: Page, text: str = _DRAFT) -> None:
    page.get_by_label("Paste or type it").fill(text)
    page.keyboard.press("Control+Enter")
    page.locator("#actions").wait_for()


def _drop(page: Page, name: str, data: bytes) -> None:
    """Lets go of a file over the page, as a hand does."""
    page.evaluate(
        """([name, encoded]) => {
          const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([bytes], name));
          for (const type of ["dragenter", "dragover", "drop"]) {
            document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
          }
        }""",
        [name, base64.b64encode(data).decode()],
    )


def _saved(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as coming:
        page.get_by_role("button", name=button).click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def _said(page: Page, words: str) -> None:
    page.locator("#said").filter(has_text=words).wait_for()


def test_a_text_is_typed_fixed_and_saved(page: Page) -> None:
    _type(page)
    note = page.locator(".note", has_text="Naltroxene")
    note.get_by_role("button").click()
    _said(page, "Fixed.")
    text = page.get_by_label("Paste or type it").input_value()
    assert "Naltroxene" not in text
    assert _saved(page, "Save the article") == ("text.md", text.encode())


def test_a_safe_fix_takes_one_click_and_can_be_undone(page: Page) -> None:
    _type(page, "Take 5.0 mg of naltrexone.")
    page.locator(".note[data-fix=safe]").get_by_role("button", name="Fix it").click()
    _said(page, "Fixed.")
    assert page.get_by_label("Paste or type it").input_value() == "Take 5 mg of naltrexone."
    assert page.locator(".note[data-fix=safe]").count() == 0
    page.get_by_role("button", name="Undo").click()
    _said(page, "Undone.")
    assert page.get_by_label("Paste or type it").input_value() == "Take 5.0 mg of naltrexone."


def test_all_safe_fixes_at_once(page: Page) -> None:
    _type(page, "Take 5.0 mg, then 4.0 mg, then .5 mg of naltrexone.")
    page.get_by_role("button", name="Apply all safe fixes").click()
    _said(page, "All safe fixes are applied.")
    assert page.get_by_label("Paste or type it").input_value() == "Take 5 mg, then 4 mg, then 0.5 mg of naltrexone."


def _unsafe(page: Page) -> Any:
    return page.locator(".note[data-fix=unsafe]").first.get_by_role("button", name="Look at the fix")


def test_an_unsafe_fix_is_looked_at_first(page: Page) -> None:
    _type(page, _UNSAFE)
    before = page.get_by_label("Paste or type it").input_value()
    _unsafe(page).click()
    dialog = page.get_by_role("dialog")
    assert dialog.locator("del").first.text_content()
    assert dialog.locator("ins").first.text_content()
    dialog.get_by_role("button", name="Leave it as it is").click()
    assert page.get_by_label("Paste or type it").input_value() == before
    _unsafe(page).click()
    dialog.get_by_role("button", name="Apply it").click()
    _said(page, "Fixed.")
    assert page.get_by_label("Paste or type it").input_value() != before


_UNSAFE = "# Naltrexone\n\nTake naltrexone 4.5 mg BID.\n"


def test_a_markdown_file_is_dropped_fixed_and_saved_byte_for_byte(page: Page) -> None:
    data = b"\xef\xbb\xbf# Naltrexone\r\n\r\nTake 5.0 mg of naltrexone.\r\n"
    _drop(page, "draft.md", data)
    _said(page, "can be fixed automatically")
    page.get_by_role("button", name="Apply all safe fixes").click()
    _said(page, "All safe fixes are applied.")
    assert _saved(page, "Save the article") == ("draft.md", data.replace(b"5.0", b"5"))


def test_a_word_file_is_dropped_fixed_and_stays_word(page: Page, tmp_path: Path) -> None:
    draft = tmp_path / "draft.docx"
    document = docx.Document()
    document.add_heading("Naltrexone")
    document.add_paragraph("Take ").add_run("5.0 mg").bold = True
    document.save(str(draft))
    _drop(page, "guide.docx", draft.read_bytes())
    page.locator("#actions").wait_for()
    assert page.locator("#file-name").text_content() == "guide.docx"
    assert not page.get_by_label("Paste or type it").is_visible()
    page.get_by_role("button", name="Apply all safe fixes").click()
    _said(page, "All safe fixes are applied.")
    name, data = _saved(page, "Save the article")
    assert name == "guide.docx"
    (tmp_path / name).write_bytes(data)
    with zipfile.ZipFile(tmp_path / name) as after, zipfile.ZipFile(draft) as before:
        assert after.namelist() == before.namelist()
        changed = [each for each in before.namelist() if after.read(each) != before.read(each)]
    assert changed == ["word/document.xml"]


def test_a_chosen_file_is_as_good_as_a_dropped_one(page: Page) -> None:
    page.locator("#choose").set_input_files(
        {"name": "a.html", "mimeType": "text/html", "buffer": b"<p>LDN cures lupus."}
    )
    _said(page, "1 error")
    page.get_by_role("button", name="Close the file").click()
    assert page.locator("#result").text_content() == ""


def test_the_report_is_saved_as_a_page_of_its_own(page: Page) -> None:
    _type(page)
    name, data = _saved(page, "Save the report")
    assert name == "text.md.report.html"
    assert data.startswith(b"<!doctype html>")
    assert b"LDN cures fibromyalgia" in re.sub(rb"<[^>]*>", b"", data)


def test_a_note_says_the_fact_its_source_and_leads_to_the_rule(page: Page) -> None:
    _type(page, "LDN cures fibromyalgia.")
    note = page.locator(".note").first
    note.get_by_text("Why, and what is documented").click()
    assert note.locator("cite").first.is_visible()
    with page.expect_popup() as coming:
        note.locator(".code a").click()
    rule = coming.value
    rule.get_by_role("heading", level=1).wait_for()
    assert rule.get_by_role("heading", level=1).text_content() == "EFF201 cure-claim"


def test_unchecked_parts_are_listed_at_the_top(page: Page) -> None:
    _type(page, "Metformin helps. LDN cures fibromyalgia.")
    unchecked = page.locator("#result .unchecked")
    assert "metformin" in (unchecked.text_content() or "").lower()
    top, first = unchecked.bounding_box(), page.locator("#result article").bounding_box()
    assert top is not None
    assert first is not None
    assert top["y"] < first["y"]


def test_a_filter_takes_notes_away(page: Page) -> None:
    _type(page)
    before = page.locator(".note:visible").count()
    page.get_by_label(re.compile("^ ?error")).uncheck()
    assert page.locator(".note:visible").count() < before


def test_packs_are_chosen(page: Page) -> None:
    _type(page, "LDN cures fibromyalgia.")
    _said(page, "1 error")
    page.get_by_text("Packs: what is checked against").click()
    boxes = page.get_by_role("group", name="Packs that are on").get_by_role("checkbox")
    for box in boxes.all():
        if box.get_attribute("value") != "health-writing":
            box.uncheck()
    page.locator(".note:not(:has(cite))").first.wait_for()
    assert page.locator(".note cite").count() == 0


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.md", b"LDN \xff\xfe\xfa", "a.md: not valid UTF-8 at byte 4; save it as UTF-8"),
        ("a.docx", b"PK\x03\x04", "a.docx: "),
        ("a.md", b" ", "a.md: is empty: nothing to check"),
        ("a.md", b"a" * 20_000_001, "a.md is larger than 20 MB"),
    ],
)
def test_a_bad_file_is_said_and_nothing_is_lost(page: Page, name: str, data: bytes, said: str) -> None:
    _type(page, "LDN cures fibromyalgia.")
    _said(page, "1 error")
    _drop(page, name, data)
    page.get_by_role("alert").filter(has_text=said).wait_for()
    assert page.get_by_label("Paste or type it").input_value() == "LDN cures fibromyalgia."
    assert page.locator(".note").count() == 1
    page.get_by_role("button", name="Check", exact=True).click()
    _said(page, "1 error")
    assert page.get_by_role("alert").text_content() == ""


def test_markup_and_scripts_of_an_article_are_words(page: Page) -> None:
    _type(page, "LDN cures \\<img src=x onerror=evil()\\> lupus. `<script>evil()</script>`\n")
    assert page.locator("#result img, #result script").count() == 0


def test_the_keyboard_is_enough(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    page.keyboard.type("Take 5.0 mg of naltrexone.")
    page.keyboard.press("Control+Enter")
    page.locator("#actions").wait_for()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Fix it":
            break
    page.keyboard.press("Enter")
    _said(page, "Fixed.")
    assert page.evaluate("document.activeElement.id") == "result"
    assert page.get_by_label("Paste or type it").input_value() == "Take 5 mg of naltrexone."


_EVERYTHING = f"""{_UNSAFE}
Metformin helps. LDN cures fibromyalgia, and LDN cures lupus. ![a pill](pill.png)

- one
- two

> LDN is a miracle.

| dose | form |
| - | - |
| 5.0 mg | tablet |
"""


def _axe(page: Page) -> list[str]:
    """What axe-core finds fault with, by all its rules."""
    page.evaluate(Path(_AXE).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{each['id']}: {[node['html'][:120] for node in each['nodes'][:3]]}" for each in found]


@pytest.mark.skipif(not _AXE, reason="HEALTHLINT_AXE does not name axe.min.js of the npm package axe-core")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 360])
def test_axe_finds_no_accessibility_problem(browser: Browser, address: str, scheme: str, width: int) -> None:
    for page in _opened(
        browser, address, color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
    ):
        assert _axe(page) == []
        _type(
            page,
            _EVERYTHING,
        )
        page.get_by_role("button", name="Open every note").click()
        assert _axe(page) == []
        _unsafe(page).click()
        assert _axe(page) == []


def test_a_narrow_window_needs_no_sideways_scrolling(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    _type(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_another_page_cannot_ask_it(browser: Browser, address: str) -> None:
    """A page of somebody else in the same browser, even if it has learned the address."""
    context = browser.new_context()
    other = context.new_page()
    other.route("http://evil.example/", lambda route: route.fulfill(body="<p>evil", content_type="text/html"))
    other.goto("http://evil.example/")
    for method in ("GET", "POST"):
        asked = f"fetch({address + 'check'!r}, {{method: {method!r}}}).then(() => 'read', () => 'refused')"
        assert other.evaluate(asked) == "refused"
    context.close()
