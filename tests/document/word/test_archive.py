"""Word files that are none, that are damaged, and that mean harm: one line that says what it is and the way out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from tests.document.word.build import members, packed, paragraph, word

from healthlint.document.decode import decode
from healthlint.document.read import read_bytes, read_path
from healthlint.document.word import archive
from healthlint.errors import InputError

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
BODY = paragraph("LDN cures pain.")


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "draft.docx")
    said = str(caught.value)
    assert said.startswith("draft.docx: ")
    assert "\n" not in said
    return said.removeprefix("draft.docx: ")


def changed(name: str, content: str | bytes) -> bytes:
    return packed({**members(BODY), name: content})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty: nothing to check"),
        (b"LDN cures pain.", "is not a Word file (.docx is a zip archive); save it as .docx"),
        (OLE, "is an old Word file (.doc); open it in Word and save it as .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is encrypted with a password; save it without one"),
        (word(BODY)[:300], "is a damaged Word file"),
        (packed({"a.txt": "x"}), "has no word/document.xml, so it is not a Word file; save the article as .docx"),
        (packed({"mimetype": "x"}), "is an OpenDocument file, not a Word file; save it as .docx"),
        (word(""), "is empty: nothing to check"),
        (changed("word/document.xml", "<w:p>"), "word/document.xml is invalid XML (line 1, column 1: unbound prefix)"),
        (changed("word/styles.xml", "<a><b></a>"), "word/styles.xml is invalid XML (line 1, column 9: mismatched tag)"),
        (changed("word/document.xml", b"\xff"), "word/document.xml is not valid UTF-8 at byte 0"),
        (
            changed("word/document.xml", "<?xml version='1.0' encoding='latin-1'?><a/>"),
            "word/document.xml is not UTF-8",
        ),
        (
            changed("word/document.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
            "it declares a DOCTYPE",
        ),
    ],
)
def test_an_unreadable_file_is_named(data: bytes, said: str) -> None:
    assert said in refused(data)


def test_an_old_word_file_under_another_name_is_named_too() -> None:
    with pytest.raises(InputError, match="old Word file"):
        decode(OLE, "draft.doc")


def test_a_zip_bomb_is_refused_by_its_unpacked_size(monkeypatch: pytest.MonkeyPatch) -> None:
    body = paragraph("LDN " + " " * 3_000_000)
    assert "unpacks to more than 200 times its size" in refused(word(body))
    monkeypatch.setattr(archive, "MOST_BYTES", 1 << 20)
    monkeypatch.setattr(archive, "MOST_RATIO", 10_000)
    assert "holds more than 1 MiB of XML; split it" in refused(word(body))


def test_sizes_declared_by_an_archive_are_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(word(paragraph("LDN " + " " * 3_000_000)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as file:
        info = file.getinfo("word/document.xml")
    honest = info.file_size.to_bytes(4, "little")
    assert data.count(honest) == 2
    assert "damaged" in refused(bytes(data.replace(honest, (1000).to_bytes(4, "little"))))


def test_an_encrypted_member_is_named() -> None:
    data = bytearray(word(BODY))
    name = data.rindex(b"word/document.xml")
    data[name - 46 + 8] |= 1
    assert "is encrypted; save it without a password" in refused(bytes(data))


def test_two_members_of_one_name_are_refused() -> None:
    data = packed({**members(BODY), "word/documenu.xml": "<a/>"})
    assert "two members named" in refused(data.replace(b"word/documenu.xml", b"word/document.xml"))


def test_members_outside_the_archive_are_not_looked_for(tmp_path: Path) -> None:
    (tmp_path / "styles.xml").write_text("<broken")
    (tmp_path / "draft.docx").write_bytes(
        packed(
            {
                name: content.replace('"styles.xml"', '"../../../styles.xml"')
                for name, content in {**members(BODY), "../styles.xml": "<broken", "C:\\a": "x", "/b": "y"}.items()
            }
        )
    )
    assert read_path(tmp_path / "draft.docx").text == "LDN cures pain."


def test_the_main_part_may_have_another_name() -> None:
    parts = members(BODY)
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("document.xml", "document2.xml")
    assert read_bytes(packed(parts), "a.docx").text == "LDN cures pain."


def test_utf_16_and_a_byte_order_mark_are_read() -> None:
    xml = members(paragraph("5 µg"))["word/document.xml"]
    for data in (xml.encode("utf-16"), xml.encode("utf-8-sig")):
        assert read_bytes(changed("word/document.xml", data), "a.docx").text == "5 µg"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<w:x>", "</w:x>"),
        ("<w:sdt>", "</w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
    ],
)
@pytest.mark.parametrize("depth", [5_000, pytest.param(30_000, marks=pytest.mark.slow)])
def test_any_depth_is_answered(depth: int, opening: str, closing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_RATIO", 10_000)
    assert read_bytes(word(opening * depth + paragraph("end") + closing * depth), "a.docx").text == "end"
