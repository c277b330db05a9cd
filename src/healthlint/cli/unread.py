"""Files in a folder that may be articles in unsupported formats, reported so that they do not look checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from healthlint.document.find import unread
from healthlint.document.formats import RENDER
from healthlint.findings.unchecked import FILE, NotChecked


def unread_files(paths: Sequence[str], excluded: Callable[[str], bool]) -> tuple[NotChecked, ...]:
    """Those below the folders among `paths` that are not `excluded`, each once."""
    found = dict(pair for path in paths for pair in unread(path) if not excluded(pair[0]))
    return tuple(
        NotChecked(file, FILE, f"{format_} file", f"{format_} is not supported", RENDER)
        for file, format_ in found.items()
    )
