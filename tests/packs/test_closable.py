"""Packs of facts that a text does not name stay closed, and what is found is the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from benchmarks.many_packs import drug_of, write
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.engines import Engines
from healthlint.packs import locate, stamps
from healthlint.packs.loader import load_packs

FACT = """
- id: {id}
  type: {type}
  about: {about}
  value: {value}
  stance: {stance}
  source: leaflet
  at: [0, 4]
  sha256: 3bd2e4a1d1a28b0ae5ed0eb8e5a1cc55d2ab4ed7a3a8d2f9c1c0a4a0f6b5d7e1
  statement: so says the leaflet
"""
SOURCE = """
- {id: leaflet, title: A leaflet, publisher: P, author: null, date: "2026-01-31", kind: patient leaflet,
   attitude: cautious, file: leaflet.txt, sha256: 9328a8549db7cc6bd5997f3ee78aed27f6441aa1b41f1e5eda0ef7d266068b44}
"""
PACKS = {
    # A drug with a dose, a name that is taken for another one, a misspelling, an abbreviation, a class.
    "zelvorin": """
drugs:
  - {id: zelvorin, names: [zelvorin], brands: [calmexa], abbreviations: [ZVN], misspellings: [zelforine],
     sound_alikes: [zalvirone], classes: [zelvans]}
""",
    # Facts on the class, by a pack that names no drug of it, and accepted words.
    "zelvans": "words: [fribbelation]\ndecoys: [zelvorin receptor+]\n",
    # Names that others have, and a class of an illness that they have not.
    "quibb": """
drugs: [{id: zelvorin, names: [zelvorin hydrate]}, {id: zalvirone, names: [zalvirone]}]
conditions: [{id: migraine, names: [head storm+], classes: [quibbian]}]
""",
}
FACTS = {
    "zelvorin": [
        ("indication", "{drug: zelvorin, use: migraine}", "{basis: approved, effect: treats}", "asserts"),
        ("dose-range", "{drug: zelvorin, use: migraine}", "{low: 10, high: 20, unit: mg, per: day}", "asserts"),
        ("efficacy", "{drug: zelvorin, condition: migraine}", "{verdict: curative}", "denies"),
    ],
    "zelvans": [("interaction", "{class: zelvans, with: alcohol}", "{advice: avoid}", "asserts")],
    "quibb": [("regulatory-status", "{drug: zelvorin}", "{status: prescription}", "asserts")],
}
TEXTS = (
    "Yoga cures migraine. Take 50 mg of ibuprofen every day.",
    "Zelvorin cures migraine. Take 45 mg of zelvorin a day, with a beer if you like: alcohol is no problem.",
    "Calmexa is sold over the counter, and 45 mg a day is the usual dose.",
    "ZVN works for everyone, and zvn is no word.",
    "The zelvorin receptor cures migraine.",
    "Zelforine against migraine: 10 mg a day. Zelvorrin is another one.",
    "Zalvirone is approved for migraine, 10 mg a day.",
    "Head storms vanish with ginger; ginger cures head storms.",
    "A fribbelation is a fribelation is a revascularization.",
    "Zel-\nvorin cures migraine. Zelvоrin with a Cyrillic letter cures it, too.",
    "Zelvorin hydrate has no side effects whatever.",
)
"""What names some of the packs, and what only seems to."""


def packs(folder: Path) -> list[Path]:
    """The packs above, as folders."""
    for name, lexicon in PACKS.items():
        (folder / name / "lexicon").mkdir(parents=True)
        (folder / name / "lexicon" / "names.yaml").write_text(lexicon, encoding="utf-8")
        head = f"name: {name}\ntitle: {name}\nversion: 1.0.0\nrequires: [health-writing]\n"
        (folder / name / "pack.yaml").write_text(head, encoding="utf-8")
        (folder / name / "sources.yaml").write_text(SOURCE, encoding="utf-8")
        facts = (
            FACT.format(id=f"{name}-{at}", type=type_, about=about, value=value, stance=stance)
            for at, (type_, about, value, stance) in enumerate(FACTS[name])
        )
        (folder / name / "facts.yaml").write_text("".join(facts), encoding="utf-8")
    return [folder / name for name in PACKS]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("packs")
    return (*locate.pack_dirs(), *packs(folder), *write(folder, range(6)))


@pytest.fixture(scope="module")
def whole(folders: tuple[Path, ...]) -> Engine:
    return Engine(load_packs(folders))


@pytest.fixture(scope="module", autouse=True)
def known(tmp_path_factory: pytest.TempPathFactory, folders: tuple[Path, ...]) -> Iterator[None]:
    """An earlier run has seen the packs, which were not changed just before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stamps, "_SETTLED", -(10**18))
        patch.setenv("HEALTHLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        sparing().of(folders)
        yield


def sparing(problems: list[str] | None = None) -> Engines:
    return Engines(Engine, [] if problems is None else problems, sparing=True)


def opened(engine: Engine) -> set[str]:
    return {pack.name for pack in engine.loaded.packs if not locate.is_bundled(pack.path)}


def said(engine: Engine, text: str) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    report = engine.check(read_text(text, "a.md"))
    assert not report.broken
    return [finding.to_dict() for finding in report.findings], [each.to_dict() for each in report.not_checked]


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_is_found_without_the_packs_that_a_text_does_not_name(
    text: str, folders: tuple[Path, ...], whole: Engine
) -> None:
    engine = sparing().of(folders, read_text(text, "a.md"))
    assert len(opened(engine)) < len(PACKS) + 6
    assert said(engine, text) == said(whole, text)


WORDS = sorted({word for text in TEXTS for word in text.split()})


@settings(max_examples=examples(8))
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=25))
def test_whatever_a_text_says(folders: tuple[Path, ...], whole: Engine, words: Sequence[str]) -> None:
    text = " ".join(words)
    assert said(sparing().of(folders, read_text(text, "a.md")), text) == said(whole, text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Yoga cures lupus.", set()),
        (TEXTS[0], {"quibb"}),
        (TEXTS[1], {"zelvorin", "zelvans", "quibb"}),
        ("Calmexa helps.", {"zelvorin", "zelvans", "quibb"}),
        ("zvn is no word.", set()),
        ("A slip: zelvorrin.", {"zelvorin", "zelvans", "quibb"}),
        ("Head storms are bad.", {"quibb"}),
        ("A fribbelation of myocardial infarction.", set()),
        (f"{drug_of(4).capitalize()} helps.", {drug_of(4)}),
    ],
)
def test_only_packs_that_a_text_names_are_opened(folders: tuple[Path, ...], text: str, names: set[str]) -> None:
    assert opened(sparing().of(folders, read_text(text, "a.md"))) == names


def test_without_a_text_nothing_is_opened(folders: tuple[Path, ...]) -> None:
    assert opened(sparing().of(folders)) == set()


def test_opened_packs_stay_open_and_the_fourth_time_opens_all(folders: tuple[Path, ...]) -> None:
    engines = sparing()
    seen = [len(opened(engines.of(folders, read_text(f"{drug_of(at)} helps.", "a.md")))) for at in range(4)]
    assert seen == [1, 2, len(PACKS) + 6, len(PACKS) + 6]


def test_a_pack_that_is_changed_is_read_again(folders: tuple[Path, ...], tmp_path: Path) -> None:
    mine = tmp_path / "zelvorin"
    shutil.copytree(next(folder for folder in folders if folder.name == "zelvorin"), mine)
    some = (*locate.pack_dirs(), mine)
    sparing().of(some)
    assert opened(sparing().of(some)) == set()
    names = mine / "lexicon" / "names.yaml"
    names.write_text(names.read_text(encoding="utf-8").replace("calmexa", "galmexa"), encoding="utf-8")
    assert opened(sparing().of(some)) == {"zelvorin"}
    assert opened(sparing().of(some, read_text("Galmexa helps.", "a.md"))) == {"zelvorin"}


def test_a_pack_that_was_changed_just_before_is_not_trusted(
    folders: tuple[Path, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "_SETTLED", 10**12)
    mine = tmp_path / "zelvorin"
    shutil.copytree(next(folder for folder in folders if folder.name == "zelvorin"), mine)
    for _ in range(2):
        assert opened(sparing().of((*locate.pack_dirs(), mine))) == {"zelvorin"}


def test_a_broken_pack_is_told_of_every_time(folders: tuple[Path, ...], tmp_path: Path) -> None:
    mine = tmp_path / "zelvorin"
    shutil.copytree(next(folder for folder in folders if folder.name == "zelvorin"), mine)
    (mine / "facts.yaml").write_text("- id: nothing else\n", encoding="utf-8")
    for _ in range(2):
        problems: list[str] = []
        sparing(problems).of((*locate.pack_dirs(), mine))
        assert problems


def test_a_pack_with_a_rule_is_always_open(tmp_path: Path, folders: tuple[Path, ...]) -> None:
    mine = tmp_path / "zelvorin"
    shutil.copytree(next(folder for folder in folders if folder.name == "zelvorin"), mine)
    rule = (locate.rules_dir() / "health-writing" / "LAN001.yaml").read_text(encoding="utf-8")
    (mine / "ZEL001.yaml").write_text(rule.replace("sensational-language", "zelvorin-words"), encoding="utf-8")
    some = (*locate.pack_dirs(), mine)
    for _ in range(2):
        assert opened(sparing().of(some)) == {"zelvorin"}


@pytest.mark.slow
def test_two_hundred_packs(tmp_path: Path) -> None:
    some = (*locate.pack_dirs(), *write(tmp_path, range(200)))
    engine = sparing().of(some)
    drug = drug_of(137)
    about, other = f"{drug.capitalize()} is safe in pregnancy. Take 400 mg of {drug} a day.", "Yoga cures lupus."
    none = sparing().of(some, read_text(other, "a.md"))
    assert opened(none) == set()
    assert said(none, other) == said(engine, other)
    few = sparing().of(some, read_text(about, "a.md"))
    assert opened(few) == {drug}
    assert said(few, about) == said(engine, about)
    assert {finding["code"] for finding in said(few, about)[0]} >= {"DOS201"}
