"""A small grammar for claims: classes of function words, clauses, and whether a word form is a verb."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from healthlint.analysis.context.insertions import Insertion, resumptions
from healthlint.analysis.lexicon import Lexicon
from healthlint.analysis.model import Scan, Sentence

_NEAR = 12
_SAID_BEFORE = 4
_SINCE = 6
_OF_WITHIN = 4
_QUOTES = frozenset("\"“”‘’'")

Use = Literal["active", "passive", "participle", ""]
"""The use of a verb form: after its subject, after its object, after its clause, or not a verb."""

PREFIX = "claim-"


class Grammar:
    """Questions about the words of one scan; every class of words comes from the groups of the lexicon."""

    def __init__(self, scan: Scan, lexicon: Lexicon, inserted: Iterable[Insertion] = ()) -> None:
        """`inserted` are insertions after which the clause around them may resume."""
        self.scan = scan
        self.words: Sequence[str] = scan.tokens.words
        self._sets: Mapping[str, frozenset[str]] = {
            name.removeprefix(PREFIX): frozenset(phrases)
            for name, phrases in lexicon.groups.items()
            if name.startswith(PREFIX)
        }
        self._breaks = self.set("break") | frozenset("()")
        self._closed = (
            self.set("determiner")
            | self.set("preposition")
            | self.set("be")
            | self.set("have")
            | self.set("coordinator")
            | self._breaks
            | frozenset(",\"'“”")
        )
        self._irregular = _irregular(lexicon)
        self._between = {end - 1: first for first, ends in self.starts("between").items() for end in ends}
        self.inserted = resumptions(scan, inserted)
        """For each closing mark the opening one, if a clause may resume after it."""
        self._clauses, self._clause_of = self._split()
        self._resume()
        self._joined = self._joints()

    def set(self, name: str) -> frozenset[str]:
        """The words of a class; empty if no pack defines it."""
        return self._sets.get(name, frozenset())

    def is_a(self, index: int, name: str) -> bool:
        """True if the word at `index` belongs to the class."""
        return 0 <= index < len(self.words) and self.words[index] in self.set(name)

    def starts(self, name: str) -> Mapping[int, Sequence[int]]:
        """Where the phrases of a group start, with the indices after them."""
        return self.scan.classes.get(PREFIX + name, {})

    def sentence(self, index: int) -> Sentence:
        """The sentence of a token."""
        return self.scan.sentences[self.scan.sentence_of[index]]

    def clause(self, index: int) -> range:
        """The tokens around `index` up to the next words that break a sentence (";", "because", "but")."""
        return self._clauses[self._clause_of[index]]

    def _split(self) -> tuple[list[range], list[int]]:
        """The clauses, and the clause of every token."""
        clauses: list[range] = []
        clause_of = [-1] * len(self.words)
        for sentence in self.scan.sentences:
            first = sentence.first
            for index in range(sentence.first, sentence.last):
                clause_of[index] = len(clauses)
                breaks = self.words[index] in self._breaks
                if breaks or index + 1 == sentence.last:
                    clauses.append(range(first, index if breaks else index + 1))
                    first = index + 1
        return clauses, clause_of

    def _resume(self) -> None:
        """Make a clause that resumes after an insertion begin where it began before it."""
        for close, opening in sorted(self.inserted.items()):
            after = close + 1
            if after < self.scan.limits[close] and self.words[opening - 1] not in self._breaks:
                whole = range(self.clause(opening - 1).start, self.clause(after).stop)
                self._clauses[self._clause_of[after]] = whole

    def _joints(self) -> list[int]:
        """The first "and" of each clause (or its end); an insertion has its own."""
        within = {index for close, opening in self.inserted.items() for index in range(opening, close)}
        return [
            next(
                (at for at in clause if self.words[at] == "and" and (at not in within or clause.start in within)),
                clause.stop,
            )
            for clause in self._clauses
        ]

    def before(self, index: int, lower: int) -> int:
        """The nearest token before `index` that is not an adverb or inserted, or -1 at the start of the clause."""
        at, least, lower = index - 1, lower, max(lower, index - _NEAR)
        while at >= lower:
            if at in self.inserted:
                opening = self.inserted[at]
                at, lower = opening - 1, max(least, lower - (at + 1 - opening))
            elif at in self._between:
                at = self._between[at] - 1  # "more than halves", "all but cures"
            elif self.words[at] == "," and at - 1 in self._between:
                at = self._opened(self._between[at - 1] - 1, at)
                if self.words[at] == ",":
                    break
            elif self.adverb(at) or self.words[at] in _QUOTES:
                at -= 1
            else:
                break
        return at if at >= lower else -1

    def _opened(self, comma: int, closing: int) -> int:
        """The token before the first of two commas ("does, in the end, help"); the second if there is no first."""
        return comma - 1 if comma > 0 and self.words[comma] == "," else closing

    def adverb(self, index: int) -> bool:
        """True for words that may come between a subject and its verb."""
        word = self.words[index]
        return word in self.set("adverb") or (word.endswith("ly") and len(word) > 4)

    def nominal(self, index: int) -> bool:
        """True if the word can be the end of a subject: no function word, no punctuation."""
        word = self.words[index]
        return word not in self._closed and (word[0].isalnum() or word in self.set("pronoun"))

    def opens_object(self, index: int) -> bool:
        """True if a noun phrase can start at `index`."""
        limit = self.scan.limits[index - 1]
        if index >= limit:
            return False
        word = self.words[index]
        if word == "that":
            return index + 1 < limit and self.words[index + 1] in self.set("bad")
        if word in self.set("relative") or self.adverb(index):
            return False
        return word in self.set("determiner") or (word not in self._closed and word[0].isalnum())

    def use(self, index: int, end: int, coordinated: bool, adjectival: bool) -> Use:
        """How the verb form at `index` is used; `end` is the index after the predicate's words.

        `coordinated` means that an accepted verb precedes it in the clause ("reduced pain and improved sleep"),
        `adjectival` that its past form often precedes a noun ("improved survival").
        """
        word = self.words[index]
        if self.hyphened(index):
            return ""
        clause = self.clause(index)
        previous = self.before(index, clause.start)
        if self.form(word) == "ing":
            return self._participle(index, previous)
        if previous < 0:
            return self._first(index, end, clause.start)
        if self.words[previous] == "to":
            return "active" if self._follows_raising_verb(previous, clause.start) else ""
        if self.form(word) in ("past", "base") and self.words[previous] in self.set("be"):
            return "passive"
        if word in self.set("homograph") and not self._verbal(index, previous, end):
            return ""
        return self._finite(index, previous, end, coordinated or not adjectival)

    def intransitive(self, index: int) -> Use:
        """Like `use`, for a verb that needs no object ("the pain vanished")."""
        previous, clause = self.before(index, self.clause(index).start), self.clause(index)
        while self.adverb(index) and index + 1 < clause.stop:
            index += 1  # "never came back"
        if self.is_a(previous, "have"):
            previous = self.before(previous, clause.start)  # "has vanished"
        if previous < 0 or self.hyphened(index) or self.form(self.words[index]) == "ing":
            return ""
        if self.words[previous] in self.set("modal") or self.words[previous] in self.set("pronoun"):
            return "active"
        fits = self.form(self.words[index]) != "base" or self._plural(previous)
        # "Crohn's" ends with what looks like a possessive.
        return "active" if fits and (self.nominal(previous) or self.words[previous] == "'s") else ""

    def describes(self, index: int) -> bool:
        """True for a verb that only identifies or dates something ("pain that lasts", "after the cut has healed")."""
        clause = self.clause(index)
        previous = self.before(index, clause.start)
        if self.is_a(previous, "relative") and self.words[previous - 1] != ",":
            return True
        drugs = self.scan.classes.get("drug", {})
        for at in range(index - 1, max(index - _SINCE, clause.start - 1, -1), -1):
            if at in drugs:
                return False
            if self.is_a(at, "until"):
                return True
        return self.is_a(clause.start - 1, "until") and clause.start > index - _SINCE

    def _participle(self, index: int, previous: int) -> Use:
        if previous >= 0 and self.words[previous] in self.set("be"):
            return "active"
        comma = index - 1
        while comma >= 0 and self.adverb(comma):
            comma -= 1
        follows = comma - self.clause(index).start >= _SAID_BEFORE
        return "participle" if follows and self.words[comma] == "," else ""

    def _first(self, index: int, end: int, start: int) -> Use:
        # A clause that begins with "Reverses ..." has lost its subject; "Reduced pain" and "Reverse ..." have not.
        word = self.words[index]
        if word.endswith("s") and not word.endswith("ss") and self.opens_object(end):
            return "active"
        return ""

    def _follows_raising_verb(self, to: int, lower: int) -> bool:
        at = self.before(to, lower)
        return at >= 0 and self.words[at] in self.set("raising")

    def _verbal(self, index: int, previous: int, end: int) -> bool:
        """A form that may be a noun is a verb after a modal, or between a noun and an object."""
        word = self.words[previous]
        perfect = word in self.set("have") and self.form(self.words[index]) == "past"
        if word in self.set("modal") or perfect:
            return True
        return self.opens_object(end) and (self.nominal(previous) or word in self.set("coordinator"))

    def _finite(self, index: int, previous: int, end: int, coordinated: bool) -> Use:
        earlier, form = self.words[previous], self.form(self.words[index])
        if earlier in self.set("modal"):
            return "active"
        if earlier in self.set("relative") or earlier in self.set("pronoun"):
            return "active"
        if form == "base" and self.nominal(previous) and self.inverted(index):
            return "active"
        if not self.opens_object(end):
            return "active" if form == "s" and self.nominal(previous) else ""
        if form == "past" and earlier in self.set("have"):
            return "active" if earlier == "has" or self.words[end] in self.set("determiner") else ""
        if form == "past" and earlier in self.set("holding"):
            return ""
        if earlier in self.set("coordinator") or earlier == ",":
            return "active" if coordinated else ""
        if not self.nominal(previous) or (form == "base" and not self._plural(previous)):
            return ""
        return "active"

    def inverted(self, index: int) -> bool:
        """True in a clause that opens with its auxiliary ("Does the cream ease pain?"), possibly after "why"."""
        clause = self.clause(index)
        opening = clause.start
        while opening < index and (self.words[opening] in _QUOTES or self.is_a(opening, "asking")):
            opening += 1
        return opening < index - 1 and self.is_a(opening, "modal") and not self.is_a(opening + 1, "modal")

    def form(self, word: str) -> str:
        """base, s, past or ing: which form of a verb the word would be."""
        known = self._irregular.get(word)
        if known:
            return known
        for ending, form in (("ing", "ing"), ("ed", "past"), ("ss", "base"), ("s", "s")):
            if word.endswith(ending):
                return form
        return "base"

    def _plural(self, index: int) -> bool:
        word = self.words[index]
        if (word.endswith("s") and not word.endswith(("ss", "us", "is"))) or word in self.set("plural"):
            return True
        return self._joined[self._clause_of[index]] < index or self._many_of(index)

    def _many_of(self, index: int) -> bool:
        """True for the "drug" of "low doses of the drug": the head of the subject is plural."""
        for at in range(index - 1, max(index - _OF_WITHIN, 0), -1):
            if self.words[at] in self.set("of"):
                head = self.words[at - 1]
                return head.endswith("s") and not head.endswith(("ss", "us", "is"))
        return False

    def hyphened(self, index: int) -> bool:
        """True for either half of "computer-aided" and "end-stage"."""
        return self._joint(index) or self._joint(index + 1)

    def _joint(self, index: int) -> bool:
        starts, ends = self.scan.tokens.starts, self.scan.tokens.ends
        if not 0 < index < len(starts) or starts[index] - ends[index - 1] != 1:
            return False
        return not self.scan.document.text[ends[index - 1]].isspace()


def _irregular(lexicon: Lexicon) -> dict[str, str]:
    """Every listed form of an irregular verb: the -s form, the past forms, the -ing form."""
    forms: dict[str, str] = {}
    for base, listed in lexicon.inflections.items():
        for form in listed:
            forms[form] = "ing" if form.endswith("ing") else "s" if form.endswith("s") else "past"
        # "cut" is its own past, which may follow any subject; after "to" or "may" the form is not asked.
        forms[base] = "past" if base in listed else "base"
    return forms
