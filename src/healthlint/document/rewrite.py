"""Applies edits of a document's source to the bytes of its file, leaving every other byte unchanged."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.document.decode import decoded
from healthlint.document.formats import format_of, reader_of
from healthlint.errors import WriteError
from healthlint.span import Span

_MARK = "\ufeff"


def rewrite(data: bytes, path: str, edits: Sequence[tuple[Span, str]]) -> bytes:
    """The file with each span of its source replaced by a text; spans are in order and do not overlap.

    Raises InputError if the file cannot be read and WriteError if it cannot be written in its encoding.
    """
    reader = reader_of(format_of(path))
    own = getattr(reader, "rewrite", None)
    if own is not None:
        result: bytes = own(data, edits, path)
        return result
    file = decoded(data, path)
    if file.encode(file.text) != data:
        raise WriteError(f"{path}: cannot be written back without loss and was left unchanged; save it as UTF-8")
    escape = getattr(reader, "escape", str)
    # A second byte-order mark is part of the file but not of the source.
    shift = len(file.text) - len(file.text.removeprefix(_MARK))
    parts, at = [], 0
    for span, text in edits:
        parts += [file.text[at : span.start + shift], escape(text)]
        at = span.end + shift
    try:
        return file.encode("".join((*parts, file.text[at:])))
    except UnicodeEncodeError:
        raise WriteError(f"{path}: {file.encoding} cannot represent the fix; save the file as UTF-8") from None
