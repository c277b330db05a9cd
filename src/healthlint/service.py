"""Checks articles for a long-lived face (a page, an assistant), with the same findings as `healthlint check`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING, Any

from healthlint.errors import HealthlintError, InputError, internal
from healthlint.fast_dataclass import dataclass, replace
from healthlint.settings import Configured, Flags
from healthlint.triage.model import Report

if TYPE_CHECKING:
    from healthlint.engine import Engine
    from healthlint.findings.unchecked import NotChecked
    from healthlint.report.run import Run

_MOST_ENGINES = 4
"""For this many configurations and choices of packs; each takes some 100 MB."""


@dataclass(slots=True)
class Service:
    """Answers one request at a time, each with the current configuration; not thread-safe.

    Engines are reused as long as nothing changes that affects findings."""

    flags: Flags = Flags()
    _engines: dict[bytes, Configured] = field(default_factory=dict)

    def configured(self, name: str, packs: tuple[str, ...] = ()) -> Configured:
        """The settings for a file of this name, with these packs among those that are on (none named: all of them).

        Raises ConfigError, PackError, UsageError."""
        from healthlint.config.load import forget

        forget()
        flags = replace(self.flags, packs=packs)
        fresh = Configured(flags)
        state = fresh.state(name) + repr(packs).encode()
        if state not in self._engines:
            fresh.engine_for(name)
            while len(self._engines) >= _MOST_ENGINES:
                del self._engines[next(iter(self._engines))]
            self._engines[state] = fresh
        return self._engines[state]

    def engine(self, name: str, packs: tuple[str, ...] = ()) -> Engine:
        """The engine for a file of this name. Raises ConfigError, PackError, UsageError."""
        return self.configured(name, packs).engine_for(name)

    def file(self, path: str) -> list[Report]:
        """The reports on a file. Raises ConfigError, PackError, UsageError."""
        from healthlint.document.read import article_bytes

        try:
            data = article_bytes(path, self.configured(path).limits(path))
        except InputError as error:
            return [Report(path, problem=str(error))]
        return self.reports(data, path)

    def reports(self, data: bytes, name: str, packs: tuple[str, ...] = ()) -> list[Report]:
        """The reports on the content of a file of this name, without what its baseline knows. An error in the content
        is a report, too. Raises ConfigError, PackError, UsageError."""
        from healthlint.document.read import each_in_bytes

        configured = self.configured(name, packs)
        engine = configured.engine_for(name)
        try:
            found = each_in_bytes(data, name, configured.fields(name), configured.limits(name))
            return _new([Report(name, problem=str(e)) if isinstance(e, InputError) else engine.check(e) for e in found])
        except HealthlintError:
            raise
        except Exception as bug:
            return [Report(name, problem=f"{name}: {internal(bug)}")]

    def run(self, name: str, packs: tuple[str, ...] = ()) -> Run:
        """What reports on a file of this name say about their run."""
        from healthlint.report.run import Run
        from healthlint.version import __version__

        configured = self.configured(name, packs)
        unread: tuple[NotChecked, ...] = configured.lacking([name])
        return Run(
            lambda: configured.engine_for(name).rules,
            __version__,
            problems=tuple(configured.problems),
            not_checked=unread,
        )


def _new(reports: Sequence[Report]) -> list[Report]:
    from healthlint.triage.baseline import read
    from healthlint.triage.known import Known

    path = Known().of(reports[0].path) if reports else None
    return read(path).applied(reports) if path else list(reports)


def folded(reports: Sequence[Report]) -> list[Report]:
    """The reports for people: findings that say the same are merged into one with several places."""
    from healthlint.findings.fold import folded as fold

    return [replace(report, findings=fold(report.findings)) for report in reports]


def renamed(report: Report, path: str, name: str) -> Report:
    """The report under a name that does not reveal where on this machine the article is."""
    rename = partial(replace, path=name)
    return replace(
        rename(report),
        document=report.document and rename(report.document),
        problem=report.problem.replace(path, name),
        findings=tuple(map(rename, report.findings)),
        known=tuple(map(rename, report.known)),
        silenced=tuple((rename(finding), reason) for finding, reason in report.silenced),
        not_checked=tuple(map(rename, report.not_checked)),
    )


def to_dict(reports: Sequence[Report], run: Run) -> dict[str, Any]:
    """The output of `healthlint check --format json` for these reports."""
    from healthlint.report.json import to_dict as object_of

    return object_of(folded(reports), run)


def name_in_folder(folder: str, name: str) -> str:
    """A path for uploaded content: a plain name in a folder, whose configuration applies."""
    plain = os.path.basename(name.replace("\\", "/")).replace("\0", "") or "text.md"
    return os.path.join(folder, plain)
