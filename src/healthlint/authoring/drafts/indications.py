"""The uses of a label's drug, from the section "Indications and Usage"."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.authoring.drafts.model import Draft, Name, Unread
from healthlint.authoring.drafts.names import Piece, inner, listed, single
from healthlint.authoring.drafts.people import only_of, people, people_of
from healthlint.authoring.drafts.restrictions import of_use
from healthlint.authoring.drafts.sentences import Sentence, sections, sentences, title
from healthlint.authoring.drafts.wording import words
from healthlint.authoring.labels.loinc import INDICATIONS
from healthlint.authoring.labels.model import Label

_TREATS = ("treats", "of-condition", "in-patients", "with-condition")


def indications(label: Label, drug: str) -> Iterator[Draft | Unread]:
    """The uses of a label, each with the people it is for."""
    for section in sections(label, INDICATIONS):
        heading = title(label, section)
        for sentence in sentences(label, section):
            if words("not-indicated").search(sentence.plain):
                yield Unread(
                    "indication", label.place(sentence.trimmed), "says what the drug is not for, or not known to help"
                )
            elif _says_use(sentence.lead) or words("indicated").search(sentence.plain) or _relieves(sentence.plain):
                yield from _uses(label, sentence, drug, heading)


def _says_use(lead: str) -> bool:
    return bool(words("indicated").search(lead) or words("relieves").search(lead))


def _uses(label: Label, sentence: Sentence, drug: str, heading: str) -> Iterator[Draft | Unread]:
    if _is_several(sentence.plain):
        yield Unread("indication", label.place(sentence.trimmed), "several uses in one sentence")
        return
    risk, pieces = _pieces(sentence)
    about = people(sentence.text) or people(sentence.lead)
    basis, said = _basis(label)
    for piece in pieces:
        # The title of the section is the name without "chronic", "polyarticular" and the like.
        name = piece.text[-len(heading) :] if heading and piece.text.lower().endswith(heading.lower()) else piece.text
        name = inner(name)
        only = of_use(sentence, pieces, piece, name)
        for each, span in ((name, piece[1:]), *_kinds(sentence, piece, name)):
            for whom in about or ({},):
                yield Draft(
                    "indication",
                    {"drug": drug, "use": Name("condition", each), **whom, **({"only": only} if only else {})},
                    {**basis, **({} if risk else {"effect": "treats"})},
                    label.place(sentence.span(*span)),
                    f"{said} {'to lower the risk of' if risk else 'for'} {each}{people_of(whom)}{only_of(only)}",
                )
    if not pieces and not _only_leads(sentence):
        yield Unread("indication", label.place(sentence.trimmed), "no illness could be identified")


def _kinds(sentence: Sentence, piece: Piece, name: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The kinds of an illness in brackets behind it: "hyperlipidemia (familial and nonfamilial)"."""
    found = words("kinds").match(sentence.text, piece.end)
    for kind in words("item").split(found[1]) if found else ():
        yield f"{kind.strip()} {name.rsplit(' ', 1)[-1]}", found.span()  # type: ignore[union-attr]


def _is_several(plain: str) -> bool:
    """True for a list whose items have lost their structure, so that people and uses can no longer be matched."""
    found = [" ".join(match.group().lower().split()) for match in words("several-uses").finditer(plain)]
    return len(found) > len(set(found))


def _pieces(sentence: Sentence) -> tuple[bool, tuple[Piece, ...]]:
    """Whether a sentence is about lowering a risk, and the illnesses it names."""
    plain = sentence.plain
    trigger = words("indicated").search(plain)
    if trigger is None and (words("relieves").search(sentence.lead) or _relieves(plain)):
        piece = single(plain, _relieves(plain), _end(plain))
        return False, (piece,) if piece else ()
    start = trigger.end() if trigger else 0
    for name in ("lowers-risk", *_TREATS):
        found = words(name).search(plain, start)
        if found is not None and (pieces := listed(plain, found.start(found.lastindex or 1))):
            return name == "lowers-risk", pieces
    # "It is indicated for the treatment of:" leaves only names to its items.
    return False, listed(plain, 0) if trigger is None and words("names-use").search(sentence.lead) else ()


def _relieves(plain: str) -> int:
    """Where the complaint begins in "temporarily reduces fever"; 0 for other lines."""
    found = words("relieves").match(plain.lstrip())
    return found.end() + len(plain) - len(plain.lstrip()) if found else 0


def _end(plain: str) -> int:
    stop = words("stop").search(plain)
    return stop.start() if stop else len(plain)


def _only_leads(sentence: Sentence) -> bool:
    """True for "It is indicated to:", whose items name the uses; an item may itself be one."""
    plain = sentence.plain.strip()
    return plain.endswith(":") or bool(words("relieves").fullmatch(plain))


def _basis(label: Label) -> tuple[dict[str, str], str]:
    """Why it is given: products under a monograph are sold by general rules and were never approved individually."""
    if any(words("approved-category").match(product.category.text) for product in label.products):
        return {"basis": "approved", "agency": "fda", "country": "us"}, "approved"
    return {"basis": "conventional", "country": "us"}, "used"
