"""healthlint: a linter for health articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthlint.version import __version__ as __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from healthlint.analysis.view import AnalysisView
    from healthlint.findings.model import Finding as Finding
    from healthlint.settings import Configured

__all__ = ["Finding", "analyze", "check_path", "check_text"]


def check_text(text: str, path: str | None = None, select: str | Iterable[str] = ()) -> list[Finding]:
    """The findings in `text`, ordered by place and code.

    Without `path` the text is plain text and no configuration file is read. With it, its suffix gives the format and
    the closest configuration the packs and rules; a process reads that once, and the file need not exist. `select`
    takes codes, names and families instead of those selected by the configuration. Raises InputError, ConfigError,
    PackError or UsageError.
    """
    from healthlint.document.read import read_texts

    if path is None:
        from healthlint.engine import default_engine

        documents, engine = read_texts(text, "<text>", "plain"), default_engine(_names(select))
    else:
        configured = _configured(_names(select))
        fields, limits = configured.fields(path), configured.limits(path)
        documents, engine = read_texts(text, path, None, fields, limits), configured.sound_engine_for(path)
    return [finding for document in documents for finding in engine.check(document).findings]


def check_path(path: str | Path, select: str | Iterable[str] = ()) -> list[Finding]:
    """The findings in one file with its closest configuration; see `check_text`."""
    from healthlint.document.read import read_documents

    name, configured = str(path), _configured(_names(select))
    documents = read_documents(name, configured.fields(name), configured.limits(name))
    engine = configured.sound_engine_for(name)
    return [finding for document in documents for finding in engine.check(document).findings]


def analyze(text: str, path: str | None = None) -> AnalysisView:
    """The analysis of `text`: `to_dict()` is what `healthlint inspect` prints, `context_at(start, end)` the polarity,
    certainty and voice of any span. Offsets are those of `text`; `path` is as in `check_text`."""
    from healthlint.document.read import read_text

    if path is None:
        from healthlint.engine import default_engine

        return default_engine(()).view(read_text(text, "<text>", "plain"))
    return _configured(()).sound_engine_for(path).view(read_text(text, path))


def _names(select: str | Iterable[str]) -> tuple[str, ...]:
    return (select,) if isinstance(select, str) else tuple(select)


def _configured(select: tuple[str, ...]) -> Configured:
    from healthlint.settings import Flags, shared

    return shared(Flags(select=select))


def __getattr__(name: str) -> object:
    # `healthlint.Finding` is public, but most users of the package do not need the import.
    if name == "Finding":
        from healthlint.findings.model import Finding

        return Finding
    raise AttributeError(f"module 'healthlint' has no attribute {name!r}")
