"""A hostile article in every format, read as the format's reader reads it: it is text there and nothing else."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.document.word.build import paragraph, word
from tests.processes import answer

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror="alert(2)"> ::error file=x::y ##[error]z \x1b[31mred\x1b]0;title\x07 '
    "]]> --> %0A::warning::w \u202egnp.exe\u2066 \u2028::notice::n \x9b2J &amp; \"'` {{7*7}} ${x} javascript:alert(3) "
    + "long"
    * 2_000
)
ARTICLE = (
    f"{HOSTILE}\n\nLDN cures fibromyalgia {HOSTILE}. Naltroxene is a miracle {HOSTILE}\n\n::error::in its own line\n"
)
PAGE = f"<p>LDN cures fibromyalgia. A miracle {HOSTILE}</p><!-- healthlint: ignore NOPE {HOSTILE} -->"
SAFE = {"\n"}
SHELL = ("bash", "-c", 'echo "LDN cures pain." | "$0" -m healthlint "$@"', sys.executable)
FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "html", "statistics")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "a.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "b.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "c.html").write_text(PAGE, encoding="utf-8")
    (folder / "d.json").write_text(json.dumps([{"id": HOSTILE, "title": HOSTILE, "body": ARTICLE}]), encoding="utf-8")
    marked = "".join(letter for letter in HOSTILE if letter >= " ").replace("&", "&amp;").replace("<", "&lt;")
    (folder / "e.docx").write_bytes(word(paragraph(f"LDN cures fibromyalgia. A miracle {marked.replace('>', '&gt;')}")))
    (folder / "::error::f\x1b[31m<script>alert(4)</script>.md".replace("/", "_")).write_text(ARTICLE, encoding="utf-8")
    (folder / "nul.md").write_text("LDN\0cures", encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=FORMATS)
def rendered(request: pytest.FixtureRequest, articles: Path) -> tuple[str, str]:
    """A format and what a run prints in it; `answer` fails for a control character."""
    status, out, err = answer("check", "--isolated", "--format", request.param, str(articles))
    assert (status, err.count("nul.md")) == (2, 1)
    return request.param, out


def test_no_control_character_is_printed(rendered: tuple[str, str]) -> None:
    _, out = rendered
    assert {letter for letter in out if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")} <= SAFE


def test_no_line_is_a_command_but_our_own(rendered: tuple[str, str]) -> None:
    name, out = rendered
    commands = [line for line in out.splitlines() if line.lstrip().startswith("::")]
    ours = re.compile(r"::(error|warning|notice)( [a-zA-Z]+=[^:,]*(,[a-zA-Z]+=[^:,]*)*)?::[^\n]*")
    assert all(name == "github" and ours.fullmatch(line) for line in commands)
    assert "##[" not in out or name in ("json", "jsonl", "sarif", "gitlab", "rdjson", "html", "junit")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.handlers: list[str] = []
        self.links: list[str] = []
        self.images: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.images += [tag] if tag in ("img", "iframe", "object", "embed") else []
        self.handlers += [key for key, _ in attrs if key.startswith("on")]
        self.links += [value for key, value in attrs if key in ("href", "src") and value and not value.startswith("#")]


def test_the_reader_of_the_format_finds_text(rendered: tuple[str, str]) -> None:
    name, out = rendered
    if name in ("json", "sarif", "gitlab", "rdjson"):
        assert json.loads(out)
    elif name == "jsonl":
        assert all(json.loads(line)["code"] for line in out.splitlines())
    elif name == "junit":
        names = {element.tag for element in ElementTree.fromstring(out).iter()}
        assert names <= {"testsuites", "testsuite", "testcase", "failure", "error", "properties", "property"}
    elif name == "html":
        page = _Page()
        page.feed(out)
        assert (page.handlers, page.images) == ([], [])
        assert page.scripts == _own_scripts()
        assert not [link for link in page.links if "alert" in link]
    else:
        assert out.count("EFF201") >= 1


def _own_scripts() -> int:
    page = _Page()
    page.feed(answer("check", "--isolated", "--format", "html", "-", python=SHELL)[1])
    return page.scripts
