"""Packs that need not be opened for every text, and the index of the names that lead to them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from healthlint.analysis.lexicon import Drug, Lexicon, merge, merged_drugs, words
from healthlint.analysis.phrase_index import PhraseIndex
from healthlint.analysis.phrasebook import Term, named_terms, parser
from healthlint.packs import locate
from healthlint.packs.model import Loaded, Pack
from healthlint.packs.name_index import Leads, NameIndex

Thing = tuple[str, str]
"""What a name stands for: its kind and its id."""
_ELSEWHERE = ("groups", "inflections", "cues", "frames", "attributes", "qualifiers", "lists")
"""The parts of a lexicon that apply to every text."""
_OWNED = ("drug", "class")


def index(loaded: Loaded, content: bytes) -> NameIndex | None:
    """The index of packs without errors; None if every one of them is needed for every text."""
    closed = frozenset(_closed(loaded.packs))
    return _Names(loaded.packs, closed).index(content) if closed else None


def _closed(packs: Sequence[Pack]) -> Iterator[int]:
    always = {pack.name for pack in packs if not _facts_alone(pack)}
    needed: set[str] = set()
    while needed != always:
        needed = set(always)
        always.update(name for pack in packs if pack.name in needed for name in pack.requires)
    return (at for at, pack in enumerate(packs) if pack.name not in always)


def _facts_alone(pack: Pack) -> bool:
    """True for a third-party pack that only names things and states facts about them."""
    if locate.is_bundled(pack.path) or pack.rules or pack.formerly or Path(pack.path, "vocabulary").exists():
        return False
    if any(getattr(pack.lexicon, part) for part in _ELSEWHERE):
        return False
    return all(any(key in fact.about for key in _OWNED) for fact in pack.reference.facts)


class _Names:
    """Works out the packs that each name leads to, given which packs are `closed`."""

    def __init__(self, packs: Sequence[Pack], closed: Collection[int]) -> None:
        self._packs, self._closed = packs, closed
        self._lexicon = merge(pack.lexicon for pack in packs)
        self._drugs = merged_drugs(self._lexicon)
        self._concerned: dict[Thing, set[int]] = {}
        self._add_facts()
        self._add_news()
        for drug in self._drugs.values():
            for other in drug.sound_alikes:
                self._add(("drug", other), self._concerned.get(("drug", drug.id), ()))

    def index(self, content: bytes) -> NameIndex:
        """The complete index."""
        phrases, pattern = PhraseIndex(self._lexicon.groups.get("negator", ())), parser(self._lexicon)
        for term, phrase, leads in self._entries():
            if leads:
                phrases.add((term.capitals, leads), pattern(phrase))
        table = phrases.table()
        return NameIndex(
            folders=tuple(pack.path for pack in self._packs),
            open=tuple(at for at in range(len(self._packs)) if at not in self._closed),
            plain=table.plain,
            names=tuple(key for key in table.keys if isinstance(key, tuple)),
            near=self._slips(lambda drug: tuple(name for name in (*drug.names, *drug.all_brands) if name.isalpha())),
            wrong=self._slips(lambda drug: drug.misspellings),
            words=tuple(sorted(words(merge(self._packs[at].lexicon for at in self._closed)))),
            content=content,
        )

    def _add(self, thing: Thing, packs: Iterable[int]) -> None:
        self._concerned.setdefault(thing, set()).update(packs)

    def _add_facts(self) -> None:
        """Naming a drug requires every fact on it and on its classes."""
        by_class: dict[str, set[int]] = {}
        for at, pack in enumerate(self._packs):
            for fact in pack.reference.facts:
                if "class" in fact.about:
                    by_class.setdefault(fact.about["class"], set()).add(at)
                elif "drug" in fact.about:
                    self._add(("drug", fact.about["drug"]), (at,))
        for drug in self._drugs.values():
            for name in drug.classes:
                self._add(("drug", drug.id), by_class.get(name, ()))

    def _add_news(self) -> None:
        """Naming a thing requires the packs that add to the description of it in earlier packs."""
        known: dict[Thing, set[object]] = {}
        for at, pack in enumerate(self._packs):
            for thing, described in self._descriptions(pack.lexicon):
                if not described <= known.setdefault(thing, set()):
                    known[thing] |= described
                    self._add(thing, (at,))

    def _descriptions(self, lexicon: Lexicon) -> Iterator[tuple[Thing, set[object]]]:
        for kind, concepts in (("condition", lexicon.conditions), ("effect", lexicon.effects)):
            for concept in concepts:
                yield (kind, concept.id), set(concept.classes)
        for drug in lexicon.drugs:
            # Other names of a drug matter only if facts on it are documented.
            documented = bool(self._concerned.get(("drug", drug.id)))
            yield ("drug", drug.id), {*_nature(drug), *(_called(drug) if documented else ())}

    def _entries(self) -> Iterator[tuple[Term, str, Leads]]:
        """Every name in any pack, with the closed packs that it leads to."""
        seen: set[tuple[Term, str]] = set()
        first: dict[Term, int] = {}
        for at, pack in enumerate(self._packs):
            for term, phrase in named_terms(pack.lexicon, pack.lexicon.groups):
                # Of two equal names the later pack's counts, and a thing is as late as its first name.
                earliest = first.setdefault(term, at)
                if (term, phrase) not in seen:
                    seen.add((term, phrase))
                    yield term, phrase, self._leads((at, earliest, *self._concerned.get((term.kind, term.id), ())))

    def _leads(self, packs: Iterable[int]) -> Leads:
        """These packs as far as they are closed, and those that they require."""
        found: set[int] = set()
        waiting = [at for at in packs if at in self._closed]
        while waiting:
            at = waiting.pop()
            if at not in found:
                found.add(at)
                required = self._packs[at].requires
                waiting += [other for other in self._closed if self._packs[other].name in required]
        return tuple(sorted(found))

    def _slips(self, words_of: Callable[[Drug], Sequence[str]]) -> dict[str, Leads]:
        """For each word of a documented drug's names, the packs that a misspelling of it leads to."""
        found: dict[str, Leads] = {}
        for drug in self._drugs.values():
            for word in words_of(drug) if (leads := self._leads(self._concerned.get(("drug", drug.id), ()))) else ():
                found[word.lower()] = tuple(sorted({*found.get(word.lower(), ()), *leads}))
        return found


def _nature(drug: Drug) -> Iterator[object]:
    yield from (("class", name) for name in drug.classes)
    yield from (("alike", name) for name in drug.sound_alikes)
    yield from (("form", name, names) for name, names in drug.forms.items())


def _called(drug: Drug) -> Iterator[object]:
    yield from (("name", name) for name in (*drug.names, *drug.brands, *drug.abbreviations, *drug.misspellings))
    yield from (("product", name, names) for name, names in drug.products.items())
