"""The charts of the summary, rendered by Altair as static images: no scripts, no requests."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import altair as alt
import vl_convert

from healthlint.findings.model import SEVERITIES
from healthlint.report.page.markup import element, text

_COLOURS = {"error": "#b3261e", "warning": "#e0a030", "suggestion": "#8ecbf5"}
_WIDTH, _HEIGHT = 560, 220
_LONGEST = 40
Rows = Sequence[dict[str, Any]]


def ranked(rows: Rows, label: str, title: str) -> str:
    """A horizontal bar chart, the longest bar first, stacked by severity; `rows` have a label and a count for each
    severity."""
    values = [
        {"label": _short(str(row[label])), "severity": severity, "findings": row[severity], "rank": at, "level": level}
        for at, row in enumerate(rows)
        for level, severity in enumerate(SEVERITIES)
        if row[severity]
    ]
    chart = _chart(values).encode(
        x=alt.X("findings:Q", title="findings", stack="zero", axis=alt.Axis(tickMinStep=1, format="~s")),
        y=alt.Y(
            "label:N",
            title=None,
            axis=alt.Axis(labelLimit=320),
            sort=alt.EncodingSortField("rank", op="min", order="ascending"),
        ),
        color=_colour(),
        order=alt.Order("level:Q"),
    )
    said = "; ".join(f"{row[label]}: {_severity_counts(row)}" for row in rows)
    return _picture(chart.properties(width=_WIDTH, height=alt.Step(22)), f"{title}. {said}.")


def months(rows: Rows, title: str) -> str:
    """Findings per hundred articles, by month; `rows` have a month, its articles and a count for each severity."""
    values = [
        {
            "month": row["group"],
            "severity": severity,
            "rate": round(100 * row[severity] / row["articles"], 2),
            "level": at,
        }
        for row in rows
        for at, severity in enumerate(SEVERITIES)
    ]
    chart = _chart(values).encode(
        x=alt.X("month:O", title=None, axis=alt.Axis(labelAngle=-45, labelOverlap=True)),
        y=alt.Y("rate:Q", title="findings per 100 articles", stack="zero"),
        color=_colour(),
        order=alt.Order("level:Q"),
    )
    said = "; ".join(f"{row['group']}: {_severity_counts(row)} in {row['articles']} articles" for row in rows)
    return _picture(chart.properties(width=_WIDTH, height=_HEIGHT), f"{title}. {said}.")


def trends(rows: Rows, title: str) -> str:
    """Bars to the right for new findings, to the left for those that are gone; `rows` have a code and both numbers."""
    values = [
        {"code": row["code"], "kind": kind, "number": sign * row[kind], "rank": at}
        for at, row in enumerate(rows)
        for kind, sign in (("new", 1), ("gone", -1))
        if row[kind]
    ]
    chart = _chart(values).encode(
        x=alt.X("number:Q", title="findings: gone to the left, new to the right", axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("code:N", title=None, sort=alt.EncodingSortField("rank", op="min", order="ascending")),
        color=alt.Color(
            "kind:N",
            title=None,
            scale=alt.Scale(domain=["new", "gone"], range=["#b3261e", "#2e7d4f"]),
            legend=alt.Legend(orient="top"),
        ),
    )
    said = "; ".join(f"{row['code']}: {row['new']} new, {row['gone']} gone" for row in rows)
    return _picture(chart.properties(width=_WIDTH, height=alt.Step(22)), f"{title}. {said}.")


def _chart(values: list[dict[str, Any]]) -> alt.Chart:
    made: alt.Chart = alt.Chart(alt.Data(values=values)).mark_bar()
    return made


def _colour() -> alt.Color:
    scale = alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values()))
    return alt.Color("severity:N", title=None, scale=scale, legend=alt.Legend(orient="top"))


def _picture(chart: alt.Chart, said: str) -> str:
    spec = chart.configure(background="white", font="sans-serif").to_dict()
    drawn: str = vl_convert.vegalite_to_svg(spec)
    address = "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()
    return f'<img src="{address}" alt="{text(said)}">'


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else "…" + label[1 - _LONGEST :]


def _severity_counts(row: dict[str, Any]) -> str:
    return ", ".join(f"{row[severity]} {severity}s" for severity in SEVERITIES if row[severity]) or "none"


def figure(drawn: str, caption: str) -> str:
    """A chart with its caption."""
    return element("figure", drawn + element("figcaption", text(caption)))
