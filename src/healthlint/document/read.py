"""A path, bytes or text -> Document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from healthlint.document.formats import RENDER, all_readers, format_of, reader_of
from healthlint.errors import InputError, did_you_mean
from healthlint.limits import USUAL as USUAL_LIMITS
from healthlint.limits import Limits
from healthlint.safe_read import read_file

if TYPE_CHECKING:
    from healthlint.document.fields import TextFields
    from healthlint.document.model import Document


def read_path(path: str | Path) -> Document:
    """The single document in a file, read by its suffix. Raises InputError, also for an export of several."""
    return _only(read_documents(path), str(path))


def read_documents(
    path: str | Path, fields: TextFields | None = None, limits: Limits = USUAL_LIMITS
) -> tuple[Document, ...]:
    """The documents in a file: one, or in an export (JSON, JSONL) one for each record. Raises InputError."""
    return tuple(map(_or_raise, each_in_path(path, fields, limits)))


def read_bytes(data: bytes, path: str) -> Document:
    """The single document in the bytes of a file of this name. Raises InputError, also for an export of several."""
    return _only(tuple(map(_or_raise, each_in_bytes(data, path))), path)


def read_text(text: str, path: str = "<text>", format: str | None = None, fields: TextFields | None = None) -> Document:
    """The single document in a text; see `each_in_text`. Raises InputError, also for an export of several."""
    return _only(read_texts(text, path, format, fields), path)


def read_texts(
    text: str,
    path: str = "<text>",
    format: str | None = None,
    fields: TextFields | None = None,
    limits: Limits = USUAL_LIMITS,
) -> tuple[Document, ...]:
    """The documents in a text; see `each_in_text`. Raises InputError."""
    return tuple(map(_or_raise, each_in_text(text, path, format, fields, limits)))


def each_in_path(
    path: str | Path, fields: TextFields | None = None, limits: Limits = USUAL_LIMITS
) -> Iterator[Document | InputError]:
    """The documents in a file; for one that cannot be read, the error."""
    name = str(path)
    try:
        data = article_bytes(name, limits)
    except InputError as error:
        yield error
    else:
        yield from each_in_bytes(data, name, fields, limits)


def each_in_bytes(
    data: bytes, path: str, fields: TextFields | None = None, limits: Limits = USUAL_LIMITS
) -> Iterator[Document | InputError]:
    """The documents in the bytes of a file of this name; for one that cannot be read, the error."""
    from healthlint.document.decode import decode

    reader = reader_of(format_of(path))
    try:
        if hasattr(reader, "read_bytes"):
            yield _within(reader.read_bytes(data, path), limits)
            return
        text = decode(data, path)
    except InputError as error:
        yield error
    else:
        yield from each_in_text(text, path, fields=fields, limits=limits)


def each_in_text(
    text: str,
    path: str = "<text>",
    format: str | None = None,
    fields: TextFields | None = None,
    limits: Limits = USUAL_LIMITS,
) -> Iterator[Document | InputError]:
    """The documents in a text; for one that cannot be read, the error.

    `format` takes precedence over the path's suffix, and an unknown suffix is plain text. `fields` are those that
    contain text, in records of an export or in front matter. Raises InputError for an unknown format.
    """
    text = text.removeprefix("\ufeff")
    name = format if format is not None else format_of(path)
    reader = all_readers().get(name)
    if reader is None:
        known = all_readers()
        raise InputError(
            f"{path}: unknown format '{name}'; known: {', '.join(sorted(known))}{did_you_mean(name, known)}"
        )
    if hasattr(reader, "read_each"):
        from healthlint.document.fields import USUAL

        yield from (_within(found, limits) for found in reader.read_each(text, path, fields or USUAL))
    elif hasattr(reader, "read"):
        # Checked before parsing, which is what takes time.
        if len(text) > limits.article_characters:
            yield too_long(path, limits)
        else:
            yield _as_text(reader.read(text, path, fields))
    else:
        raise InputError(f"{path}: a {name} file is not text; give the file itself")


def _as_text(document: Document) -> Document:
    """The document, marked if it is more than the plain text it was read as."""
    import os.path
    from dataclasses import replace

    from healthlint.document.formats import UNREAD
    from healthlint.document.model import Unread

    format_ = UNREAD.get(os.path.splitext(document.path)[1].lower())
    if format_ is None or document.format != "plain":
        return document
    why = f"{format_} is not supported, so the file was read as plain text"
    return replace(document, unread=(Unread(f"{format_} markup", why, RENDER), *document.unread))


def _within(found: Document | InputError, limits: Limits) -> Document | InputError:
    if not isinstance(found, InputError) and len(found.text) > limits.article_characters:
        place = found.place_at(0)
        return too_long(f"{found.path}: {place}" if place else found.path, limits)
    return found


def too_long(name: str, limits: Limits) -> InputError:
    """The error for an article above the limit."""
    return InputError(
        f"{name}: has more than {limits.article_characters:,} characters; split it, or raise limits: article-characters"
    )


def _or_raise(found: Document | InputError) -> Document:
    if isinstance(found, InputError):
        raise found
    return found


def _only(documents: tuple[Document, ...], path: str) -> Document:
    if len(documents) != 1:
        raise InputError(f"{path}: holds {len(documents)} articles, not one; read_documents gives them all")
    return documents[0]


def article_bytes(path: str, limits: Limits = USUAL_LIMITS) -> bytes:
    """The bytes of a file. Raises InputError."""
    return read_file(path, limits.file_bytes, InputError)
