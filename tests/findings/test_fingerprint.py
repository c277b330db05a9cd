"""A finding is known again after edits elsewhere, and is another when its words or its sentence are."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import healthlint
from healthlint.findings.fingerprint import fingerprints
from healthlint.findings.location import from_root

CURE = "LDN cures fibromyalgia."


def known(text: str, path: str = "a.md") -> list[str]:
    return fingerprints(healthlint.check_text(text, path, ["EFF", "SUP001"]))


def test_edits_elsewhere_change_nothing() -> None:
    assert known(f"# LDN\n\n{CURE}") == known(f"# A new title\n\nAnd much more.\n\nMore. {CURE} The end.")


@pytest.mark.parametrize(
    "same", ["LDN  cures\nfibromyalgia.", "LDN cures **fibromyalgia**!", "LDN Cures Fibromyalgia."]
)
def test_equivalent_texts_have_the_same_fingerprint(same: str) -> None:
    assert known(same) == known(CURE)


@pytest.mark.parametrize("other", ["LDN cures asthma.", "They say: LDN cures fibromyalgia.", "LDN heals fibromyalgia."])
def test_another_sentence_is_another_finding(other: str) -> None:
    old, new = (fingerprints(healthlint.check_text(text, "a.md", "EFF201")) for text in (CURE, other))
    assert old
    assert not set(old) & set(new)


def test_path_and_rule_count() -> None:
    assert not set(known(CURE)) & set(known(CURE, "b.md"))
    (finding,) = healthlint.check_text(CURE, "a.md", "EFF201")
    assert len(set(fingerprints([finding, replace(finding, code="EFF002")]))) == 2


def test_a_finding_on_the_whole_article_survives_a_new_title() -> None:
    (finding,) = healthlint.check_text(CURE, "a.md", "EFF201")
    titles = (replace(finding, excerpt=title, sentence="") for title in ("LDN", "LDN and you"))
    assert len({fingerprints([title])[0] for title in titles}) == 1


def test_the_same_sentence_again_is_the_next_finding() -> None:
    once, twice = (fingerprints(healthlint.check_text(text, "a.md", "EFF201")) for text in (CURE, f"{CURE}\n\n{CURE}"))
    assert twice[0] == once[0]
    assert len(set(twice)) == 2


def test_an_idle_comment_is_known_by_itself() -> None:
    first, second = (known(f"Fine.\n\n<!-- healthlint: ignore {code} -->\n\nFine.") for code in ("EFF201", "EFF002"))
    assert len(first) == len(second) == 1
    assert first != second


def test_paths_are_seen_from_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    assert from_root("a.md", str(tmp_path)) == "in/a.md"
    assert from_root("./x/../a.md", str(tmp_path)) == "in/a.md"
    assert from_root(os.path.join(str(tmp_path), "..a.md"), str(tmp_path)) == "..a.md"
    assert from_root("../../elsewhere.md", str(tmp_path)) == "../../elsewhere.md"
    assert from_root("./a.md", "") == "a.md"
    assert from_root("<stdin>", str(tmp_path)) == "<stdin>"


@given(st.lists(st.sampled_from(["LDN cures fibromyalgia.", "LDN cures asthma.", "A word."]), max_size=6))
def test_no_two_are_alike(sentences: list[str]) -> None:
    marks = fingerprints(healthlint.check_text("\n\n".join(sentences), "a.md", "EFF201"))
    assert len(set(marks)) == len(marks)
