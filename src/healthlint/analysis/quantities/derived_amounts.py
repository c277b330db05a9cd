"""Amounts given in terms of another amount: half of that, six (milligrams, as before), two droppers of 3 mg each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from healthlint.analysis.model import Quantity, Scan
from healthlint.analysis.quantities.bounds import Cues
from healthlint.analysis.quantities.figures import UNITLESS
from healthlint.fast_dataclass import replace
from healthlint.measure import form, to_mg, unit

_POINTS_WITHIN = 1
_GOES_ON = 5
"""Sentences within which a unit carries over."""
_LARGEST = 100.0
_SLIP = 10.0
_STEPS = frozenset(("cell", "item"))
_HOURS_WITHIN = 8
_ASIDE = frozenset(("(", ",", "–", "—"))
# Tablets are cut, crushed and dissolved, so the dose taken may differ from the content of one.
_NOT_WHOLE = frozenset(("tablet", "pill"))


def resolved(scan: Scan, quantities: Sequence[Quantity], cues: Cues, disowned: frozenset[int]) -> list[Quantity]:
    """The quantities, with unit and drug filled in from a preceding amount."""
    holds = _contents(scan, quantities)
    done: list[Quantity] = []
    base: Quantity | None = None
    for quantity in quantities:
        if quantity.unit == UNITLESS:
            quantity = _timed(scan, quantity, cues)
        if base is not None:
            quantity = _resolved(scan, quantity, base, cues, disowned)
        quantity = _poured(quantity, holds)
        if quantity.kind == "dose" and to_mg(1.0, quantity.unit) is not None and quantity.role != "step":
            base = quantity
        done.append(replace(quantity, unit="") if quantity.unit == UNITLESS else quantity)
    return done


def _resolved(scan: Scan, quantity: Quantity, base: Quantity, cues: Cues, disowned: frozenset[int]) -> Quantity:
    away = quantity.sentence - base.sentence
    if quantity.unit == "of that" and away <= _POINTS_WITHIN:
        return _share(quantity, base)
    if away > _GOES_ON or scan.sentences[quantity.sentence].block - scan.sentences[base.sentence].block > _GOES_ON:
        return quantity
    if quantity.unit == UNITLESS and _lands(scan, quantity, cues):
        return replace(quantity, kind="dose", unit=base.unit, drug=base.drug, drug_text=base.drug_text)
    # A typo of one letter: "1.5 mg, then 3 mg, then 4.5 g".
    placed = scan.document.blocks[scan.sentences[quantity.sentence].block].kind in _STEPS or _lands(
        scan, quantity, cues
    )
    slipped = placed and quantity.kind == "dose" and quantity.unit == "g" and base.unit == "mg" and not quantity.drug
    if slipped and quantity.span.start not in disowned and (quantity.low or 0.0) <= _SLIP * (base.low or 0.0):
        return replace(quantity, drug=base.drug, drug_text=base.drug_text)
    return quantity


def _timed(scan: Scan, quantity: Quantity, cues: Cues) -> Quantity:
    """The "up to nine" of "for some hours (up to nine, that is)" is nine hours."""
    words, first = scan.tokens.words, scan.tokens.within(quantity.span).start
    before = first - 1
    before -= max(
        cues.back(name, before) for name in ("amount-at-most", "amount-about", "amount-at-least", "amount-more")
    )
    if before < 0 or words[before] not in _ASIDE:
        return quantity
    for index in range(before - 1, max(before - _HOURS_WITHIN, scan.sentences[quantity.sentence].first) - 1, -1):
        known = unit(words[index])
        if known is not None and known.dimension == "time" and words[index].endswith("s") and len(words[index]) > 1:
            return replace(quantity, kind="duration", unit=known.name)
    return quantity


def _share(quantity: Quantity, base: Quantity) -> Quantity:
    share = quantity.low if quantity.low is not None else quantity.high or 0.0
    return replace(
        quantity,
        unit=base.unit,
        low=None if quantity.low is None else _times(base.low, share),
        high=None if quantity.high is None else _times(base.high, share),
        drug=quantity.drug or base.drug,
        drug_text=quantity.drug_text or base.drug_text,
    )


def _times(value: float | None, share: float) -> float | None:
    return None if value is None else round(value * share, 9)


def _lands(scan: Scan, quantity: Quantity, cues: Cues) -> bool:
    """True if the words before a number say that a dose reached it: "topped out at six"."""
    first = scan.tokens.within(quantity.span).start
    before = first - 1
    before -= cues.back("amount-about", before)
    return (quantity.low or 0.0) <= _LARGEST and cues.ends("dose-landing", before)


def _contents(scan: Scan, quantities: Sequence[Quantity]) -> Mapping[str, Quantity]:
    """The content of one dropper, capsule or millilitre, if the text gives only one amount for it."""
    found: dict[str, set[float]] = {}
    named: dict[str, Quantity] = {}
    for quantity in quantities:
        name = _holder(scan, quantity)
        if name and quantity.low is not None and quantity.low == quantity.high:
            found.setdefault(name, set()).add(quantity.low)
            named[name] = quantity
    return {name: named[name] for name, amounts in found.items() if len(amounts) == 1}


def _holder(scan: Scan, quantity: Quantity) -> str:
    if quantity.unit == "mg/ml":
        return "ml"
    if quantity.kind != "dose" or to_mg(1.0, quantity.unit) is None or not quantity.drug:
        return ""
    words, inside = scan.tokens.words, scan.tokens.within(quantity.span)
    for index in (inside.stop, inside.stop + 1, inside.stop + 2, inside.start - 2, inside.start - 3):
        near = words[min(index, inside.start) : max(index, inside.stop)]
        if 0 <= index < len(words) and form(words[index]) and _says_content(scan, (*near, words[index - 1])):
            return form(words[index])
    return ""


def _says_content(scan: Scan, words: Iterable[str]) -> bool:
    return any(word == "/" or word in scan.lists["beside-a-form"] for word in words)


def _poured(quantity: Quantity, holds: Mapping[str, Quantity]) -> Quantity:
    """The content of one unit times the count."""
    held = holds.get(quantity.unit) if quantity.kind == "dose" and quantity.unit not in _NOT_WHOLE else None
    if held is None or quantity.span.start <= held.span.start or not (held.drug or quantity.drug):
        return quantity
    return replace(
        quantity,
        unit=held.unit.partition("/")[0],
        low=_times(quantity.low, held.low or 0.0),
        high=_times(quantity.high, held.low or 0.0),
        drug=held.drug or quantity.drug,
        drug_text=held.drug_text or quantity.drug_text,
        relative=True,
    )
