"""`healthlint check`: what it prints, how it ends, and that one bad file spoils nothing."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from healthlint import engine
from healthlint.analysis.reading import model
from healthlint.cli import run
from healthlint.packs import loader
from healthlint.packs.model import Loaded

CURE = "LDN cures fibromyalgia.\n"
PLAIN = "The sky is blue.\n"
DOTTED = "Take 4.50 mg of paracetamol, or 5.0 mg.\n"

_Engine = engine.Engine
_ENGINES: dict[tuple[tuple[str, ...], ...], engine.Engine] = {}

Result = tuple[int, str, str]
Check = Callable[..., Result]


@pytest.fixture(autouse=True)
def _compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine is the same for every command line with the same rules: each is built once for all tests here."""
    monkeypatch.setattr(loader, "load_bundled", _loaded)
    monkeypatch.setattr(engine, "Engine", _engine)


@cache
def _loaded(load: Callable[[], Loaded] = loader.load_bundled) -> Loaded:
    return load()


def _engine(loaded: Loaded, *selection: tuple[str, ...]) -> engine.Engine:
    if selection not in _ENGINES:
        _ENGINES[selection] = _Engine(loaded, *selection)
    return _ENGINES[selection]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Runs the command in an own folder; gives status, standard output and standard error."""
    monkeypatch.chdir(tmp_path)

    def check(*arguments: str) -> Result:
        capsys.readouterr()
        status = run(["check", *arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert "internal error" not in said.err
        return status, said.out, said.err

    return check


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Puts bytes on standard input."""

    def put(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return put


def write(path: str, data: str | bytes = CURE) -> str:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def codes(output: str) -> list[str]:
    return [finding["code"] for finding in json.loads(output)["findings"]]


# Statuses


def test_nothing_found(check: Check) -> None:
    assert check(write("a.txt", PLAIN)) == (0, "1 file checked: nothing to report\n", "")


def test_findings(check: Check) -> None:
    status, out, err = check(write("a.txt"))
    assert (status, err) == (1, "")
    assert out.startswith("a.txt:1:1: error EFF201 ")
    assert "\n1 file checked: 1 error\nnext: healthlint explain EFF201  " in out


def test_exit_zero_hides_findings_and_no_failure(check: Check) -> None:
    write("a.txt")
    assert check("--exit-zero", "a.txt")[0] == 0
    assert check("--exit-zero", "a.txt", "gone.txt")[0] == 2


def test_fail_on_is_the_least_that_counts(check: Check) -> None:
    write("error.txt", CURE)
    write("warning.txt", "This miracle pill has no equal.\n")
    write("suggestion.txt", DOTTED)
    levels = [(), *(("--fail-on", each) for each in ("error", "warning", "suggestion"))]
    statuses = {
        name: [check(*level, f"{name}.txt")[0] for level in levels] for name in ("error", "warning", "suggestion")
    }
    assert statuses == {"error": [1, 1, 1, 1], "warning": [1, 0, 1, 1], "suggestion": [0, 0, 0, 1]}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"text\0more", "looks binary"),
        (b"caf\xe9 and more text", "not valid UTF-8 at byte 3; save it as UTF-8"),
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"\xff\xfea\0b", "not valid UTF-16"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_checked(check: Check, data: bytes, said: str) -> None:
    status, out, err = check("--format", "json", write("bad.txt", data), write("good.txt"))
    assert status == 2
    assert err.startswith("healthlint: error: bad.txt: ")
    assert said in err
    assert len(err.splitlines()) == 1
    assert codes(out) == ["EFF201"]
    assert json.loads(out)["summary"]["files"] == 1


def test_a_missing_file(check: Check) -> None:
    status, out, err = check("gone.txt", write("good.txt"))
    assert (status, err) == (2, "healthlint: error: gone.txt: no such file; check the name\n")
    assert "good.txt:1:1" in out


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root can read every file")
def test_a_file_that_may_not_be_read(check: Check) -> None:
    Path(write("locked.txt")).chmod(0)
    status, out, err = check("locked.txt", write("good.txt"))
    assert (status, err) == (2, "healthlint: error: locked.txt: permission denied; make it readable\n")
    assert "good.txt:1:1" in out


def test_a_path_that_is_no_path(check: Check) -> None:
    status, _, err = check("x" * 5000)
    assert status == 2
    assert "cannot be read" in err


# Folders


def test_a_folder_is_searched_for_every_known_format(check: Check) -> None:
    for name in ("in/a.md", "in/b/c.txt", "in/b/D.HTML", "in/e.htm", "in/f.png", "in/.git/g.txt", "in/.h.txt"):
        write(name)
    status, out, err = check("--format", "json", "in")
    assert (status, err) == (1, "")
    found = [finding["path"] for finding in json.loads(out)["findings"]]
    assert found == ["in/a.md", "in/b/D.HTML", "in/b/c.txt", "in/e.htm"]


def test_without_a_path_this_folder(check: Check) -> None:
    write("a.md")
    assert check()[1].startswith("a.md:1:1: ")


def test_a_file_is_checked_once(check: Check) -> None:
    write("in/a.md")
    assert "\n1 file checked: 1 error\n" in check("in", "in/a.md", "in")[1]


def test_a_folder_without_articles(check: Check) -> None:
    write("in/a.png")
    status, _, err = check("in")
    assert (status, err) == (2, "healthlint: error: in: no file in a known format in this folder\n")


def test_a_named_file_is_checked_whatever_its_ending(check: Check) -> None:
    assert check(write("notes.article"))[0] == 1


# Standard input


def test_standard_input(check: Check, stdin: Callable[[bytes], None]) -> None:
    stdin(CURE.encode())
    status, out, _ = check("--format", "json", "-")
    assert status == 1
    assert [finding["path"] for finding in json.loads(out)["findings"]] == ["<stdin>"]


def test_the_name_of_standard_input_says_its_format(check: Check, stdin: Callable[[bytes], None]) -> None:
    stdin(b"<p>LDN <b>cures</b> lupus.</p>")
    _, out, _ = check("--format", "json", "--stdin-filename", "draft.html", "-")
    (finding,) = json.loads(out)["findings"]
    assert (finding["path"], finding["excerpt"]) == ("draft.html", "LDN <b>cures</b> lupus")


DRAFTS = {
    "draft.txt": "\ufeffTitle\r\n\r\nLDN cures lupus.\r\n",
    "in/draft.md": "---\ntitle: A draft\n---\n\nLDN **cures**&nbsp;lupus, \U0001d4b3.\n",
    "draft.HTML": "<p>LDN <b>cures</b> lupus.</p>",
    "draft": "LDN <b>cures</b> lupus. LDN cures lupus.",
}


@pytest.mark.parametrize("format_", ["text", "json"])
@pytest.mark.parametrize("name", DRAFTS)
def test_standard_input_is_checked_like_the_file_it_is_named_for(
    check: Check, stdin: Callable[[bytes], None], name: str, format_: str
) -> None:
    data = DRAFTS[name].encode()
    stdin(data)
    piped = check("--format", format_, "-", "--stdin-filename", name)
    assert not Path(name).exists()
    assert piped == check("--format", format_, write(name, data))
    assert piped[0] == 1
    assert name in piped[1]


@pytest.mark.parametrize("data", [b"caf\xe9 x", b"<meta charset=koi8-r>\xff", b"a\0b", b"", b"\xff\xfea"])
def test_standard_input_that_cannot_be_read_is_named_like_the_file(
    check: Check, stdin: Callable[[bytes], None], data: bytes
) -> None:
    stdin(data)
    piped = check("-", "--stdin-filename", "draft.html")
    assert piped == check(write("draft.html", data))
    assert piped[0] == 2
    assert piped[2].startswith("healthlint: error: draft.html: ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_standard_input_in_an_encoding_that_says_what_it_is(
    check: Check, stdin: Callable[[bytes], None], encoding: str
) -> None:
    stdin("Ä: LDN cures lupus.".encode(encoding))
    assert codes(check("--format", "json", "-", "--stdin-filename", "draft.md")[1]) == ["EFF201"]


@pytest.mark.parametrize("data", [b"", b"caf\xe9 x", b"a\0b"])
def test_bad_standard_input(check: Check, stdin: Callable[[bytes], None], data: bytes) -> None:
    stdin(data)
    status, _, err = check("-", write("good.txt"))
    assert status == 2
    assert err.startswith("healthlint: error: <stdin>: ")


# Options


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        (["--select", "EFF201"], ["EFF201"]),
        (["--select", "EFF,DOS102"], ["EFF201"]),
        (["--select", "DOS101", "--select", "EFF201"], ["EFF201", "DOS101"]),
        (["--select", "trailing-zero-dose"], ["DOS101"]),
        (["--ignore", "EFF"], ["DOS101"]),
        (["--select", "EFF201,DOS101", "--ignore", "EFF"], ["DOS101"]),
    ],
)
def test_select_and_ignore(check: Check, arguments: list[str], left: list[str]) -> None:
    write("a.txt", CURE + "\nTake 5.0 mg of paracetamol.\n")
    assert codes(check("--format", "json", *arguments, "a.txt")[1]) == left


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--select", "READ01"], "'READ01'; did you mean 'READ001'?"),
        (["--ignore", "trailing-zero-doze"], "'trailing-zero-doze'; did you mean 'trailing-zero-dose'?"),
        (["--formt", "json"], "Did you mean"),
        (["--format", "xml"], "is not one of concise, "),
        (["--fail-on", "erorr"], "error, warning, suggestion; did you mean 'error'?"),
    ],
)
def test_a_slip_on_the_command_line(check: Check, arguments: list[str], said: str) -> None:
    status, out, err = check(*arguments, write("a.txt"))
    assert (status, out) == (2, "")
    assert err.startswith("healthlint: error: ")
    assert len(err.splitlines()) == 1
    assert said in err


@pytest.mark.parametrize(("option", "wrong", "right"), [("--format", "jsn", "json"), ("--fail-on", "erorr", "error")])
def test_the_nearest_choice_is_named(check: Check, option: str, wrong: str, right: str) -> None:
    assert f"did you mean '{right}'?" in check(option, wrong, write("a.txt"))[2].lower()


def test_no_cache_is_accepted(check: Check) -> None:
    assert check("--no-cache", write("a.txt"))[0] == 1


# JSON


def test_the_keys_of_the_interface(check: Check) -> None:
    _, out, _ = check("--format", "json", write("a.txt"))
    found = json.loads(out)
    assert list(found) == ["schema", "findings", "fixed", "silenced", "known", "not_checked", "summary"]
    assert found["schema"] == "healthlint/1"
    counts = {"files": 1, "errors": 1, "warnings": 0, "suggestions": 0, "fixed": 0, "silenced": 0, "known": 0}
    assert found["summary"] == counts
    (finding,) = found["findings"]
    promised = "path code name family severity message span start end excerpt evidence fix".split()
    assert set(promised) <= set(finding)
    assert (finding["family"], finding["severity"]) == ("efficacy", "error")
    assert finding["span"] == {"start": 0, "end": 22}
    assert (finding["start"], finding["end"]) == ({"line": 1, "column": 1}, {"line": 1, "column": 23})
    assert finding["excerpt"] == CURE[:22]
    assert set(finding["evidence"][0]) == {"fact", "source", "statement"}
    assert finding["fix"] is None


def test_a_fix_in_json(check: Check) -> None:
    text = "Take 5.0 mg of paracetamol.\n"
    _, out, _ = check("--format", "json", "--select", "DOS101", write("a.txt", text))
    (finding,) = json.loads(out)["findings"]
    assert finding["fix"] == {"safe": True, "edits": [{"start": 5, "end": 11, "text": "5 mg"}]}


def test_places_count_code_points_of_the_decoded_file(check: Check) -> None:
    text = "\ufeff𝒳é line\r\n\r\n" + CURE
    _, out, _ = check("--format", "json", "--select", "EFF", write("a.txt", text))
    (finding,) = json.loads(out)["findings"]
    decoded = text.removeprefix("\ufeff")
    assert decoded[finding["span"]["start"] : finding["span"]["end"]] == finding["excerpt"] == CURE[:22]
    assert finding["start"] == {"line": 3, "column": 1}


def test_piped_output_is_utf_8_in_any_locale(tmp_path: Path) -> None:
    path = tmp_path / "ärztin.txt"
    path.write_text("Take 500 µg of paracetamol. LDN cures lupus’ pain.", encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for format_ in ("text", "json"):
        done = subprocess.run(
            [sys.executable, "-m", "healthlint", "check", "--format", format_, str(path)],
            capture_output=True,
            env=environment,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        assert "µg" in done.stdout.decode("utf-8")


def test_a_reader_that_cannot_run_is_said_unless_nobody_wants_it(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEALTHLINT_NO_READER")
    monkeypatch.setattr(model, "find_spec", lambda name: None)
    write("a.md", PLAIN)
    write("none/healthlint.yaml", "reader: false\n")
    status, out, _ = check("--format", "json", "a.md")
    (said,) = json.loads(out)["not_checked"]
    assert (status, said["kind"], said["paths"]) == (0, "reader", [])
    assert "onnxruntime" in said["message"]
    assert "healthlint[reader]" in said["way_out"]
    for quiet in (["--no-reader"], ["--config", "none/healthlint.yaml"]):
        assert json.loads(check("--format", "json", *quiet, "a.md")[1])["not_checked"] == []
