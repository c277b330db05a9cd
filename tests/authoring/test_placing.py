"""Places are written beside the quotes of many facts at once."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from healthlint.cli.reference import reference
from healthlint.typed_yaml import load_yaml, unwrap

TEXT = "Adults take 10 mg a day. Children take none. Adults sleep."
FACTS = """\
# kept
- id: a
  type: dose-range
  quote: "10 mg a day"
  statement: ten

- id: b
  quote: Children take none
- id: c
  quote: Adults
- id: d
  at: [0, 6]
  quote: Adults
- {id: e, quote: none}
- id: f
  quote: "not there\"
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    text, facts = tmp_path / "leaflet.txt", tmp_path / "facts.yaml"
    text.write_text(TEXT, encoding="utf-8")
    facts.write_text(FACTS, encoding="utf-8")
    return text, facts


def test_unambiguous_places_are_filled_and_the_rest_is_listed(files: tuple[Path, Path]) -> None:
    text, facts = files
    result = CliRunner().invoke(reference, ["place", str(text), "--fill", str(facts)])
    assert result.exit_code == 1
    assert "2 places written" in result.output
    assert "'Adults' occurs 2 times" in result.output
    assert "'not there' is not in leaflet.txt" in result.output
    assert "on separate lines" in result.output
    entries = {entry["id"]: entry for entry in unwrap(load_yaml(facts))}
    for name, quote in (("a", "10 mg a day"), ("b", "Children take none")):
        start, end = entries[name]["at"]
        assert TEXT[start:end] == quote
        assert entries[name]["sha256"] == sha256(quote.encode()).hexdigest()
    kept = [line for line in facts.read_text(encoding="utf-8").splitlines() if line.strip()[:3] not in ("at:", "sha")]
    assert kept == [line for line in FACTS.splitlines() if line.strip()[:3] != "at:"]


def test_many_words_are_placed_at_once(files: tuple[Path, Path]) -> None:
    result = CliRunner().invoke(reference, ["place", str(files[0]), "10 mg", "Children"])
    assert result.exit_code == 0
    assert [line for line in result.output.splitlines() if line.startswith(("#", "at"))] == [
        "# 10 mg",
        "at: [12, 17]",
        "# Children",
        "at: [25, 33]",
    ]
