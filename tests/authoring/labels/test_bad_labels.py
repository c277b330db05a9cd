"""What is no label, or a hostile one: one line that names the file and the way out."""

import contextlib
import json
import random
from pathlib import Path

import pytest
from tests.authoring.labels.making import openfda, section, spl

from healthlint.authoring.labels import read as reading
from healthlint.authoring.labels.read import read
from healthlint.errors import InputError

_BOMB = """<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><document>&b;</document>"""
_FILE = """<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><document>&x;</document>"""
_DEEP = '<document xmlns="urn:hl7-org:v3">' + "<component>" * 500 + "</component>" * 500 + "</document>"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (_BOMB, "declares a DOCTYPE"),
        (_FILE, "declares a DOCTYPE"),
        (_DEEP, "nested more than 200 deep"),
        (spl()[:-20], "not valid XML (line"),
        ("<html><body>No label.</body></html>", "not a drug label"),
        ('<document xmlns="urn:x"><component><structuredBody/></component></document>', "not a drug label"),
        (spl(), "without text"),
        ("%PDF-1.7", "is not a label"),
        ("", "is not a label"),
        ("{", "not valid JSON"),
        ('{"a": ' * 300 + "1" + "}" * 300, "nested more than"),
        ('{"error": {"code": "NOT_FOUND"}}', "not a drug label"),
        ('{"results": []}', "holds 0 labels"),
        (json.dumps({"results": json.loads(openfda(warnings="x"))["results"] * 2}), "holds 2 labels"),
        (openfda(indications_and_usage=""), "without text"),
        (spl().encode("utf-16"), "not valid UTF-8 at byte 0"),
    ],
)
def test_one_line_names_the_file_and_what_is_wrong(tmp_path, content, said):
    path = tmp_path / "label.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError) as error:
        read(path)
    assert str(error.value).startswith(f"{path}: ")
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_missing_or_too_large_is_said_so(tmp_path, monkeypatch):
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "label.xml")
    path = Path(tmp_path, "large.xml")
    path.write_text(spl(section("34067-9", "", "For migraine.")))
    monkeypatch.setattr(reading, "LARGEST", 100)
    with pytest.raises(InputError, match="the limit is"):
        read(path)


@pytest.mark.parametrize("source", [spl(section("34067-9", "U", "• a", "- b")), openfda(warnings="1.1 No 2.1 Yes")])
def test_a_broken_file_is_read_or_refused_and_never_a_bug(tmp_path, source):
    path = tmp_path / "label"
    chance = random.Random(7)
    for _ in range(150):
        at, size = chance.randrange(len(source)), chance.randrange(1, 40)
        path.write_text(source[:at] + chance.choice(["", "<", ">", "&", '"', "\\u12", "{"]) + source[at + size :])
        with contextlib.suppress(InputError):
            read(path)
