"""The example sentences of a pack of facts: which ones rules on any drug must flag, and which they must pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from healthlint.authoring.trial import marked
from healthlint.document.read import read_texts
from healthlint.engine import Engine
from healthlint.errors import PackError
from healthlint.findings.model import Finding
from healthlint.packs.locate import shown
from healthlint.packs.model import Example, Pack
from healthlint.packs.sentences import FILE, Sentences
from healthlint.typed_yaml import Node, convert, load_yaml


def sentences(pack: Pack) -> Sentences:
    """The example sentences of a pack; empty if there is no such file. Raises PackError."""
    path = Path(pack.path, FILE)
    if not path.is_file():
        return Sentences()
    node = load_yaml(path, shown=shown(path))
    found = convert(node, Sentences)
    for each, item in zip(found.flag, _items(node), strict=True):
        try:
            _ = Example(each.text).spans
        except ValueError as problem:
            raise PackError(f"{item.place}: {problem}") from None
    return found


def wrong(pack: Pack, examples: Sentences, engine: Engine) -> Iterator[str]:
    """The examples that fail, as a few lines of text each. A finding of any rule counts."""
    own = {fact.id for fact in pack.reference.facts}
    for number, flagged in enumerate(examples.flag, 1):
        example = Example(flagged.text)
        found = [finding for finding in _findings(engine, example.plain) if finding.code == flagged.code]
        spans = tuple(finding.span for finding in found)
        if not found or (example.spans and spans != example.spans):
            headline = f"{pack.name}/{FILE}: flag {number}: {flagged.code} is not underlined as stated"
            yield _lines(headline, example.text, marked(example.plain, spans))
    for number, text in enumerate(examples.pass_, 1):
        against = [finding for finding in _findings(engine, text) if own & {each.fact for each in finding.evidence}]
        if against:
            codes = ", ".join(finding.code for finding in against)
            headline = f"{pack.name}/{FILE}: pass {number}: is flagged by {codes}"
            yield _lines(headline, text, marked(text, [finding.span for finding in against]))


def _findings(engine: Engine, text: str) -> Sequence[Finding]:
    return [finding for document in read_texts(text, "example.txt") for finding in engine.check(document).findings]


def _items(node: Node) -> Sequence[Node]:
    flagged = node.get("flag")
    return flagged.items if flagged else ()


def _lines(head: str, expected: str, found: str) -> str:
    return f"{head}\n    - {expected}\n    + {found}"
