"""One file checked under its configuration: the step that a run takes for every file."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.cli.configured import Configured
from healthlint.cli.reading import STDIN, read, with_articles
from healthlint.document.model import Document
from healthlint.engine import Engine
from healthlint.errors import InputError, NoTextError
from healthlint.triage.model import Report


class Checking:
    """Gives the reports on one file after the other."""

    def __init__(self, configured: Configured, stdin_filename: str = "<stdin>") -> None:
        self._configured, self._stdin = configured, stdin_filename

    def __call__(self, path: str) -> Sequence[Report]:
        """The reports on a file: one, in an export one for each record. Raises ConfigError, PackError."""
        name = self._stdin if path == STDIN else path
        engine = self._configured.engine_for(name)
        return [report_on(found, name, engine) for found in read(path, name, self._configured.fields(name))]


def report_on(found: Document | InputError, name: str, engine: Engine) -> Report:
    """The report on a document, or on what could not be read as one."""
    if isinstance(found, InputError):
        return Report(name, problem=str(found), no_article=isinstance(found, NoTextError))
    return engine.check(found)


def articles(reports: Sequence[Report], named: Sequence[str]) -> list[Report]:
    """The reports without those on data files that lie in a folder among articles."""
    return with_articles(reports, lambda report: report.no_article and report.path not in named)
