"""What is too large is refused by name before it costs anything, and how much is too large can be said."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.processes import environment

from healthlint.cli import run
from healthlint.document import json_text
from healthlint.document.read import each_in_bytes
from healthlint.errors import InputError
from healthlint.limits import Limits

CLAIM = "LDN cures fibromyalgia.\n"
CONFIG = "limits: {file-megabytes: 1, article-characters: 100}\n"

Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], one_engine: None
) -> Check:
    monkeypatch.chdir(tmp_path)
    Path("healthlint.yaml").write_text(CONFIG, encoding="utf-8")

    def check(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(["check", "--format", "concise", "--jobs", "1", *arguments])
        return status, *capsys.readouterr()

    return check


def test_files_and_articles_above_the_configured_limits_are_refused(check: Check) -> None:
    Path("a.md").write_text(CLAIM, encoding="utf-8")
    Path("large.md").write_text("a" * 1_000_001, encoding="utf-8")
    Path("long.md").write_text(CLAIM * 5, encoding="utf-8")
    Path("pages.jsonl").write_text(
        "".join(json.dumps({"id": n, "body": CLAIM * n}) + "\n" for n in (1, 5)), encoding="utf-8"
    )
    status, out, err = check(".")
    assert status == 2
    assert [line.partition(":")[0] for line in out.splitlines()] == ["a.md", "pages.jsonl"]
    long = "has more than 100 characters; split it, or raise limits: article-characters"
    assert err.splitlines() == [
        "healthlint: error: large.md: is larger than 1 MB",
        f"healthlint: error: long.md: {long}",
        f"healthlint: error: pages.jsonl: record 2 (id 5), field body: {long}",
    ]


def test_standard_input_has_the_same_limit(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, into: bytearray) -> int:  # type: ignore[override]
            into[:] = b"a" * len(into)
            return len(into)

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Endless())))
    assert check("-")[2] == "healthlint: error: standard input: is larger than 1 MB\n"


def test_a_word_file_and_a_page_are_articles_too() -> None:
    from tests.document.word.build import paragraph, word

    limits = Limits(article_characters=10)
    for name, data in (
        ("a.docx", word(paragraph("More than ten letters."))),
        ("a.html", b"<p>More than ten letters.</p>"),
    ):
        (found,) = each_in_bytes(data, name, limits=limits)
        assert isinstance(found, InputError)
        assert str(found).startswith(f"{name}: has more than 10 characters")


def test_the_depth_of_json_is_limited() -> None:
    json_text.parse("[" * json_text.DEEPEST + "]" * json_text.DEEPEST)
    for deep in (json_text.DEEPEST + 1, 100_000):
        with pytest.raises(json_text.JsonError, match="nested more than 200 deep"):
            json_text.parse("[" * deep + "]" * deep)


def test_oversized_files_are_refused_with_little_memory(tmp_path: Path) -> None:
    """A file of 100 MB is known for too long by its length, and one beyond that by what the folder says of it."""
    (tmp_path / "a.md").write_bytes(b"Tea is warm.\n" * 7_000_000)
    with (tmp_path / "b.md").open("wb") as sparse:
        sparse.truncate(2**40)
    command = [sys.executable, "-m", "healthlint", "check", "--isolated", "--jobs", "1", str(tmp_path)]
    done = subprocess.run(
        ["bash", "-c", f'ulimit -v {500 * 1024}; exec "$@"', "-", *command],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment(),
    )
    assert [line.split(": ")[-1].partition(";")[0] for line in done.stderr.splitlines()] == [
        "article-characters",
        "is larger than 100 MB",
    ]
    assert done.returncode == 2
