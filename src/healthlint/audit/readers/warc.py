"""Web archives: the pages in WARC files, and the texts in WET files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from healthlint.audit.source import Problem, Source

SUFFIXES = (".warc", ".warc.gz", ".wet", ".wet.gz")
_FORMATS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "plain", "text/markdown": "markdown"}
_ENDINGS = {"html": "html", "plain": "txt", "markdown": "md"}
_TEXT = {"response": "html", "resource": "html", "conversion": "plain"}
"""The format of a record by its type, if the record does not declare one."""


def records(source: Source) -> Iterator[dict[str, Any] | Problem]:
    """A record for each page; images, redirects and requests are skipped."""
    from warcio.archiveiterator import ArchiveIterator

    with source.stream(packed=False) as stream:
        for record in ArchiveIterator(stream):
            kind = _kind(record)
            if kind:
                yield _page(record, kind, source)


def _kind(record: Any) -> str:
    """The format of a page; empty for any other record."""
    if record.rec_type not in _TEXT:
        return ""
    headers = record.http_headers
    if headers is None:
        named = record.rec_headers.get_header("Content-Type") or ""
    elif headers.get_statuscode() == "200":
        named = headers.get_header("Content-Type") or ""
    else:
        return ""
    return _FORMATS.get(named.split(";")[0].strip().lower(), "") if named else _TEXT[record.rec_type]


def _page(record: Any, kind: str, source: Source) -> dict[str, Any] | Problem:
    from healthlint.document.decode import decode
    from healthlint.errors import InputError

    header = record.rec_headers.get_header
    page = {"id": header("WARC-Record-ID"), "url": header("WARC-Target-URI")}
    data = record.content_stream().read(source.most_bytes)
    if len(data) == source.most_bytes:
        return source.too_long()
    try:
        text = _declared(record, data) or decode(data, f"page.{_ENDINGS[kind]}")
    except InputError as problem:
        return Problem(f"{page['url']}: {str(problem).partition(': ')[2]}")
    return {**page, "date": header("WARC-Date"), "format": kind, "text": text}


def _declared(record: Any, data: bytes) -> str:
    """The text in the encoding declared by the server; empty if there is none, or it is wrong."""
    named = (record.http_headers and record.http_headers.get_header("Content-Type")) or ""
    encoding = named.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    try:
        # Like browsers, read Latin-1 as Windows-1252, which has the curly quotes.
        return data.decode("cp1252" if encoding in ("iso-8859-1", "latin1") else encoding) if encoding else ""
    except (LookupError, ValueError):
        return ""
