"""Doses of a label's drug, from the section "Dosage and Administration"."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.authoring.drafts.amounts import Amount, Frequency, amounts, frequency
from healthlint.authoring.drafts.dose_tables import dose_tables
from healthlint.authoring.drafts.dosing import Dosing, lasting, phase_of
from healthlint.authoring.drafts.model import Draft, Plain, Unread
from healthlint.authoring.drafts.partners import partners
from healthlint.authoring.drafts.people import people
from healthlint.authoring.drafts.restrictions import of_dose
from healthlint.authoring.drafts.sentences import Sentence, sections, sentences, title
from healthlint.authoring.drafts.uses import Uses
from healthlint.authoring.drafts.wording import words
from healthlint.authoring.labels.loinc import DOSAGE
from healthlint.authoring.labels.model import Label, Section
from healthlint.fast_dataclass import replace

_NEAR = 45
"""Characters before an amount in which words may show that it is not a dose."""


def doses(label: Label, drug: str, uses: Uses) -> Iterator[Draft | Unread]:
    """The doses and frequencies of a label, each with its use, people and other drugs."""
    usual = _usual(label)
    for section in sections(label, DOSAGE):
        heading = title(label, section)
        head = Dosing(drug, uses.in_title(heading) or uses.only, people(heading))
        yield from _section(label, section, head, uses, usual)
        yield from dose_tables(label, section, head, usual)


def _section(
    label: Label, section: Section, head: Dosing, uses: Uses, usual: Frequency | None
) -> Iterator[Draft | Unread]:
    block, before = None, head
    for sentence in sentences(label, section):
        if sentence.block is not block:
            block, before = sentence.block, head
        about = _about(sentence, before, uses)
        # Later text in the same paragraph ("Two weeks later, ...") is about the same people.
        before = replace(about, partners=())
        found = tuple(amounts(sentence.plain))
        yield from _frequencies(label, sentence, about)
        for amount, start, end in _windows(sentence.plain, found):
            yield from _dose(label, sentence, amount, (start, end), about, usual)


def _about(sentence: Sentence, before: Dosing, uses: Uses) -> Dosing:
    taken = tuple(piece.text for piece in partners(sentence))
    return Dosing(
        before.drug,
        uses.in_sentence(sentence.plain) or before.uses,
        people(sentence.plain) or before.people,
        taken,
        only=of_dose(sentence.plain),
    )


def _windows(plain: str, found: tuple[Amount, ...]) -> Iterator[tuple[Amount, int, int]]:
    """Each amount with its own part of the text, from the amount before to the one after."""
    edges = [0, *(amount.end for amount in found)]
    ends = [*(amount.start for amount in found[1:]), len(plain)]
    yield from zip(found, edges, ends, strict=False)


def _dose(
    label: Label, sentence: Sentence, amount: Amount, window: tuple[int, int], about: Dosing, usual: Frequency | None
) -> Iterator[Draft | Unread]:
    plain = sentence.plain
    before, after = plain[window[0] : amount.start], plain[amount.end : window[1]]
    if words("no-dose").search(before[-_NEAR:]) or words("strength-behind").match(after):
        return
    often = frequency(plain, amount.end, window[1]) or (None if window[0] else frequency(plain, 0, amount.start))
    phase = phase_of(before, after, often is not None)
    if phase is None:
        yield Unread(
            "dose", label.place(sentence.span(amount.start, amount.end)), "an amount without words that make it a dose"
        )
        return
    end = often.end if often and often.start >= amount.end else amount.end
    place = label.place(sentence.span(amount.start, end))
    often = often or (None if words("as-needed").search(after) else usual)
    yield from about.drafts(amount, often, phase, place, lasting(after))


def _frequencies(label: Label, sentence: Sentence, about: Dosing) -> Iterator[Draft]:
    plain = sentence.plain
    often = frequency(plain) if words("dosing-frequency").search(plain) else None
    most = words("doses-in-a-day").search(plain)
    if often is None and most is None:
        return
    times, every, interval = often.same if often else (int(most[1]), "day", 1)  # type: ignore[index]
    span = sentence.span(often.start, often.end) if often else sentence.span(*most.span())  # type: ignore[union-attr]
    value: dict[str, Plain] = {"times": times, "every": every, **({"interval": interval} if interval > 1 else {})}
    value["bound"] = "at-most"
    for subject, stated in about.subjects():
        said = f"at most {times} time{'s' * (times > 1)} in {f'{interval} {every}s' if interval > 1 else f'a {every}'}"
        yield Draft("frequency", subject, value, label.place(span), f"{said}{stated}")


def _usual(label: Label) -> Frequency | None:
    """The frequency of all doses of the label; None if they differ."""
    found: dict[tuple[int, str, int], Frequency] = {}
    for section in sections(label, DOSAGE):
        for sentence in sentences(label, section):
            often = frequency(sentence.plain)
            if often and (words("dosing-frequency").search(sentence.plain) or any(amounts(sentence.plain))):
                found.setdefault(often.same, often)
    return next(iter(found.values())) if len(found) == 1 else None
