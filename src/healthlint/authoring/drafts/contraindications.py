"""Contraindications of a label's drug."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from healthlint.authoring.drafts.model import Draft, Name, Unread
from healthlint.authoring.drafts.names import Piece, inner, listed, lowered
from healthlint.authoring.drafts.partners import meant, partners
from healthlint.authoring.drafts.people import people, people_of
from healthlint.authoring.drafts.sentences import Sentence, blank, sections, sentences, title, title_span
from healthlint.authoring.drafts.wording import text as word
from healthlint.authoring.drafts.wording import words
from healthlint.authoring.labels.loinc import CONTRAINDICATIONS, DO_NOT_USE
from healthlint.authoring.labels.model import Label, Section
from healthlint.span import Span

_Found = Iterator[Draft | Unread]


def contraindications(label: Label, drug: str) -> _Found:
    """The contraindications of a label: illnesses, allergies, other drugs, groups of people."""
    for section in sections(label, CONTRAINDICATIONS):
        yield from _section(label, section, drug)
    for section in sections(label, DO_NOT_USE):
        yield from _over_the_counter(label, section, drug)


def _section(label: Label, section: Section, drug: str) -> _Found:
    heading = title(label, section) if section.code != CONTRAINDICATIONS else ""
    said = [sentence for sentence in sentences(label, section) if _forbids(sentence)]
    found = [each for sentence in said for each in _sentence(label, sentence, drug)]
    others = any("with" in each.about for each in found if isinstance(each, Draft))
    titled = list(_heading(label, section, heading, drug, others)) if heading else []
    yield from titled
    yield from found
    if section.blocks and not titled and not found and not _is_none(label, section):
        whole = section.blocks[0].span.cover(section.blocks[-1].span)
        yield Unread("contraindication", label.place(whole), "what is contraindicated could not be identified")


def _is_none(label: Label, section: Section) -> bool:
    """True if there are no contraindications, or the section only introduces its subsections."""
    return bool(section.sections) or any(words("none").search(label.words(block.span)) for block in section.blocks)


def _forbids(sentence: Sentence) -> bool:
    if words("none").match(sentence.plain):
        return False
    plain, lead = sentence.plain, sentence.lead
    # In the section itself an item needs no verb; in a paragraph below a title, the title provides it.
    listed_there = sentence.block.kind == "item" and sentence.section.code == CONTRAINDICATIONS
    return bool(words("contraindicated").search(plain) or words("contraindicated").search(lead) or listed_there)


def _sentence(label: Label, sentence: Sentence, drug: str) -> _Found:
    plain = sentence.plain
    if plain.rstrip().endswith(":"):
        return
    if words("except").search(plain):
        yield Unread("contraindication", label.place(sentence.trimmed), "it has an exception")
        return
    if allergy := words("hypersensitivity").search(plain):
        yield contraindication(drug, {"condition": _allergy()}, label.place(sentence.span(*allergy.span())))
        return
    found = [({"with": Name("drug", piece.text)}, piece) for piece in _drugs(sentence)]
    groups = () if found or _names_illness(plain) else people(plain)
    yield from (contraindication(drug, whom, label.place(sentence.trimmed)) for whom in groups)
    if not found and not groups:
        found = [({"condition": Name("condition", inner(piece.text))}, piece) for piece in _illnesses(sentence)]
    for about, piece in found:
        yield contraindication(drug, about, label.place(sentence.span(piece.start, piece.end)), _when(plain))
    if not found and not groups:
        yield Unread(
            "contraindication", label.place(sentence.trimmed), "what is contraindicated could not be identified"
        )


def _drugs(sentence: Sentence) -> Iterator[Piece]:
    yield from partners(sentence, "using")
    example = words("such-as").search(sentence.plain)
    if example and words("using").search(sentence.plain, 0, example.start()):
        yield from listed(sentence.plain, example.start(1), drugs=True)


def _illnesses(sentence: Sentence) -> Iterator[Piece]:
    plain = sentence.plain
    bare = sentence.block.kind == "item" and not words("contraindicated").search(plain)
    starts = [found.start(1) for found in words("patients-with").finditer(plain)]
    if words("names-illness").search(sentence.lead) or (bare and not starts and not words("no-illness").search(plain)):
        starts.insert(0, 0)
    for start in starts:
        yield from (
            _severe(plain, piece) for piece in listed(plain, start) if not words("no-illness").search(piece.text)
        )


def _names_illness(plain: str) -> bool:
    """True if people are described by their illness and its severity."""
    return bool(words("patients-with").search(plain) or words("severe-first").search(plain))


def _severe(plain: str, piece: Piece) -> Piece:
    """The name with "severe" before it if the label says so; mild cases are not meant."""
    found = words("severe").search(plain, 0, piece.start)
    return Piece(f"severe {piece.text}", found.start(), piece.end) if found else piece


def _heading(label: Label, section: Section, heading: str, drug: str, others: bool) -> Iterator[Draft]:
    """What a heading within the section names: an illness, a group of people, or drugs (`others`)."""
    plain = blank(heading)
    place = label.place(title_span(label, section, 0, len(heading)))
    concomitant = words("concomitant-title").match(plain)
    if words("hypersensitivity").search(plain):
        if not any(_forbids(sentence) for sentence in sentences(label, section)):
            yield contraindication(drug, {"condition": _allergy()}, place)
    elif groups := people(plain):
        yield from (contraindication(drug, whom, place) for whom in groups)
    elif others or concomitant:
        start = concomitant.end() if concomitant else 0
        for piece in listed(plain, start, drugs=True):
            yield contraindication(drug, {"with": Name("drug", lowered(piece.text))}, place)
    else:
        for piece in listed(plain, 0):
            yield contraindication(drug, {"condition": Name("condition", lowered(piece.text))}, place, _when(plain))


def _over_the_counter(label: Label, section: Section, drug: str) -> _Found:
    """The items below "Do not use": people, or other drugs."""
    last = None
    for sentence in sentences(label, section):
        if sentence.block is last:
            continue
        last = sentence.block
        pieces = [each for piece in partners(sentence, "using") for each in meant(sentence.text, piece)]
        for piece in pieces:
            about = {"with": Name("drug", piece.text)}
            yield contraindication(drug, about, label.place(sentence.span(piece.start, piece.end)))
        groups = [] if pieces else [whom for whom in people(sentence.plain) if "ages" in whom or len(whom) > 1]
        yield from (contraindication(drug, whom, label.place(sentence.trimmed)) for whom in groups)
        if not pieces and not groups:
            yield Unread(
                "contraindication", label.place(sentence.trimmed), "what is contraindicated could not be identified"
            )


def _allergy() -> Name:
    return Name("condition", word("allergy-name"))


def _when(plain: str) -> str:
    if words("history").search(plain):
        return "history"
    return "present" if words("active").search(plain) else ""


def contraindication(drug: str, about: Mapping[str, str | Name], place: Span, when: str = "") -> Draft:
    """The draft about one illness, drug or group of people named in `about`."""
    value = {"level": "contraindicated", **({"when": when} if when else {})}
    named = about.get("condition") or about.get("with")
    plain = {key: item for key, item in about.items() if isinstance(item, str)}
    # A fact of this type names a group; the ages narrow it down.
    group = {"population": "children"} if "ages" in plain and "+" not in plain["ages"] else {}
    end = (
        f" {'with' if 'with' in about else 'in'} {named.text}"
        if isinstance(named, Name)
        else f": {people_of(plain)[2:]}"
    )
    return Draft("contraindication", {"drug": drug, **group, **about}, value, place, f"contraindicated{end}")
