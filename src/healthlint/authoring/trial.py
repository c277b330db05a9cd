"""Runs the examples of rules in the same way as any text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from healthlint.analysis.reading.reader import installed
from healthlint.document.read import read_texts
from healthlint.engine import Engine
from healthlint.errors import PackError
from healthlint.fast_dataclass import dataclass
from healthlint.findings.model import Finding
from healthlint.fixes.plan import plan
from healthlint.packs.loader import load_packs
from healthlint.packs.locate import EXAMPLES, pack_dirs
from healthlint.packs.model import Loaded, Pack, Repair, Rule
from healthlint.span import Span
from healthlint.triage.settings import Settings

Sort = Literal["flag", "pass", "fix"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A failing example: the `number`th of its `sort`, what it expects and what was found, as texts with « » around
    what is underlined."""

    rule: Rule
    sort: Sort
    number: int
    expected: str
    found: str


def failures(rule: Rule, engine: Engine) -> Iterator[Failure]:
    """The examples of a rule that fail when `engine` runs that rule alone. Raises PackError if the rule itself fails on
    one. If the taught reader is not installed, rules that need it are not tested."""
    if rule.kind == "reading" and installed() is None:
        return
    alone = engine.under(Settings(wanted=(rule.id,), reader=rule.kind == "reading"))
    for number, example in enumerate(rule.examples.flag, 1):
        spans = _spans(rule, _findings(alone, example.plain, example.path))
        if not spans or (example.spans and spans != example.spans):
            yield Failure(rule, "flag", number, example.text, marked(example.plain, spans))
    for number, example in enumerate(rule.examples.pass_, 1):
        spans = _spans(rule, _findings(alone, example.plain, example.path))
        if spans:
            yield Failure(rule, "pass", number, example.plain, marked(example.plain, spans))
    for number, repair in enumerate(rule.examples.fix, 1):
        after = _mended(alone, repair)
        if after != repair.after:
            yield Failure(rule, "fix", number, repair.after, after)


def example_engine(pack: Pack, loaded: Loaded) -> Engine:
    """The engine for a pack's examples: with all loaded packs, and those in its folder `examples`, which define
    invented drugs for rules on any drug."""
    folder = Path(pack.path, EXAMPLES)
    extra = pack_dirs(folder) if folder.is_dir() else []
    held = load_packs([*(Path(each.path) for each in loaded.packs), *extra]) if extra else loaded
    return Engine(held, (), (), (), installed())


def doubles(rule: Rule, engine: Engine) -> tuple[str, ...]:
    """The codes of the rules that replace this one in all of its flagged examples when all rules run; empty if it
    reports any itself."""
    others: list[str] = []
    for example in rule.examples.flag:
        reports = [engine.check(document) for document in read_texts(example.plain, example.path or "example.txt")]
        if any(finding.code == rule.id for report in reports for finding in report.findings):
            return ()
        others += (by.split()[0] for report in reports for finding, by in report.doubled if finding.code == rule.id)
    return tuple(others)


def marked(text: str, spans: Iterable[Span]) -> str:
    """A text with « » around these spans."""
    for span in sorted(spans, reverse=True):
        text = f"{text[: span.start]}«{text[span.start : span.end]}»{text[span.end :]}"
    return text


def count(rule: Rule) -> int:
    """The number of examples of a rule."""
    return len(rule.examples.flag) + len(rule.examples.pass_) + len(rule.examples.fix)


def _findings(engine: Engine, text: str, path: str) -> list[Finding]:
    reports = [engine.check(document) for document in read_texts(text, path or "example.txt")]
    if broken := [line for report in reports for line in report.broken]:
        raise PackError("\n".join(broken))
    return [finding for report in reports for finding in report.findings]


def _spans(rule: Rule, findings: Iterable[Finding]) -> tuple[Span, ...]:
    return tuple(finding.span for finding in findings if finding.code == rule.id)


def _mended(engine: Engine, repair: Repair) -> str:
    text = repair.before
    for edit in reversed(plan(text, _findings(engine, text, ""), unsafe=True).edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def describe(failure: Failure) -> str:
    """A failure for people: the rule, the example, and the two texts one below the other."""
    head = f"{failure.rule.pack}/{failure.rule.path}: {failure.sort} {failure.number}: {_WRONG[failure.sort]}"
    return "\n".join((head, *_lines("- ", failure.expected), *_lines("+ ", failure.found)))


_WRONG = {
    "flag": "is not underlined as stated",
    "pass": "is flagged",
    "fix": "is not fixed as stated",
}


def _lines(sign: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.rstrip("\n").split("\n")):
        # A trailing space would be an invisible difference.
        bare = line.rstrip(" ")
        yield f"    {sign if not number else '  '}{bare}{'·' * (len(line) - len(bare))}".rstrip()
