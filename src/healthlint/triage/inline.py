"""Which findings the comments of a document silence, and the problems with those comments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from healthlint.checks.suppression import Problem
from healthlint.document.model import Document
from healthlint.errors import did_you_mean
from healthlint.fast_dataclass import dataclass
from healthlint.findings.model import Finding
from healthlint.packs.model import Rule
from healthlint.span import Span
from healthlint.triage.directives import VERBS, Area, Areas, Directive, Endings, directives
from healthlint.triage.select import selectors


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem with a directive, its place, and the part of the file whose removal fixes it (None: nothing)."""

    problem: Problem
    span: Span
    values: dict[str, str]
    removal: Span | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """The effect of the comments on the findings of a document."""

    shown: tuple[Finding, ...]
    silenced: tuple[tuple[Finding, str], ...]
    flaws: tuple[Flaw, ...]


def silence(document: Document, findings: Iterable[Finding], run: Collection[Rule], known: Collection[Rule]) -> Silence:
    """Removes the silenced findings. `run` are the rules that ran, `known` all rules: a comment can be called unused
    only for a rule that ran."""
    found = directives(document)
    if not found:
        return Silence(tuple(findings), (), ())
    areas, endings = list(Areas(document).of(found)), Endings(found)
    used: set[tuple[Directive, str]] = set()
    shown, silenced = [], []
    for finding in findings:
        called = {finding.code, finding.name, finding.code.rstrip("0123456789"), *finding.formerly}
        hits = [area for area in areas if _silences(area, endings, finding, called)]
        used.update((area.directive, area.code) for area in hits)
        if hits:
            silenced.append((finding, hits[0].directive.reason or "a comment silences it"))
        else:
            shown.append(finding)
    flaws = _Flaws(document, used, run, known)
    return Silence(tuple(shown), tuple(silenced), tuple(flaws.of(found)))


def _silences(area: Area, endings: Endings, finding: Finding, names: set[str]) -> bool:
    if area.code and area.code not in names:
        return False
    if area.missing and not finding.sentence:
        return True
    span, silent = finding.span, endings.cut(area, names)
    return silent.overlaps(span) or (not len(span) and silent.start <= span.start < silent.end)


class _Flaws:
    """Examines the directives one by one."""

    def __init__(
        self,
        document: Document,
        used: set[tuple[Directive, str]],
        run: Collection[Rule],
        known: Collection[Rule],
    ) -> None:
        self._document, self._used = document, used
        self._every = {rule.id for rule in known}
        self._known: dict[str, set[str]] = {}
        for rule in known:
            for name in selectors(rule):
                self._known.setdefault(name, set()).add(rule.id)
        asked = {(rule.id, rule.only) for rule in run}
        left_out = (rule for rule in known if (rule.id, rule.only) not in asked and not rule.optional)
        self._unasked = {name for rule in left_out for name in selectors(rule)}
        self._all = not self._unasked

    def of(self, found: Sequence[Directive]) -> Iterator[Flaw]:
        off: set[str] = set()
        for directive in found:
            if directive.verb not in VERBS:
                yield self._unknown_verb(directive)
                continue
            unknown = [index for index, code in enumerate(directive.codes) if code not in self._known]
            yield from (self._unknown_code(directive, index) for index in unknown)
            if directive.verb == "on":
                named = self._referenced_rules(directive)
                if off.isdisjoint(named) and (named or not directive.codes):
                    yield self._flaw("unused", directive, directive.span, code="on", hint="; nothing is off there")
                off -= named
                continue
            if directive.verb == "off":
                off |= self._referenced_rules(directive)
            yield from self._unused(directive, unknown)
            if not directive.reason:
                yield Flaw("no-reason", directive.span, self._values(directive))

    def _referenced_rules(self, directive: Directive) -> set[str]:
        """The rules that a directive refers to."""
        codes = (self._known.get(code, set()) for code in directive.codes)
        return set().union(*codes) if directive.codes else self._every

    def _unused(self, directive: Directive, unknown: Sequence[int]) -> Iterator[Flaw]:
        if not directive.codes:
            if self._all and (directive, "") not in self._used:
                yield self._flaw("unused", directive, directive.span)
            return
        idle = [
            index
            for index, code in enumerate(directive.codes)
            if index not in unknown and (directive, code) not in self._used and code not in self._unasked
        ]
        if len(idle) == len(directive.codes):
            yield self._flaw("unused", directive, directive.span, code=", ".join(directive.codes))
        else:
            yield from (self._code_flaw("unused", directive, index) for index in idle)

    def _unknown_verb(self, directive: Directive) -> Flaw:
        known = did_you_mean(directive.verb, VERBS) or f"; known: {', '.join(VERBS)}"
        hint = f"; write {directive.right}" if directive.right else known
        values = {**self._values(directive), "code": directive.verb or "(nothing)", "hint": hint}
        return Flaw("unknown", directive.span, values)

    def _unknown_code(self, directive: Directive, index: int) -> Flaw:
        hint = did_you_mean(directive.codes[index], self._known)
        if len(directive.codes) == 1:
            return self._flaw("unknown", directive, directive.places[0], code=directive.codes[0], hint=hint)
        return self._code_flaw("unknown", directive, index, hint)

    def _code_flaw(self, problem: Problem, directive: Directive, index: int, hint: str = "") -> Flaw:
        values = {**self._values(directive), "code": directive.codes[index], "hint": hint}
        place = directive.places[index]
        return Flaw(problem, place, values, None if place == directive.span else _without(directive, index))

    def _flaw(self, problem: Problem, directive: Directive, span: Span, **values: str) -> Flaw:
        removal = _removal_span(self._document, directive.span) if directive.removable else None
        return Flaw(problem, span, {**self._values(directive), **values}, removal)

    def _values(self, directive: Directive) -> dict[str, str]:
        said = self._document.source[directive.span.start : directive.span.end]
        return {"comment": " ".join(said.split()), "code": directive.verb, "hint": ""}


def _without(directive: Directive, index: int) -> Span:
    """A code with the separator to the next one, or to the one before if it is the last."""
    places = directive.places
    if index + 1 < len(places):
        return Span(places[index].start, places[index + 1].start)
    return Span(places[index - 1].end, places[index].end)


def _removal_span(document: Document, comment: Span) -> Span:
    """The comment; with its line if it is alone on it."""
    source = document.source
    start, end = comment.start, comment.end
    while start > 0 and source[start - 1] in " \t":
        start -= 1
    while end < len(source) and source[end] in " \t":
        end += 1
    if (start and source[start - 1] not in "\r\n") or (end < len(source) and source[end] not in "\r\n"):
        return comment
    if source.startswith("\r\n", end):
        return Span(start, end + 2)
    return Span(start, min(end + 1, len(source)))
