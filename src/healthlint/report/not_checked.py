"""What a run did not check, totalled over its files, as data and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from healthlint.fast_dataclass import dataclass
from healthlint.findings.unchecked import DRUG, FACTS, FILE, PART, READER, NotChecked
from healthlint.report.run import Run
from healthlint.report.safe import visible, visible_path
from healthlint.triage.model import Report

_MOST_DRUGS = 12
_MOST_FACTS = 3
_MOST_FILES = 5


@dataclass(frozen=True, slots=True)
class Sum:
    """One thing that was not checked, in all files that have it."""

    each: tuple[NotChecked, ...]

    @property
    def one(self) -> NotChecked:
        """The common description."""
        return self.each[0]

    @property
    def places(self) -> int:
        """The number of places."""
        return sum(each.places for each in self.each)

    @property
    def paths(self) -> list[str]:
        """The files."""
        return list(dict.fromkeys(each.path for each in self.each if each.path))

    def to_dict(self) -> dict[str, Any]:
        """The object for `--format json`."""
        return {**self.one.to_dict(), "places": self.places, "paths": self.paths}


def summed(reports: Sequence[Report], run: Run) -> list[Sum]:
    """What was not checked: drugs, the most frequent first, then parts of files and whole files, by path.

    A drug or a format is one item for all files; a part of a file belongs to its file."""
    found: dict[tuple[str, ...], list[NotChecked]] = {}
    for each in (*(each for report in reports for each in report.not_checked), *run.not_checked):
        key = (each.kind, each.what, each.why, each.path if each.kind == PART else "")
        found.setdefault(key, []).append(each)
    sums = [Sum(tuple(each)) for each in found.values()]
    return sorted(sums, key=lambda each: (each.one.kind != DRUG, -each.places if each.one.kind in (DRUG, FACTS) else 0))


def lines(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Lines of text: one for all drugs and one for each other item."""
    sums = summed(reports, run)
    drugs = [each for each in sums if each.one.kind == DRUG]
    if drugs:
        yield _drugs(drugs)
    yield from dict.fromkeys(_other(each) for each in sums if each.one.kind != DRUG)


def in_one_line(reports: Sequence[Report], run: Run) -> Iterator[str]:
    """Everything in one line without reasons; nothing if everything was checked."""
    sums = summed(reports, run)
    drugs = [each for each in sums if each.one.kind == DRUG]
    facts = [each for each in sums if each.one.kind == FACTS]
    taught = [each for each in sums if each.one.kind == READER]
    unread = [name for each in sums if each.one.kind not in (DRUG, FACTS, READER) for name in _names(each)]
    named = [*([_drug_list(drugs)] if drugs else []), *([_drug_list(facts, _MOST_FACTS)] if facts else [])]
    parts = [f"no facts on {', '.join(named)}"] if named else []
    parts += dict.fromkeys(visible(each.one.message) for each in taught)
    parts = [f"not checked: {'; '.join(parts)}"] if parts else []
    parts += [f"not read: {_some(unread)}"] if unread else []
    if parts:
        yield f"{'; '.join(parts)} (--verbose says why)"


def _names(each: Sum) -> Iterator[str]:
    yield from (
        visible_path(path) + (f" ({visible(each.one.what)})" if each.one.kind == PART else "") for path in each.paths
    )


def in_short(reports: Sequence[Report], run: Run) -> str:
    """A phrase for the summary line: `not checked: 2 drugs, 1 part of a file`; empty if there is nothing."""
    counts: Counter[str] = Counter()
    for each in summed(reports, run):
        counts[each.one.kind] += len(each.paths) if each.one.kind == FILE else 1
    parts = [_noun(kind, number) for kind, number in counts.items()]
    return f"not checked: {', '.join(parts)}" if parts else ""


def _noun(kind: str, number: int) -> str:
    if kind == READER:
        return "claims in other words"
    if kind == FACTS:
        return f"{number} kind{'s' * (number != 1)} of statements"
    many = f"{number} {kind}{'' if number == 1 else 's'}"
    return f"{many} of {'a file' if number == 1 else 'files'}" if kind == PART else many


def _drugs(drugs: Sequence[Sum]) -> str:
    whose, them = ("its", "it") if len(drugs) == 1 else ("their", "them")
    return (
        f"not checked: no facts on {_drug_list(drugs)}: {whose} doses, status and claims were not checked; "
        f"a pack with facts on {them} would check them (healthlint pack new)"
    )


def _drug_list(drugs: Sequence[Sum], most: int = _MOST_DRUGS) -> str:
    named = [f"{visible(each.one.what)} ({_counted(each)})" for each in drugs[:most]]
    return ", ".join(named) + (f" and {len(drugs) - most} more" if len(drugs) > most else "")


def _other(each: Sum) -> str:
    one = each.one
    if one.kind in (READER, FACTS):
        times = f" ({_counted(each)})" if one.kind == FACTS else ""
        return f"not checked: {visible(one.message)}{times}; {visible(one.way_out)}"
    if one.kind == FILE:
        return f"not read: {_some(list(map(visible_path, each.paths)))}: {visible(one.why)}; {visible(one.way_out)}"
    times = f" ({_counted(each)})" if each.places > 1 else ""
    return f"not read: {visible_path(one.path)}: {visible(one.what)}{times}: {visible(one.why)}; {visible(one.way_out)}"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_FILES} more" if len(names) > _MOST_FILES else ""
    return ", ".join(names[:_MOST_FILES]) + more


def _counted(each: Sum) -> str:
    files = len(each.paths)
    places = f"{each.places} place{'' if each.places == 1 else 's'}"
    return f"{places} in {files} files" if files > 1 else places
