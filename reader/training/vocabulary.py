"""Which pieces of words the shipped tokenizer keeps: half of MiniLM's are never met in English health texts."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable

from tokenizers import Tokenizer

FREQUENT = 5_000
"""MiniLM numbers its pieces roughly by frequency; those before this one stay whatever the data says."""
MET = 3
"""How often the texts have to have another piece."""
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_LATIN = re.compile(r"(?:##)?[\x21-\u017f\u2010-\u2044\u20ac]+")


def kept(tokenizer: Tokenizer, texts: Iterable[str], words: Iterable[str]) -> list[str]:
    """The pieces to keep, in their old order: frequent ones, single characters, those that the texts
    have several times, and the words."""
    vocabulary = tokenizer.get_vocab()
    counted = Counter(piece for text in texts for piece in tokenizer.encode(text, add_special_tokens=False).tokens)
    met = {piece for piece, times in counted.items() if times >= MET}
    met |= {word for word in words if word in vocabulary}
    good = (
        piece
        for piece, number in vocabulary.items()
        if piece in _SPECIAL
        or (_LATIN.fullmatch(piece) and (number < FREQUENT or len(piece.removeprefix("##")) == 1 or piece in met))
    )
    return sorted(good, key=vocabulary.__getitem__)


def cut(tokenizer: Tokenizer, pieces: list[str]) -> Tokenizer:
    """The same tokenizer with these pieces alone, numbered from 0; a word that lost its piece falls into others."""
    told = json.loads(tokenizer.to_str())
    numbers = {piece: number for number, piece in enumerate(pieces)}
    told["model"]["vocab"] = numbers
    for token in told["added_tokens"]:
        token["id"] = numbers[token["content"]]
    told.update(post_processor=None, padding=None, truncation=None)
    return Tokenizer.from_str(json.dumps(told))
