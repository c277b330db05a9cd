"""Files in a folder that may be articles and that no reader is for: what is not checked must not look as if it were."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from healthlint.document.find import unread
from healthlint.document.formats import RENDER
from healthlint.findings.unchecked import FILE, NotChecked, without_reader

if TYPE_CHECKING:
    from healthlint.settings import Configured


def unread_files(paths: Sequence[str], excluded: Callable[[str], bool]) -> tuple[NotChecked, ...]:
    """Those below the folders among `paths` that are not `excluded`, each once."""
    found = dict(pair for path in paths for pair in unread(path) if not excluded(pair[0]))
    return tuple(
        NotChecked(file, FILE, f"{format_} file", f"no reader is for {format_}", RENDER)
        for file, format_ in found.items()
    )


def unasked_reader(configured: Configured, files: Sequence[str]) -> tuple[NotChecked, ...]:
    """What only the taught reader sees, where one of these files should be read by it and it is not installed."""
    from healthlint.analysis.reading.model import missing
    from healthlint.analysis.reading.reader import NO_READER

    if not configured.flags.reader or os.environ.get(NO_READER) or not (lacking := missing()):
        return ()
    wanted = any(configured.resolved(file).config.reader for file in files)
    return (without_reader(f"the taught reader cannot run, {lacking}"),) if wanted else ()
