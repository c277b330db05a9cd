"""Parts of an article that are clearly not in English, and are therefore not analysed."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.spelling import Speller
from healthlint.document.model import Block, Document
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern
from healthlint.span import Area, Span

_WORD = pattern(r"[^\W\d_]+")
_LETTERS = 4
_FEW_WORDS = 5
"""A line with fewer long words is assumed to be in the language of its article."""
_COMMON = 0.08
"""The share of common words in every English text; half of it may do in a list of terms."""
_UNKNOWN = 0.5
_NO_SLIPS = 3
"""So many unknown words must not be misspelled English ones."""
_SAMPLE = 400
"""Words sampled to identify the language of an article."""
_FAR = 0x2E80
"""Code points from here on belong to scripts without spaces between words."""
_MOST = 0.6
"""An article with this share of its text in another language counts as being in that language."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """`parts` are the spans in other languages; `blocks` the blocks entirely so; `all` is set for a whole article."""

    parts: Area = Area(())
    blocks: tuple[Span, ...] = ()
    all: bool = False


def foreign(document: Document, speller: Speller | None) -> Foreign:
    """The parts that the file declares to be in another language, and those that clearly are, judging by their
    words."""
    said = Area(document.foreign)
    whole = [block.span for block in document.blocks if _is_said(document, block, said)]
    if speller is not None:
        whole += [span for span in _plain(document, speller) if span not in set(whole)]
    length = sum(len(block.span) for block in document.blocks)
    most = sum(len(span) for span in whole) > _MOST * length
    return Foreign(Area((*document.foreign, *whole)), tuple(sorted(whole)), most)


def _is_said(document: Document, block: Block, said: Area) -> bool:
    if not said.overlaps(block.span):
        return False
    inside = (span for span in document.foreign if block.span.contains(span))
    return sum(map(len, inside)) >= _MOST * len(block.span)


def _plain(document: Document, speller: Speller) -> Iterator[Span]:
    """Blocks whose words are clearly not English; if the article as a whole is not, the short ones too."""
    words = _WORD.findall(document.text)
    sample = words[:: max(1, len(words) // _SAMPLE)]
    article = len(words) >= 2 * _FEW_WORDS and _is_foreign(sample, speller)
    for block in document.blocks:
        if block.kind == "reference" and not article:
            continue
        own = _WORD.findall(document.text, block.span.start, block.span.end)
        if _is_foreign(own, speller) or (article and _says_little(own)):
            yield block.span


def _says_little(words: list[str]) -> bool:
    return sum(len(word) >= _LETTERS for word in words) < _FEW_WORDS


def _is_foreign(words: list[str], speller: Speller) -> bool:
    if any(ord(word[0]) >= _FAR for word in words):
        return sum(len(word) for word in words if ord(word[0]) >= _FAR) > sum(map(len, words)) / 2
    if sum(speller.vocabulary.sign("english", word) for word in words) >= _COMMON * len(words):
        return False
    long = {word.lower() for word in words if len(word) >= _LETTERS}
    unknown = [word for word in long if not _is_known(word, speller)]
    if len(unknown) < _FEW_WORDS or len(unknown) <= _UNKNOWN * len(long):
        return False
    # Misspelled English words count as English.
    return sum(speller.suggest(word) is None for word in unknown) >= _NO_SLIPS


def _is_known(word: str, speller: Speller) -> bool:
    return word.isascii() and (speller.listed(word) or speller.listed(word.removesuffix("s")))
