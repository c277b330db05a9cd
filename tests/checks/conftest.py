"""An invented drug with its words and facts, and articles about it: tests of checks depend on no bundled pack.

Velorin is given for lumbitis (5-10 mg) and for gripes (100 mg); dolomab is an opioid, velorix only sounds alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pytest

from healthlint.analysis.analyse import Analyser
from healthlint.analysis.frames import Frame
from healthlint.analysis.lexicon import Concept, Cue, Drug, Lexicon
from healthlint.analysis.phrasebook import Phrasebook, Phrases, compile_phrases, digest
from healthlint.authoring.trial import example_engine
from healthlint.checks.base import Article, Check, Hit
from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.packs.loader import load_bundled
from healthlint.reference.model import Fact, Reference, Source, Value
from healthlint.span import Span

LEXICON = Lexicon(
    groups={
        "negator": ("not", "never", "no"),
        "dose-step": ("by",),
        "about-beside": ("not", "with"),
        "about-compared": ("than", "unlike"),
        "about-determiner": ("a", "the"),
        "about-relative": ("which", "that"),
    },
    lists={"opens-a-rhythm": ("on",), "time-of-day": ("morning",)},
    drugs=(
        Drug(
            "velorin",
            names=("velorin",),
            classes=("calmer",),
            forms={"low-dose": ("VLN", "low dose velorin"), "patch": ("velopatch",)},
            sound_alikes=("velorix",),
        ),
        Drug("velorix", names=("velorix",), classes=("tonic",)),
        Drug("dolomab", names=("dolomab",), classes=("opioid",)),
        Drug("alcohol", names=("alcohol", "wine"), classes=("alcohol",)),
        Drug("brandol", names=("brandol",)),
    ),
    conditions=(
        Concept("lumbitis", names=("lumbitis",), classes=("chronic",)),
        Concept("gripes", names=("gripes",), classes=("acute",)),
    ),
    effects=(Concept("yawning", names=("yawning",)),),
    cues=(
        Cue("not", "negated", ("not", "never", "no")),
        Cue("may", "hedged", ("may", "might")),
        Cue("critics", "critic", ("critics say",), "both", within="sentence"),
        Cue("if", "conditional", ("if",)),
        Cue("ask", "questioned", ("?",), "backward", within="sentence"),
    ),
    frames=(
        Frame("cure", strength="cure", verbs=("cure",)),
        Frame("relieve", verbs=("relieve",)),
        Frame("cut", direction="down", verbs=("cut",)),
        Frame("proven", strength="proven", predicates=("(is|are) proven to help",)),
        Frame("linked", "association", "link", predicates=("is linked to",)),
    ),
)


@dataclass(frozen=True)
class Found:
    """A hit as a test wants to see it: `text` is what stands at its span (None: the whole article)."""

    text: str | None
    hit: Hit

    @property
    def values(self) -> dict[str, str]:
        return dict(self.hit.values)


FindingsOf = Callable[[str, str], list[tuple[str, str]]]
MakeFact = Callable[..., Fact]
Run = Callable[..., list[Found]]


def _fact(
    id: str,
    type: str,
    value: Value | None = None,
    source: str = "weekly",
    stance: str = "asserts",
    statement: str = "",
    **about: str,
) -> Fact:
    subject = {"drug": "velorin", **{key.rstrip("_"): item for key, item in about.items()}}
    return Fact(id, type, subject, value or {}, stance, source, statement or id, Span(0, 1), "0" * 64)  # type: ignore[arg-type]


@pytest.fixture
def fact() -> MakeFact:
    """Makes a fact about velorin; `with_="opioids"` is its `with`."""
    return _fact


@pytest.fixture(scope="session")
def english() -> Lexicon:
    """The grammar that claims are read with, without anything that has a name."""
    (found,) = (pack.lexicon for pack in load_bundled().packs if pack.name == "health-writing")
    return Lexicon(groups=found.groups, inflections=found.inflections, lists=found.lists)


@pytest.fixture
def lexicon() -> Lexicon:
    """The words of the invented drug."""
    return LEXICON


@pytest.fixture
def run(lexicon: Lexicon) -> Run:
    """Runs a check on a text; `facts` beside that velorin is given for lumbitis."""

    def run(
        check: Check,
        text: str,
        facts: Sequence[Fact] = (),
        path: str = "article.txt",
        folders: Sequence[str] = (),
        accepted: frozenset[str] = frozenset(),
        reader: object = None,
        suggest: bool = False,
    ) -> list[Found]:
        given = (_fact("given-for", "indication", condition="lumbitis"), *facts)
        sources = tuple(
            Source(name, name.title(), "Press", None, None, "page", "neutral", f"{name}.txt", "0" * 64)
            for name in dict.fromkeys(each.source for each in given)
        )
        analysis = Analyser(lexicon, _compiled(lexicon, check.phrases())).analyse(read_text(text, path))
        article = Article(analysis, Reference(sources, given), folders, accepted, reader, suggest)  # type: ignore[arg-type]
        return [Found(_shown(hit, article), hit) for hit in check.run(article)]

    return run


_PHRASEBOOKS: dict[str, Phrasebook] = {}


def _compiled(lexicon: Lexicon, wanted: Iterable[Phrases]) -> Phrasebook:
    """Each set of phrases once: with the bundled grammar that takes longer than the test."""
    phrases = tuple(wanted)
    key = digest(lexicon, phrases)
    if key not in _PHRASEBOOKS:
        _PHRASEBOOKS[key] = compile_phrases(lexicon, phrases)
    return _PHRASEBOOKS[key]


def _shown(hit: Hit, article: Article) -> str | None:
    """What stands at a hit, in the text or, where it was cut out of that, in the file."""
    if hit.place is not None:
        return article.document.source[hit.place.start : hit.place.end]
    return None if hit.span is None else article.text(hit.span)


@pytest.fixture
def texts(run: Run) -> Callable[..., list[str | None]]:
    """Like `run`, but only what stands at each hit."""

    def texts(*arguments: object, **settings: object) -> list[str | None]:
        return [found.text for found in run(*arguments, **settings)]

    return texts


@pytest.fixture
def phrases() -> Callable[..., Phrases]:
    """A list of phrases, as a rule writes it."""

    def phrases(*texts: str) -> Phrases:
        return Phrases(texts)

    return phrases


@pytest.fixture(scope="session")
def example_engine_of_all() -> Engine:
    """Every bundled pack and the invented drugs of its examples."""
    loaded = load_bundled()
    return example_engine(next(pack for pack in loaded.packs if pack.name == "health-writing"), loaded)


@pytest.fixture
def found(example_engine_of_all: Engine) -> FindingsOf:
    """What is underlined, and the message, by the findings of a rule on a text in Markdown."""

    def findings(text: str, code: str) -> list[tuple[str, str]]:
        report = example_engine_of_all.check(read_text(text, "a.md"))
        return [(each.excerpt, each.message) for each in report.findings if each.code == code]

    return findings
