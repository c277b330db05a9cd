"""Reads one rule file of YAML, validating it as far as possible without the rest of its pack."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

from healthlint.checks.base import Check, Severity
from healthlint.document.model import BlockKind
from healthlint.errors import PackError
from healthlint.fast_dataclass import dataclass
from healthlint.packs.kinds import check_class
from healthlint.packs.locate import shown
from healthlint.packs.model import Confidence, Example, Examples, Repair, Rule, Safety, Silence
from healthlint.pattern import pattern
from healthlint.typed_yaml import Node, convert, load_yaml

NAME = pattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
"""The form of a rule's or pack's name."""
_VALUE = pattern(r"[a-z_]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Examples:
    flag: tuple[str | Example, ...]
    pass_: tuple[str | Example, ...]
    fix: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The keys of a rule's file.

    name: the name, in small letters with hyphens; it selects the rule as the code does.
    kind: the kind of check.
    severity: error, warning or suggestion.
    message: the text of a finding; {text} and other fields come from the kind.
    why: the reason, for the reader of the finding.
    examples: what it flags and passes, at least two of each, and what it fixes; « » are around what is underlined.
    confidence: how sure a finding is.
    facts: ids of the documented facts that support it.
    where: the kinds of block in which it looks.
    unless: contexts in which it stays silent.
    with: the keys of its kind.
    rationale: a published guide that says the same.
    fix: safe if a replacement may be applied automatically.
    optional: true if it runs only when selected by its code or name.
    replaces: codes or names of rules on any drug that leave this rule's drug to it.
    read_as: labels of the taught reader; if it rules all of them out for a sentence, the rule stays silent.
    """

    name: str
    kind: str
    severity: Severity
    message: str
    why: str
    examples: _Examples
    confidence: Confidence = "high"
    facts: tuple[str, ...] = ()
    where: tuple[BlockKind, ...] = ()
    unless: tuple[Silence, ...] = ()
    with_: Node | None = None
    rationale: str = ""
    fix: Safety = "unsafe"
    optional: bool = False
    replaces: tuple[str, ...] = ()
    read_as: tuple[str, ...] = ()


def rule_file(path: Path, pack: str) -> tuple[Rule, Node]:
    """The rule of one file and the node it was read from. Raises PackError with a line for every problem."""
    node = load_yaml(path, shown=shown(path))
    raw = convert(node, RuleFile)
    problems = list(_rule_problems(raw, node))
    check: Check | None = None
    try:
        check = convert(raw.with_ or Node("mapping", (), node.path, node.line, node.column), check_class(raw.kind))
    except ValueError as problem:
        problems.append(f"{_place(node, 'kind')}: {problem}")
    except PackError as problem:
        problems += str(problem).splitlines()
    if problems or check is None:
        raise PackError("\n".join(problems))
    rule = Rule(
        id=path.stem,
        name=raw.name,
        kind=raw.kind,
        severity=raw.severity,
        confidence=raw.confidence,
        message=raw.message.strip(),
        why=raw.why.strip(),
        facts=raw.facts,
        where=raw.where,
        unless=raw.unless,
        check=check,
        examples=_examples(raw.examples),
        path=path.name,
        pack=pack,
        rationale=raw.rationale.strip(),
        fix=raw.fix,
        optional=raw.optional,
        replaces=raw.replaces,
        read_as=raw.read_as,
    )
    return rule, node


def _examples(raw: _Examples) -> Examples:
    flag, pass_ = (
        tuple(Example(item) if isinstance(item, str) else item for item in items) for items in (raw.flag, raw.pass_)
    )
    return Examples(flag, pass_, raw.fix)


def _rule_problems(raw: RuleFile, node: Node) -> Iterator[str]:
    if not NAME.fullmatch(raw.name):
        yield f"{_place(node, 'name')}: name '{raw.name}' is not kebab-case (lower-case letters, digits, hyphens)"
    for key, text in (("message", raw.message), ("why", raw.why)):
        if not text.strip():
            yield f"{_place(node, key)}: expected text under '{key}', found nothing"
    for problem in _message_problems(raw.message):
        yield f"{_place(node, 'message')}: message: {problem}"
    found = _examples(raw.examples)
    lists = node.get("examples") or node
    for name, examples in (("flag", found.flag), ("pass", found.pass_)):
        if len(examples) < 2:
            yield f"{_place(lists, name)}: expected at least two examples under '{name}', found {len(examples)}"
    items = (lists.get("flag") or lists).items
    for item, example in zip(items, found.flag, strict=True):
        try:
            example.spans  # noqa: B018 - looked at for its complaint
        except ValueError as problem:
            yield f"{item.place}: {problem}"


def _message_problems(message: str) -> Iterator[str]:
    try:
        fields = [field for field in string.Formatter().parse(message) if field[1] is not None]
    except ValueError as problem:
        yield f"{problem}; write a literal brace twice"
        return
    for _, name, form, conversion in fields:
        # Python's format could access attributes, or pad a text to a billion characters.
        if form or conversion or not _VALUE.fullmatch(name or ""):
            yield f"braces may contain only the name of a value, found '{name}'"


def _place(node: Node, key: str) -> str:
    return (node.get(key) or node).place
