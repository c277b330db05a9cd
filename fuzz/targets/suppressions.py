"""The comments that silence findings: what they silence, what is wrong with them, and their removal."""

from __future__ import annotations

from functools import cache

from fuzz import holds
from fuzz.inputs import file
from fuzz.words import DIRECTIVES, ODD
from healthlint.document.model import Document
from healthlint.document.read import each_in_bytes
from healthlint.engine import Engine, default_engine
from healthlint.triage.directives import VERBS, Areas, Directive, directives
from healthlint.triage.inline import silence

PIECES = [*DIRECTIVES, *ODD]
SEEDS: list[bytes] = []
LONGEST = 2048


def run(data: bytes) -> None:
    """Every finding is shown or silenced, by a comment that speaks of it; the places lie in the file."""
    name, content = file(data)
    for found in each_in_bytes(content, name):
        if isinstance(found, Document):
            _directives(found)
            _silence(found)


@cache
def _engine() -> Engine:
    return default_engine(("LAN", "DOS101", "DOS102", "SUP"))


def _directives(document: Document) -> None:
    said = directives(document)
    for each in said:
        holds.inside(each.span, len(document.source))
        assert len(each.codes) == len(each.places)
        for code, place in zip(each.codes, each.places, strict=True):
            assert each.span.contains(place)
            assert place == each.span or document.source[place.start : place.end] == code
    for area in Areas(document).of(said):
        holds.inside(area.span, len(document.source))
        assert area.code in (*area.directive.codes, "")


def _silence(document: Document) -> None:
    report = _engine().check(document)
    holds.report(report)
    assert report == _engine().check(document)
    said = directives(document)
    every = [each for each in report.findings if not each.code.startswith("SUP")]
    every += [each for each, _ in report.silenced]
    known = [rule for pack in _engine().loaded.packs for rule in pack.rules]
    quiet = silence(document, every, _engine().rules, known)
    assert [each for each, _ in quiet.silenced] + list(quiet.shown) == sorted(every, key=quiet.shown.__contains__)
    if any(_silences_all(each) for each in said):
        assert not quiet.shown
    for flaw in quiet.flaws:
        holds.inside(flaw.span, len(document.source))
        if flaw.removal is not None:
            holds.inside(flaw.removal, len(document.source))
            assert flaw.removal.overlaps(flaw.span)
    assert all(each.verb in VERBS or any(flaw.span == each.span for flaw in quiet.flaws) for each in said)


def _silences_all(directive: Directive) -> bool:
    return directive.verb == "ignore-file" and not directive.codes
