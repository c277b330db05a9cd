"""A dose notation that is known to be misread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, Literal

from healthlint.analysis.model import Quantity
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern

Style = Literal["trailing-zero", "naked-decimal", "micro-sign", "unit-letter", "run-together", "bare-thousands"]
_STYLES: Mapping[str, tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = {
    "trailing-zero": (re.compile(r"(\d)\.0+(?![\d.])"), r"\1"),
    "naked-decimal": (re.compile(r"(?<![\d.,·])\.(?=\d)"), "0."),
    "micro-sign": (re.compile(r"[µμ]g(?![A-Za-z])"), "mcg"),
    "unit-letter": (re.compile(r"[\s-]*(?<![A-Za-z])(?:I\.?U|i\.?u|[Uu])(?![A-Za-z'’])"), " units"),
    "run-together": (re.compile(r"(?<=\d)(?=(?:mg|mcg|kg|ml|mL|units?)(?![A-Za-z]))"), " "),
    "bare-thousands": (re.compile(r"(?<![\d.,])\d{5,}(?![\d.,])"), lambda match: f"{int(match[0]):,}"),
}
_IU = pattern(r"I\.?U", re.IGNORECASE)
_ONE = pattern(r"^1 units\b")


@dataclass(frozen=True, slots=True)
class Notation(Check):
    """Reports doses in one `style`: trailing-zero (5.0 mg), naked-decimal (.5 mg), micro-sign (µg), unit-letter (10 U,
    400 IU), run-together (50mg) or bare-thousands (100000 units).

    Only doses: laboratory values and concentrations keep their notation. An IU, the unit of vitamins on every label, is
    reported only in a sentence that holds one of `injected`, where it may be read as IV or 10. In the message: {text},
    {better}.
    """

    kind: ClassVar[str] = "notation"
    style: Style = "trailing-zero"
    injected: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        pattern, better = _STYLES[self.style]
        for quantity in article.analysis.quantities:
            if quantity.kind == "dose" and pattern.search(quantity.text) and not self._on_a_label(article, quantity):
                text = _ONE.sub("1 unit", pattern.sub(better, quantity.text))
                yield Hit(quantity.span, {"text": quantity.text, "better": text}, replacement=text)

    def _on_a_label(self, article: Article, quantity: Quantity) -> bool:
        if self.style != "unit-letter" or not _IU.search(quantity.text):
            return False
        sentence = article.sentence_at(quantity.span.start)
        return sentence is None or not article.says(self.injected, sentence.span)
