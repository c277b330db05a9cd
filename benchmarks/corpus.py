"""A corpus to measure speed on: health articles put together, always the same ones, from text that is at hand.

Prose that Python itself ships (the topics of its help) makes the bulk, as an article has many words that no rule cares
for. One sentence in eight comes from the rules' own examples: those of the general packs in every article, those of a
drug's pack in one article out of ten, as in the archive of a magazine.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from pydoc_data.topics import topics

import yaml

RULES = Path(__file__).resolve().parent.parent / "rules"
_SENTENCE = re.compile(r"[A-Z][^.!?:|`*_<>{}\\]{30,220}[.!?](?=\s)")
_MARKS = re.compile(r"[«»]")
_SHARE = 8
_ABOUT_A_DRUG = 10
_GENERAL = ("health-writing",)


def write(folder: Path, articles: int, size: int) -> int:
    """Write so many articles of about so many characters; gives the bytes in all."""
    folder.mkdir(parents=True, exist_ok=True)
    made = 0
    for number, text in enumerate(texts(articles, size)):
        path = folder / f"{number // 100:03}" / f"{number:05}.md"
        path.parent.mkdir(exist_ok=True)
        made += path.write_text(text, encoding="utf-8")
    return made


def texts(articles: int, size: int) -> Iterator[str]:
    """The articles, each with headings, paragraphs and a list."""
    chance = random.Random(20261122)
    plain, general, every = sorted(set(_plain())), sorted(set(_examples(_GENERAL))), sorted(set(_examples()))
    for number in range(articles):
        spoken = general if number % _ABOUT_A_DRUG else every
        yield article(chance, plain, spoken, int(size * chance.uniform(0.4, 1.6)), f"Article {number}")


def article(chance: random.Random, plain: list[str], spoken: list[str], size: int, title: str) -> str:
    """One article of about `size` characters."""
    parts = [f"# {title}"]
    while sum(map(len, parts)) < size:
        sentences = [chance.choice(spoken if chance.randrange(_SHARE) == 0 else plain) for _ in range(5)]
        if chance.randrange(6) == 0:
            parts.append(f"## {' '.join(sentences[0].split()[:5])}")
        if chance.randrange(8) == 0:
            parts.append("\n".join(f"- {sentence}" for sentence in sentences[:3]))
        else:
            parts.append(" ".join(sentences))
    return "\n\n".join(parts) + "\n"


def one_text(size: int) -> str:
    """A single article of about `size` characters, about a drug."""
    chance = random.Random(size)
    return article(chance, sorted(set(_plain())), sorted(set(_examples())), size, "One article")


def _plain() -> Iterator[str]:
    for text in topics.values():
        for found in _SENTENCE.finditer(" ".join(text.split())):
            yield found[0]


def _examples(packs: Collection[str] = ()) -> Iterator[str]:
    for path in sorted(RULES.glob("*/[A-Z]*[0-9].yaml")):
        if packs and path.parent.name not in packs:
            continue
        examples = yaml.load(path.read_bytes(), yaml.CSafeLoader)["examples"]
        for text in (*examples["pass"], *examples["flag"][:3]):
            if isinstance(text, str) and "\n" not in text:
                yield _MARKS.sub("", text)
