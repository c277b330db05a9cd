"""The report of a wrong or missed finding: a text for an issue, which can be turned into an example of a rule."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Sequence

from healthlint.authoring.people import without_names
from healthlint.document.model import Block, Document
from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.fast_dataclass import dataclass
from healthlint.findings.model import Finding
from healthlint.report.inspect import draw
from healthlint.version import __version__

_NAME = "article"
"""The article's name in the report, since its path may name a person or a customer."""
_EXAMPLE = "pass:  # or flag:, with «» around what should be reported"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The blocks on a line: their text, the title of the article (empty if the line is the title), and the findings
    that begin in them."""

    text: str
    title: str
    findings: tuple[Finding, ...]


def paragraph(document: Document, line: int, engine: Engine) -> Paragraph | None:
    """The text on a line (from 1) of the file; in a Word file, lines are paragraphs. None if there is none."""
    blocks = [block for block in document.blocks if _first(document, block) <= line <= _last(document, block)]
    if not blocks:
        return None
    title = next((_text(document, block) for block in document.blocks if block.kind == "title"), "")
    first, last = _first(document, blocks[0]), _last(document, blocks[-1])
    found = engine.check(document).findings
    text = "\n\n".join(_text(document, block) for block in blocks)
    there = tuple(finding for finding in found if first <= finding.start.line <= last)
    return Paragraph(text, "" if title in text else title, there)


def write(found: Paragraph, engine: Engine) -> str:
    """The report in Markdown, with names of people replaced."""
    title, text = (_anonymous(each, engine) for each in (found.title, found.text))
    alone, context = _smallest(found, title, text, engine)
    codes = ", ".join(dict.fromkeys(f"{each.code} {each.name}" for each in found.findings))
    parts = [
        f"### {f'Wrong finding: {codes}' if codes else 'Missed finding'}",
        "**What would be right**\n\n(one sentence: no finding here, or another place or message, and why)",
        f"**The text** (names of people replaced)\n\n{_quoted(alone)}\n\n{context}",
        f"**Findings**\n\n{_listed(found.findings, engine) or 'none'}",
        f"**As an example for the rule**\n\n```yaml\n{_EXAMPLE}\n  - {_scalar(alone)}\n```",
        f"**What healthlint sees**\n\n```text\n{draw(engine.view(_document(alone)))}\n```",
        f"**Version**\n\n{_version(engine)}",
    ]
    return "\n\n".join(parts) + "\n"


def _smallest(found: Paragraph, title: str, text: str, engine: Engine) -> tuple[str, str]:
    """The shortest text with the same findings, if any: the paragraph, or the title with it."""
    wanted = {each.code for each in found.findings}
    for tried in dict.fromkeys((text, f"{title}\n\n{text}".strip())):
        if wanted <= {each.code for each in engine.check(_document(tried)).findings}:
            return tried, "The findings are the same on this text alone." if wanted else ""
    return tried, "On this text alone the findings differ: they depend on the rest of the article."


def _document(text: str) -> Document:
    return read_text(text, _NAME, "plain")


def _anonymous(text: str, engine: Engine) -> str:
    load = engine.speller()
    named = {word for each in engine.analyse(_document(text)).mentions for word in each.text.lower().split()}
    return without_names(text, load().vocabulary if load else None, lambda word: word.lower() in named)


def _listed(findings: Sequence[Finding], engine: Engine) -> str:
    return "\n".join(line for each in findings for line in _finding(each, engine))


def _finding(finding: Finding, engine: Engine) -> Iterator[str]:
    message, excerpt = (_anonymous(each, engine) for each in (finding.message, finding.excerpt))
    yield f"- {finding.code} {finding.name} ({finding.severity}) on '{excerpt}': {message}"
    for item in finding.evidence:
        yield f"  - fact {item.fact} of {item.source}: {item.statement}"


def _version(engine: Engine) -> str:
    packs = ", ".join(f"{pack.name} {pack.version}" for pack in engine.loaded.packs)
    reader = "on" if engine.reads else "off"
    return f"healthlint {__version__}, Python {platform.python_version()}, reader {reader}; {packs}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _scalar(text: str) -> str:
    """As YAML: a JSON string is one."""
    return json.dumps(text, ensure_ascii=False)


def _text(document: Document, block: Block) -> str:
    return document.written(block.span)


def _first(document: Document, block: Block) -> int:
    return document.position(document.prose.locate(block.span.start, block.span.end).start)[0]


def _last(document: Document, block: Block) -> int:
    return document.position(document.prose.locate(block.span.start, block.span.end).end)[0]
