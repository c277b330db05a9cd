"""Runs an audit from the names of its inputs to its summary; called by the command line or by a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from healthlint.audit.options import Options
from healthlint.audit.plan import SUMMARY, hold, is_audit, planned
from healthlint.audit.progress import silent, watched
from healthlint.audit.run import Audit
from healthlint.audit.store import Store
from healthlint.audit.workers import Workers
from healthlint.errors import UsageError, WriteError
from healthlint.fast_dataclass import dataclass
from healthlint.settings import Configured


@dataclass(frozen=True, slots=True)
class Outcome:
    """The totals of an audit, and the problems with whole inputs."""

    totals: dict[str, Any]
    problems: tuple[str, ...]
    notices: tuple[str, ...] = ()


def audit(
    inputs: Sequence[str], options: Options, workers: Workers, since: str = "", fresh: bool = False, bar: bool = False
) -> Outcome:
    """Check all articles in the inputs, and write the tables and the summary. Raises HealthlintError."""
    earlier = _earlier(since)
    configured = Configured(options.flags)
    # An error in the configuration or a pack ends the run here.
    configured.sound_engine_for(options.place)
    notices = tuple(each.message for each in configured.lacking([options.place]))
    plan = planned(inputs, options, configured)
    workers.begin()
    # Only after the workers have started, so that a failed start leaves no folder behind.
    hold(plan, Store.of(options.output), fresh)
    try:
        problems = Audit(plan, options, workers, watched if bar else silent).run()
    except RuntimeError as problem:
        raise WriteError(
            f"{options.output}: {problem}; finished work is kept; run the same command to continue"
        ) from None
    return Outcome(_summed_up(Store.of(options.output), problems, earlier), tuple(problems), notices)


def _earlier(since: str) -> Store | None:
    if not since:
        return None
    store = Store.of(since)
    if not is_audit(store):
        raise UsageError(f"--since {since}: contains no finished audit; name the --output folder of one")
    return store


def _summed_up(store: Store, problems: Sequence[str], earlier: Store | None) -> dict[str, Any]:
    from healthlint.audit.summary.page import page
    from healthlint.audit.summary.tables import Tables

    tables = Tables(store)
    written = page(tables, problems, Tables(earlier) if earlier else None)
    store.write(SUMMARY, written.encode("utf-8", "replace"))
    return tables.totals()
