"""A rule pack in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from healthlint.analysis.lexicon import Lexicon
from healthlint.checks.base import Check, Severity
from healthlint.document.model import BlockKind
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern
from healthlint.reference.model import Reference
from healthlint.span import Span

Confidence = Literal["high", "medium", "low"]
Silence = Literal[
    "negated", "hedged", "questioned", "reported", "critic", "conditional", "quoted", "myth", "contrast", "asked"
]
"""The possible values of `unless`: contexts in which a rule stays silent."""
Safety = Literal["safe", "unsafe"]

_MARK = pattern("[«»]")


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule flags or passes, with « » around what is underlined. `path` gives it another format
    (`x.md`)."""

    text: str
    path: str = ""

    @property
    def plain(self) -> str:
        """The text without the marks."""
        return _MARK.sub("", self.text)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The marked spans in `plain`. Raises ValueError if marks do not pair."""
        places = [match.start() - index for index, match in enumerate(_MARK.finditer(self.text))]
        marks = _MARK.findall(self.text)
        if marks != ["«", "»"] * (len(marks) // 2):
            raise ValueError("the marks « and » do not pair")
        return tuple(Span(start, end) for start, end in zip(places[::2], places[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Repair:
    """A text before and after the fix of a rule."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Examples:
    """The texts that a rule flags, those that it passes, and its fixes."""

    flag: tuple[Example, ...]
    pass_: tuple[Example, ...]
    fix: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Former:
    """The code of a rule that others have replaced.

    code: the code that stays valid.
    name: its name, which stays valid too.
    now: the codes of the rules that replaced it.
    drug: the drug that it was about, if it now stands only for their findings on that drug.
    """

    code: str
    name: str
    now: tuple[str, ...]
    drug: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what to look for (`check`), when to stay silent (`where`, `unless`), and what to say.

    `path` is the file within the pack's folder, `fix` whether its replacements may be applied automatically. An
    `optional` rule runs only if selected by its code or name. Rules on any drug that it `replaces` leave its drug to
    it. With the taught reader, a hit counts only if the reader does not rule out all labels of `read_as` for its
    sentence. `formerly` are the codes that it replaces. A rule on any drug may run in parts (`packs/former.py`): this
    part is `only` about that drug, or about all drugs `but` those. `page` is the address of its page, if one is
    configured.
    """

    id: str
    name: str
    kind: str
    severity: Severity
    confidence: Confidence
    message: str
    why: str
    facts: tuple[str, ...]
    where: tuple[BlockKind, ...]
    unless: tuple[Silence, ...]
    check: Check
    examples: Examples
    path: str
    pack: str
    rationale: str = ""
    fix: Safety = "unsafe"
    optional: bool = False
    replaces: tuple[str, ...] = ()
    read_as: tuple[str, ...] = ()
    formerly: tuple[Former, ...] = ()
    only: str = ""
    but: tuple[str, ...] = ()
    page: str = ""

    @property
    def aliases(self) -> tuple[str, ...]:
        """The former codes and names that it answers to."""
        return tuple(name for former in self.formerly for name in (former.code, former.name))

    def speaks_of(self, drug: str) -> bool:
        """True if findings on a drug belong to this part of the rule."""
        return drug == self.only if self.only else drug not in self.but

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.id.rstrip("0123456789")


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of rules with their words and facts; `path` is the folder.

    `lexicon` and `reference` are the pack's own, without those of the packs it `requires`.
    """

    name: str
    title: str
    version: str
    rules: tuple[Rule, ...]
    lexicon: Lexicon
    reference: Reference
    path: str
    description: str = ""
    requires: tuple[str, ...] = ()
    formerly: tuple[Former, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """The usable packs, each after those it requires, and a line for each problem. `words` are correct spellings from
    packs that stay closed."""

    packs: tuple[Pack, ...]
    problems: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def reference(self) -> Reference:
        """The sources and facts of all packs."""
        return Reference.merge(pack.reference for pack in self.packs)

    @property
    def rules(self) -> Iterator[Rule]:
        """Every rule of every pack."""
        for pack in self.packs:
            yield from pack.rules

    @property
    def formerly(self) -> Iterator[Former]:
        """Every former code that rules replace."""
        for pack in self.packs:
            yield from pack.formerly

    def rule(self, code: str) -> Rule | None:
        """The rule with this code or name."""
        return next((rule for rule in self.rules if code in (rule.id, rule.name)), None)
