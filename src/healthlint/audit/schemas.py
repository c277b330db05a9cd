"""The schemas of an audit's tables: the final ones, and those passed between its steps."""

from __future__ import annotations

import pyarrow as pa

from healthlint.audit.names import KNOWN

ARTICLES, FINDINGS, ERRORS = "articles", "findings", "errors"
PLAN, WORK = "audit.json", "work"
ROWS, HASHES, COPIES, UNITS = (f"{WORK}/{name}" for name in ("rows", "hashes", "copies", "units"))

_KNOWN = [(name, pa.int64() if name == "row" else pa.string()) for name in KNOWN]

ROW = pa.schema([
    *_KNOWN,
    ("format", pa.string()),
    ("text", pa.large_string()),
    ("data", pa.large_binary()),
    ("digest", pa.binary()),
    ("extra", pa.string()),
    ("problem", pa.string()),
])  # fmt: skip
"""An article before it is checked: its text, or the bytes of a Word file, with their digest; or the problem."""

ARTICLE = pa.schema([
    ("article", pa.string()),
    *_KNOWN,
    ("format", pa.string()),
    ("characters", pa.int64()),
    ("copy_of", pa.string()),
    ("places", pa.int64()),
    ("errors", pa.int64()),
    ("warnings", pa.int64()),
    ("suggestions", pa.int64()),
    ("silenced", pa.int64()),
    ("not_checked", pa.list_(pa.string())),
    ("problems", pa.list_(pa.string())),
    ("extra", pa.string()),
])  # fmt: skip
"""One row per article. `copy_of` is the original of a copy; such a row has no counts. `places` is how often the article
occurs, including itself."""

FINDING = pa.schema([
    ("article", pa.string()),
    ("id", pa.string()),
    ("site", pa.string()),
    ("date", pa.string()),
    ("places", pa.int64()),
    ("first", pa.bool_()),
    ("code", pa.string()),
    ("name", pa.string()),
    ("family", pa.string()),
    ("severity", pa.string()),
    ("message", pa.string()),
    ("start", pa.int64()),
    ("end", pa.int64()),
    ("line", pa.int64()),
    ("column", pa.int64()),
    ("excerpt", pa.string()),
    ("facts", pa.list_(pa.string())),
    ("sources", pa.list_(pa.string())),
    ("fingerprint", pa.string()),
])  # fmt: skip
"""One row per finding: its place in the article's text, in code points, and the documented facts. `first` is true for
the first finding of a rule in an article, so that articles can be counted without grouping."""

ERROR = pa.schema([("article", pa.string()), *_KNOWN[:4], ("problem", pa.string())])
"""One row for each problem because of which something was not checked."""


def part(table: str, name: str) -> str:
    """The file of a partition in a table."""
    return f"{table}/part-{name}.parquet"
