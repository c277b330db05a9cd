"""`--format html`: a single file for an editor, with every article as prose and its findings next to it."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from healthlint.checks.readability import running_text
from healthlint.document.model import Document
from healthlint.findings.model import FAMILIES, SEVERITIES
from healthlint.pattern import pattern
from healthlint.report.not_checked import lines
from healthlint.report.page.article import prose
from healthlint.report.page.marks import place
from healthlint.report.page.markup import element, text
from healthlint.report.page.notes import notes
from healthlint.report.page.overview import named, overview
from healthlint.report.run import ALONE, Run
from healthlint.report.text import summary
from healthlint.triage.model import Report

_FORMULAS = {
    "flesch_reading_ease": "Flesch reading ease (100 is easiest)",
    "flesch_kincaid_grade": "Flesch–Kincaid grade",
    "smog_index": "SMOG grade",
    "gunning_fog": "Gunning fog grade",
}
NOTE = "A text without findings is not necessarily true, and nothing here is medical advice."
# The readability formulas are made for running text; for less, their figures mean nothing.
_FEWEST_WORDS = 100

SIGN = pattern(
    rb"\A<!doctype html>\s*<html[^>]*><head>.{0,999}<meta http-equiv=.Content-Security-Policy.[^>]*>"
    rb".{0,999}<title>healthlint"
)


def render(reports: Sequence[Report], run: Run = ALONE, above: str = "") -> str:
    """The complete page. It contains its style and script, makes no requests, and can be read without the script.
    `above` is markup to put before everything."""
    articles = _numbered(reports)
    title = f"healthlint: {articles[0][1].path}" if len(articles) == 1 else "healthlint: report"
    return html_page(title, _body(reports, articles, run, above))


def html_page(title: str, body: Iterable[str]) -> str:
    """A page with its style and script; the title begins with `healthlint`, so that it can be recognised."""
    style, script = asset("report.css"), asset("report.js")
    head = element("head", _head(title, style, script))
    return (
        f"<!doctype html>\n{element('html', head + element('body', [*body, element('script', script)]), lang='en')}\n"
    )


def _numbered(reports: Sequence[Report]) -> list[tuple[str, Report]]:
    """Each article with its anchor."""
    checked = (report.opened() for report in reports if not report.problem)
    return [(f"article-{at}", report) for at, report in enumerate(checked, 1)]


def _head(title: str, style: str, script: str) -> Iterator[str]:
    # Nothing in an article can become a script or a request, even if an escape were missed.
    own = f"style-src '{digest(style)}'; script-src '{digest(script)}'"
    policy = f"default-src 'none'; {own}; img-src data:; base-uri 'none'"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width">'
    # Without an icon a browser asks the server for one.
    yield '<link rel="icon" href="data:,">'
    yield element("title", text(title))
    yield element("style", style)


def digest(content: str) -> str:
    """The hash of a style or script for a content security policy."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def asset(name: str) -> str:
    """The style (report.css) or the script (report.js) of the page."""
    return files("healthlint.report").joinpath("html_assets", name).read_text(encoding="utf-8")


def _body(reports: Sequence[Report], articles: Sequence[tuple[str, Report]], run: Run, above: str) -> Iterator[str]:
    yield element("a", "Skip to the articles", href="#articles", class_="skip")
    title, said = element("h1", "Health article report"), element("p", text(summary(reports, run)), class_="summary")
    yield element("header", [above, title, said, *_intro(reports, run)])
    yield element("main", _articles(articles), id="articles", tabindex=-1)
    yield element("footer", element("p", NOTE))


def _intro(reports: Sequence[Report], run: Run) -> Iterator[str]:
    yield from (*unchecked_parts(reports, run), _filters(reports))


def _articles(articles: Sequence[tuple[str, Report]]) -> Iterator[str]:
    if len(articles) > 1:
        yield overview([(f"#{anchor}", report) for anchor, report in articles])
    yield from (_article(*pair) for pair in articles)


def fragment(reports: Sequence[Report], run: Run) -> str:
    """The part of the page from the summary line to the end, for a page of another program; see `asset`."""
    return "".join((*_intro(reports, run), *_articles(_numbered(reports))))


def unchecked_parts(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """What could not be checked, and what was not."""
    yield from (_problems(reports), _not_checked(reports, run))


def _problems(reports: Sequence[Report]) -> str:
    found = dict.fromkeys(line for report in reports for line in (report.problem, *report.broken) if line)
    return _listed("Could not be checked", list(found), "problems")


def _not_checked(reports: Sequence[Report], run: Run) -> str:
    return _listed("Not checked", list(lines(reports, run)), "unchecked")


def _listed(title: str, found: Sequence[str], name: str) -> str:
    if not found:
        return ""
    items = element("ul", (element("li", text(line)) for line in found))
    return element("section", element("h2", title) + items, class_=name)


def _filters(reports: Sequence[Report]) -> str:
    findings = [finding for report in reports for finding in report.findings]
    if not findings:
        return ""
    severities = Counter(finding.severity for finding in findings)
    families = Counter(finding.family for finding in findings)
    parts = [
        _choices("severity", "Severity", [(name, severities[name]) for name in SEVERITIES if severities[name]]),
        _choices("family", "Family", [(name, families[name]) for name in FAMILIES.values() if families[name]]),
        element("button", "Show all", type="reset"),
        element("button", "Open every note", type="button", aria_pressed="false", id="open-notes"),
        element("p", "", role="status", aria_live="polite"),
    ]
    # Shown by the script, without which it would do nothing.
    return element("form", parts, id="filters", aria_label="Which findings to show", hidden=True)


def _choices(key: str, legend: str, options: Sequence[tuple[str, int]]) -> str:
    labels = (
        element("label", f'<input type="checkbox" name="{key}" value="{name}" checked> {name} ({number})')
        for name, number in options
    )
    return element("fieldset", [element("legend", legend), *labels])


def _article(anchor: str, report: Report) -> str:
    assert report.document is not None
    name = f"{anchor}-name"
    placed = place(report.document, report.findings, anchor)
    title = element("h2", text(named(report)), id=name, dir="auto")
    beside = notes(placed) if placed else element("p", "Nothing to report.", class_="hint")
    aside = element("aside", beside, aria_label=f"Notes on {named(report)}", class_="margin")
    body = element("div", prose(report.document, placed), class_="prose")
    parts = [element("header", title + _readability(report.document)), element("div", body + aside, class_="columns")]
    return element("article", parts, id=anchor, aria_labelledby=name, tabindex=-1)


def _readability(document: Document) -> str:
    words = running_text(document)
    number = len(words.split())
    if number < _FEWEST_WORDS:
        return element("p", f"{number} words of running text, too few for a readability score", class_="hint")
    from healthlint.readability import scores  # textstat is loaded only when there is something to score

    found = scores(words, tuple(_FORMULAS))
    pairs = [("Words", str(number)), *((label, f"{found[name]:.1f}") for name, label in _FORMULAS.items())]
    rows = (element("div", element("dt", label) + element("dd", score)) for label, score in pairs)
    return element("dl", rows, class_="readability", aria_label="Readability")
