"""A sound-alike drug is named where the words around it belong to the other one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.model import Mention
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.record import dataclass


@dataclass(frozen=True, slots=True)
class Swap(Check):
    """Reports `wrong` in an article about `right` when `signs` of the right drug stand in its sentence.

    Silent when the sentence names the right drug too, or when `own` phrases, which belong to the wrong one or speak of
    the mix-up, stand in its block. `right_name` is what is put in its place. In the message: {text}, {right}.
    """

    kind: ClassVar[str] = "swap"
    wrong: str = ""
    right: str = ""
    right_name: str = ""
    signs: Phrases = Phrases(())
    own: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        if article.subject != self.right:
            return
        for mention in article.analysis.mentions:
            if mention.concept == self.wrong and self._betrayed(article, mention):
                name = self.right_name.capitalize() if mention.text[0].isupper() else self.right_name
                yield Hit(mention.span, {"text": mention.text, "right": name}, replacement=name)

    def _betrayed(self, article: Article, mention: Mention) -> bool:
        sentence = article.analysis.sentences[mention.sentence].span
        both = any(m.concept == self.right for m in article.analysis.mentions_in(sentence))
        block = article.document.blocks[article.analysis.sentences[mention.sentence].block].span
        return not both and not article.says(self.own, block) and article.says(self.signs, sentence)
