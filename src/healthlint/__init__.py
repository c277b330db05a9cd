"""healthlint: a linter for health articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.version import __version__ as __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from healthlint.analysis.view import AnalysisView
    from healthlint.findings.model import Finding as Finding

__all__ = ["Finding", "analyze", "check_path", "check_text"]


def check_text(text: str, path: str | None = None, select: str | Iterable[str] = ()) -> list[Finding]:
    """The findings in `text`, ordered by place and code.

    Without `path` the text is plain text; with it, its ending says the format. `select` takes codes, names and
    families; without it every rule runs. Raises InputError, PackError or UsageError.
    """
    from healthlint.document.read import read_texts
    from healthlint.engine import default_engine

    documents = read_texts(text, path or "<text>", "plain" if path is None else None)
    engine = default_engine(_names(select))
    return [finding for document in documents for finding in engine.check(document).findings]


def check_path(path: str | Path, select: str | Iterable[str] = ()) -> list[Finding]:
    """The findings in one file; see `check_text`."""
    from healthlint.document.read import read_documents
    from healthlint.engine import default_engine

    engine = default_engine(_names(select))
    return [finding for document in read_documents(path) for finding in engine.check(document).findings]


def analyze(text: str, path: str | None = None) -> AnalysisView:
    """What the linter sees in `text`: `to_dict()` is what `healthlint inspect` prints, `context_at(start, end)` the
    polarity, certainty and voice of any stretch. Offsets are those of `text`."""
    from healthlint.document.read import read_text
    from healthlint.engine import default_engine

    return default_engine(()).view(read_text(text, path or "<text>", "plain" if path is None else None))


def _names(select: str | Iterable[str]) -> tuple[str, ...]:
    return (select,) if isinstance(select, str) else tuple(select)


def __getattr__(name: str) -> object:
    # `healthlint.Finding` is public, but importing it is work that most imports of the package do not need.
    if name == "Finding":
        from healthlint.findings.model import Finding

        return Finding
    raise AttributeError(f"module 'healthlint' has no attribute {name!r}")
