"""Problems of valid packs that would never show in the findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from healthlint.analysis.lexicon import Lexicon, merge
from healthlint.analysis.phrases import Word, parse, walk
from healthlint.analysis.tokens import tokenize
from healthlint.authoring import fact_review
from healthlint.authoring.dead_facts import misnamed, notes
from healthlint.authoring.migrating import migrations
from healthlint.authoring.trial import doubles, example_engine
from healthlint.fast_dataclass import dataclass
from healthlint.packs.locate import shown
from healthlint.packs.model import Loaded, Pack, Rule
from healthlint.packs.pack_folder import FACTS, LEXICON, SOURCES
from healthlint.packs.phrase_check import lexicon_phrases
from healthlint.typed_yaml import load_yaml

_CLASS = re.compile(r"<([\w-]+)(?::[\w-]+)?>")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to correct, or a `note` for information; `place` is `path:line:column`, or the path alone."""

    place: str
    message: str
    note: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {'note: ' * self.note}{self.message}"


def review(pack: Pack, loaded: Loaded, today: date) -> tuple[Remark, ...]:
    """The problems of a pack that loads; `loaded` has the packs it is used with."""
    seen = _Pack(pack, loaded)
    return (
        *_rules(seen),
        *_shadowed(seen),
        *_phrases(seen),
        *_groups(seen),
        *_outdated(seen),
        *_facts(seen, today),
        *_sources(seen, today),
    )


class _Pack:
    """A pack together with those it is used with, and the positions in its files."""

    def __init__(self, pack: Pack, loaded: Loaded) -> None:
        self.pack, self.loaded = pack, loaded
        self.folder = Path(pack.path)
        self.lexicon = merge(each.lexicon for each in loaded.packs)
        self._nodes = {
            path: load_yaml(path, shown=shown(path))
            for path in (*self.folder.glob("*.yaml"), *self.folder.glob(f"{LEXICON}/**/*.yaml"))
        }

    def place(self, text: str, name: str = "", last: bool = False) -> str:
        """The first (or last) place of a text in the pack, or in its file or folder `name`."""
        inside = self.folder / name
        found = [
            node.place
            for path, root in sorted(self._nodes.items())
            if inside == path or inside in path.parents
            for node in root.walk()
            if node.text == text
        ]
        return found[-1 if last else 0] if found else shown(inside)


def _rules(seen: _Pack) -> Iterator[Remark]:
    """Missing examples: for a fix, or for the underlined stretch."""
    for rule in seen.pack.rules:
        place = seen.place("examples", rule.path)
        if rule.fix == "safe" and not rule.examples.fix:
            yield Remark(place, "the rule's fixes are safe, but it has no example under 'fix'")
        if rule.kind not in _WHOLE and not any(example.spans for example in rule.examples.flag):
            yield Remark(place, "no example under 'flag' marks with « » what is underlined")


_WHOLE = ("caveat", "readability", "suppression")
"""Kinds whose findings are about the article, not about a stretch that an example could mark."""


def _shadowed(seen: _Pack) -> Iterator[Remark]:
    """Rules for which another rule takes every flagged example when all rules run."""
    engine = example_engine(seen.pack, seen.loaded) if seen.pack.rules else None
    for rule in seen.pack.rules:
        others = engine and not rule.optional and doubles(rule, engine)
        if others:
            named = ", ".join(sorted(set(others)))
            message = f"{rule.id} is shadowed by {named}, which is reported in all its examples; make them distinct"
            yield Remark(seen.place(rule.name, rule.path), message)


def _phrases(seen: _Pack) -> Iterator[Remark]:
    """Phrases that cannot match, and duplicates within a list."""
    for name, phrases in _lists(seen.pack):
        for phrase, times in Counter(phrases).items():
            if times > 1:
                yield Remark(seen.place(phrase, name, last=True), f"phrase {phrase!r} is listed {times} times")
            for word in _impossible(phrase, seen.lexicon):
                message = f"phrase {phrase!r} never matches: no text has the word {word!r}; split it into words"
                yield Remark(seen.place(phrase, name), message)


def _lists(pack: Pack) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every list of phrases with the file or folder that has it."""
    yield LEXICON, tuple(dict.fromkeys(lexicon_phrases(pack.lexicon)))
    for rule in pack.rules:
        for phrases in rule.check.phrases():
            yield rule.path, phrases.texts


def _impossible(phrase: str, lexicon: Lexicon) -> Iterator[str]:
    for item in walk(parse(phrase, lexicon.groups, lexicon.inflections)):
        if isinstance(item, Word) and not any(tokenize(word).words == (word,) for word in item.words):
            yield item.words[0]


def _groups(seen: _Pack) -> Iterator[Remark]:
    """Groups that no phrase refers to. In a pack that requires no other, it may be one that healthlint itself uses."""
    if not seen.pack.requires:
        return
    used = set(_referenced_groups(seen.loaded))
    elsewhere = {name for each in seen.loaded.packs if each is not seen.pack for name in each.lexicon.groups}
    for name in seen.pack.lexicon.groups:
        if name not in used and name not in elsewhere:
            yield Remark(seen.place(name, LEXICON), f"group '{name}' is not used by any phrase")


def _referenced_groups(loaded: Loaded) -> Iterator[str]:
    for pack in loaded.packs:
        texts = [*lexicon_phrases(pack.lexicon), *(text for rule in pack.rules for text in _texts(rule))]
        yield from (name for text in texts for name in _CLASS.findall(text))


def _texts(rule: Rule) -> Iterable[str]:
    return (text for phrases in rule.check.phrases() for text in phrases.texts)


def _outdated(seen: _Pack) -> Iterator[Remark]:
    """Names from older versions, as far as they can still be read."""
    for migration in migrations(seen.folder):
        for each in migration.found:
            yield Remark(f"{shown(migration.path)}:{each.line}:{each.column}", f"{each.message}; see `pack migrate`")


def _facts(seen: _Pack, today: date) -> Iterator[Remark]:
    """Facts that no article is compared with, whose quotes do not support them, or whose probes fail."""
    for fact, message in misnamed(seen.pack, seen.loaded):
        yield Remark(seen.place(fact.id, FACTS), message)
    for fact, message in fact_review.mistakes(seen.pack, seen.lexicon, today):
        yield Remark(seen.place(fact.id, FACTS), message)
    found = (fact_review.notes(seen.pack, seen.lexicon), fact_review.probed(seen.pack, seen.loaded))
    for message in chain(notes(seen.pack, seen.loaded), *found):
        yield Remark(shown(seen.folder / FACTS), message, note=True)


def _sources(seen: _Pack, today: date) -> Iterator[Remark]:
    """Sources that no fact was read from, or that are due for review."""
    used = {fact.source for fact in seen.pack.reference.facts}
    for source in seen.pack.reference.sources:
        place = seen.place(source.id, SOURCES)
        if source.id not in used:
            yield Remark(place, f"source '{source.id}' has no fact")
        if source.review_by and date.fromisoformat(source.review_by) < today:
            message = f"source '{source.id}' was to be reviewed by {source.review_by}; read it again and set a new date"
            yield Remark(place, message)
