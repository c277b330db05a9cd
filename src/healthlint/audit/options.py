"""The options of an audit, as they are passed to its workers."""

from __future__ import annotations

from typing import Any

from healthlint.fast_dataclass import dataclass
from healthlint.settings import Flags

ROWS = 500
"""The default number of articles in a partition: a few seconds of work for one core."""
CHARACTERS = 1_000_000
"""The default length limit of an article: checking one takes 250 bytes of memory per character."""
ALIKE = 0.9
"""The share of five-word sequences that two articles must have in common for one to count as a copy."""
OPTIONS = {
    "columns": "columns",
    "format": "--format",
    "rows": "--partition-rows",
    "characters": "--article-characters",
    "alike": "--no-copies",
}
"""The command-line option for each key of `Options.result_settings`."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The column names that the user gave; for an empty one, the usual names are tried."""

    text: str = ""
    format: str = ""
    id: str = ""
    url: str = ""
    date: str = ""
    site: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """`place` is the path of a file whose configuration applies to all articles; `format` is that of all texts (empty:
    detected for each); `alike` is the similarity at which an article counts as a copy (0: never)."""

    output: str
    place: str
    flags: Flags = Flags()
    columns: Columns = Columns()
    format: str = ""
    rows: int = ROWS
    characters: int = CHARACTERS
    alike: float = ALIKE

    def __post_init__(self) -> None:
        # Workers may run in another working directory.
        from healthlint.audit.store import Store

        object.__setattr__(self, "output", Store.of(self.output).root)

    def result_settings(self) -> dict[str, Any]:
        """The options that affect the results, besides configuration and packs, as plain data."""
        from dataclasses import asdict

        return {
            "columns": asdict(self.columns),
            "format": self.format,
            "rows": self.rows,
            "characters": self.characters,
            "alike": self.alike,
        }
