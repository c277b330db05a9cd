"""Doses in tables: a row for each age or weight, with its dose."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.authoring.drafts.amounts import Frequency, amounts, frequency
from healthlint.authoring.drafts.contraindications import contraindication
from healthlint.authoring.drafts.dosing import Dosing
from healthlint.authoring.drafts.model import Draft, Unread
from healthlint.authoring.drafts.people import people, weight
from healthlint.authoring.drafts.sentences import blank
from healthlint.authoring.drafts.wording import words
from healthlint.authoring.labels.model import Label, Section, Table
from healthlint.fast_dataclass import replace
from healthlint.span import Span


def dose_tables(label: Label, section: Section, head: Dosing, usual: Frequency | None) -> Iterator[Draft | Unread]:
    """The doses in the tables of a section; tables of other shapes are listed as unread."""
    for table in section.tables:
        columns, rows = _columns(label, table)
        if columns is None:
            if any(amounts(label.words(cell)) for row in rows for cell in row):
                whole = rows[0][0].cover(rows[-1][-1])
                yield Unread("dose", label.place(whole), "a table that does not list people and their doses")
            continue
        who, what, whom = columns
        for row in rows:
            if len(row) > max(who, what) and row[who] and row[what]:
                yield from _row(label, row[who], row[what], replace(head, people=whom or head.people), usual)


def _columns(
    label: Label, table: Table
) -> tuple[tuple[int, int, tuple[dict[str, str], ...]] | None, tuple[tuple[Span, ...], ...]]:
    """The columns of people and doses with the people named in the header, and the rows below."""
    head, rows = table.head, table.rows
    if not head and rows:
        head, rows = rows[:1], rows[1:]
    titles = [label.words(cell).strip() for cell in head[-1]] if head else []
    who = next((at for at, text in enumerate(titles) if words("people-head").match(text)), None)
    what = next((at for at, text in enumerate(titles) if words("dose-head").match(text)), None)
    if who is None or what is None or who == what:
        return None, table.rows
    return (who, what, people(titles[who])), rows


def _row(label: Label, who: Span, what: Span, head: Dosing, usual: Frequency | None) -> Iterator[Draft | Unread]:
    text, plain = label.words(who), blank(label.words(what))
    about = replace(head, people=people(text) or head.people, topic=weight(text))
    if not about.topic and not people(text):
        yield Unread("dose", label.place(who.cover(what)), "a row for people that could not be identified")
    elif words("contraindicated").fullmatch(plain.strip(" .")):
        yield from _forbidden(label, who.cover(what), about)
    elif found := next(amounts(plain), None):
        often = frequency(plain) or usual
        place = label.place(
            Span(what.start + found.start, what.start + (often.end if often and often is not usual else found.end))
        )
        yield from about.drafts(found, often, "", place)
    else:
        yield Unread("dose", label.place(who.cover(what)), "a row without an amount")


def _forbidden(label: Label, row: Span, about: Dosing) -> Iterator[Draft]:
    for whom in about.people:
        yield contraindication(about.drug, whom, label.place(row))
