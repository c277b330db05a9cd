"""Labels as entries of sources.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from healthlint.authoring.drafts.substance import slug
from healthlint.authoring.labels.model import Label
from healthlint.pattern import pattern

_SET = pattern(r"set ([0-9a-zA-Z-]+), version")
_LONGEST = 4


def source(label: Label, taken: Iterable[str]) -> dict[str, Any]:
    """The entry of a label, with an unused id made of product and company."""
    name = label.products[0].name.text if label.products else PurePath(label.file).stem
    base = "-".join(slug(name).split("-")[:_LONGEST] + slug(label.maker).split("-")[:1]).strip("-")
    used, number, chosen = set(taken), 1, base
    while chosen in used:
        number += 1
        chosen = f"{base}-{number}"
    return {
        "id": chosen,
        "title": f"US label of {name}",
        "publisher": label.maker or "unknown",
        "author": None,
        "date": label.effective or None,
        "kind": f"drug label (set {label.set_id or 'unknown'}, version {label.version or '1'})",
        "attitude": "neutral",
        "file": PurePath(label.file).name,
        "sha256": label.sha256,
    }


def is_of(entry: Mapping[str, Any], label: Label) -> bool:
    """True if an entry is for the same or an earlier version of a label, or for its very file."""
    found = _SET.search(str(entry.get("kind", "")))
    return entry.get("sha256") == label.sha256 or bool(found and label.set_id and found[1] == label.set_id)
