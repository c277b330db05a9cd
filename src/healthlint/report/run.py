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
    """`rules` gives those that ran, `version` is healthlint's. `root` is the folder that paths are relative to (a
    repository), empty if they stay as given. `problems` are lines on what could not be checked, `not_checked` files
    without a report. `color` and `width` are the terminal's, and so is `columns`, which is 0 if there is no terminal
    and tables may have any width. With `quiet`, only findings are wanted; with `verbose`, every finding in full. With
    `links`, the terminal opens addresses."""

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
"""A run about which nothing else is known."""
