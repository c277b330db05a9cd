"""The lexicon of an imported pack: its drug with its products, and names in its facts that no other pack has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from healthlint.authoring.drafts.substance import Substance, slug
from healthlint.authoring.importing.entries import written
from healthlint.authoring.importing.naming import NewName, phrase
from healthlint.authoring.labels.model import Label

HEAD = """\
# yaml-language-server: $schema=../.schemas/lexicon.json
# The names that facts of labels use; names are phrases (docs/phrases.md). Add the words of articles beside a label's.
"""
_ORDER = ("drugs", "conditions", "effects")


def lexicon(label: Label, of: Substance, new: Iterable[NewName]) -> Mapping[str, list[dict[str, Any]]]:
    """The entries of a lexicon by their list."""
    found: dict[str, list[dict[str, Any]]] = {"drugs": [_drug(label, of)], "conditions": [], "effects": []}
    for each in new:
        classes = {"classes": list(each.classes)} if each.classes else {}
        found[each.where].append({"id": each.id, "names": list(each.phrases), **classes})
    return found


def merged(old: Mapping[str, Any], new: Mapping[str, list[dict[str, Any]]]) -> Mapping[str, list[dict[str, Any]]]:
    """The entries of `new` that are not in `old`, the content of a lexicon file."""
    return {
        where: [entry for entry in entries if entry["id"] not in {each.get("id") for each in old.get(where) or ()}]
        for where, entries in new.items()
    }


def text(lists: Mapping[str, list[dict[str, Any]]]) -> str:
    """Lists of entries as YAML."""
    parts = []
    for where in _ORDER:
        if lists.get(where):
            lines = (f"  - {written(entry)[2:].replace(chr(10) + '  ', chr(10) + '    ')}" for entry in lists[where])
            parts.append(f"{where}:\n{''.join(lines)}")
    return "".join(parts)


def _drug(label: Label, of: Substance) -> dict[str, Any]:
    names = [of.name, *(generic for generic in of.generics if generic != of.name and not of.several)]
    own = (each for each in label.products if not each.ingredients or any(map(of.holds, each.ingredients)))
    products = {slug(each.name.text): [phrase(each.name.text)] for each in own if slug(each.name.text) != of.id}
    brands = {"products": products} if products else {}
    return {"id": of.id, "names": list(dict.fromkeys(map(phrase, names))), **brands}
