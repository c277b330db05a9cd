"""The parts of a Word file -> its text, as a page and in blocks."""

from __future__ import annotations

from healthlint.document.model import Document
from healthlint.document.word.body import Body
from healthlint.document.word.numbering import Numbering
from healthlint.document.word.package import Package, open_package
from healthlint.document.word.paragraph import Writer
from healthlint.document.word.shared import Shared
from healthlint.document.word.styles import Styles
from healthlint.document.word.written import Written
from healthlint.errors import InputError
from healthlint.fast_dataclass import dataclass, replace


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file that has been read: its parts, its document, and its characters as edits need them."""

    package: Package
    document: Document
    written: Written


def read_word(data: bytes, path: str) -> WordFile:
    """Read a Word file. Raises InputError."""
    package = open_package(data, path)
    shared = Shared(Styles(), Numbering())
    if package.styles is not None:
        package.parse(package.styles, shared.styles)
    if package.numbering is not None:
        package.parse(package.numbering, shared.numbering)
    for name, part in package.texts.items():
        body = Body(part.text, part.start, shared, package.links.get(name, {}))
        package.parse(part, body)
        shared.paragraphs += body.structure.paragraphs
    writer = Writer(shared.earlier("endnote"))
    for paragraph in shared.paragraphs:
        writer.write(paragraph)
    page = writer.page()
    if not page.text.strip():
        raise InputError(f"{path}: is empty: nothing to check")
    document = replace(writer.out.document(path, package.source, "docx"), page=page)
    return WordFile(package, document, shared.written)
