"""A finding: what is wrong, where, by which rule, and the documented fact behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

if TYPE_CHECKING:
    from healthlint.checks.base import Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "suggestion")
FAMILIES = {
    "EFF": "efficacy",
    "SAF": "safety",
    "DOS": "dose",
    "FIG": "figure",
    "REG": "status",
    "INT": "interaction",
    "CAV": "caveat",
    "TYP": "typo",
    "CON": "consistency",
    "CIT": "citation",
    "LAN": "language",
    "READ": "readability",
    "ADV": "advice",
    "SUP": "suppression",
}


def family_name(letters: str) -> str:
    """The name of a family by its letters; a family of a third-party pack has only its letters, in lower case."""
    return FAMILIES.get(letters, letters.lower())


@dataclass(frozen=True, slots=True)
class Position:
    """`line` and `column` start at 1 and count code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """The visible part of the line that a finding begins in. The finding is from `start` to `end`, which may be after
    the end of the line. Long lines are cut on both sides. `numbered` is False if line numbers mean nothing to
    people."""

    text: str
    start: int
    end: int
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """A documented fact: its id, the source's id, title and address, and its statement in our words."""

    fact: str
    source: str
    statement: str
    title: str = ""
    url: str = ""

    def to_dict(self) -> dict[str, str]:
        """The object for findings and claims in JSON."""
        known = {"fact": self.fact, "source": self.source, "statement": self.statement}
        return {**known, "url": self.url} if self.url else known


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `span` of the file by `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that belong together; `safe` ones may be applied automatically.

    `display_only` edits are never applied: they show one of several possible corrections.
    """

    safe: bool
    edits: tuple[Edit, ...]
    display_only: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The object for findings in JSON."""
        edits = [{"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in self.edits]
        return {"safe": self.safe, **({"display_only": True} if self.display_only else {}), "edits": edits}


@dataclass(frozen=True, slots=True)
class Finding:
    """`span` is in the file as read (code points, markup included); `kind` is the kind of check that found it.

    `place` is the position in words ("paragraph 12, run 3"), for files without meaningful line numbers. `sentence` is
    the text around it, empty for a finding on the whole article; `line` is the part of it shown on a terminal.
    `related` are findings that say the same at other places and are folded into this one. `narrow` is true if it is
    about particular people or illnesses. `against` is the part of the file that it contradicts, if the file contradicts
    itself. `formerly` are the codes and names that it would have had before its rule replaced others. `help` is the
    address of the rule's page, empty if unknown. `company`: it counts only in an article with other findings."""

    path: str
    code: str
    name: str
    family: str
    severity: Severity
    message: str
    why: str
    span: Span
    start: Position
    end: Position
    excerpt: str
    evidence: tuple[Evidence, ...] = ()
    fix: Fix | None = None
    kind: str = ""
    place: str = ""
    sentence: str = ""
    line: Line = Line("", 0, 0)
    related: tuple[Finding, ...] = ()
    formerly: tuple[str, ...] = ()
    help: str = ""
    against: Span | None = None
    narrow: bool = False
    company: bool = False

    @property
    def places(self) -> tuple[Finding, ...]:
        """This finding and those folded into it."""
        return self, *self.related

    @property
    def repair(self) -> Fix | None:
        """The fix, if it may be applied automatically or on request."""
        return None if self.fix is None or self.fix.display_only else self.fix

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of `healthlint check --format json`."""
        return {
            "path": self.path,
            "code": self.code,
            "name": self.name,
            "family": self.family,
            "severity": self.severity,
            "message": self.message,
            "why": self.why,
            **({"help": self.help} if self.help else {}),
            **self._where(),
            "evidence": [item.to_dict() for item in self.evidence],
            "fix": self.fix and self.fix.to_dict(),
            **({"related": [self._other(each) for each in self.related]} if self.related else {}),
        }

    def _where(self) -> dict[str, Any]:
        return {
            "span": {"start": self.span.start, "end": self.span.end},
            "start": {"line": self.start.line, "column": self.start.column},
            "end": {"line": self.end.line, "column": self.end.column},
            **({"place": self.place} if self.place else {}),
            "excerpt": self.excerpt,
        }

    def _other(self, other: Finding) -> dict[str, Any]:
        return {"message": other.message, **other._where(), "fix": other.fix and other.fix.to_dict()}
