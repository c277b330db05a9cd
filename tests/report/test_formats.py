"""The formats of reports, and what is known for one."""

from __future__ import annotations

import pytest

from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.report.formats import is_report, names, renderer
from healthlint.triage.model import Report

ARTICLES = {
    "a.md": "Sage tea is a miracle. Ask about naltroxene, 5.0 mg.\n",
    "b: [1].md": "Mint is a breakthrough.\n\n<!-- healthlint: ignore LAN -- so -->\n\nA godsend.\n",
    "c.md": "Tea.\n",
    "d.md": "---\ntitle: a: b\n---\nMetformin is a drug.\n",
}


@pytest.fixture(scope="module")
def reports(bundled: Engine) -> list[Report]:
    return [bundled.check(read_text(text, path)) for path, text in ARTICLES.items()]


@pytest.mark.parametrize("name", names())
def test_a_report_is_known_for_one(name: str, reports: list[Report]) -> None:
    render = renderer(name)
    assert render is not None
    for some in (
        reports,
        reports[:1],
        reports[1:2],
        reports[2:3],
        reports[3:],
        [],
        [Report("e.md", problem="e.md: is empty")],
    ):
        assert is_report(render(some).encode())  # type: ignore[call-arg]


@pytest.mark.parametrize(
    "text",
    [
        "# Tea\n\nTea is warm.\n",
        "One file checked: nothing to report\n",
        "Tea.\n\n1 file checked: nothing to report\n",
        '{"schema": "mine/1", "findings": []}',
        '[{"title": "Tea", "body": "Tea is warm."}]',
        "<!doctype html>\n<html><head><title>healthlint and I</title></head><body>Tea.</body></html>",
        "<testsuites name='pytest'></testsuites>",
        "::group::Tea\n",
        "a.md:1:15: LAN001 a sensational word\nTea is warm.\n",
        '{"path": "a.md", "code": 1}\n',
        "#!/usr/bin/env python\nprint('tea')\n",
        "\ufeff",
    ],
)
def test_nothing_else_is(text: str) -> None:
    assert not is_report(text.encode())
