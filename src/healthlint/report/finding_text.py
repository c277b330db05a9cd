"""One finding as text for a terminal, brief (at most five lines) or in full."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from functools import lru_cache

from healthlint.findings.model import Evidence, Finding
from healthlint.pattern import pattern
from healthlint.report.frame import frame
from healthlint.report.other_places import other_places
from healthlint.report.paint import Paint, linked
from healthlint.report.run import Run
from healthlint.report.safe import visible, visible_path

_COMMAND = pattern(r"^(\s*)::")
_SENTENCE_END = pattern(r"(?<=[.?!)'’”]) (?=[A-Z])")
_INDENT = "  "


def by_rule(findings: Sequence[Finding]) -> Iterator[tuple[Finding, list[Finding]]]:
    """The first finding of each rule in an article, with the rule's other findings there, in reading order."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.code, finding.severity), []).extend(finding.places)
    for first, *others in groups.values():
        yield first, others


def brief(finding: Finding, others: Sequence[Finding], run: Run, paint: Paint) -> str:
    """At most five lines: place and code, message, the line with its underline, and the fix or the strongest fact.

    `others` are further places of the same rule in the same article; as many are listed as fit after the code or, if
    none does, in place of the last line."""
    head, room = _head(finding, run, paint), run.width - len(_plain_head(finding))
    also = _also(others, room)
    if others and not also:
        last = _also(others, run.width - len(_INDENT), ", and ").removeprefix(", ")
    else:
        last = _remedy(finding, run.width, paint)
    message = _shortened(visible(finding.message), run.width - len(_INDENT), 1 if last else 2)
    fact = finding.evidence[:1]
    if not last and fact and fact[0].statement not in message:
        last = _cut(f"documented: {_evidence(fact[0])}", run.width - len(_INDENT))
        message = _shortened(visible(finding.message), run.width - len(_INDENT), 1)
    lines = [head + also]
    lines += wrapped(_INDENT, message, run.width)
    lines += frame(finding, run.width, paint)
    lines += [_INDENT + last] if last else []
    return "\n".join(lines) + "\n"


def full(finding: Finding, run: Run, paint: Paint) -> str:
    """The finding with all its places, the reason for the rule, every documented fact and the fix."""
    lines = [_head(finding, run, paint)]
    lines += wrapped(_INDENT, visible(finding.message), run.width)
    lines += frame(finding, run.width, paint)
    lines += wrapped(_INDENT, visible(other_places(finding)), run.width) if finding.related else ()
    lines += wrapped("  why: ", finding.why, run.width)
    for item in finding.evidence:
        lines += wrapped("  documented: ", _evidence(item), run.width)
    if fix := _fix(finding):
        first, *rest = wrapped("  fix: ", fix, run.width)
        lines += [first.replace("fix:", paint("fix:", "good"), 1), *rest]
    return "\n".join(lines) + "\n"


def place_of(finding: Finding) -> str:
    """Path, line and column; in a Word file the paragraph and run; in an export both."""
    path, place = visible_path(finding.path), visible(finding.place)
    if not finding.line.numbered:
        return f"{path}: {place}"
    return f"{path}:{finding.start.line}:{finding.start.column}" + (f" [{place}]" if place else "")


@lru_cache(maxsize=4096)
def wrapped(label: str, text: str, width: int, indent: str = "") -> tuple[str, ...]:
    """`text` behind `label`, broken between words into lines of at most `width` columns."""
    # Cached, as the same reasons and facts recur and breaking lines is the slowest part of a report.
    further = indent or " " * len(label)
    lines = textwrap.wrap(text, width, initial_indent=label, subsequent_indent=further) or [label.rstrip()]
    # A CI runner takes a line that begins with two colons for a command, and packs come from anybody.
    return tuple(_COMMAND.sub(r"\1: :", visible(line)) for line in lines)


def _head(finding: Finding, run: Run, paint: Paint) -> str:
    code = paint(finding.code, "strong")
    code = _linked(code, finding) if run.links else code
    return f"{paint(place_of(finding), 'strong')}: {paint(finding.severity, finding.severity)} {code} {finding.name}"


def _linked(code: str, finding: Finding) -> str:
    # Imported late: few terminals open links, and a start should not wait for this.
    from healthlint.findings.rule_pages import page_of

    return linked(code, page_of(finding))


def _plain_head(finding: Finding) -> str:
    return f"{place_of(finding)}: {finding.severity} {finding.code} {finding.name}"


def _also(others: Sequence[Finding], room: int, otherwise: str = "") -> str:
    """`, also at 7:12, 9:3 and 4 more`, cut to the room; if none fits, their number after `otherwise`, if given."""
    places = [f"{each.start.line}:{each.start.column}" if each.line.numbered else each.place for each in others]
    fitting = (_places(places, number) for number in range(len(places), 0, -1))
    rest = f"{otherwise}{len(places)} more" if otherwise else ""
    return visible(next((shown for shown in fitting if len(shown) <= room), rest))


def _places(places: Sequence[str], number: int) -> str:
    more = len(places) - number
    return f", also at {', '.join(places[:number])}" + (f" and {more} more" if more else "")


def _remedy(finding: Finding, width: int, paint: Paint) -> str:
    fix = _fix(finding)
    return fix and f"{paint('fix:', 'good')} {_cut(fix, width - len(_INDENT) - len('fix: '))}"


def _fix(finding: Finding) -> str:
    if (fix := finding.repair) is None:
        return ""
    return (visible(fix.edits[0].text) or "(remove it)") + ("" if fix.safe else " (look at it first)")


def _evidence(item: Evidence) -> str:
    return f"{item.statement} ({item.source}: {item.title})" if item.title else f"{item.statement} ({item.source})"


def _shortened(text: str, width: int, lines: int) -> str:
    """As much as fits into so many lines: the beginning, and the last sentence, which says what would be right."""
    if len(textwrap.wrap(text, width)) <= lines:
        return text
    *_, last = _SENTENCE_END.split(text)
    last = f" {last}" if len(last) < width // 2 and last != text else ""
    room = width * lines - len(last)
    while room > width // 4:
        short = _cut(text[: len(text) - len(last)], room) + last
        if len(textwrap.wrap(short, width)) <= lines:
            return short
        room -= 4
    return _cut(text, width)


def _cut(text: str, room: int) -> str:
    """`text`, or as many of its words as fit, with an ellipsis."""
    text = _COMMAND.sub(r"\1: :", visible(text))
    if len(text) <= room:
        return text
    start = text[: room - 2]
    return (start.rpartition(" ")[0] or start).rstrip(" ,;:") + " …"
