"""What nobody should have to read: each is answered in time, with the right status, and spoils nothing beside it.

Every row is a process of its own, for what is at stake is the process: that it ends, and how.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from tests.processes import HEALTHLINT, after_another, answer, without_rights

CLAIM = "LDN cures fibromyalgia.\n"
FOUND = "EFF201"
if os.name != "posix":
    pytest.skip("pipes, devices and permissions are those of POSIX", allow_module_level=True)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # Kept phrases save a second for each process; articles are not looked up.
    monkeypatch.delenv("HEALTHLINT_CACHE_DIR", raising=False)


def check(*arguments: str | bytes, before: Sequence[str] = ()) -> tuple[int, str, str]:
    return answer("check", "--isolated", "--format", "concise", *arguments, before=before)


def file(name: str | bytes, content: str | bytes = CLAIM) -> None:
    path = Path(os.fsdecode(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


# name, what lies there, status, and what is said: a finding where one is to be found, else the error after the name
CONTENTS: list[tuple[str, str | bytes, int, str]] = [
    ("empty.md", "", 2, "is empty: nothing to check"),
    ("blank.md", " \n\t\n", 2, "is empty: nothing to check"),
    ("binary.txt", bytes(range(256)), 2, "looks binary (NUL at byte 0); give a text, Markdown or HTML file"),
    ("nul.md", "LDN\0 cures fibromyalgia.", 2, "looks binary (NUL at byte 3); give a text, Markdown or HTML file"),
    ("bytes.txt", b"LDN cures \xff", 2, "not valid UTF-8 at byte 10; save it as UTF-8"),
    ("cut.txt", "LDN cures µ".encode()[:-1], 2, "not valid UTF-8 at byte 10; save it as UTF-8"),
    ("marked.txt", CLAIM.encode("utf-16"), 1, FOUND),
    ("unmarked.txt", CLAIM.encode("utf-16-le"), 2, "is UTF-16 without a byte-order mark; save it as UTF-8"),
    ("unmarked-be.txt", CLAIM.encode("utf-16-be"), 2, "is UTF-16 without a byte-order mark; save it as UTF-8"),
    ("odd.txt", CLAIM.encode("utf-16")[:-1], 2, "not valid UTF-16 at byte 48; save it as UTF-8"),
    ("wide.txt", CLAIM.encode("utf-32"), 2, "is UTF-32, which is not supported; save it as UTF-8"),
    ("deep.json", "[" * 100_000 + "]" * 100_000, 2,
     "line 1, column 1: lists and objects nested more than 200 deep; fix it there or export it again"),
    ("broken.json", '{"body": ', 2,
     "line 1, column 10: not valid JSON (Expecting value); fix it there or export it again"),
    ("empty.docx", "", 2, "is empty: nothing to check"),
    ("text.docx", CLAIM, 2, "is not a Word file (.docx is a zip archive); save it as .docx"),
    ("cut.docx", b"PK\3\4" + b"x" * 99, 2,
     "is a damaged Word file (File is not a zip file); open it in Word and save it again"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "status", "said"), CONTENTS, ids=[row[0] for row in CONTENTS])
def test_content(name: str, content: str | bytes, status: int, said: str) -> None:
    file(name, content)
    answer, out, err = check(name)
    assert answer == status
    if said == FOUND:
        assert (f" {FOUND} " in out, err) == (True, "")
    else:
        assert (out, err) == ("", f"healthlint: error: {name}: {said}\n")


LARGE: dict[str, Callable[[int], str]] = {
    "line.txt": lambda size: "tea " * (size // 4) + CLAIM,
    "word.txt": lambda size: "a" * size + " " + CLAIM,
    "quotes.md": lambda size: ">" * (size // 10) + " " + CLAIM,
    "lists.md": lambda size: "- " * (size // 10) + CLAIM,
    "brackets.md": lambda size: "[" * (size // 10) + f"\n\n{CLAIM}",
    "boxes.html": lambda size: "<div>" * (size // 10) + CLAIM,
}


@pytest.mark.parametrize("size", [100_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", LARGE)
def test_large_content(name: str, size: int) -> None:
    test_content(name, LARGE[name](size), 1, FOUND)


def linked(to: str) -> Callable[[str], None]:
    return lambda name: os.symlink(to, name)


def listening(name: str) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(name)


NO_FILE = "not a file; pipe its output to standard input (-)"
PLACES: list[tuple[str, Callable[[str], None], str]] = [
    ("missing.md", lambda _name: None, "no such file; check the name"),
    (f"{'long' * 100}.md", lambda _name: None, "cannot be read (File name too long)"),
    ("pipe.md", os.mkfifo, f"is a pipe, {NO_FILE}"),
    ("socket.md", listening, f"is a socket, {NO_FILE}"),
    ("zero.md", linked("/dev/zero"), f"is a device, {NO_FILE}"),
    ("full.md", linked("/dev/full"), f"is a device, {NO_FILE}"),
    ("terminal.md", linked("/dev/tty"), f"is a device, {NO_FILE}"),
    ("loop.md", linked("loop.md"), "is a symbolic link to itself; fix the link"),
    ("nowhere.md", linked("gone.md"), "no such file; check the name"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "said"), PLACES, ids=[row[0][:12] for row in PLACES])
def test_no_file(name: str, make: Callable[[str], None], said: str) -> None:
    make(name)
    assert check(name) == (2, "", f"healthlint: error: {name}: {said}\n")


def test_the_others_are_checked_wherever_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = {name: said for name, _make, said in PLACES[2:] if name != "nowhere.md"}
    for name, make, _said in PLACES[2:]:
        make(name)
    for name, content, status, said in CONTENTS:
        # A data file that a folder holds beside articles is passed over.
        if status == 2 and not name.endswith(".json"):
            file(name, content)
            bad[name] = said
    file("a.md")
    file("sub/z.md")
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", after_another(Path.cwd() / ".kept"))
    for cached in (False, True):
        if cached:
            monkeypatch.delenv("HEALTHLINT_NO_CACHE")
        status, out, err = check(".")
        assert status == 2
        assert [line.partition(":")[0] for line in out.splitlines()] == ["a.md", "sub/z.md"]
        notice, *errors = err.splitlines()
        assert notice == "healthlint: notice: nowhere.md: is a dangling link and was skipped"
        assert errors == [f"healthlint: error: {name}: {bad[name]}" for name in sorted(bad)]


def test_a_link_in_a_folder_that_leads_nowhere_is_no_failure() -> None:
    file("a.md", "Tea is warm.\n")
    os.symlink("gone.md", "b.md")
    os.symlink("gone", "c")
    said = "healthlint: notice: b.md: is a dangling link and was skipped\n"
    assert check(".") == (0, "", said)
    assert answer("inspect", "--isolated", ".")[::2] == (0, said)


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[str]:
    """A folder in a folder, more often than calls can be made from one another, with an article in the last."""
    names = "d/" * 1100
    for name in names.split("/"):
        os.mkdir(name or "last")
        os.chdir(name or "last")
    file("a.md")
    os.chdir(tmp_path)
    yield f"{names}last/a.md"
    # shutil.rmtree calls itself, and so pytest could not tidy up.
    subprocess.run(["rm", "-r", tmp_path / "d"], check=True)


def test_folders_that_lie_deep_in_one_another(deep: str) -> None:
    file("z.md")
    status, out, err = answer("check", "--format", "concise", ".")
    assert (status, err) == (1, "")
    assert [line.partition(":")[0] for line in out.splitlines()] == ["z.md", deep]


def test_a_folder_whose_path_is_too_long_is_named_and_the_others_are_checked(tmp_path: Path) -> None:
    file("z.md")
    for _ in range(50):
        os.mkdir("d" * 100)
        os.chdir("d" * 100)
    file("a.md")
    os.chdir(tmp_path)
    status, out, err = check(".")
    assert (status, out.partition(":")[0]) == (2, "z.md")
    assert len(err.splitlines()) == 1
    assert err.endswith(f"{'d' * 100}: cannot be read (File name too long)\n")


NO_CONFIGURATION: list[tuple[str, Callable[[str], object], str]] = [
    ("pipe", os.mkfifo, "is a pipe, not a file"),
    ("folder", os.mkdir, "is a folder"),
    ("zero", linked("/dev/zero"), "is a device, not a file"),
    ("loop", lambda name: os.symlink(os.path.basename(name), name), "is a symbolic link to itself"),
]


@pytest.mark.parametrize(
    ("make", "said"), [row[1:] for row in NO_CONFIGURATION], ids=[row[0] for row in NO_CONFIGURATION]
)
@pytest.mark.parametrize(
    ("name", "commands"),
    [
        ("healthlint.yaml", ["check --fix", "baseline write", "config show", "vocabulary add tea"]),
        (".healthlint-baseline.json", ["check", "baseline prune", "baseline write"]),
        ("own/lexicon/words.yaml", ["vocabulary add tea --pack own", "pack check own"]),
        ("own/TEA001.yaml", ["pack check own"]),
        (".healthlint.schema.json", ["init"]),
    ],
)
def test_a_pipe_or_device_is_refused_where_a_file_is_expected(
    make: Callable[[str], object], said: str, name: str, commands: Sequence[str]
) -> None:
    file("a.md")
    file("own/pack.yaml", "name: own\ntitle: Own\nversion: '1'\n")
    Path(name).parent.mkdir(exist_ok=True)
    make(name)
    before = os.lstat(name)
    # Only a pipe can make a command wait for ever.
    for command in commands if make is os.mkfifo else commands[-1:]:
        status, out, err = answer(*command.split())
        assert (status, FOUND in out) == (2, False)
        # Of a pack, everything that is wrong is said, and a link out of it is wrong in itself.
        assert command.startswith("pack") or len(err.splitlines()) == 1
        assert f"{name}: {said}" in err
        assert (os.lstat(name).st_mode, os.lstat(name).st_ino) == (before.st_mode, before.st_ino)


def test_a_pipe_without_a_reader_does_not_block() -> None:
    file("a.md")
    os.mkfifo("pipe")
    status, _, err = check("--format", "json=pipe", "a.md")
    assert (status, err) == (2, "healthlint: error: pipe: is a pipe without a reader; start its reader first\n")


@pytest.mark.parametrize("arguments", ["check -", "check --fix -", "check --diff -", "inspect -"])
@pytest.mark.parametrize(
    ("given", "said"),
    [("<&-", "is closed; pipe in an article, or name a file"), ("0>/dev/null", "cannot be read (Bad file descriptor)")],
)
def test_a_closed_standard_input_is_reported(arguments: str, given: str, said: str) -> None:
    status, _, err = answer(python=("bash", "-c", f"{' '.join(HEALTHLINT)} {arguments} {given}"))
    assert (status, err.splitlines()[-1]) == (2, f"healthlint: error: standard input: {said}")


def test_fixing_goes_on_after_each_of_them() -> None:
    os.mkfifo("a.md")
    os.symlink("/dev/zero", "b.md")
    file("c.md", "Naltroxene helps.\n")
    status, _, err = check("--fix", ".")
    assert (status, len(err.splitlines())) == (2, 2)
    assert Path("c.md").read_text(encoding="utf-8") == "Naltrexone helps.\n"


def test_a_folder_that_links_to_itself_is_walked_once() -> None:
    file("folder/a.md")
    os.symlink(".", "folder/again")
    os.symlink("../folder", "folder/up")
    status, out, err = check("folder")
    assert (status, out.count(FOUND), err) == (1, 1, "")


def test_a_file_that_vanishes_after_it_was_listed() -> None:
    """The process is shown a folder whose file goes away: a name that is listed and leads nowhere when it is read."""
    file("a.md")
    file("b.md")
    gone = "import os, sys\nfrom healthlint.cli import reading, run\nlisted = reading.files_of\n"
    gone += "def then(*given):\n    found = listed(*given)\n    os.unlink('a.md')\n    return found\n"
    gone += "reading.files_of = then\nsys.exit(run(['check', '--isolated', '--format', 'concise']))"
    status, out, err = answer(python=(sys.executable, "-c", gone))
    assert (status, err) == (2, "healthlint: error: a.md: no such file; check the name\n")
    assert out.startswith("b.md:1:1: EFF201 ")


@pytest.mark.parametrize(
    "name", [b"a\nb.md", b"\x1b[31mred.md", b"caf\xff.md", b"::error::x.md", "\u202etxt.md".encode()]
)
@pytest.mark.parametrize("good", [True, False])
def test_names(name: bytes, good: bool) -> None:
    try:
        file(name, CLAIM if good else b"")
    except OSError as refused:
        pytest.skip(f"this file system has no such names: {refused}")
    status, out, err = check(name)
    assert status == (1 if good else 2)
    assert len((out + err).splitlines()) == 1
    assert not out.startswith("::")


@pytest.mark.parametrize("form", ["json", "text", "html", "sarif"])
def test_a_report_that_cannot_be_written_is_an_error(form: str) -> None:
    file("a.md")
    for place in ("/dev/full", "no/folder/report", "."):
        status, out, err = check("--format", f"{form}={place}", "a.md")
        assert (status, FOUND in out) == (2, True)
        assert err.startswith(f"healthlint: error: {place}: the report cannot be written (")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_closed_pipe_ends_the_run_in_silence(unbuffered: str) -> None:
    file("a.md", "Tea is a miracle.\n\n" * 2000)
    command = f"{' '.join(HEALTHLINT)} check --isolated --format json a.md | head -n 1; echo ${{PIPESTATUS[0]}}"
    status, out, err = answer(python=("bash", "-c", command), PYTHONUNBUFFERED=unbuffered)
    first, piped = out.splitlines()
    assert (status, first, piped, err) == (0, "{", "2", "")


@pytest.mark.parametrize("arguments", ["--version", "--help", "rules", "check --help", "config schema"])
def test_output_errors_before_a_command_runs_are_reported(arguments: str) -> None:
    status, out, err = answer(python=("bash", "-c", f"{' '.join(HEALTHLINT)} {arguments} > /dev/full"))
    assert (status, out, err) == (2, "", "healthlint: error: standard output: No space left on device\n")


@pytest.mark.parametrize("arguments", [(), ("--format", "json"), ("--diff",), ("--fix", "-")])
def test_a_full_standard_output_is_an_error(arguments: Sequence[str]) -> None:
    file("a.md", "Naltroxene helps.\n")
    command = f"{' '.join(HEALTHLINT)} check --isolated {' '.join(arguments)} a.md < a.md > /dev/full"
    status, _out, err = answer(python=("bash", "-c", command))
    assert (status, err.splitlines()[-1]) == (2, "healthlint: error: standard output: No space left on device")


def test_permissions() -> None:
    file("drafts/locked.md")
    file("drafts/open.md")
    file("drafts/closed/a.md")
    Path("drafts/locked.md").chmod(0)
    Path("drafts/closed").chmod(0)
    before = without_rights()
    if before is None:
        pytest.skip("root can read every file, and setpriv cannot take that right away")
    status, out, err = check("drafts", before=before)
    assert (status, out.partition(":")[0]) == (2, "drafts/open.md")
    assert err.splitlines() == [
        f"healthlint: error: drafts/{name}: permission denied; make it readable" for name in ("locked.md", "closed")
    ]
