"""A dose written in a way that is known to be misread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Literal

from healthlint.checks.base import Article, Check, Hit
from healthlint.record import dataclass

_STYLES = {
    "trailing-zero": (re.compile(r"(\d)\.0+(?![\d.])"), r"\1"),
    "naked-decimal": (re.compile(r"(?<![\d.,·])\.(?=\d)"), "0."),
    "micro-sign": (re.compile(r"[µμ]g(?![A-Za-z])"), "mcg"),
}


@dataclass(frozen=True, slots=True)
class Notation(Check):
    """Reports doses in one `style`: trailing-zero (5.0 mg), naked-decimal (.5 mg) or micro-sign (µg).

    Only doses: laboratory values and concentrations keep their notation. In the message: {text}, {better}.
    """

    kind: ClassVar[str] = "notation"
    style: Literal["trailing-zero", "naked-decimal", "micro-sign"] = "trailing-zero"

    def run(self, article: Article) -> Iterator[Hit]:
        pattern, better = _STYLES[self.style]
        for quantity in article.analysis.quantities:
            if quantity.kind == "dose" and pattern.search(quantity.text):
                text = pattern.sub(better, quantity.text)
                yield Hit(quantity.span, {"text": quantity.text, "better": text}, replacement=text)
