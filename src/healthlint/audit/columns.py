"""Finds the meaning of a record's columns, and turns the record into a row of the staging table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from healthlint.audit.options import Options
from healthlint.audit.source import Problem, Source
from healthlint.document.fields import TITLES, USUAL, TextField, format_of
from healthlint.pattern import pattern

_TEXTS = tuple(dict.fromkeys(field.path[0] for field in USUAL.fields if field.role == "body" and len(field.path) == 1))
_USUAL = {
    "text": _TEXTS,
    "format": ("format", "mime", "mimetype", "content_type"),
    "id": ("id", "_id", "uid", "uuid", "guid", "slug"),
    "url": ("url", "link", "permalink", "uri", "href"),
    "date": ("date", "published", "published_at", "date_published", "publication_date", "pub_date", "created_at"),
    "site": ("site", "source", "publisher", "outlet", "website", "domain"),
    "title": TITLES,
}
_FORMATS = {
    "md": "markdown",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "txt": "plain",
    "text": "plain",
    "text/plain": "plain",
}
FORMATS = ("plain", "markdown", "html")
_READ = (*FORMATS, "mdx", "docx")
_LONE = pattern("[\ud800-\udfff]")
_MOST_NAMES = 12


def row(record: Mapping[str, Any], source: Source, number: int, options: Options) -> dict[str, Any]:
    """The row of a record: its identifiers, its text or bytes (or the problem with them), and all other values."""
    named = _columns_by_meaning(record, options)
    values = {what: _string(_at(record, name)) for what, name in named.items() if what not in ("text", "format")}
    others = {key: _plain(value) for key, value in record.items() if key not in (*named.values(), "data")}
    found = _text(record, named, source, options)
    known = {"file": source.name, "row": number, **values, "site": values.get("site") or _site(values, source)}
    known["extra"] = json.dumps(others, ensure_ascii=True, sort_keys=True) if others else ""
    return {**known, **({"problem": found.said} if isinstance(found, Problem) else found)}


def failed(problem: Problem, source: Source, number: int) -> dict[str, Any]:
    """The row of a record that could not be read."""
    return {"file": source.name, "row": number, "site": source.name, "problem": problem.said}


def _columns_by_meaning(record: Mapping[str, Any], options: Options) -> dict[str, str]:
    """The column for each meaning: the one named in the options, else the first with a usual name."""
    lowered = {key.casefold(): key for key in reversed(list(record))}
    found = {}
    for what, usual in _USUAL.items():
        chosen = getattr(options.columns, what) or next((lowered[name] for name in usual if name in lowered), "")
        if chosen:
            found[what] = chosen
    return found


def _text(
    record: Mapping[str, Any], named: Mapping[str, str], source: Source, options: Options
) -> dict[str, Any] | Problem:
    if record.get("data") is not None and "text" not in named:
        return {"data": record["data"], "format": record["format"]}
    text = _at(record, named.get("text", ""))
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    if not isinstance(text, str):
        return _no_text(record, named)
    if not text.strip():
        return Problem("is empty: nothing to check")
    if len(text) > source.most:
        return source.too_long()
    wanted = options.format or _string(_at(record, named.get("format", ""))).split(";")[0].strip().lower()
    wanted = _FORMATS.get(wanted, wanted)
    if wanted and wanted not in _READ:
        return Problem(f"is in the format '{wanted}'; known: {', '.join(FORMATS)}")
    # JSON can escape a lone surrogate, but no UTF-8 file can contain one.
    text = _LONE.sub("\ufffd", text)
    return {"text": text, "format": wanted or format_of(TextField((named["text"],)), text)}


def _no_text(record: Mapping[str, Any], named: Mapping[str, str]) -> Problem:
    if named.get("text") in record:
        return Problem(f"has no text under '{named['text']}'")
    wanted = f"'{named['text']}'" if "text" in named else ", ".join(_TEXTS[:6])
    there = ", ".join(list(record)[:_MOST_NAMES]) or "none"
    return Problem(f"has no text column ({wanted}); its columns: {there}; name yours with --text-column")


def _at(record: Mapping[str, Any], name: str) -> Any:
    """The value of a column; if there is no column of that name, dots in it lead into nested records."""
    if name in record or not name:
        return record.get(name)
    value: Any = record
    for key in name.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _string(value: Any) -> str:
    if value is None:
        return ""
    said = value.isoformat() if isinstance(value, date) else str(value)
    return _LONE.sub("\ufffd", said.strip())


def _plain(value: Any) -> Any:
    """A value converted to JSON types."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, bytes):
        # Binary data next to an article, such as a picture, are not copied into the tables.
        return f"{len(value)} bytes"
    return value if isinstance(value, int | float | str | None) else _string(value)


def _site(values: Mapping[str, str], source: Source) -> str:
    """The host of the article's address; without one, the name of the table, or the folder of a single-article file."""
    with suppress(ValueError):
        if host := urlsplit(values.get("url", "")).hostname:
            return host
    return source.name.rpartition("/")[0] or source.name if values.get("id") == source.name else source.name
