"""Every output format: reports whose words anybody may have written -> text that its readers can parse."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

from tests.report.articles import finding_in

from fuzz.inputs import file
from fuzz.words import HEALTH, HTML, MARKDOWN, ODD, WORD
from healthlint.document.model import Document
from healthlint.document.read import each_in_bytes
from healthlint.findings.model import Edit, Evidence, Finding, Fix
from healthlint.report.formats import names, renderer
from healthlint.report.run import Run
from healthlint.span import Span
from healthlint.triage.model import Report

PIECES = [
    *HTML, *ODD, *HEALTH, *MARKDOWN, *WORD, "::error::", "\n::stop::", "##[group]", "%0A", "]]>", "\x1b]8;;http://x\x07",
    "\x9b", "\u2066", "javascript:", "' onload='", "\r",
]  # fmt: skip
SEEDS: list[bytes] = []
LONGEST = 2048
_IN_A_PAGE = set("\n\t\u00ad\u200b\u200c\u200d\u2060\U000e0041")
_COMMAND = re.compile(r"::(error|warning|notice) title=[^:,]*(,[a-zA-Z]+=[^:,]*)*::")


def run(data: bytes) -> None:
    """Renders findings with words of the input in all their fields, in every format, twice."""
    name, content = file(data)
    text = content.decode("utf-8", "replace")
    found = [each for each in each_in_bytes(content, name) if isinstance(each, Document)]
    reports = [_report(document, f"{text[:40]}{name}", text, data) for document in found]
    reports.append(Report(f"{text[-30:]}.md", problem=text[:200] or "-"))
    for each in names():
        render = renderer(each)
        assert render is not None
        shown = render(reports, Run(root="/", problems=(text[:60],)))
        assert shown == render(reports, Run(root="/", problems=(text[:60],)))
        _parsed(each, shown, reports)


def _report(document: Document, path: str, text: str, data: bytes) -> Report:
    empty = Report(path, document)
    return Report(path, document, tuple(_findings(empty, text, data)), silenced=tuple(_silenced(empty, text)))


def _findings(empty: Report, text: str, data: bytes) -> Iterator[Finding]:
    """Up to three findings in blocks of the article, in order."""
    document = empty.document
    assert document is not None
    for block in document.blocks[:3]:
        start = block.span.start + sum(data) % max(len(block.span), 1)
        span = document.prose.locate(start, min(start + len(data) % 30, block.span.end))
        fix = Fix(True, (Edit(span, text[:20]),)) if len(data) % 2 else None
        yield finding_in(empty, span, message=text[:80] or "-", place=text[5:25], why=text[-50:], fix=fix,
                         sentence=text[:50], evidence=(Evidence("f", text[:9], text[3:60], text[:30]),))  # fmt: skip


def _silenced(empty: Report, text: str) -> Iterator[tuple[Finding, str]]:
    yield finding_in(empty, Span(0, 0), message=text[:10] or "-"), text[-40:]


def _parsed(name: str, shown: str, reports: list[Report]) -> None:
    # A page is no terminal: the soft hyphens and joiners of its text are its own affair, but none may turn its order.
    fit = _IN_A_PAGE if name == "html" else {"\n"}
    steering = {letter for letter in shown if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert steering <= fit, f"{name}: {steering - fit}"
    for line in shown.split("\n"):
        assert not line.lstrip().startswith("::") or (name == "github" and _COMMAND.match(line)), line
    _READERS.get(name, _any)(shown, [finding for report in reports for finding in report.findings])


def _any(shown: str, _findings: list[Finding]) -> None:
    shown.encode("utf-8")


def _json(shown: str, findings: list[Finding]) -> None:
    assert json.loads(shown)["findings"] == json.loads(json.dumps([each.to_dict() for each in findings]))


def _jsonl(shown: str, findings: list[Finding]) -> None:
    rows = [json.loads(line) for line in shown.splitlines()]
    assert [row["message"] for row in rows if "message" in row] == [each.message for each in findings]


def _object(shown: str, _findings: list[Finding]) -> None:
    json.loads(shown)


def _junit(shown: str, _findings: list[Finding]) -> None:
    assert ElementTree.fromstring(shown).tag == "testsuites"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs), attrs
        assert all(not (value or "").strip().lower().startswith("javascript:") for _, value in attrs), attrs


def _html(shown: str, _findings: list[Finding]) -> None:
    tags = _Tags()
    tags.feed(shown)
    tags.close()
    assert tags.seen.count("script") == 1
    assert tags.seen.count("style") == 1
    assert not {"iframe", "object", "embed", "base"}.intersection(tags.seen)


_READERS: dict[str, Callable[[str, list[Finding]], None]] = {
    "json": _json,
    "jsonl": _jsonl,
    "sarif": _object,
    "gitlab": _object,
    "rdjson": _object,
    "junit": _junit,
    "html": _html,
}
