"""Checks files under their configurations: from the cache, in this process or in several."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from healthlint.cli.jobs import spread
from healthlint.cli.reading import STDIN, read_input, with_articles
from healthlint.errors import HealthlintError, InputError, NoTextError, internal
from healthlint.fast_dataclass import dataclass
from healthlint.settings import Configured, Flags
from healthlint.triage.model import Report
from healthlint.triage.report_data import decode, encode

if TYPE_CHECKING:
    from healthlint.cache.results import Results
    from healthlint.document.model import Document

NO_CACHE = "HEALTHLINT_NO_CACHE"
_STORE_EVERY = 500
"""Files after which results are stored."""


@dataclass(frozen=True, slots=True)
class _Result:
    """The reports on a file, encoded, and the digest of the content that they are about."""

    reports: bytes
    digest: bytes
    keep: bool


class Checking:
    """Gives the reports on files."""

    def __init__(
        self, configured: Configured, stdin_filename: str = "<stdin>", jobs: int = 1, results: Results | None = None
    ) -> None:
        """Without `results`, nothing is looked up or stored."""
        self._configured, self._stdin, self._jobs, self._results = configured, stdin_filename, jobs, results

    def __call__(self, path: str) -> Sequence[Report]:
        """The reports on a file: one, in an export one for each record. Raises ConfigError, PackError."""
        name = self.name(path)
        try:
            data = self.read_bytes(path)
        except InputError as error:
            return [Report(name, problem=str(error))]
        return self.reports_on(data, name)

    def read_bytes(self, path: str) -> bytes:
        """The bytes of a file or of standard input. Raises InputError."""
        return read_input(path, self._configured.limits(self.name(path)))

    def name(self, path: str) -> str:
        """The name of a file in reports."""
        return self._stdin if path == STDIN else path

    def documents(self, data: bytes, name: str) -> Iterator[Document]:
        """The readable articles in the bytes of a file of this name."""
        return (each for each in self._each(data, name) if not isinstance(each, InputError))

    def _each(self, data: bytes, name: str) -> Iterator[Document | InputError]:
        from healthlint.document.read import each_in_bytes

        return each_in_bytes(data, name, self._configured.fields(name), self._configured.limits(name))

    def reports_on(self, data: bytes, name: str) -> Sequence[Report]:
        """The reports on the bytes of a file of this name. An error is a report, too."""
        self._configured.engine_for(name)
        try:
            return [self._report_on(found, name) for found in self._each(data, name)]
        except HealthlintError:
            raise
        except Exception as bug:
            return [Report(name, problem=f"{name}: {internal(bug)}")]

    def _report_on(self, found: Document | InputError, name: str) -> Report:
        if isinstance(found, InputError):
            return Report(name, problem=str(found), no_article=isinstance(found, NoTextError))
        return self._configured.engine_for(name, found).check(found)

    def all(self, files: Sequence[str]) -> Iterator[Sequence[Report]]:
        """The reports on each file, in the order of the files. Raises ConfigError, PackError, UsageError."""
        if (len(files) == 1 and self._results is None) or STDIN in files:
            yield from map(self, files)
            return
        found, contexts = self._kept(files)
        with closing(self._checked([file for file in files if file not in found], contexts)) as coming:
            yield from _in_order(files, found, coming)

    def _kept(self, files: Sequence[str]) -> tuple[dict[str, list[Report]], dict[str, bytes]]:
        """The cached reports, and the key of every readable file, except for its content."""
        if self._results is None:
            return {}, {}
        contexts = {file: self._configured.state(file) for file in files}
        digests = {file: digest for file in files if (digest := self._digest(file)) is not None}
        keys = {file: _key(contexts[file], digest) for file, digest in digests.items()}
        stored = self._results.read(keys.values())
        found = {}
        for file, key in keys.items():
            if key in stored:
                try:
                    found[file] = self._decoded(stored[key], file, digests[file])
                except ValueError:
                    continue
        return found, contexts

    def _digest(self, file: str) -> bytes | None:
        try:
            return _sha256(self.read_bytes(file))
        except InputError:
            return None

    def _checked(
        self, files: Sequence[str], contexts: dict[str, bytes]
    ) -> Generator[tuple[str, list[Report]], None, None]:
        """Checks files in any order, and stores the results."""
        if not files:
            return
        for file in files:
            # An invalid configuration ends the run here; a process forked later has the engines already.
            self._configured.engine_for(file)
        _begin(self)
        fresh: dict[bytes, bytes] = {}
        given = (self._configured.flags, self._stdin)
        try:
            for file, result in spread(files, self._jobs, _begin_anew, given, _work):
                if result is None:
                    problem = f"{file}: the process that checked it died; check it with --jobs 1"
                    yield file, [Report(file, problem=problem)]
                    continue
                if result.keep and not self._configured.problems:
                    fresh[_key(contexts.get(file, b""), result.digest)] = result.reports
                yield file, self._decoded(result.reports, file, result.digest)
                if len(fresh) >= _STORE_EVERY:
                    self._store(fresh)
        finally:
            # An interrupted run keeps its results.
            self._store(fresh)

    def _store(self, fresh: dict[bytes, bytes]) -> None:
        if self._results is not None:
            self._results.write(fresh)
        fresh.clear()

    def _decoded(self, data: bytes, file: str, digest: bytes) -> list[Report]:
        return decode(data, file, lambda number: partial(self._reread, file, number, digest))

    def _reread(self, file: str, number: int, digest: bytes) -> Document:
        data = self.read_bytes(file)
        if _sha256(data) != digest:
            raise InputError(f"{file}: changed while it was being checked; check it again")
        found = next(islice(self._each(data, file), number, None))
        if isinstance(found, InputError):
            raise found
        return found


def articles(reports: Sequence[Report], named: Sequence[str]) -> list[Report]:
    """The reports without those on data files among articles in a folder."""
    return with_articles(reports, lambda report: report.no_article and report.path not in named)


def kept(no_cache: bool = False) -> Results | None:
    """The store of results between runs, unless the user wants none."""
    if no_cache or os.environ.get(NO_CACHE):
        return None
    from healthlint.cache.results import Results

    return Results()


def _in_order(
    files: Sequence[str], found: dict[str, list[Report]], coming: Iterator[tuple[str, list[Report]]]
) -> Iterator[Sequence[Report]]:
    for file in files:
        while file not in found:
            other, reports = next(coming)
            found[other] = reports
        yield found.pop(file)


_CHECKING: list[Checking] = []
"""The instance that does the work of this process."""


def _begin(checking: Checking) -> None:
    _CHECKING[:] = [checking]


def _begin_anew(flags: Flags, stdin_filename: str) -> None:
    # A forked process has it already, with the packs in memory.
    if not _CHECKING:
        _begin(Checking(Configured(flags), stdin_filename))


def _work(file: str) -> _Result:
    checking = _CHECKING[0]
    try:
        data = checking.read_bytes(file)
    except InputError as error:
        return _Result(encode([Report(file, problem=str(error))]), b"", False)
    reports = checking.reports_on(data, file)
    return _Result(encode(reports), _sha256(data), not any(report.problem or report.broken for report in reports))


def _sha256(data: bytes) -> bytes:
    import hashlib

    return hashlib.sha256(data).digest()


def _key(context: bytes, digest: bytes) -> bytes:
    return _sha256(context + digest)
