"""The packs that each name leads to: a pack of facts need not be opened to check a text that names nothing in it.

Such a pack affects only texts with a name it knows, or with a word that may be a misspelling of one. What it adds for
every text, correct spellings, is in the index itself.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator
from dataclasses import field
from pathlib import Path

from healthlint.analysis.broken_words import Joiner
from healthlint.analysis.lexicon import Lexicon
from healthlint.analysis.lookalikes import unmasked
from healthlint.analysis.marks import without_marks
from healthlint.analysis.phrase_table import PhraseTable, Plain
from healthlint.analysis.phrase_walk import Text, find
from healthlint.analysis.scan import in_capitals
from healthlint.analysis.tokens import Tokens, tokenize
from healthlint.cache import place
from healthlint.document.model import Document
from healthlint.fast_dataclass import dataclass
from healthlint.packs import stamps

_MOST = 16
"""The number of kept indexes: one for each set of packs in use."""
_LETTERS = 2
"""The largest difference in length between a name and a misspelling of it."""
Leads = tuple[int, ...]
"""Packs, by their index in `folders`."""


@dataclass(frozen=True, slots=True)
class NameIndex:
    """`folders` are all packs in load order; those in `open` are always needed.

    `plain` is a table of names; each stands for one of `names`, which says whether it counts only in capitals and where
    it leads. `near` are drug names by which a misspelled word leads to their packs, `wrong` known misspellings. `words`
    are correct spellings from closed packs; `content` is the digest of all third-party packs.
    """

    folders: tuple[str, ...]
    open: Leads
    plain: Plain
    names: tuple[tuple[bool, Leads], ...]
    near: dict[str, Leads]
    wrong: dict[str, Leads]
    words: tuple[str, ...]
    content: bytes
    _alike: dict[tuple[str, int], list[str]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def opened(self, leads: frozenset[int]) -> tuple[Path, ...]:
        """The folders of the packs that are always needed, and of these."""
        wanted = leads.union(self.open)
        return tuple(Path(folder) for at, folder in enumerate(self.folders) if at in wanted)

    def named(self, document: Document, knows: Callable[[str], bool]) -> frozenset[int]:
        """The closed packs that a text may need. `knows` tests for words of the language."""
        read = unmasked(without_marks(document))
        tokens = Joiner(Lexicon(words=self.words)).joined(tokenize(read.text), read.joints)
        found = {at for leads in self._leads_in(read.text, tokens) for at in leads}
        for word in set(tokens.words):
            found.update(self.wrong.get(word, ()), *self._meant(word, knows))
        return frozenset(found)

    def _leads_in(self, text: str, tokens: Tokens) -> Iterator[Leads]:
        table = PhraseTable(self.plain, range(len(self.names)), (None,))
        # Sentence ends do not matter: a false match opens a pack that changes nothing.
        for match in find(table, Text(tokens.words, [len(tokens)] * len(tokens)), None):
            assert isinstance(match.key, int)
            capitals, leads = self.names[match.key]
            if not capitals or in_capitals(text, tokens, match):
                yield leads

    def _meant(self, word: str, knows: Callable[[str], bool]) -> Iterator[Leads]:
        from healthlint.analysis.spelling import is_accepted
        from healthlint.checks.misspelling import alike, is_slip

        near = [name for name in self._candidates(word) if alike(word, name)]
        if near and not is_accepted(word, frozenset(self.words)) and not knows(word):
            yield from (self.near[name] for name in near if is_slip(word, name))

    def _candidates(self, word: str) -> set[str]:
        if not self._alike:
            for name in self.near:
                for letters in (name[:1], name[1:3]):
                    self._alike.setdefault((letters, len(name)), []).append(name)
        lengths = range(len(word) - _LETTERS, len(word) + _LETTERS + 1)
        keys = ((letters, length) for letters in (word[:1], word[1:3]) for length in lengths)
        return {name for key in keys for name in self._alike.get(key, ())}


def load(folders: tuple[Path, ...], code: str) -> NameIndex | None:
    """The index kept for these packs under the same `code`, if none of their files has changed since."""
    head, _, data = (place.kept(_name(folders)) or b"").partition(b"\n")
    try:
        found = NameIndex(*marshal.loads(data)) if head else None
        return found if found and head == _head(stamps.stamp(map(Path, found.folders))[0], code) else None
    except (ValueError, TypeError, EOFError, OSError):
        return None


def save(folders: tuple[Path, ...], stamp: str, code: str, index: NameIndex) -> None:
    """Keep an index; `stamp` is that of its folders before they were read."""
    fields = (index.folders, index.open, tuple(map(bytes, index.plain)), index.names, index.near, index.wrong)
    data = marshal.dumps((*fields, index.words, index.content))
    place.keep(_name(folders), _head(stamp, code) + b"\n" + data, _MOST)


def _head(stamp: str, code: str) -> bytes:
    return f"{stamp} {code}".encode()


def _name(folders: tuple[Path, ...]) -> str:
    import hashlib

    return f"names/{hashlib.sha256(repr(folders).encode()).hexdigest()[:32]}.bin"
