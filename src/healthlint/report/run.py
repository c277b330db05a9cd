"""What a format may need to know of a run besides its reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from healthlint.fast_dataclass import dataclass

if TYPE_CHECKING:
    from healthlint.findings.unchecked import NotChecked
    from healthlint.packs.model import Rule


@dataclass(frozen=True, slots=True)
class Run:
    """`rules` gives those that ran, `version` is healthlint's. `root` is the folder that machines count paths from (a
    repository), empty where paths stay as they were given. `problems` are the lines on what could not be checked.
    `not_checked` are files that no report is on. `color` and `width` are the terminal's, and `columns`, which is 0
    where there is no terminal and tables may be of any width. With `quiet`, people want findings and nothing else; with
    `verbose`, every finding at full length. With `links`, the terminal opens addresses."""

    rules: Callable[[], Sequence[Rule]] = tuple
    version: str = "0.0.0"
    root: str = ""
    problems: tuple[str, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    color: bool = False
    width: int = 100
    columns: int = 0
    quiet: bool = False
    verbose: bool = False
    links: bool = False


ALONE = Run()
"""Reports of which nothing else is known."""
