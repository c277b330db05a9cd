"""What a finding is known by when the text around it has changed: never its line."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from healthlint.findings.location import from_root
from healthlint.findings.model import Finding
from healthlint.pattern import pattern

_WORD = pattern(r"\w+")


def fingerprints(findings: Iterable[Finding], root: str = "") -> list[str]:
    """One for each finding, no two alike: a SHA-256 of its path from `root`, its rule, the words it underlines, those
    of its sentence, and how many like it came before. Give all findings of a file at once, in order of place."""
    occurrences: Counter[tuple[str, ...]] = Counter()
    return [_mark(finding, finding.code, root, occurrences) for finding in findings]


def every(findings: Iterable[Finding], root: str = "") -> list[tuple[str, ...]]:
    """For each finding its own and those that it had under the codes in whose place its rule stands."""
    occurrences: Counter[tuple[str, ...]] = Counter()
    return [
        tuple(_mark(finding, code, root, occurrences) for code in dict.fromkeys((finding.code, *finding.formerly)))
        for finding in findings
    ]


def _mark(finding: Finding, code: str, root: str, occurrences: Counter[tuple[str, ...]]) -> str:
    import hashlib

    known = (from_root(finding.path, root), code, *_words_of(finding))
    occurrences[known] += 1
    text = "\0".join((*known, str(occurrences[known])))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _words_of(finding: Finding) -> tuple[str, str]:
    # What the whole article lacks is shown at its title, and is still missing under another one.
    return (_words(finding.excerpt), _words(finding.sentence)) if finding.sentence else ("", "")


def _words(text: str) -> str:
    """Without what an editor may change and mean the same: markup, punctuation, white space, capitals."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
