"""What the rules of 03b4fe3 flagged and passed is still flagged and passed, whichever rule says it today."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from healthlint.authoring.trial import example_engine
from healthlint.document.read import read_texts
from healthlint.engine import Engine
from healthlint.fast_dataclass import dataclass
from healthlint.findings.model import Finding
from healthlint.packs.loader import load_bundled
from healthlint.packs.model import Example
from healthlint.triage.settings import Settings

SAVED = Path(__file__).with_name("examples_03b4fe3.jsonl")
LEAST = 0.97


@dataclass(frozen=True, slots=True)
class Saved:
    """An example as it stood with the rule of that code, flagged or passed."""

    code: str
    sort: str
    example: Example

    @property
    def family(self) -> str:
        return self.code.rstrip("0123456789")

    @property
    def is_reading(self) -> bool:
        """True for the example of a rule that only the taught reader can keep, which no test asks."""
        return int(self.code[len(self.family) :]) >= 300


def saved() -> list[Saved]:
    rows = map(json.loads, SAVED.read_text(encoding="utf-8").splitlines())
    return [Saved(row["code"], row["sort"], Example(row["text"], row.get("path", ""))) for row in rows]


@cache
def engine() -> Engine:
    loaded = load_bundled()
    return example_engine(next(pack for pack in loaded.packs if pack.name == "health-writing"), loaded)


@cache
def asked(*names: str) -> Engine:
    return engine().under(Settings(wanted=names))


def found(example: Example, *names: str) -> list[Finding]:
    documents = read_texts(example.plain, example.path or "example.txt")
    return [finding for document in documents for finding in asked(*names).check(document).findings]


def is_right(each: Saved) -> bool:
    """A flagged example is right when each of its marks is touched by a finding of the family (of the same caveat: all
    stand at the title); a passed one when what is found under its own code, or stands in its place, finds nothing."""
    if each.sort == "pass":
        return not found(each.example, each.code)
    # A rule that runs on request alone is no part of what its family selects.
    family = () if each.family == "CAV" else (each.family,)
    findings = found(each.example, each.code, *family)
    spans = each.example.spans
    return bool(findings) and all(any(finding.span.overlaps(span) for finding in findings) for span in spans)


@pytest.mark.slow
def test_nearly_all_of_them_are_right() -> None:
    kept = [each for each in saved() if not each.is_reading]
    assert len(kept) > 1400
    wrong = [f"{each.code} {each.sort}: {each.example.text!r}" for each in kept if not is_right(each)]
    assert len(wrong) <= (1 - LEAST) * len(kept), "\n".join(wrong)
