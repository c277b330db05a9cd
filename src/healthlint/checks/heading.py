"""A title or heading says one thing and the text under it the opposite; the text is reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from healthlint.analysis.model import Subject
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.document.model import Block
from healthlint.record import dataclass
from healthlint.span import Span

_HEADS = ("title", "heading")
_PROSE = ("paragraph", "item", "cell")
_EARNEST = ("asserted", "absolute")


@dataclass(frozen=True, slots=True)
class Heading(Check):
    """Reports `other` in a section whose heading says `one`, and the other way round; a title heads the whole article.

    The phrases hold their own denials ("no side effects"). What is asked, denied, quoted, disputed or about another
    drug contradicts nothing. In the message: {text}, {earlier}.
    """

    kind: ClassVar[str] = "heading"
    one: Phrases = Phrases(())
    other: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        found: dict[Span | None, Hit] = {}
        for says, denies in ((self.one, self.other), (self.other, self.one)):
            for hit in _contradicted(article, says, denies):
                found.setdefault(hit.span, hit)
        yield from found.values()


def _contradicted(article: Article, says: Phrases, denies: Phrases) -> Iterator[Hit]:
    blocks = article.document.blocks
    against = [span for span in sorted(article.matches(denies)) if _meant(article, span, hedged=True)]
    for stated in sorted(article.matches(says)):
        at = next((index for index, block in enumerate(blocks) if block.span.contains(stated)), None)
        if at is None or blocks[at].kind not in _HEADS or not _meant(article, stated, hedged=False):
            continue
        section = _section(blocks, at)
        about = article.about.subject_at(stated)
        for span in against:
            below = any(block.kind in _PROSE and block.span.contains(span) for block in section)
            if below and _may_be(article.about.subject_at(span), about):
                yield Hit(span, {"text": article.text(span), "earlier": article.earlier(stated)})
                break


def _may_be(one: Subject, other: Subject) -> bool:
    """True where two statements may be about the same: "a tonic" and "balm tea", too."""
    return one.what in (other.what, "") or one.sort == other.sort == "treatment"


def _section(blocks: Sequence[Block], at: int) -> Sequence[Block]:
    """The blocks under a heading."""
    end = at + 1
    while end < len(blocks) and (
        blocks[at].kind == "title" or blocks[end].kind not in _HEADS or blocks[end].level > blocks[at].level
    ):
        end += 1
    return blocks[at + 1 : end]


def _meant(article: Article, span: Span, hedged: bool) -> bool:
    """True for what the writer says in earnest; a denial inside the words is a part of what they say."""
    context = article.context(span)
    outside = [cue for cue in context.cues if not span.contains(cue.span)]
    denied = any(cue.category == "negated" for cue in outside)
    certain = context.certainty in _EARNEST or (hedged and context.certainty == "hedged")
    aside = context.has("conditional") or context.has("quoted") or context.voice != "writer"
    return certain and not denied and not aside
