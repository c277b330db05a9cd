"""To whom a label restricts a use or a dose, in its own words: "moderate to severe", "who do not respond to diet"."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.authoring.drafts.names import Piece, inner
from healthlint.authoring.drafts.people import people
from healthlint.authoring.drafts.sentences import Sentence
from healthlint.authoring.drafts.wording import words
from healthlint.pattern import pattern

_LONGEST = 200
"""Characters of `only` in facts."""
_EDGE = " \t\n,;:."
_BRACKET = pattern(r"\s*\(([^()]*)\)")
_SHORT = pattern(r"[A-Z][A-Za-z0-9-]{1,7}s?")
_SPACE = pattern(r"\s+")


def of_use(sentence: Sentence, pieces: tuple[Piece, ...], piece: Piece, name: str) -> str:
    """The restrictions on the use `name`, which ends where `piece` does, one of `pieces` of its sentence."""
    plain = sentence.plain
    parts = [*_leading(sentence.lead), *_leading(plain), *_adjuncts(sentence.lead), *_adjuncts(plain)]
    parts += [found.group() for found in words("sexes").finditer(plain[: piece.start])]
    parts += [_before(plain, piece, name), _kind(sentence.text, piece)]
    parts.append(_behind(plain, pieces[-1].end))
    return joined(parts)


def of_dose(plain: str) -> str:
    """The restrictions on the doses of a sentence."""
    return joined(inner(found[found.lastindex or 0].strip()) for found in words("dose-only").finditer(plain))


def joined(parts: Iterator[str] | list[str]) -> str:
    """Stretches of a sentence as one phrase."""
    tidy = [_SPACE.sub(" ", part).strip(_EDGE) for part in parts]
    parts_left = (part for part in dict.fromkeys(tidy) if not any(part != each and part in each for each in tidy))
    text = "; ".join(part for part in parts_left if part)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rsplit(' ', 1)[0]}…"


def _leading(plain: str) -> Iterator[str]:
    """The people in a clause before "X is indicated", without examples: "adults with multiple risk factors"."""
    if found := words("leading-people").match(plain):
        end = words("such-as").search(found[1])
        yield found[1][: end.start()] if end else found[1]


def _adjuncts(plain: str) -> Iterator[str]:
    yield from (inner(found.group()) for found in words("adjunct").finditer(plain))


def _before(plain: str, piece: Piece, name: str) -> str:
    """The adjectives before a name, and those of its own that are not in `name`."""
    start = plain.lower().rfind(name.lower(), piece.start, piece.end)
    start = piece.start if start < 0 else start
    found = words("qualifiers").search(plain, 0, piece.start)
    begin = found.start() if found and found.end() == piece.start else piece.start
    return plain[begin:start]


def _kind(text: str, piece: Piece) -> str:
    """The kind of the illness in brackets behind its name: "(Type IV)"; no reference, abbreviation, example, other
    names or people."""
    found = _BRACKET.match(text, piece.end)
    others = found and (_SHORT.fullmatch(found[1].strip()) or words("kinds").match(text, piece.end))
    if found is None or others or words("reference").match(found[0].strip()) or people(found[1]):
        return ""
    return "" if words("for-example").match(found[1]) else found[1]


def _behind(plain: str, end: int) -> str:
    """What follows the last name, without groups of people and examples that need no words of their own."""
    rest = words("plain-people").sub("", plain[end:])
    example = words("such-as").search(rest)
    return rest[: example.start()] if example else rest
