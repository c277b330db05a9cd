"""The page of a rule, for the terminal and for the documentation: one text, two dresses."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Check
from healthlint.findings.model import FAMILIES
from healthlint.packs.model import Example, Loaded, Rule
from healthlint.pattern import pattern
from healthlint.span import Span

_WIDTH = 88
_INDENT = "  "
_WORDS = pattern(r"\S+\s*")

Section = tuple[str, list[str]]


def page(rule: Rule, loaded: Loaded, markdown: bool = False) -> str:
    """Everything that there is to know about a rule, ending with a line end."""
    head = f"{rule.id} {rule.name}"
    family = FAMILIES.get(rule.family, rule.family.lower())
    facts = f"{rule.severity}, {rule.confidence} confidence · {family} · kind {rule.kind} · pack {rule.pack}"
    blocks = [f"# {head}\n\n*{facts}*" if markdown else f"{head}\n{facts}"]
    for title, lines in _sections(rule, loaded):
        body = "\n".join(lines)
        if markdown:
            blocks.append(f"## {title}\n\n{_fenced(body) if title in _VERBATIM else body}")
        else:
            blocks.append(f"{title}\n{textwrap.indent(body, _INDENT)}")
    return "\n\n".join(blocks) + "\n"


_VERBATIM = ("Flagged", "Not flagged", "Phrases", "Fixed")


def _fenced(body: str) -> str:
    return f"```text\n{body}\n```"


def _sections(rule: Rule, loaded: Loaded) -> Iterator[Section]:
    sections: Iterable[Section] = (
        ("Why", _wrapped(rule.why)),
        ("What it looks for", _wrapped(_purpose(rule.check))),
        ("Phrases", _phrases(rule.check)),
        ("Settings", _settings(rule.check)),
        ("It says", _wrapped(rule.message)),
        ("Only in", _wrapped(", ".join(rule.where))),
        ("Silent where the words are", _wrapped(", ".join(rule.unless))),
        ("Flagged", _examples(rule.examples.flag)),
        ("Not flagged", _examples(rule.examples.pass_)),
        ("Fixed", [line for fix in rule.examples.fix for line in (f"- {fix.before}", f"+ {fix.after}")]),
        ("Documented facts", _facts(rule, loaded)),
        ("Published rationale", _wrapped(rule.rationale)),
    )
    return (section for section in sections if section[1])


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH - len(_INDENT), break_long_words=False, break_on_hyphens=False)


def _purpose(check: Check) -> str:
    return inspect.cleandoc(type(check).__doc__ or "").split("\n\n")[0]


def _phrases(check: Check) -> list[str]:
    return [text for found in dict.fromkeys(check.phrases()) for text in found.texts]


def _settings(check: Check) -> list[str]:
    """The scalar fields that the rule set, as it writes them under `with:`."""
    shown = []
    for item in fields(check):
        value = getattr(check, item.name)
        if value != item.default and not isinstance(value, Phrases | Mapping):
            text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
            shown += _hanging(f"- {item.name.rstrip('_')}: {text}")
    return shown


def _hanging(text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH - len(_INDENT), subsequent_indent=_INDENT, break_long_words=False, break_on_hyphens=False
    )


def _examples(examples: Iterable[Example]) -> list[str]:
    blocks = ["\n".join(_underlined(example)) for example in examples]
    return "\n\n".join(blocks).split("\n") if any("\n" in block for block in blocks) else blocks


def _underlined(example: Example) -> Iterator[str]:
    """The lines of an example, each with carets below what is marked."""
    text, spans = example.plain.rstrip("\n"), example.spans
    for start, line in _lines(text):
        yield line
        marks = "".join("^" if any(_holds(span, start + at) for span in spans) else " " for at in range(len(line)))
        if marks.strip():
            yield marks.rstrip()


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text, long ones broken between words, each with its offset."""
    at = 0
    for whole in text.split("\n"):
        start = end = at
        for word in _WORDS.finditer(text, at, at + len(whole)):
            if end > start and len(text[start : word.end()].rstrip()) > _WIDTH - len(_INDENT):
                yield start, text[start:end].rstrip()
                start = end
            end = word.end()
        yield start, text[start : at + len(whole)].rstrip()
        at += len(whole) + 1


def _facts(rule: Rule, loaded: Loaded) -> list[str]:
    lines = []
    measured = (fact for pack in loaded.packs for fact in rule.check.documented(pack.reference))
    for name in dict.fromkeys((*rule.facts, *(fact.id for fact in measured))):
        for reference in (pack.reference for pack in loaded.packs if pack.reference.has(name)):
            fact = reference.fact(name)
            source = reference.source(fact.source)
            origin = ", ".join(part for part in (source.title, source.publisher, source.date) if part)
            lines += _hanging(f"- {fact.statement} ({fact.id}; {origin}; the source {fact.stance} it)")
    return lines
