"""Numbers in digits: with separators, in groups of three, small fractions."""

from __future__ import annotations

from healthlint.analysis.quantities.reading import Reading
from healthlint.pattern import pattern

_PLAIN = pattern(r"\d{1,18}(?:[.·]\d{1,18})?")
_GROUPED = pattern(r"\d{1,3}(?:,\d{3}){1,5}(?:[.·]\d{1,9})?")
_COMMA = pattern(r"\d{1,6},\d{1,3}")
_THREE = pattern(r"\d{3}(?:[.·]\d{1,9})?")


def numeral(word: str) -> float | None:
    """The value of digits with separators, or None ("1.2.3", a serial number)."""
    if _GROUPED.fullmatch(word):
        return float(word.replace(",", "").replace("·", "."))
    if _PLAIN.fullmatch(word):
        return float(word.replace("·", "."))
    if _COMMA.fullmatch(word):
        return float(word.replace(",", "."))
    return None


def simple_fraction(text: Reading, at: int) -> float | None:
    """The value of "1/2" and the like: a small fraction, not a date, a ratio of readings or a score."""
    if text.word(at + 1) != "/" or text.gap(at + 1) or text.gap(at + 2):
        return None
    top, bottom = text.word(at), text.word(at + 2)
    if not (top.isdecimal() and bottom in ("2", "3", "4", "8") and len(top) == 1 and int(top) < int(bottom)):
        return None
    return None if text.word(at + 3) == "/" else int(top) / int(bottom)


def groups_end(text: Reading, start: int, at: int) -> int:
    """The end of the groups of three digits that continue from `at` (12 500 000), or `at`.

    An ordinary space may also separate two numbers. The word after the groups decides; with several groups, one must
    also begin with a zero, as no number by itself does: "10 250 500 mg" may be a list.
    """
    first = text.word(start)
    if not (first.isdecimal() and len(first) <= 3 and first != "0"):
        return at
    sure = at
    while _group(text, sure) and text.gap(sure) != " ":
        sure += 1
    end = sure
    while _group(text, end):
        end += 1
    part = end - sure == 1 or any(text.word(index).startswith("0") for index in range(sure, end))
    measured = text.word(end)[:1].isalpha() or text.word(end) in ("%", "µ")
    return end if part and measured else sure


def _group(text: Reading, at: int) -> bool:
    gap = text.gap(at)
    parted = len(gap) == 1 and gap.isspace() and gap != "\n"
    return parted and text.word(at - 1).isdecimal() and bool(_THREE.fullmatch(text.word(at)))
