"""What is said of a slip, by what the word is where it stands and by how sure the right word is."""

from __future__ import annotations

from healthlint.analysis.spelling import Misspelling
from healthlint.checks.base import Applicability, Hit
from healthlint.checks.standing import Standing, Standings
from healthlint.span import Span

_LONG = 9
"""Letters of a drug's name that nobody is called by chance."""
_COMMON = 6
"""So common a word is no illness that has somebody's name."""
_SLIGHT = 0.13
"""What a slip may cost for each letter of the right word where a name is the likelier reading."""


def hit(slip: Misspelling, standings: Standings) -> Hit | None:
    """The hit on a misspelled word; None where it is a name. Where it may be one, a suggestion that is only shown."""
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
    # The title of a work is as its authors wrote it.
    cited = most == "safe" and standings.cited(span)
    return Hit(span, values, slip.right, applicability="unsafe" if cited else most)


def _in_doubt(slip: Misspelling, standing: Standing, repeated: bool) -> bool:
    """Whether a word with a capital may be a name: a slip of a drug looks like one, that of a common illness hardly."""
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
