"""Reports on drafts: what `healthlint check` would report if they were saved."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from healthlint.analysis.kept import Kept
from healthlint.config import load
from healthlint.config.load import NAMES, PYPROJECT
from healthlint.config.nearest import above
from healthlint.document.model import Document
from healthlint.document.read import each_in_bytes
from healthlint.engine import Engine
from healthlint.errors import HealthlintError, InputError, NoTextError, internal
from healthlint.fast_dataclass import dataclass
from healthlint.packs.locate import is_bundled, named_by
from healthlint.safe_read import too_large
from healthlint.settings import Configured, Flags
from healthlint.triage.baseline import FILE, Baseline, read
from healthlint.triage.known import Known
from healthlint.triage.model import Report

WATCHED = (*NAMES, PYPROJECT, FILE, ".gitignore")
"""Files that affect a check, in the folder of an article and in each above it."""
Stamp = tuple[int, int] | None
"""The time and the size of a file; None if it does not exist."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The reports on one draft; `problems` are the reasons why it could not be checked, a line each."""

    reports: tuple[Report, ...] = ()
    problems: tuple[str, ...] = ()


class Checking:
    """Checks one draft at a time; reads settings and baselines once, until `reload`."""

    def __init__(self, flags: Flags, baseline: str | None = None, with_known: bool = False) -> None:
        """`baseline` names the file, otherwise the closest one of each draft is used; `with_known` uses none."""
        self.flags, self._baseline, self._with_known = flags, baseline, with_known
        self._stamps: dict[str, Stamp] = {}
        self.reload()

    def reload(self) -> None:
        """Forget settings, packs and baselines."""
        load.forget()
        self.configured = Configured(self.flags)
        self._known = None if self._with_known else Known(self._baseline)
        self._baselines: dict[Path, Baseline] = {}
        self._watched: set[Path | None] = set()
        self._stamps = {path: _stamp(path) for path in self._stamps}

    def stale(self) -> bool:
        """True if a file that affects checks has changed, appeared or disappeared since it was read."""
        return any(_stamp(path) != stamp for path, stamp in self._stamps.items())

    def __call__(self, path: str, text: str, kept: Kept | None = None) -> Checked:
        """The reports on a text as the content of this file; `kept` is as in the engine's `check`."""
        self._watch(path)
        try:
            return self._checked(path, text, kept)
        except HealthlintError as problem:
            return Checked(problems=tuple(str(problem).splitlines()))
        except Exception as bug:
            return Checked(problems=(f"{path}: {internal(bug)}",))

    def engine(self, path: str) -> Engine:
        """The engine for a file's settings. Raises ConfigError, PackError."""
        return self.configured.engine_for(path)

    def _checked(self, path: str, text: str, kept: Kept | None) -> Checked:
        self._watch_settings(path)
        if not text.strip("\ufeff \t\r\n\f\v\u00a0") or self.configured.excluded(path):
            return Checked()
        engine = self.engine(path)
        reports = [_report_on(found, path, engine, kept) for found in self._documents(path, text)]
        reports = list(self._without_known(path, reports))
        said = [*self.configured.problems, *(each.problem for each in reports if each.problem and not each.no_article)]
        said += (line for each in reports for line in each.broken)
        return Checked(tuple(reports), tuple(dict.fromkeys(said)))

    def _documents(self, path: str, text: str) -> Iterator[Document | InputError]:
        limits = self.configured.limits(path)
        # The bytes that an editor would save, so that a binary file is refused with the same message.
        data = text.encode("utf-8", "surrogatepass")
        if len(data) > limits.file_bytes:
            yield InputError(too_large(path, limits.file_bytes))
            return
        yield from each_in_bytes(data, path, self.configured.fields(path), limits)

    def _without_known(self, path: str, reports: Sequence[Report]) -> Sequence[Report]:
        place = self._known.of(path) if self._known else None
        if place is None:
            return reports
        if place not in self._baselines:
            self._baselines[place] = read(place)
        return self._baselines[place].applied(reports)

    def _watch(self, path: str) -> None:
        folders = above(os.path.dirname(os.path.abspath(path)))
        files = {os.path.join(folder, name) for folder in folders for name in WATCHED}
        self._remember((*files, *(given for given in (self.flags.config, self._baseline) if given)))

    def _watch_settings(self, path: str) -> None:
        """Watch the files that a configuration extends, and the packs that it names. Raises ConfigError."""
        found = self.configured.resolved(path)
        if found.path in self._watched:
            return
        self._watched.add(found.path)
        folders = [folder for folder in named_by(found) if not is_bundled(str(folder))]
        parts = (part for folder in folders for part in (folder, *folder.rglob("*")))
        self._remember(map(str, (*found.files, *parts)))

    def _remember(self, files: Iterable[str]) -> None:
        self._stamps.update((file, _stamp(file)) for file in files if file not in self._stamps)


def _report_on(found: Document | InputError, path: str, engine: Engine, kept: Kept | None) -> Report:
    if isinstance(found, InputError):
        return Report(path, problem=str(found), no_article=isinstance(found, NoTextError))
    return engine.check(found, kept)


def _stamp(path: str) -> Stamp:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
