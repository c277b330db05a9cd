"""Which drug a dose belongs to: syntax first, then nearness, then the passage - and nobody when unclear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from healthlint.analysis.model import Mention, Quantity, Scan
from healthlint.analysis.names import Names
from healthlint.analysis.passages import Drug
from healthlint.analysis.quantities.bounds import Cues, bounded
from healthlint.analysis.quantities.implied import resolved
from healthlint.analysis.quantities.owners import Owners
from healthlint.measure import over_period, to_mg


def link(scan: Scan, mentions: Sequence[Mention], quantities: Sequence[Quantity], names: Names) -> tuple[Quantity, ...]:
    """The quantities with drug, bound, role and daily total."""
    cues = Cues(scan)
    done = [bounded(scan, quantity, cues) for quantity in quantities]
    owned_by = _owners(Owners(scan, mentions, names, cues), [quantity for quantity in done if quantity.kind == "dose"])
    owned = [
        replace(quantity, drug=owner.id, drug_text=owner.text)
        if (owner := owned_by.get(quantity.span.start)) is not None and owner.id
        else quantity
        for quantity in done
    ]
    disowned = frozenset(start for start, owner in owned_by.items() if not owner.id)
    return tuple(_totalled(quantity) for quantity in resolved(scan, owned, cues, disowned))


def _owners(owners: Owners, doses: Sequence[Quantity]) -> dict[int, Drug]:
    """Who owns the dose that starts at an offset. What stands beside one amount of a list owns them all."""
    beside = [owners.beside(dose) for dose in doses]
    listed = [owners.listed(*pair) for pair in pairwise(doses)]
    for index in range(len(doses) - 2, -1, -1):
        if listed[index] and beside[index] is None:
            beside[index] = beside[index + 1]
    for index in range(1, len(doses)):
        if listed[index - 1] and beside[index] is None:
            beside[index] = beside[index - 1]
    found = {dose.span.start: owner or owners.from_afar(dose) for dose, owner in zip(doses, beside, strict=True)}
    return {start: owner for start, owner in found.items() if owner is not None}


def _totalled(quantity: Quantity) -> Quantity:
    if quantity.kind != "dose" or quantity.role == "step" or quantity.per == "weekday":
        return quantity
    if to_mg(1.0, quantity.unit) is None:
        return quantity
    low, high = (
        over_period(to_mg(value, quantity.unit), quantity.times, quantity.per)
        for value in (quantity.low, quantity.high)
    )
    return replace(quantity, mg_per_day=(low, high))
