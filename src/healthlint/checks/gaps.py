"""What an article says of a drug with facts that none of its facts covers."""

from __future__ import annotations

from healthlint.checks.base import Article
from healthlint.reference.coverage import DOSES, lacking
from healthlint.span import Span


def gaps(article: Article) -> dict[str, list[Span]]:
    """The places of each such subject ("doses of naloxone") in the article."""
    found: dict[str, list[Span]] = {}
    for quantity in article.analysis.quantities:
        drug = quantity.drug or ""
        dosed = quantity.kind == "dose" and quantity.role == "dose" and not quantity.relative
        if dosed and drug in article.reference.drugs and lacking(article.reference, drug, DOSES):
            found.setdefault(f"{DOSES} of {drug.replace('-', ' ')}", []).append(quantity.span)
    return found
