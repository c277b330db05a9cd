"""Bounds of an amount from the words around it: about, at least, up to, by. The cues come from the packs."""

from __future__ import annotations

from healthlint.analysis.model import Quantity, Scan
from healthlint.fast_dataclass import replace

_BEFORE = {
    "amount-at-most": "at-most",
    "amount-at-least": "at-least",
    "amount-less": "less-than",
    "amount-more": "more-than",
    "amount-about": "about",
}
_AFTER = {"amount-or-less": "at-most", "amount-or-more": "at-least", "amount-or-so": "about"}
SIGNS = {"<": "less-than", ">": "more-than", "≤": "at-most", "≥": "at-least", "~": "about", "≈": "about", "=": ""}
_NAMES = (
    *_BEFORE,
    *_AFTER,
    "dose-step",
    "dose-step-number",
    "dose-step-after",
    "dose-strength",
    "dose-total",
    "dose-word",
    "dose-landing",
    "not-a-drug",
    "not-an-abbreviation",
    "drug-pronoun",
    "rating-word",
)


class Cues:
    """The places of the word groups that this step uses, by first and by last token."""

    def __init__(self, scan: Scan) -> None:
        self._first = {name: scan.classes.get(name, {}) for name in _NAMES}
        self._last: dict[str, dict[int, int]] = {}
        self._inside: dict[str, frozenset[int]] = {}
        for name, places in self._first.items():
            last: dict[int, int] = {}
            for first, ends in places.items():
                for end in ends:
                    last[end - 1] = min(first, last.get(end - 1, first))
            self._last[name] = last
            self._inside[name] = frozenset(index for end, first in last.items() for index in range(first, end + 1))

    def starts(self, name: str, at: int) -> bool:
        """True if a phrase of the group begins at token `at`."""
        return at in self._first[name]

    def ends(self, name: str, at: int) -> bool:
        """True if a phrase of the group ends with token `at`."""
        return at in self._last[name]

    def back(self, name: str, at: int) -> int:
        """The length in tokens of the group's phrase that ends with token `at`; 0 if there is none."""
        first = self._last[name].get(at)
        return 0 if first is None else at - first + 1

    def inside(self, name: str, at: int) -> bool:
        """True if token `at` is in a phrase of the group."""
        return at in self._inside[name]


def bounded(scan: Scan, quantity: Quantity, cues: Cues) -> Quantity:
    """The quantity with its bound, the open end that follows from it, and its role."""
    tokens = scan.tokens.within(quantity.span)
    if not tokens:
        return quantity
    first, end = tokens.start, tokens.stop
    quantity = _rated(_with_role(scan, quantity, cues, first, end), cues, first)
    sign = scan.tokens.words[first - 1] if first else ""
    bound = SIGNS.get(sign) or _bound(scan, cues, first, end)
    if not bound and quantity.freq_span is not None and quantity.freq_span.start >= quantity.span.end:
        bound = _after(cues, scan.tokens.within(quantity.freq_span).stop)
    if not bound or (quantity.low != quantity.high and bound != "about"):
        return quantity
    if quantity.low != quantity.high:
        return quantity
    if bound in ("at-most", "less-than"):
        return replace(quantity, bound=bound, low=None)
    if bound in ("at-least", "more-than"):
        return replace(quantity, bound=bound, high=None)
    return replace(quantity, bound=bound)


def _bound(scan: Scan, cues: Cues, first: int, end: int) -> str:
    for name, bound in _BEFORE.items():
        if cues.ends(name, first - 1):
            return bound
    # The next cell of a table may begin with "Max", which is not about this one.
    return _after(cues, end) if end < scan.limits[first] else ""


def _after(cues: Cues, end: int) -> str:
    for name, bound in _AFTER.items():
        if cues.starts(name, end):
            return bound
    return ""


def _rated(quantity: Quantity, cues: Cues, first: int) -> Quantity:
    """ "Pain was six out of ten" is a score on a scale."""
    if quantity.kind == "percent" and "out of" in quantity.text.lower() and cues.ends("rating-word", first - 1):
        return replace(quantity, kind="other", unit="out of")
    return quantity


def _with_role(scan: Scan, quantity: Quantity, cues: Cues, first: int, end: int) -> Quantity:
    if quantity.kind != "dose" or quantity.role != "dose":
        return quantity
    before = first - 1
    for name in _BEFORE:
        before -= cues.back(name, before)
    # "A fourth step of 10 mg" is the dose reached, not an increment.
    numbered = cues.ends("dose-step-number", before)
    if (cues.ends("dose-step", before) and not numbered) or cues.starts("dose-step-after", end):
        return replace(quantity, role="step")
    if cues.ends("dose-strength", before) or _form_follows(scan, quantity, end):
        return replace(quantity, role="strength")
    if cues.ends("dose-total", before):
        return replace(quantity, role="total")
    return quantity


def _form_follows(scan: Scan, quantity: Quantity, end: int) -> bool:
    """True for "50 mg tablets", "a 4 mg nasal spray": the form follows the amount directly."""
    from healthlint.measure import form

    if not quantity.form or form(quantity.unit):
        return False
    words = scan.tokens.words[end : end + 2]
    return bool(words) and (bool(form(words[0])) or (len(words) > 1 and words[0].isalpha() and bool(form(words[1]))))
