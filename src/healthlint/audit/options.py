"""What an audit is asked to do, as its workers are told."""

from __future__ import annotations

from typing import Any

from healthlint.fast_dataclass import dataclass
from healthlint.settings import Flags

ROWS = 500
"""Articles of a partition, unless somebody says otherwise: a few seconds of work for one core."""
CHARACTERS = 1_000_000
"""How long an article may be unless somebody says otherwise: judging one takes 250 bytes of memory a character."""
ALIKE = 0.9
"""The share of five-word sequences that two articles have in common when one is a copy of the other."""
OPTIONS = {
    "columns": "columns",
    "format": "--format",
    "rows": "--partition-rows",
    "characters": "--article-characters",
    "alike": "--no-copies",
}
"""What `Options.told` names, in words of the command line."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns that mean something; empty ones are looked for among the usual names."""

    text: str = ""
    format: str = ""
    id: str = ""
    url: str = ""
    date: str = ""
    site: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """`place` is the path of a file whose configuration holds for all articles, `format` the one that all texts have
    (empty: each tells), `alike` how alike copies are (0: every article is judged by itself)."""

    output: str
    place: str
    flags: Flags = Flags()
    columns: Columns = Columns()
    format: str = ""
    rows: int = ROWS
    characters: int = CHARACTERS
    alike: float = ALIKE

    def __post_init__(self) -> None:
        # Workers may run in other folders.
        from healthlint.audit.store import Store

        object.__setattr__(self, "output", Store.of(self.output).root)

    def told(self) -> dict[str, Any]:
        """What its results depend on besides configuration and packs, as plain data."""
        from dataclasses import asdict

        return {
            "columns": asdict(self.columns),
            "format": self.format,
            "rows": self.rows,
            "characters": self.characters,
            "alike": self.alike,
        }
