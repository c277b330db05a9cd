"""What an article can be checked for with the facts of a pack, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.packs.any_drug import classes_by_drug
from healthlint.packs.model import Pack
from healthlint.reference.coverage import coverage
from healthlint.reference.products import inherited
from healthlint.report.table import table


def coverage_report(pack: Pack) -> Iterator[str]:
    """A table for each drug: the kind of statement, and the number of facts it is compared with or the type to add."""
    reference = inherited(pack.reference, classes_by_drug(pack.lexicon)).settled
    for drug in reference.drugs:
        rows = [
            (each.kind, str(each.facts) if each.facts else f"not checked; add a fact of type {each.type}")
            for each in coverage(reference, drug)
        ]
        yield table((drug.upper(), "FACTS"), rows)
