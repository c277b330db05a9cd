"""Words from the packs that training needs: names of drugs, which are exchanged for one another, and medical words."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

_PLAIN = re.compile(r"[A-Za-z][A-Za-z -]{2,}")


def names(rules: Path) -> list[str]:
    """The plain names and brands of every drug that the lexicons of the packs list; not foods, not classes."""
    found = {"LDN", "low-dose naltrexone"}
    for file in sorted(rules.glob("*/lexicon/*.yaml")):
        for drug in (yaml.safe_load(file.read_text(encoding="utf-8")) or {}).get("drugs", ()):
            if drug["id"] == "alcohol" or drug["id"].startswith("vitamin"):
                continue
            listed = [name for key in ("names", "brands") for name in drug.get(key, ())]
            found |= {name for name in listed if _PLAIN.fullmatch(name)}
    return sorted(found)


def medical(rules: Path) -> list[str]:
    """The medical words of the vocabulary of `health-writing`."""
    return (rules / "health-writing" / "vocabulary" / "medical.txt").read_text(encoding="utf-8").split()
