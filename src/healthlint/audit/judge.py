"""Checks articles with the engine, in a process that loads neither Arrow nor Daft (see `judging`)."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from healthlint.audit.names import known_as
from healthlint.audit.options import Options
from healthlint.audit.results import Judged, judged
from healthlint.errors import InputError, internal
from healthlint.limits import Limits
from healthlint.settings import Configured
from healthlint.triage.model import Report

if TYPE_CHECKING:
    from healthlint.document.model import Document


class Judge:
    """Checks articles with an engine that is created once. Raises ConfigError, PackError, UsageError."""

    def __init__(self, options: Options) -> None:
        # As on the command line: almost nothing that a check allocates is part of a reference cycle.
        gc.set_threshold(100_000, 50, 100)
        self._limits = Limits(article_characters=options.characters)
        self._engine = Configured(options.flags).engine_for(options.place)

    def __call__(self, rows: Sequence[Mapping[str, Any]]) -> list[Judged]:
        """The results for these articles."""
        return [judged(row, self._reports(row)) for row in rows]

    def _reports(self, row: Mapping[str, Any]) -> Sequence[Report]:
        """The reports on an article; a problem with the article is a report too."""
        name = known_as(row)
        if row["problem"]:
            return [Report(name, problem=row["problem"])]
        try:
            return [
                Report(name, problem=str(each).partition(": ")[2])
                if isinstance(each, InputError)
                else self._engine.check(each)
                for each in self._documents(row, name)
            ]
        except Exception as bug:
            return [Report(name, problem=internal(bug))]

    def _documents(self, row: Mapping[str, Any], name: str) -> Iterator[Document | InputError]:
        from healthlint.document.read import each_in_bytes, each_in_text

        if row["data"] is not None:
            # The suffix of the file determines the format.
            return each_in_bytes(row["data"], row["file"], limits=self._limits)
        return each_in_text(row["text"], name, row["format"], limits=self._limits)
