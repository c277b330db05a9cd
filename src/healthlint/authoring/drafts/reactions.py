"""The adverse reactions that a label calls the most common."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.authoring.drafts.amounts import number
from healthlint.authoring.drafts.model import Draft, Name, Plain
from healthlint.authoring.drafts.names import listed
from healthlint.authoring.drafts.people import people, people_of
from healthlint.authoring.drafts.sentences import Sentence, sections, sentences
from healthlint.authoring.drafts.wording import words
from healthlint.authoring.labels.loinc import REACTIONS
from healthlint.authoring.labels.model import Label


def reactions(label: Label, drug: str) -> Iterator[Draft]:
    """The reactions listed as the most common, with the percentage of people if given."""
    for section in sections(label, REACTIONS):
        blocks = (*section.blocks, *section.highlights)
        for sentence in sentences(label, section, blocks):
            yield from _listed(label, sentence, drug)


def _listed(label: Label, sentence: Sentence, drug: str) -> Iterator[Draft]:
    plain = sentence.plain
    found = words("commonest").search(plain)
    if found is None or words("stopped").search(plain):
        return
    whom = next(iter(people(plain)), {})
    for piece in listed(plain, found.start(1)):
        end = piece.end
        value: dict[str, Plain | Name] = {"effect": Name("effect", piece.text), "frequency": "most-common"}
        said = f"among the most common effects: {piece.text}"
        if share := words("share").match(sentence.text, piece.end):
            figure = number(float(share[1]))
            value |= {"low": figure, "high": figure, "unit": "percent"}
            said, end = f"{piece.text} in {figure}%", share.end()
        place = label.place(sentence.span(piece.start, end))
        yield Draft("adverse-effect", {"drug": drug, **whom}, value, place, f"{said}{people_of(whom)}")
