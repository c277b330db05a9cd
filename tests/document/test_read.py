"""Bytes and paths -> documents, and what cannot be read."""

import subprocess
import sys
from pathlib import Path

import pytest

from healthlint.document.decode import decode
from healthlint.document.formats import format_of, known_formats
from healthlint.document.read import read_path, read_text
from healthlint.errors import InputError

DOSE = "Take 4.5 µg."


@pytest.mark.parametrize(
    "data",
    [
        DOSE.encode(),
        b"\xef\xbb\xbf" + DOSE.encode(),
        b"\xff\xfe" + DOSE.encode("utf-16-le"),
        b"\xfe\xff" + DOSE.encode("utf-16-be"),
    ],
)
def test_encodings_that_say_what_they_are(data: bytes) -> None:
    assert decode(data, "a.txt") == DOSE


@pytest.mark.parametrize(
    "head",
    [
        b"<meta charset=latin-1>",
        b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
        b"<?xml version='1.0' encoding='ISO-8859-1'?>",
    ],
)
def test_declared_latin(head: bytes) -> None:
    assert decode(head + b"\xb5g \x92", "a.html").endswith("µg ’")


def test_a_byte_that_windows_1252_lacks_is_kept() -> None:
    assert decode(b"<meta charset=latin-1>\x81", "a.html").endswith("\x81")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"abc\xff", "not valid UTF-8 at byte 3; save it as UTF-8"),
        (b"a\0b", "looks binary"),
        (b"", "is empty: nothing to check"),
        (b" \r\n\t", "is empty: nothing to check"),
        (b"\xef\xbb\xbf", "is empty: nothing to check"),
        (b"\xff\xfea", "not valid UTF-16 at byte 2"),
        (b"<meta charset=koi8-r>\xff", "it declares koi8-r; save it as UTF-8"),
    ],
)
def test_an_unreadable_file_is_named(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "draft.txt")
    assert str(caught.value).startswith("draft.txt: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_path(tmp_path / "none.md")
    with pytest.raises(InputError, match="is a folder"):
        read_path(tmp_path)


def test_read_path_chooses_by_suffix(tmp_path: Path) -> None:
    file = tmp_path / "a.MD"
    file.write_bytes(b"\xef\xbb\xbf# Title\r\n\r\nText")
    document = read_path(file)
    assert document.format == "markdown"
    assert document.text == "Title\n\nText"
    assert document.position(document.prose.locate(7, 11).start) == (3, 1)


def test_formats() -> None:
    assert known_formats()[".html"] == "html"
    assert format_of("notes.rst") == "plain"
    assert read_text("x").format == "plain"
    assert read_text("<p>x", format="html").text == "x"
    with pytest.raises(InputError, match="did you mean 'markdown'"):
        read_text("x", format="markdwon")


def test_plain_text_loads_no_other_parser() -> None:
    code = (
        "import sys; from healthlint.document.read import read_text; read_text('LDN cures.', 'a.txt');"
        "print([m for m in ('pyromark', 'html.parser', 'html.entities', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
