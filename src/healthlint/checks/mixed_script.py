"""A word of two scripts, with a letter that only looks Latin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.lookalikes import foreign_letters, latin
from healthlint.checks.base import Article, Check, Hit
from healthlint.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class MixedScript(Check):
    """Reports words that mix Latin letters with those of another script, such as a Cyrillic `о` in "fibromyalgia".

    Greek letters that are symbols (TNFα, µg, NFκB) are not reported. All other checks read the letters as the Latin
    ones they look like. In the message: {text}, {letters} (with their scripts).
    """

    kind: ClassVar[str] = "mixed-script"

    def run(self, article: Article) -> Iterator[Hit]:
        for span, word in article.document.disguised:
            letters = ", ".join(f"'{letter}' ({script})" for letter, script in foreign_letters(word).items())
            yield Hit(span, {"text": word, "letters": letters}, latin(word) or None)
