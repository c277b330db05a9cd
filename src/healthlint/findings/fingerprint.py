"""The identity of a finding when the text around it changes; line numbers never matter."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from healthlint.findings.location import from_root
from healthlint.findings.model import Finding
from healthlint.pattern import pattern

_WORD = pattern(r"\w+")


def fingerprints(findings: Iterable[Finding], root: str = "") -> list[str]:
    """A unique SHA-256 for each finding, of its path from `root`, its rule, its underlined words, the words of its
    sentence, and the number of equal findings before it. Pass all findings of a file at once, in order of place."""
    occurrences: Counter[tuple[str, ...]] = Counter()
    return [_mark(finding, finding.code, root, occurrences) for finding in findings]


def every(findings: Iterable[Finding], root: str = "") -> list[tuple[str, ...]]:
    """For each finding its fingerprint and those under the former codes of its rule."""
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
    # A finding on the whole article is shown at its title and remains the same under another title.
    return (_words(finding.excerpt), _words(finding.sentence)) if finding.sentence else ("", "")


def _words(text: str) -> str:
    """The text without what an editor may change without changing its meaning: markup, punctuation, white space,
    capitals."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
