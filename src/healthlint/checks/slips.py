"""How a misspelling is reported, depending on what the word is in its place and how sure the correction is."""

from __future__ import annotations

from healthlint.analysis.spelling import Misspelling
from healthlint.checks.base import Applicability, Hit
from healthlint.checks.standing import Standing, Standings
from healthlint.span import Span

_LONG = 9
"""The length from which a drug's name is hardly anybody's name by chance."""
_COMMON = 6
"""The commonness from which a word is not an eponymous illness."""
_SLIGHT = 0.13
"""The largest cost of a slip per letter of the right word, if a name is the likelier reading."""


def hit(slip: Misspelling, standings: Standings) -> Hit | None:
    """The hit on a misspelled word; None if it is a name. If it may be one, a suggestion that is only shown."""
    span = Span(slip.start, slip.end)
    standing = standings.of(span)
    if standing == "name":
        return None
    values = {"text": slip.text, "right": "' or '".join((slip.right, *slip.rivals))}
    if standing not in ("word", "listed") and _in_doubt(slip, standing, standings.repeated(span)):
        likely = slip.kind == "drug" and len(slip.right) >= _LONG and slip.cost <= _SLIGHT * len(slip.right)
        if not likely or (standing == "inside" and standings.repeated(span)):
            return None
        return Hit(span, values, slip.right, severity="suggestion", applicability="display")
    most = _applicability(slip, standing)
    # Titles of works are left as their authors wrote them.
    cited = most == "safe" and standings.cited(span)
    return Hit(span, values, slip.right, applicability="unsafe" if cited else most)


def _in_doubt(slip: Misspelling, standing: Standing, repeated: bool) -> bool:
    """True if a capitalised word may be a name. A misspelled drug looks like one; a common illness hardly does."""
    if slip.kind == "drug":
        return standing == "inside" or repeated
    return standing == "inside" and not (slip.sure and slip.commonness >= _COMMON)


def _applicability(slip: Misspelling, standing: Standing) -> Applicability:
    short = len(slip.right) < _LONG
    if slip.rivals or standing == "listed" or (standing == "inside" and short):
        return "display"
    if standing == "first" and (short if slip.kind == "drug" else slip.commonness < _COMMON):
        return "unsafe"
    return "safe" if slip.sure else "unsafe"
