"""A pack of many rules that nobody wants, to see what the number of rules costs.

The rules are of the kinds that the bundled packs use most, each with phrases of its own, made of words that texts hold.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from pydoc_data.topics import topics

RULES = Path(__file__).resolve().parent.parent / "rules"
_PHRASES = 60
_RULE = """name: {name}
kind: term
severity: suggestion
message: "'{{text}}' is one of the phrases."
why: It is measured what a rule costs.
with:
  terms:
{terms}
examples:
  flag: ["It was «{first}» again.", "Again, «{second}»."]
  pass: ["Nothing.", "Nothing else."]
"""


def write(folder: Path, times: int) -> int:
    """Write a pack with so many times the rules of the bundled packs; gives their number."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(f"name: {folder.name}\ntitle: Many rules\nversion: '1'\n", encoding="utf-8")
    number = times * len(list(RULES.glob("*/[A-Z]*[0-9].yaml")))
    chance = random.Random(7)
    words = sorted(set(re.findall(r"\b[a-z]{4,12}\b", " ".join(topics.values()))))
    for at in range(number):
        terms = sorted({" ".join(chance.sample(words, chance.choice((2, 2, 3)))) for _ in range(_PHRASES)})
        code = f"{'MNY' if at < 1000 else 'MNZ'}{at % 1000:03}"
        text = _RULE.format(
            name=f"many-{at}", terms="\n".join(f"    - {term}" for term in terms), first=terms[0], second=terms[1]
        )
        (folder / f"{code}.yaml").write_text(text, encoding="utf-8")
    return number
