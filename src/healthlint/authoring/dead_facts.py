"""Facts that no article is ever compared with: about something that no lexicon names, or read by no rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from healthlint.analysis.edits import slips_from
from healthlint.analysis.lexicon import Lexicon, merge
from healthlint.analysis.word_classes import classes_of
from healthlint.checks.amount import Amount
from healthlint.errors import did_you_mean
from healthlint.packs.any_drug import checks, classes_by_drug, covered
from healthlint.packs.model import Loaded, Pack
from healthlint.reference.jurisdictions import is_approval
from healthlint.reference.model import Fact
from healthlint.reference.products import inherited

_SLIPS = 2
"""Names further apart than this many letters are different things."""
_SHOWN = 4
_ILL = ("condition", "effect")
_KNOWN_BY = {"drug": ("drug",), "with": ("drug",), "use": _ILL, "condition": _ILL, "effect": _ILL}
"""The keys of a fact that name something, with the kinds of thing allowed."""
_PLACE = {"agency", "country"}
_WORDS = {"with": "drug or class", "use": "condition"}


def misnamed(pack: Pack, loaded: Loaded) -> Iterator[tuple[Fact, str]]:
    """The facts about something that no lexicon names: an unknown drug, or a condition or effect that resembles a known
    one."""
    names = _names(merge(each.lexicon for each in loaded.packs), loaded)
    for fact in pack.reference.facts:
        for key, name in _subjects(fact):
            near = _near(name, names[key])
            if not _is_known(key, name, names) and (near or key in ("drug", "with")):
                what = f"fact '{fact.id}' is about the {_WORDS.get(key, key)} '{name}', which no lexicon names"
                yield fact, what + (did_you_mean(name, near) if near else "")


def unnamed(pack: Pack, loaded: Loaded) -> frozenset[str]:
    """The ids of the facts about something that no lexicon names."""
    names = _names(merge(each.lexicon for each in loaded.packs), loaded)
    return frozenset(
        fact.id
        for fact in pack.reference.facts
        if any(not _is_known(key, name, names) for key, name in _subjects(fact))
    )


def notes(pack: Pack, loaded: Loaded) -> Iterator[str]:
    """Other facts of a pack that no article is compared with, for information only."""
    names = _names(merge(each.lexicon for each in loaded.packs), loaded)
    strange: dict[str, list[Fact]] = {}
    for fact in pack.reference.facts:
        for key, name in _subjects(fact):
            if key not in ("drug", "with") and not _is_known(key, name, names) and not _near(name, names[key]):
                strange.setdefault(f"{_WORDS.get(key, key)} '{name}'", []).append(fact)
    for what, facts in strange.items():
        yield f"no lexicon names the {what} of {listed(facts)}: no article can mention it"
    if placeless := list(_placeless(pack.reference.facts)):
        yield f"no 'agency' or 'country' in {listed(placeless)}: words that name one are compared with no such approval"


def _placeless(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The approvals without a fact that says where they apply."""
    given = [fact for fact in facts if is_approval(fact)]
    placed = [_use(fact) for fact in given if _PLACE & fact.value.keys()]
    return (fact for fact in given if not _PLACE & fact.value.keys() and _use(fact) not in placed)


def _use(fact: Fact) -> tuple[str | None, ...]:
    return tuple(fact.about.get(key) for key in ("drug", "class", "product", "use"))


def unread(pack: Pack, loaded: Loaded) -> list[Fact]:
    """The facts that no rule reads."""
    read = {fact.id for fact in _read(loaded)} | {fact.id for fact, _ in misnamed(pack, loaded)}
    return [fact for fact in pack.reference.facts if fact.id not in read]


def way_out(facts: Iterable[Fact]) -> str:
    """Advice on facts that nothing reads."""
    if all(fact.draft for fact in facts):
        return "they are drafts; review them first"
    return "they are shown and compared only with other sources; docs/facts.md has the values that rules read"


def _subjects(fact: Fact) -> Iterator[tuple[str, str]]:
    yield from ((key, name) for key, name in fact.about.items() if key in _KNOWN_BY)
    if fact.type == "adverse-effect":
        yield "effect", str(fact.value["effect"])


def _names(lexicon: Lexicon, loaded: Loaded) -> Mapping[str, set[str]]:
    """What each key of a fact may name: the things, their classes, and the uses for which a rule has words."""
    classes = classes_of(lexicon)
    found = {
        key: {name for (kind, thing), names in classes.items() if kind in kinds for name in (thing, *names)}
        for key, kinds in _KNOWN_BY.items()
    }
    found["drug"] = {thing for kind, thing in classes if kind == "drug"}
    found["with"] |= {name for kind, name in classes if kind == "group"}
    found["use"] |= {use for rule in loaded.rules if isinstance(rule.check, Amount) for use in rule.check.uses}
    return found


def _is_known(key: str, name: str, names: Mapping[str, set[str]]) -> bool:
    return name in names[key] or (key == "with" and name.rstrip("s") in names[key])


def _near(name: str, known: Iterable[str]) -> list[str]:
    """The known names within a slip or two of this one."""
    slips = slips_from(name.encode())
    return [other for other in known if len(name) > _SLIPS + 2 and 0 < slips(other.encode()) <= _SLIPS]


def _read(loaded: Loaded) -> Iterator[Fact]:
    lexicon = merge(pack.lexicon for pack in loaded.packs)
    reference = inherited(loaded.reference, classes_by_drug(lexicon))
    drugs = covered(lexicon, reference)
    for rule in loaded.rules:
        yield from (reference.fact(name) for name in rule.facts if reference.has(name))
        for check in checks(rule, loaded.rules, drugs):
            yield from check.reads(reference)
    # A documented use makes a drug one that rules on any drug are about.
    yield from reference.select("indication")


def listed(facts: list[Fact]) -> str:
    more = f" and {len(facts) - _SHOWN} more" if len(facts) > _SHOWN else ""
    return ", ".join(f"'{fact.id}'" for fact in facts[:_SHOWN]) + more
