"""`healthlint page --static`: an index, a page for each article and rule, what has changed since earlier reports."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.report.page_model import Node, parse

from healthlint.cli import run

_CURE = "# LDN\n\nLDN cures fibromyalgia.\n"


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_engine: None) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "a.md").write_text(_CURE, encoding="utf-8")
    (tmp_path / "drafts" / "b.md").write_text("Sage is a miracle.\n", encoding="utf-8")
    return tmp_path / "drafts"


def _tree(path: Path) -> Node:
    return parse(path.read_text(encoding="utf-8").replace("<!doctype html>", "", 1).strip())


def _links(page: Path) -> list[str]:
    return re.findall(r'<a href="([^"#]+)', page.read_text(encoding="utf-8"))


def test_the_index_leads_to_articles_these_to_rules_and_back(drafts: Path) -> None:
    assert run(["page", "--static", "site", "drafts"]) == 0
    site = Path("site")
    index = _tree(site / "index.html")
    assert [link.text for link in index.one("nav").all("a")] == ["drafts/a.md", "drafts/b.md"]
    pages = list(site.rglob("*.html"))
    assert {"EFF201.html", "LAN001.html"} <= {page.name for page in pages}
    for page in pages:
        for link in _links(page):
            assert (page.parent / link).is_file(), (page, link)
    assert "../index.html" in _links(site / "articles" / "drafts-a-md.html")


def test_the_same_articles_make_the_same_site(drafts: Path) -> None:
    for out in ("one", "two"):
        assert run(["page", "--static", out, "drafts"]) == 0
    one, two = (
        {page.relative_to(out): page.read_bytes() for page in Path(out).rglob("*.html")} for out in ("one", "two")
    )
    assert one == two


def test_files_of_one_name_have_pages_of_their_own(drafts: Path) -> None:
    for name in ("c d.md", "c-d.md", "c_d.md", "c-d-2.md"):
        (drafts / name).write_text(f"Tea is {name}.\n", encoding="utf-8")
    assert run(["page", "--static", "site", "drafts"]) == 0
    assert len(list(Path("site", "articles").iterdir())) == 6


def test_an_earlier_site_gives_way_and_nothing_else(drafts: Path) -> None:
    assert run(["page", "--static", "site", "drafts"]) == 0
    Path("site/articles/notes.html").write_text("<p>mine", encoding="utf-8")
    (drafts / "a.md").unlink()
    assert run(["page", "--static", "site", "drafts"]) == 0
    assert sorted(page.name for page in Path("site/articles").iterdir()) == ["drafts-b-md.html", "notes.html"]


def test_a_site_below_the_articles_is_none_of_them(drafts: Path) -> None:
    for _ in range(2):
        assert run(["page", "--static", "drafts/site", "drafts"]) == 0
    assert len(list(Path("drafts/site/articles").iterdir())) == 2


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("drafts", "drafts: contains something other than a healthlint site; name a new folder"),
        ("drafts/a.md", "drafts/a.md: is a file; name a folder, or a file that ends in .html for a single page"),
        ("mine.html", "mine.html: is not a healthlint report and was left unchanged; name another file"),
        ("drafts/a.md/site", "drafts/a.md/site: cannot be written (Not a directory)"),
    ],
)
def test_files_of_others_are_left_alone(drafts: Path, capsys: pytest.CaptureFixture[str], out: str, said: str) -> None:
    Path("mine.html").write_text("<p>mine", encoding="utf-8")
    assert run(["page", "--static", out, "drafts"]) == 2
    assert said in capsys.readouterr().err
    assert (drafts / "a.md").read_text(encoding="utf-8") == _CURE
    assert Path("mine.html").read_text(encoding="utf-8") == "<p>mine"


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_there(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (drafts / "broken.md").write_bytes(b"Tea \xfa\x81")
    assert run(["page", "--static", "site", "drafts"]) == 2
    assert "drafts/broken.md: " in capsys.readouterr().err
    assert "broken.md" in _tree(Path("site/index.html")).one("section", **{"class": "problems"}).text


def _report(name: str) -> str:
    run(["check", "--format", f"json={name}", "drafts"])
    return name


def test_trends(drafts: Path) -> None:
    first = _report("2025-01.json")
    (drafts / "a.md").write_text("# LDN\n\nLDN may help.\n", encoding="utf-8")
    (drafts / "b.md").write_text("Sage is a miracle. Rue is a breakthrough.\n", encoding="utf-8")
    second = _report("2025-02.json")
    (drafts / "b.md").write_text("Some words more. Sage is a miracle.\n", encoding="utf-8")
    assert run(["page", "--static", "site", "--earlier", first, "--earlier", second, "drafts"]) == 0
    trends = _tree(Path("site/index.html")).one("section", **{"aria-labelledby": "trends"})
    table, changes = trends.all("table")
    rows = [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")]
    assert rows[0] == ["Report", "files", "errors", "warnings", "suggestions"]
    assert [row[:3] for row in rows[1:]] == [["2025-01", "2", "1"], ["2025-02", "2", "0"], ["now", "2", "0"]]
    assert "Since 2025-02: 0 new, 1 gone." in trends.text
    assert [cell.text for cell in changes.all("tr")[1].all("th", "td")] == ["drafts/b.md", "0", "1"]


def test_one_page(drafts: Path) -> None:
    assert run(["page", "--static", "all.html", "--earlier", _report("then.json"), "drafts"]) == 0
    page = _tree(Path("all.html"))
    assert len(page.all("article")) == 2
    assert "Since then: 0 new, 0 gone." in page.text
    assert run(["page", "--static", "all.html", "drafts"]) == 0


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"schema": "healthlint/2"}', '{"schema": "healthlint/1", "findings": [4]}', "\xff"]
)
def test_an_invalid_earlier_report_is_refused(drafts: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    Path("then.json").write_text(text, encoding="latin-1")
    assert run(["page", "--static", "site", "--earlier", "then.json", "drafts"]) == 2
    assert capsys.readouterr().err.startswith("healthlint: error: then.json: is no")
    assert not Path("site").exists()


def test_files_without_a_site_are_a_mistake(drafts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["page", "drafts"]) == 2
    assert "PATHs are only for --static" in capsys.readouterr().err


def test_a_hostile_path_and_text_are_words(drafts: Path) -> None:
    (drafts / "<b>x&.md").write_text("LDN cures <script>evil()</script> lupus.\n", encoding="utf-8")
    Path("then.json").write_text(json.dumps(_HOSTILE), encoding="utf-8")
    assert run(["page", "--static", "site", "--earlier", "then.json", "drafts"]) == 0
    pages = [page.read_text(encoding="utf-8") for page in Path("site").rglob("*.html")]
    assert all("<b>x" not in page and "evil()</script>" not in page for page in pages)


_HOSTILE = {
    "schema": "healthlint/1",
    "findings": [{"path": "<b>x", "code": "<b>x", "excerpt": "<b>x", "severity": "<b>x"}],
    "summary": {"files": 1},
}
