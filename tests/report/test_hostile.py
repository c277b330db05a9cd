"""Whatever an article or a file name holds, no format passes it on as something that a machine obeys."""

from __future__ import annotations

import re
import unicodedata

import pytest
from tests.report.articles import report_on

from healthlint.findings.model import Evidence
from healthlint.report.formats import names, renderer
from healthlint.report.run import ALONE, Run
from healthlint.triage.model import Report

HOSTILE = "::error::x\x1b[31m<script>alert(1)</script> ]]> %0A\u202e\x00\x9b\x07\u2066\u2028##[error]y & \"'\ud800"


def hostile() -> Report:
    source = f"{HOSTILE}\n::warning::safe\n"
    return report_on(
        source, HOSTILE, "::warning::safe", path=f"{HOSTILE}\n::stop::.txt", message=f"{HOSTILE}\n{HOSTILE}\r\n::x::y",
        place=HOSTILE, severity="warning", why=HOSTILE, evidence=(Evidence(HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
    )  # fmt: skip


def _rendered(name: str, run: Run = ALONE) -> str:
    render = renderer(name)
    assert render is not None
    return render([hostile()], run)


@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("name", names())
def test_no_text_controls_the_terminal(name: str, color: bool) -> None:
    render = renderer(name)
    assert render is not None
    shown = (
        re.sub(r"\x1b\[[0-9;]*m", "", render([hostile()], Run(color=color))) if color else render([hostile()], Run())
    )
    steering = {letter for letter in shown if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert steering <= {"\n"}


@pytest.mark.parametrize("name", names())
def test_no_line_is_a_command_of_the_article(name: str) -> None:
    ours = re.compile(r"::(error|warning|notice) title=[^:,]*(,[a-zA-Z]+=[^:,]*)*::")
    for line in _rendered(name).splitlines():
        assert not line.lstrip().startswith("::") or (name == "github" and ours.match(line)), line
    if name in ("text", "concise"):
        assert "##[" not in _rendered(name)
