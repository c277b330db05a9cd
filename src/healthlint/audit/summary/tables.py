"""The tables of an audit as Daft frames, and the figures that the summary shows of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import daft
import pyarrow as pa
from daft import DataFrame, Window, col, functions

from healthlint.audit.schemas import ARTICLE, ARTICLES, ERROR, ERRORS, FINDING, FINDINGS
from healthlint.audit.store import Store
from healthlint.fast_dataclass import dataclass
from healthlint.findings.model import SEVERITIES

Row = dict[str, Any]
_MONTH = r"^(\d{4}-(?:0[1-9]|1[0-2]))"
_SAMPLES = 3
_NONE = {"number": 0}


@dataclass(frozen=True, slots=True)
class Tables:
    """Queries on a finished audit; every result is small and reproducible."""

    store: Store

    def _table(self, name: str, schema: pa.Schema) -> DataFrame:
        files = self.store.names(name)
        if not files:
            return daft.from_arrow(schema.empty_table())
        named = [self.store.address(f"{name}/{file}") for file in files]
        return daft.read_parquet(named, io_config=self.store.io_config())

    @property
    def articles(self) -> DataFrame:
        """One row per article."""
        return self._table(ARTICLES, ARTICLE)

    @property
    def findings(self) -> DataFrame:
        """One row per finding."""
        return self._table(FINDINGS, FINDING)

    def totals(self) -> Row:
        """The numbers of articles, of copies, of articles that could not be checked, and of findings by severity."""
        seen = self.articles.agg(
            col("article").count().alias("articles"),
            col("copy_of").count().alias("copies"),
            col("characters").sum().alias("characters"),
        )
        found = self.findings.groupby("severity").agg(col("code").count().alias("number"))
        counts = {row["severity"]: row["number"] for row in _rows(found)}
        failed = self._table(ERRORS, ERROR).agg(col("article").count_distinct().alias("failed"))
        return {**_rows(seen)[0], **_rows(failed)[0], **{name: counts.get(name, 0) for name in SEVERITIES}}

    def by_rule(self) -> list[Row]:
        """For each rule the numbers of findings, of articles, and of places including copies."""
        found = self.findings.groupby("code", "name", "severity").agg(
            col("fingerprint").count().alias("findings"),
            col("first").cast(daft.DataType.int64()).sum().alias("articles"),
            col("places").sum().alias("places"),
        )
        return sorted(_rows(found), key=lambda row: (-row["findings"], row["code"], row["severity"]))

    def by_site(self) -> list[Row]:
        """The articles and findings of each site, the most findings first."""
        return self._by(col("site"))

    def by_month(self) -> list[Row]:
        """The articles and findings of each month, in order, for articles with a date."""
        found = self._by(functions.regexp_extract(col("date"), _MONTH, 1))
        return sorted((row for row in found if row["group"]), key=lambda row: str(row["group"]))

    def _by(self, group: daft.Expression) -> list[Row]:
        sums = [col(f"{severity}s").sum().alias(severity) for severity in SEVERITIES]
        found = self.articles.with_column("group", group).groupby("group")
        rows = _rows(found.agg(col("article").count().alias("articles"), *sums))
        filled = [{name: value or 0 if name in SEVERITIES else value for name, value in row.items()} for row in rows]
        return sorted(filled, key=lambda row: (-sum(row[name] for name in SEVERITIES), str(row["group"])))

    def worst(self, number: int) -> list[Row]:
        """The articles with the most errors, then warnings, then suggestions."""
        order = ["errors", "warnings", "suggestions"]
        found = self.articles.where((col("errors") + col("warnings") + col("suggestions")) > 0)
        return _rows(found.sort([*order, "article"], desc=[True, True, True, False]).limit(number))

    def samples(self) -> list[Row]:
        """A few findings of each rule, chosen by fingerprint, so that they are the same every time."""
        window = Window().partition_by("code").order_by(["fingerprint", "article"])
        found = self.findings.with_column("rank", functions.row_number().over(window)).where(col("rank") <= _SAMPLES)
        return sorted(_rows(found), key=lambda row: (row["code"], row["rank"]))

    def not_checked(self) -> list[Row]:
        """What was not checked, each with the number of articles."""
        said = self.articles.select(col("not_checked").explode().alias("said")).where(col("said").not_null())
        found = _rows(said.groupby("said").agg(col("said").count().alias("articles")))
        return sorted(found, key=lambda row: (-row["articles"], row["said"]))

    def errors(self, number: int) -> list[Row]:
        """The first problems, by file and row."""
        return _rows(self._table(ERRORS, ERROR).sort(["file", "row", "problem"]).limit(number))

    def against(self, earlier: Tables) -> list[Row]:
        """For each rule the number of findings then and now, and of those that are new and gone, by fingerprint."""
        now, then = (tables.findings.select("code", "name", "fingerprint") for tables in (self, earlier))
        parts = {
            "now": now,
            "then": then,
            "new": now.join(then, on="fingerprint", how="anti"),
            "gone": then.join(now, on="fingerprint", how="anti"),
        }
        counts = {part: _counts(frame) for part, frame in parts.items()}
        named = {code: row["name"] for part in ("then", "now") for code, row in counts[part].items()}
        return [
            {"code": code, "name": named[code], **{part: counts[part].get(code, _NONE)["number"] for part in parts}}
            for code in sorted(named)
        ]

    def new(self, earlier: Tables, number: int) -> list[Row]:
        """The first findings that an earlier audit does not have: errors, then warnings, then suggestions."""
        then = earlier.findings.select("fingerprint")
        found = self.findings.join(then, on="fingerprint", how="anti")
        rank = found.with_columns({severity: col("severity") == severity for severity in SEVERITIES})
        others = ["code", "article", "start"]
        ordered = rank.sort([*SEVERITIES, *others], desc=[True] * len(SEVERITIES) + [False] * len(others))
        return _rows(ordered.limit(number))


def _rows(frame: DataFrame) -> list[Row]:
    return list(frame.to_pylist())


def _counts(frame: DataFrame) -> dict[str, Row]:
    counts = [col("fingerprint").count().alias("number"), col("name").max()]
    return {row["code"]: row for row in _rows(frame.groupby("code").agg(*counts))}


def total(row: Row, names: Sequence[str] = SEVERITIES) -> int:
    """The sum of the counts in a row."""
    return sum(row[name] for name in names)
