"""Every kind of input gives its rows; what is broken costs its row only."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.audit.archives import write_jsonl

pytest.importorskip("pyarrow", reason="it needs the extra 'audit'")
pytest.importorskip("warcio", reason="it needs the extra 'audit'")

import pyarrow as pa
import pyarrow.parquet as pq

from healthlint.audit.readers import reader_of
from healthlint.audit.source import Problem, Source
from healthlint.audit.store import Store

MOST = 1000


def read(path: Path, most: int = MOST) -> list[Any]:
    reader = reader_of(path.name)
    assert reader is not None
    return list(reader.records(Source(Store.of(str(path.parent)), str(path), path.name, most)))


def problems(rows: list[Any]) -> list[str]:
    return [row.said for row in rows if isinstance(row, Problem)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz"])
def test_lines_of_json(tmp_path: Path, name: str) -> None:
    records = [{"id": 1, "text": "µ ’"}, {"id": 2, "text": "Tea."}]
    assert read(write_jsonl(tmp_path / name, records)) == records


def test_a_broken_line_costs_its_row_only(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": 1}\n{"id": \n\n[1]\n{"id": "\xff"}\n' + b"[" * 5000 + b'\n{"id": 2}\n')
    rows = read(path)
    assert [row for row in rows if not isinstance(row, Problem)] == [{"id": 1}, {"id": 2}]
    said = problems(rows)
    assert [line.split(" (")[0] for line in said] == [
        "is not valid JSON", "is not a JSON object; write one record per line", "is not UTF-8", "is not valid JSON"
    ]  # fmt: skip


def test_a_line_that_is_too_long_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json.dumps({"text": "x" * 3_000_000}).encode() + b'\n{"id": 2}\n')
    rows = read(path)
    assert problems(rows) == [f"has more than {MOST:,} characters; split it, or raise --article-characters"]
    assert rows[1] == {"id": 2}


@given(st.lists(st.binary(max_size=40).filter(lambda line: b"\n" not in line)))
def test_any_bytes_are_rows(lines: list[bytes]) -> None:
    class Memory(Store):
        def stream(self, name: str, compression: str | None) -> Any:
            return pa.BufferReader(b"\n".join(lines))

    reader = reader_of("a.jsonl")
    assert reader is not None
    rows = list(reader.records(Source(Memory(""), "a.jsonl", "a.jsonl", MOST)))
    assert len(rows) == sum(bool(line.strip()) for line in lines)


def test_parquet(tmp_path: Path) -> None:
    records = [{"id": at, "text": "Tea." * at} for at in range(200)]
    pq.write_table(pa.Table.from_pylist(records), tmp_path / "a.parquet", row_group_size=50)
    assert read(tmp_path / "a.parquet") == records


def test_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('\ufeffid,text\r\n1,"Tea,\r\nhot"\r\n2,Tea,hot\r\n3,µ\r\n'.encode() + b"4,\xff\r\n5,Tea\r\n")
    rows = read(path)
    good = [row for row in rows if not isinstance(row, Problem)]
    assert good == [{"id": "1", "text": "Tea,\r\nhot"}, {"id": "3", "text": "µ"}, {"id": "5", "text": "Tea"}]
    assert problems(rows) == [
        "has more values than the header has names; quote values that contain the separator",
        "is not UTF-8; export it as UTF-8",
    ]


def test_a_long_value_of_csv_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("id\ttext\n1\t" + "x" * 200_000 + "\n2\tTea\n", encoding="utf-8")
    assert [len(row["text"]) for row in read(tmp_path / "a.tsv")] == [200_000, 3]


def pages() -> Iterator[tuple[str, str, str, bytes]]:
    """Addresses, statuses, types and bodies of what a crawler has found."""
    yield "https://a.example/1", "200 OK", "text/html; charset=utf-8", "<p>Tea is “hot”.</p>".encode()
    yield "https://a.example/2", "301 Moved", "text/html", b""
    yield "https://a.example/3", "200 OK", "image/png", b"\x89PNG"
    yield "https://a.example/4", "200 OK", "text/html; charset=ISO-8859-1", "<p>Tea is “hot”.</p>".encode("cp1252")
    yield "https://a.example/5", "200 OK", "text/html", b"\xff\xfe\xfd\0\0"
    yield "https://a.example/6", "200 OK", "text/plain", b"x" * 2_000_000


def write_warc(path: Path, records: Iterable[tuple[str, str, str, bytes]]) -> Path:
    """Writes records of a web archive: type, address, type of content and content; each packed for itself."""
    with path.open("wb") as file:
        for at, (kind, url, content, body) in enumerate(records):
            head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{at}>\r\nWARC-Target-URI: {url}\r\n"
            head += f"WARC-Date: 2026-01-02T03:04:05Z\r\nContent-Type: {content}\r\nContent-Length: {len(body)}\r\n\r\n"
            record = head.encode() + body + b"\r\n\r\n"
            file.write(gzip.compress(record) if path.suffix == ".gz" else record)
    return path


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_web_archive_gives_its_pages(tmp_path: Path, name: str) -> None:
    answers = (
        ("response", url, "application/http", f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body)
        for url, status, kind, body in pages()
    )
    rows = read(write_warc(tmp_path / name, answers))
    good = [row for row in rows if not isinstance(row, Problem)]
    assert [(row["url"], row["format"], row["text"]) for row in good] == [
        ("https://a.example/1", "html", "<p>Tea is “hot”.</p>"),
        ("https://a.example/4", "html", "<p>Tea is “hot”.</p>"),
    ]
    assert [(row["id"], row["date"]) for row in good] == [
        ("<urn:uuid:0>", "2026-01-02T03:04:05Z"),
        ("<urn:uuid:3>", "2026-01-02T03:04:05Z"),
    ]
    assert len(problems(rows)) == 2


def test_a_text_of_a_wet_file_is_plain(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "a.wet.gz", [("conversion", "https://a.example/", "text/plain", b"Tea is hot.")])
    assert [(row["format"], row["text"]) for row in read(path)] == [("plain", "Tea is hot.")]


@pytest.mark.parametrize(("name", "kind"), [("a.md", "markdown"), ("a.html", "html"), ("a.txt", "plain")])
def test_a_file_is_an_article(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / name).write_text("Tea is hot.", encoding="utf-8")
    assert read(tmp_path / name) == [{"id": name, "format": kind, "text": "Tea is hot."}]


def test_a_word_file_is_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    assert read(tmp_path / "a.docx") == [{"id": "a.docx", "format": "docx", "data": b"PK\x03\x04"}]


def test_a_file_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a\0b")
    assert problems(read(tmp_path / "a.md")) == ["looks binary (NUL at byte 1); give a text, Markdown or HTML file"]


@pytest.mark.parametrize("name", ["a.json", "a.pdf", "a.gz", "parquet"])
def test_there_is_no_reader_for_others(name: str) -> None:
    assert reader_of(name) is None
