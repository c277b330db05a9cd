"""Which drug a whole article is about."""

from __future__ import annotations

from collections import Counter

from healthlint.analysis.about.naming import Name, Naming

_WEIGHTS = {"title": 5, "heading": 2, "field": 3}
_FIRST = 3
_LEAST = 2


def topic(naming: Naming) -> str:
    """The drug named most, weighted towards title, headings and first paragraph; "" if there is none.

    An article that names a drug in passing is not about it: no other drug may be named more often, whole classes aside.
    One mention is enough if it names the form ("low-dose") and no other drug is more than a side mention.
    """
    weights: Counter[str] = Counter()
    spoken_of: set[str] = set()
    for name in naming.listed:
        if name.general:
            continue
        weights[name.what] += _weight(naming, name)
        if name.formed or not name.aside:
            spoken_of.add(name.what)
    ranked = weights.most_common(2)
    if ranked and ranked[0][1] < _LEAST:
        only = next(iter(spoken_of)) if len(spoken_of) == 1 else ""
        return only if any(name.formed and name.what == only for name in naming.listed) else ""
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def _weight(naming: Naming, name: Name) -> int:
    block = naming.scan.sentences[name.sentence].block
    kind = naming.scan.document.blocks[block].kind
    return _WEIGHTS.get(kind, _FIRST if block == 0 else 1)
