"""`healthlint check --fix` and `--diff`: exactly the misspelled words change."""

from __future__ import annotations

import codecs
import io
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint import engine
from healthlint.cli import run
from healthlint.packs import loader

WRONG = "Naltroxene and fibromyalga, 5.0 mg."
RIGHT = "Naltrexone and fibromyalgia, 5 mg."
NAME = "naltroxene"

Result = tuple[int, str, str]
Run = Callable[..., Result]

_LOADED = loader.load_bundled()
_ENGINE = engine.Engine(_LOADED, ("TYP", "DOS101", "SUP"))
"""Compiled once; the command asks it for the rules that it is made with."""


@pytest.fixture
def fix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `healthlint check` with a few rules in an own folder."""
    monkeypatch.setattr(loader, "load_bundled", lambda: _LOADED)
    monkeypatch.setattr(engine, "Engine", lambda *_: _ENGINE)
    monkeypatch.chdir(tmp_path)

    def fix(*arguments: str) -> Result:
        capsys.readouterr()
        status = run(["check", "--select", "TYP,DOS101,SUP", *arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return status, said.out, said.err

    return fix


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("crlf.md", f"# Tea\r\n\r\n{WRONG}\r\n".encode(), f"# Tea\r\n\r\n{RIGHT}\r\n".encode()),
        ("cr.txt", f"Tea\r\r{WRONG}\r".encode(), f"Tea\r\r{RIGHT}\r".encode()),
        ("mixed.md", f"a\r\nb\n\n{WRONG}\n\n\n".encode(), f"a\r\nb\n\n{RIGHT}\n\n\n".encode()),
        ("open-end.txt", WRONG.encode(), RIGHT.encode()),
        ("blank.md", f"  \t\n\n{WRONG}   \n\t".encode(), f"  \t\n\n{RIGHT}   \n\t".encode()),
        ("bom.md", codecs.BOM_UTF8 + WRONG.encode(), codecs.BOM_UTF8 + RIGHT.encode()),
        ("wide.md", f"🐟 é {WRONG} µ".encode(), f"🐟 é {RIGHT} µ".encode()),
        (
            "utf16.txt",
            codecs.BOM_UTF16_LE + f"🐟 {WRONG}\r\n".encode("utf-16-le"),
            codecs.BOM_UTF16_LE + f"🐟 {RIGHT}\r\n".encode("utf-16-le"),
        ),
        (
            "utf16be.txt",
            codecs.BOM_UTF16_BE + WRONG.encode("utf-16-be"),
            codecs.BOM_UTF16_BE + RIGHT.encode("utf-16-be"),
        ),
        (
            "latin.html",
            f"<meta charset=iso-8859-1><p>caf\xe9 \x93{WRONG}\x94</p>".encode("latin-1"),
            f"<meta charset=iso-8859-1><p>caf\xe9 \x93{RIGHT}\x94</p>".encode("latin-1"),
        ),
        (
            "page.html",
            f"<p title='{NAME}'>{WRONG}<!-- {NAME} --></p>".encode(),
            f"<p title='{NAME}'>{RIGHT}<!-- {NAME} --></p>".encode(),
        ),
        ("code.md", f"`{NAME}` {WRONG}\n\n    {NAME}\n".encode(), f"`{NAME}` {RIGHT}\n\n    {NAME}\n".encode()),
        ("link.md", f"[{NAME}](https://x.org/{NAME})\n".encode(), f"[naltrexone](https://x.org/{NAME})\n".encode()),
        ("inside.md", b"nal**tro**xene\n", b"nal**tro**xene\n"),
        ("around.md", b"*nal*troxene\n", b"*nal*trexone\n"),
        ("hyphen.md", "nal\u00adtroxene\n".encode(), "nal\u00adtrexone\n".encode()),
        ("quiet.md", f"<!-- healthlint: ignore TYP101 -- a name -->\n{NAME}\n".encode(), None),
        ("idle.md", b"Tea.\n\n<!-- healthlint: ignore TYP101 -- so -->\nTea.\n", b"Tea.\n\nTea.\n"),
        ("dose.md", b"Take 45 mg of LDN.\n", None),
    ],
)
def test_exactly_the_wrong_words_change(fix: Run, name: str, before: bytes, after: bytes | None) -> None:
    Path(name).write_bytes(before)
    fix(name, "--fix")
    assert Path(name).read_bytes() == (before if after is None else after)
    fix(name, "--fix")
    assert Path(name).read_bytes() == (before if after is None else after)


def test_it_says_what_was_fixed_and_what_is_left(fix: Run) -> None:
    Path("a.md").write_text(f"{WRONG} Men ask about prostrate cancer.\n", encoding="utf-8")
    status, out, _ = fix("a.md", "--fix")
    assert status == 1
    assert "a.md:1:1: fixed TYP101 misspelled-health-word: 'Naltroxene' -> 'Naltrexone'" in out
    assert "1 file checked: 1 warning; 3 fixed; can be fixed: 1 with --fix --unsafe-fixes" in out.splitlines()
    status, out, _ = fix("a.md", "--fix", "--unsafe-fixes")
    assert (status, out.splitlines()[-1]) == (0, "1 file checked: nothing to report; 1 fixed")


def test_a_diff_names_the_command_that_applies_it(fix: Run) -> None:
    Path("a.md").write_text(f"{WRONG} Men ask about prostrate cancer.\n", encoding="utf-8")
    assert fix("a.md", "--diff")[2] == "next: healthlint check --fix applies this\n"
    assert fix("a.md", "--diff", "--unsafe-fixes")[2] == "next: healthlint check --fix --unsafe-fixes applies this\n"
    Path("a.md").write_text("Tea is hot.\n", encoding="utf-8")
    assert fix("a.md", "--diff") == (0, "", "")


def test_as_json(fix: Run) -> None:
    Path("a.md").write_text(WRONG, encoding="utf-8")
    _, out, _ = fix("a.md", "--fix", "--format", "json")
    told = json.loads(out)
    assert [(each["excerpt"], each["fix"]["edits"][0]["text"]) for each in told["fixed"]] == [
        ("Naltroxene", "Naltrexone"),
        ("fibromyalga", "fibromyalgia"),
        ("5.0 mg", "5 mg"),
    ]
    assert told["findings"] == []
    assert told["summary"]["fixed"] == 3


def test_a_diff_shows_and_changes_nothing(fix: Run) -> None:
    Path("a.md").write_text(f"Tea.\n\n{WRONG}\n", encoding="utf-8")
    status, out, _ = fix("a.md", "--diff")
    assert status == 1
    assert out == f"diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@\n Tea.\n \n-{WRONG}\n+{RIGHT}\n"
    assert WRONG in Path("a.md").read_text(encoding="utf-8")
    subprocess.run(["patch", "-s", "a.md"], input=out, text=True, check=True)
    assert RIGHT in Path("a.md").read_text(encoding="utf-8")
    assert fix("a.md", "--diff") == (0, "", "")


def test_standard_input_comes_out_fixed(fix: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO(codecs.BOM_UTF8 + f"{WRONG}\r\n".encode()))
    monkeypatch.setattr(sys, "stdin", given)
    passed = io.TextIOWrapper(io.BytesIO(), newline="")
    monkeypatch.setattr(sys, "stdout", passed)
    status, _, err = fix("-", "--fix", "--stdin-filename", "draft.md")
    assert passed.buffer.getvalue() == codecs.BOM_UTF8 + f"{RIGHT}\r\n".encode()  # type: ignore[attr-defined]
    assert status == 0
    assert "draft.md:1:1: fixed TYP101" in err


def test_a_file_that_cannot_be_written_is_reported_and_the_others_are_fixed(fix: Run) -> None:
    for name in ("a.md", "b.md"):
        Path(name).write_text(WRONG, encoding="utf-8")
    Path("a.md").chmod(0o444)
    status, out, err = fix("a.md", "b.md", "--fix")
    assert status == 2
    assert err == "healthlint: error: a.md: is read-only and was left unchanged; make it writable\n"
    assert Path("a.md").read_text(encoding="utf-8") == WRONG
    assert Path("b.md").read_text(encoding="utf-8") == RIGHT
    assert "a.md:1:1: warning TYP101" in out
    assert "b.md:1:1: fixed TYP101" in out


def test_mode_and_link_stay(fix: Run) -> None:
    Path("a.md").write_text(WRONG, encoding="utf-8")
    Path("a.md").chmod(0o640)
    os.symlink("a.md", "b.md")
    fix("b.md", "--fix")
    assert Path("b.md").is_symlink()
    assert stat.S_IMODE(Path("a.md").stat().st_mode) == 0o640
    assert Path("a.md").read_text(encoding="utf-8") == RIGHT


def test_unsafe_fixes_alone_mean_nothing(fix: Run) -> None:
    status, _, err = fix("--unsafe-fixes")
    assert status == 2
    assert "add --fix to apply them or --diff to see them" in err
