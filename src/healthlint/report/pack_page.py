"""The contents of a pack for the terminal, and its rule reference as one page of Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence

from healthlint.packs.model import Loaded, Pack, Rule
from healthlint.report.rule_page import page
from healthlint.report.terminal import columns, fitted, room

_WIDTH = 88
_MOST = 8
"""The most names in a line."""


def reference(pack: Pack, loaded: Loaded) -> str:
    """The page: the pack, a table of its rules, and the full page of each; `loaded` includes the packs it requires."""
    about = " ".join(pack.description.split())
    head = [f"# {pack.title}", "", *([about, ""] if about else []), f"Pack {pack.name}, version {pack.version}.", ""]
    rules = sorted(pack.rules, key=lambda rule: rule.id)
    table = [*index(rules, _anchor), ""] if rules else []
    return "\n".join((*head, *table, *(page(rule, loaded, markdown=True, level=2) for rule in rules)))


def index(rules: Iterable[Rule], link: Callable[[Rule], str]) -> Iterator[str]:
    """The lines of a table of rules, each code with the link of its rule."""
    yield from ("| code | name | severity | pack | why |", "|---|---|---|---|---|")
    for rule in rules:
        severity = f"{rule.severity}, on request" if rule.optional else rule.severity
        cells = (f"[{rule.id}]({link(rule)})", rule.name, severity, rule.pack, " ".join(rule.why.split()))
        yield f"| {' | '.join(map(cell, cells))} |"


def cell(text: str) -> str:
    """A text as the cell of a table."""
    return text.replace("|", "\\|")


def _anchor(rule: Rule) -> str:
    return f"#{rule.id.lower()}-{rule.name}"


def ids(pack: Pack) -> str:
    """Everything that its lexicon names, by the ids used in facts, for a terminal."""
    parts = (
        (name, textwrap.fill(", ".join(found), room(_WIDTH), break_on_hyphens=False))
        for name, found in _ids_by_kind(pack).items()
        if found
    )
    return "\n\n".join(f"{name}\n{found}" for name, found in parts) or "no drug, condition or effect"


def _ids_by_kind(pack: Pack) -> dict[str, list[str]]:
    lexicon = pack.lexicon
    return {
        "drugs": [drug.id for drug in lexicon.drugs],
        "products": [name for drug in lexicon.drugs for name in drug.products],
        "conditions": [condition.id for condition in lexicon.conditions],
        "effects": [effect.id for effect in lexicon.effects],
    }


def summary(pack: Pack) -> str:
    """A pack and its contents, for a terminal."""
    dataset = pack.reference
    words = [f"{name} {_listed(found)}" for name, found in _ids_by_kind(pack).items() if found]
    families = sorted({rule.family for rule in pack.rules})
    rows = (
        ("folder", pack.path),
        ("requires", ", ".join(pack.requires)),
        ("rules", f"{len(pack.rules)} ({', '.join(families)})" if families else "none"),
        ("facts", f"{len(dataset.facts)} on {', '.join(dataset.drugs) or 'no drug'}" if dataset.facts else "none"),
        ("sources", ", ".join(source.id for source in dataset.sources)),
        ("lexicon", "; ".join(words)),
    )
    head = [f"{pack.name} {pack.version}: {pack.title}", *_wrapped(pack.description)]
    lines = (fitted(f"{name.ljust(9)} {text}", columns()) for name, text in rows if text)
    return "\n".join([*head, "", *lines])


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), room(_WIDTH))


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST} more (--ids)" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
