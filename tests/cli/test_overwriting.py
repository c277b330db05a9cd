"""What a run writes takes the place of nothing but an earlier report or baseline."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.cli.commands import Run, write

CLAIM = "Sage tea is a miracle.\n"


def link(to: str, name: str) -> str:
    os.symlink(to, name)
    return name


@pytest.mark.parametrize("output", ["a.md", "./a.md", "sub/../a.md", "absolute", "symbolic", "hard", "by-folder/a.md"])
@pytest.mark.parametrize("option", ["-o={}", "--format=sarif={}", "--output-file={}"])
@pytest.mark.parametrize("named", ["a.md", "."])
def test_no_report_over_an_article(cli: Run, output: str, option: str, named: str) -> None:
    write(CLAIM)
    Path("sub").mkdir()
    link(".", "by-folder")
    link("a.md", "symbolic")
    os.link("a.md", "hard")
    output = str(Path("a.md").absolute()) if output == "absolute" else output
    option = f"-o{output}" if option.startswith("-o") else option.format(output)
    status, out, err = cli("check", option, named)
    assert (status, out) == (2, "")
    assert err.startswith(f"healthlint: error: {output}: ")
    assert len(err.splitlines()) == 1
    assert Path("a.md").read_text(encoding="utf-8") == CLAIM
    assert Path("symbolic").is_symlink()
    assert Path("hard").samefile("a.md")


@pytest.mark.parametrize("text", ["import os\n", "name: tea\n", '{"title": "Tea"}', "\0\1\2", "notes"])
def test_no_report_overwrites_any_other_file(cli: Run, text: str) -> None:
    write(CLAIM)
    write(text, "there")
    for option in ("-othere", "--format=json=there"):
        status, _, err = cli("check", option, "a.md")
        said = "there: is not a report; remove it, or name another file"
        assert (status, err) == (2, f"healthlint: error: {said}\n")
    assert Path("there").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("form", ["text", "concise", "html", "json", "jsonl", "sarif", "gitlab", "junit", "rdjson"])
def test_an_earlier_report_is_written_anew_and_is_no_article(cli: Run, form: str) -> None:
    write(CLAIM)
    write("", "report.html" if form == "html" else "report.txt")
    (name,) = [path.name for path in Path().iterdir() if path.name.startswith("report")]
    for _ in range(3):
        status, out, err = cli("check", f"--format={form}={name}", "--format=json", ".")
        assert (status, err, json.loads(out)["summary"]["files"]) == (1, "", 1)
    assert "LAN001" in Path(name).read_text(encoding="utf-8")


def test_a_report_that_is_named_to_be_checked_is_an_article(cli: Run) -> None:
    write(CLAIM)
    cli("check", "--format=text=report.txt", "a.md")
    status, _, err = cli("check", "--format=text=report.txt", "report.txt")
    said = "report.txt: is one of the files to check; name another file for the report"
    assert (status, err) == (2, f"healthlint: error: {said}\n")


@pytest.mark.parametrize("other", ["out", "./out", "sub/../out", "absolute", "symbolic", "dangling"])
def test_two_formats_do_not_go_to_one_file(cli: Run, other: str) -> None:
    write(CLAIM)
    Path("sub").mkdir()
    if other != "dangling":
        write("", "out")
    link("out", other) if other in ("symbolic", "dangling") else None
    other = str(Path("out").absolute()) if other == "absolute" else other
    for options in (("--format=json=out", f"--format=sarif={other}"), ("--format=json=out", f"-o{other}")):
        status, out, err = cli("check", *options, "a.md")
        assert (status, out) == (2, "")
        assert f"{other}: two formats cannot be written to one file" in err
    assert not Path("out").exists() or not Path("out").read_bytes()


@pytest.mark.parametrize("name", ["a.md", "./a.md", "symbolic", "settings.yaml", "list.json"])
def test_no_baseline_over_anything_else(cli: Run, name: str) -> None:
    write(CLAIM)
    link("a.md", "symbolic")
    write("words: [tea]\n", "settings.yaml")
    write('{"schema": "mine/1", "findings": []}', "list.json")
    there = {path: path.read_bytes() for path in Path().iterdir()}
    for command in ("write", "prune"):
        status, out, err = cli("baseline", command, "--baseline", name, "a.md")
        said = "is not a baseline; `healthlint baseline write` creates one in a separate file"
        assert (status, out) == (2, "")
        assert err in (f"healthlint: error: {name}: {said}\n", f"healthlint: error: {Path(name)}: {said}\n")
    assert {path: path.read_bytes() for path in Path().iterdir()} == there


def test_a_baseline_of_another_version_is_written_anew(cli: Run) -> None:
    write(CLAIM)
    write('{"schema": "healthlint-baseline/0", "findings": [{"what": "ever"}]}', ".healthlint-baseline.json")
    assert cli("check")[0] == 2
    assert cli("baseline", "write")[0] == 0
    assert cli("check")[0] == 0


def test_the_dataset_overwrites_no_other_file(cli: Run) -> None:
    write(CLAIM)
    status, _, err = cli("reference", "build", "-o", "a.md")
    assert (status, Path("a.md").read_text(encoding="utf-8")) == (2, CLAIM)
    assert "a.md: is not a dataset" in err
    for _ in range(2):
        assert cli("reference", "build", "-o", "facts.json")[0] == 0


# ---- what lies elsewhere -------------------------------------------------------------------------


WRONG = "Ask about naltroxene.\n"
RIGHT = "Ask about naltrexone.\n"


def test_fixing_a_folder_does_not_follow_a_link_out_of_it(cli: Run) -> None:
    for name in ("folder/a.md", "folder/archive/d.md", "elsewhere/b.md"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        write(WRONG, name)
    write("exclude: [archive/]\n", "healthlint.yaml")
    link("../elsewhere/b.md", "folder/out.md")
    link("archive/d.md", "folder/excluded.md")
    for option in ("--diff", "--fix"):
        status, out, err = cli("check", option, "folder")
        assert status == 1
        assert f"notice: folder/out.md: links to {Path('elsewhere/b.md').absolute()} and is not fixed" in err
        assert f"notice: folder/excluded.md: links to {Path('folder/archive/d.md').absolute()} and is not fixed" in err
        assert "elsewhere" not in out
    assert [Path(name).read_text() for name in ("folder/a.md", "folder/archive/d.md", "elsewhere/b.md")] == [
        RIGHT,
        WRONG,
        WRONG,
    ]
    cli("check", "--fix", "folder/out.md")
    assert Path("elsewhere/b.md").read_text() == RIGHT


def test_a_link_inside_the_folder_is_the_file(cli: Run) -> None:
    write(WRONG, "z.md")
    link("z.md", "a.md")
    status, out, err = cli("check", "--fix", ".")
    assert (status, err) == (0, "")
    assert out.startswith("z.md:1:11: fixed TYP101")
    assert (Path("a.md").is_symlink(), Path("z.md").read_text()) == (True, RIGHT)


@pytest.mark.parametrize(
    "paths",
    [
        ["a.md", "./a.md"],
        ["a.md", "sub/../a.md"],
        [".", "a.md", "sub/.."],
        ["a.md", "absolute"],
        ["symbolic.md", "a.md", "symbolic.md"],
        ["a.md", "by-folder/a.md"],
        [".", "."],
        ["by-folder", "by-folder/a.md"],
    ],
)
def test_a_file_counts_once_however_it_is_named(cli: Run, paths: list[str]) -> None:
    write(CLAIM)
    Path("sub").mkdir()
    link(".", "by-folder")
    link("a.md", "symbolic.md")
    paths = [str(Path("a.md").absolute()) if path == "absolute" else path for path in paths]
    for jobs in ("1", "2"):
        report = json.loads(cli("check", "--format", "json", "--jobs", jobs, *paths)[1])
        assert (report["summary"]["files"], len(report["findings"])) == (1, 1)
    named = [path for path in paths if path.endswith(".md") and not Path(path).is_symlink()]
    assert report["findings"][0]["path"] in named[:1] or not named


def test_hard_links_are_files_of_their_own(cli: Run) -> None:
    write(CLAIM)
    os.link("a.md", "b.md")
    report = json.loads(cli("check", "--format", "json", ".")[1])
    assert [finding["path"] for finding in report["findings"]] == ["a.md", "b.md"]


# ---- patches -------------------------------------------------------------------------------------

PAGE = "<meta charset=iso-8859-1><p>caf\xe9 \x93Ask about naltroxene\x94 \x80\x81</p>\n"
TEXTS = {
    "plain": b"Tea.\n\nAsk about naltroxene.\n",
    "mark": b"\xef\xbb\xbfAsk about naltroxene.\n",
    "crlf": b"# Tea\r\n\r\nAsk about naltroxene.\r\n",
    "cr": b"Tea.\r\rAsk about naltroxene.\r",
    "mixed": b"Tea.\r\n\nAsk about naltroxene\r.\n\n",
    "open end": b"Tea.\n\nAsk about naltroxene.",
    "utf-16": "Tea.\n\nAsk about naltroxene \u0a0d \u0d0a.\n".encode("utf-16"),
    "signs": "--- a\n+++ b\n@@ -1 +1 @@\n\nAsk about naltroxene «µ» 🐟\x0c\u2028\x85.\n".encode(),
    "latin": PAGE.encode("latin-1"),
}
NAMES = [
    "a.md", "a b.md", "ta\tb.md", 'qu"ote.md', "back\\slash.md", "new\nline.md", "ä🐟.md", b"\xff.md", "sub/a [1].md",
    "sub/sub/c.md", "a.md 2020-01-01 10:00:00.md", "tail .md",
]  # fmt: skip


def git(*arguments: str) -> bytes:
    return subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], check=True, capture_output=True
    ).stdout


def applied(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str, folder: str = ".") -> None:
    """Has git apply what `check --diff` prints."""
    from healthlint.cli import run

    capfdbinary.readouterr()
    here = Path.cwd()
    os.chdir(folder)
    assert run(["check", "--diff", "--select", "TYP", *arguments]) == 1
    patch = capfdbinary.readouterr().out
    done = subprocess.run(["git", "apply", "-"], input=patch, capture_output=True, check=False)
    os.chdir(here)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_engine: None) -> None:
    monkeypatch.chdir(tmp_path)
    git("init", "-q", ".")
    git("config", "core.autocrlf", "false")


@pytest.mark.parametrize("text", TEXTS)
def test_git_takes_a_patch_of_every_text(
    text: str, repository: None, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = Path("a.html" if text == "latin" else "a.txt")
    path.write_bytes(TEXTS[text])
    git("add", "-A")
    applied(capfdbinary, ".")
    encoding = "utf-16-le" if text == "utf-16" else "ascii"
    wrong, right = ("naltroxene".encode(encoding), "naltrexone".encode(encoding))
    assert path.read_bytes() == TEXTS[text].replace(wrong, right) != TEXTS[text]


@pytest.mark.parametrize("inside", [True, False])
def test_git_takes_a_patch_of_every_name(
    inside: bool, repository: None, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    paths = [Path("drafts", os.fsdecode(name)) for name in NAMES]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(WRONG)
    git("add", "-A")
    applied(capfdbinary, "." if inside else "drafts", folder="drafts" if inside else ".")
    assert [path.read_text() for path in paths] == [RIGHT] * len(paths)


def test_git_takes_a_patch_of_a_word_file_beside_others(
    repository: None, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from tests.document.word.build import paragraph, word

    Path("a.docx").write_bytes(word(paragraph("Ask about naltroxene helps.")))
    write(WRONG, "b.md")
    applied(capfdbinary, ".")
    write(WRONG, "b.md")
    before = Path("a.docx").read_bytes()
    applied(capfdbinary, ".")
    assert Path("a.docx").read_bytes() == before
    assert Path("b.md").read_text() == RIGHT


def test_git_takes_a_patch_outside_of_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_engine: None, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("drafts").mkdir()
    write(WRONG, "drafts/a.md")
    os.symlink("drafts/a.md", "b.md")
    applied(capfdbinary, "b.md")
    assert (Path("b.md").is_symlink(), Path("drafts/a.md").read_text()) == (True, RIGHT)
