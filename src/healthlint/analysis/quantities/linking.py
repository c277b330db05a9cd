"""Links amounts with their drug, bound, role and daily total."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from healthlint.analysis.model import Quantity, Scan, Subject
from healthlint.analysis.quantities.bounds import Cues, bounded
from healthlint.analysis.quantities.derived_amounts import resolved
from healthlint.fast_dataclass import replace
from healthlint.measure import over_period, to_mg

Owners = Callable[[Sequence[Quantity]], Mapping[int, Subject]]
"""Maps each dose's start offset to the subject that it belongs to; an empty Subject if it belongs to no drug."""


def link(scan: Scan, quantities: Sequence[Quantity], owners_of: Owners) -> tuple[Quantity, ...]:
    """The quantities with drug, bound, role and daily total."""
    cues = Cues(scan)
    done = [bounded(scan, quantity, cues) for quantity in quantities]
    owners = owners_of([quantity for quantity in done if quantity.kind == "dose"])
    owned = [
        replace(quantity, drug=owner.what, drug_text=scan.text(owner.place) if owner.place else owner.what)
        if (owner := owners.get(quantity.span.start)) is not None and owner.what
        else quantity
        for quantity in done
    ]
    disowned = frozenset(start for start, owner in owners.items() if not owner.what)
    return tuple(_totalled(quantity) for quantity in resolved(scan, owned, cues, disowned))


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
