"""openFDA's drug-label JSON: an API response or one record of it; sections are strings, tables HTML."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.authoring.labels.flow import Flow
from healthlint.authoring.labels.loinc import BY_FIELD
from healthlint.authoring.labels.model import Label, Product, Section, Term
from healthlint.authoring.labels.spl import day
from healthlint.document.json_text import Array, JsonError, Object, String, Value, decode, parse
from healthlint.errors import InputError
from healthlint.pattern import pattern
from healthlint.span import Span

_NOTHING = Span(0, 0)
_SUBSECTION = pattern(r"\s(?=\d{1,2}\.\d{1,2}\s+[A-Z][A-Za-z]{2})")
"""Before "4.1 Nitrates": the strings have a whole section on one line."""


def read(source: str, file: str, sha256: str) -> Label:
    """The label in a file's text; `file` names it in errors. Raises InputError."""
    record = _record(source, file)
    text = _Text(source)
    sections = tuple(text.section(code, record.members[field]) for field, code in BY_FIELD if field in record.members)
    if not sections:
        raise InputError(f"{file}: is JSON, but not a drug label; give a response of openFDA's drug/label")
    return Label(
        file,
        sha256,
        "openfda",
        text.first(record, "set_id"),
        text.first(record, "version"),
        day(text.first(record, "effective_time")),
        _NOTHING,
        text.first(_about(record), "manufacturer_name"),
        text.term(_about(record), "product_type"),
        tuple(text.products(_about(record))),
        sections,
        text.flow.build(),
    )


def _record(source: str, file: str) -> Object:
    start = 1 if source.startswith("\ufeff") else 0
    try:
        root = parse(source, start)
    except JsonError as error:
        raise InputError(f"{file}: {error} at character {error.at}; download the label again") from None
    results = root.members.get("results") if isinstance(root, Object) else None
    if not isinstance(results, Array):
        assert isinstance(root, Object)
        return root
    if len(results.items) != 1 or not isinstance(results.items[0], Object):
        raise InputError(f"{file}: holds {len(results.items)} labels; ask openFDA for one (limit=1, by set_id)")
    return results.items[0]


def _about(record: Object) -> Object:
    found = record.members.get("openfda")
    return found if isinstance(found, Object) else Object({})


class _Text:
    def __init__(self, source: str) -> None:
        self._source = source
        self.flow = Flow()

    def section(self, code: str, value: Value) -> Section:
        for string in _strings(value):
            self._write(string)
        return Section(code, _NOTHING, self.flow.take())

    def first(self, record: Object, field: str) -> str:
        """The text of a field, the first of several; "" if there is none."""
        return self.term(record, field).text

    def term(self, record: Object, field: str) -> Term:
        """The same, with its place."""
        terms = (Term(decode(self._source, string.place).text, string.place) for string in self._of(record, field))
        return next(terms, Term())

    def products(self, about: Object) -> Iterator[Product]:
        generic, route = self.first(about, "generic_name"), self.first(about, "route")
        category = self.term(about, "application_number")
        for string in self._of(about, "brand_name"):
            name = decode(self._source, string.place).text
            yield Product(Term(name, string.place), generic, Term(), route, category, ())

    def _of(self, record: Object, field: str) -> Iterator[String]:
        if field in record.members:
            yield from _strings(record.members[field])

    def _write(self, string: String) -> None:
        prose = decode(self._source, string.place)
        self.flow.open("paragraph", 0)
        cuts = [found.start() for found in _SUBSECTION.finditer(prose.text)]
        for piece in prose.pieces:
            at, end = piece.text.start, piece.text.end
            if len(piece.text) != len(piece.source):
                self.flow.add(prose.text[at:end], piece.source.start, piece.source.end)
                continue
            for cut in (*(cut for cut in cuts if at <= cut < end), end):
                start = piece.source.start + at - piece.text.start
                self.flow.add(prose.text[at:cut], start, start + cut - at)
                if cut in cuts:
                    self.flow.open("paragraph", 0)
                at = cut


def _strings(value: Value) -> Iterator[String]:
    if isinstance(value, String):
        yield value
    elif isinstance(value, Array):
        yield from (item for item in value.items if isinstance(item, String))
