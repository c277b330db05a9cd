"""The parts of a Word file: those that contain text, in order, and those that define its formatting."""

from __future__ import annotations

import codecs
import posixpath
from collections.abc import Callable
from dataclasses import field

from healthlint.document.word.archive import Archive
from healthlint.document.word.xml import Events, XmlError, parse
from healthlint.errors import InputError
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern

_MAIN = "word/document.xml"
_NOTES = ("footnotes", "endnotes")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = pattern(rb"""<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""")
_AS_UTF8 = ("utf-8", "utf8", "us-ascii", "ascii")


@dataclass(frozen=True, slots=True)
class Part:
    """An XML member of the archive; `start` is where its text begins in `Package.source`."""

    name: str
    text: str
    start: int = 0
    mark: bytes = b""
    encoding: str = "utf-8"

    def encode(self, text: str) -> bytes:
        """`text` in the encoding of the part."""
        return self.mark + text.encode(self.encoding)


@dataclass(frozen=True, slots=True)
class Package:
    """`texts` are "document", "footnotes" and "endnotes", if present; `links` are the targets of hyperlinks by part and
    id."""

    archive: Archive
    path: str
    texts: dict[str, Part] = field(default_factory=dict)
    styles: Part | None = None
    numbering: Part | None = None
    links: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The XML of all parts that contain text, the document first."""
        return "".join(part.text for part in self.texts.values())

    def parse(self, part: Part, events: Events) -> None:
        """Feed the part's XML to `events`. Raises InputError."""
        _parse(self.path, part, events)


def open_package(data: bytes, path: str) -> Package:
    """The parts of the Word file in `data`. Raises InputError."""
    archive = Archive(data, path)
    main = _main_part(archive, path)
    if main not in archive:
        raise InputError(f"{path}: {_what_else(archive)}")
    relations = _relations(archive, path, main)
    package = Package(
        archive,
        path,
        {"document": _part(archive, path, main)},
        _related(archive, path, relations, "styles"),
        _related(archive, path, relations, "numbering"),
        {"document": _targets(relations)},
    )
    for kind in _NOTES:
        part = _related(archive, path, relations, kind, len(package.source))
        if part is not None:
            package.texts[kind] = part
            package.links[kind] = _targets(_relations(archive, path, part.name))
    return package


@dataclass(frozen=True, slots=True)
class _Relation:
    id: str
    kind: str
    target: str
    external: bool


class _Relations:
    def __init__(self) -> None:
        self.found: list[_Relation] = []

    def start(self, name: str, attributes: Callable[[], dict[str, str]], at: int) -> None:
        if name.lstrip("?") == "Relationship":
            said = attributes()
            kind = said.get("Type", "").rpartition("/")[2]
            external = said.get("TargetMode") == "External"
            self.found.append(_Relation(said.get("Id", ""), kind, said.get("Target", ""), external))

    def end(self, name: str, at: int) -> None: ...

    def text(self, text: str, start: int, end: int, verbatim: bool) -> None: ...


def _relations(archive: Archive, path: str, member: str) -> list[_Relation]:
    """The relations of a member, every target as the name of a member (or as an address, if it is external)."""
    folder, name = posixpath.split(member)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in archive:
        return []
    events = _Relations()
    _parse(path, _part(archive, path, listed), events)
    return [
        found if found.external else _Relation(found.id, found.kind, _member(folder, found.target), False)
        for found in events.found
    ]


def _member(folder: str, target: str) -> str:
    """A target as the archive names it; one that leads outside the archive is not a member and is never found."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _main_part(archive: Archive, path: str) -> str:
    mains = (found.target for found in _relations(archive, path, "") if found.kind == "officeDocument")
    return next((name for name in mains if name in archive), _MAIN)


def _related(archive: Archive, path: str, relations: list[_Relation], kind: str, start: int = 0) -> Part | None:
    names = (found.target for found in relations if found.kind == kind and not found.external)
    name = next((name for name in names if name in archive), None)
    return None if name is None else _part(archive, path, name, start)


def _targets(relations: list[_Relation]) -> dict[str, str]:
    return {found.id: found.target for found in relations if found.kind == "hyperlink"}


def _part(archive: Archive, path: str, name: str, start: int = 0) -> Part:
    data = archive.read(name)
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    declared = _DECLARED.match(data)
    if not mark and declared and declared.group(1).decode().lower() not in _AS_UTF8:
        raise InputError(f"{path}: {name} is not UTF-8; open it in Word and save it again")
    try:
        return Part(name, data[len(mark) :].decode(encoding), start, mark, encoding)
    except UnicodeDecodeError as error:
        where = f"{name} is not valid {encoding.upper()} at byte {error.start + len(mark)}"
        raise InputError(f"{path}: {where}; open it in Word and save it again") from None


def _parse(path: str, part: Part, events: Events) -> None:
    try:
        parse(part.text, events, part.start)
    except XmlError as error:
        raise InputError(f"{path}: {part.name} is invalid XML ({error}); open it in Word and save it again") from None


def _what_else(archive: Archive) -> str:
    if "mimetype" in archive:
        return "is an OpenDocument file, not a Word file; save it as .docx"
    return f"has no {_MAIN}, so it is not a Word file; save the article as .docx"
