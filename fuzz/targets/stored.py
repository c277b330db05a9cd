"""What the cache and other processes give back: reports and packs as bytes -> the same again, or one error."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from pathlib import Path

from fuzz.words import JSON, ODD
from healthlint.document.model import Document
from healthlint.document.read import read_path, read_text
from healthlint.engine import default_engine
from healthlint.errors import PackError
from healthlint.packs.pack_json import decode as decode_pack
from healthlint.packs.pack_json import encode as encode_pack
from healthlint.triage.report_data import decode, encode

PIECES = [
    *JSON, *ODD, "[", "]", "NaN", "1e999", "[[[[", '"@": "', '"@rows": ', "packs.model:Pack", "span:Span", "os:system",
    '"format":2,',
]  # fmt: skip
LONGEST = 6144
_FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def _seeds() -> list[bytes]:
    reports = [default_engine().check(read_path(path)) for path in sorted(_FIXTURES.glob("*.md"))]
    return [encode([report])[4:] for report in reports] + [b'{"format":2,"pack":{"@":"packs.model:Pack","name":"a"}}']


SEEDS = _seeds()


def run(data: bytes) -> None:
    """Reads the bytes as they are and behind a right checksum, as reports and as a pack."""
    for stored in (data, zlib.crc32(data).to_bytes(4) + data):
        try:
            reports = decode(stored, "a.md", _reread)
        except ValueError:
            continue
        again = decode(encode(reports), "a.md", _reread)
        assert encode(again) == encode(reports)
    try:
        pack = decode_pack(data, "mine")
        assert decode_pack(encode_pack(pack), "mine") == pack
    except PackError:
        return


def _reread(number: int) -> Callable[[], Document]:
    return lambda: read_text(json.dumps(number))
