"""What marked places of short articles are about (articles.yaml says how they are written)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from healthlint.analysis.result import Analysis
from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.packs.loader import load_bundled
from healthlint.span import Span

ARTICLES = [
    article
    for name in ("articles.yaml", "more.yaml")
    for article in yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
]
_MARKED = re.compile("«([^»]*)»")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_bundled())


def marked(engine: Engine, text: str, form: str) -> tuple[Analysis, list[Span]]:
    """The analysis of a text without its marks, and the stretches between them."""
    analysis = engine.analyse(read_text(re.sub("[«»]", "", text), f"x.{form}"))
    spans, at = [], 0
    for match in _MARKED.finditer(text):
        start = analysis.document.text.index(match[1], at)
        at = start + len(match[1])
        spans.append(Span(start, at))
    return analysis, spans


def fits(analysis: Analysis, span: Span, wanted: str) -> bool:
    found = analysis.about.subject_at(span)
    if wanted.startswith("~"):
        return found.sort == "treatment" and wanted[1:] in found.what.split()
    return found.what == (wanted if wanted != "-" else "")


@pytest.mark.parametrize("article", ARTICLES, ids=[each["text"].splitlines()[0].strip("# ") for each in ARTICLES])
def test_the_subject_of_a_span(engine: Engine, article: dict) -> None:
    analysis, spans = marked(engine, article["text"], article.get("format", "txt"))
    assert len(spans) == len(article["about"])
    wrong = [
        (analysis.scan.text(span), wanted, analysis.about.subject_at(span))
        for span, wanted in zip(spans, article["about"], strict=True)
        if not fits(analysis, span, wanted)
    ]
    assert not wrong
