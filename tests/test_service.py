"""What a face that lives on is told is what `healthlint check` prints, under the configuration as it is by then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.report.report_schema import accept

from healthlint.cli import run
from healthlint.errors import ConfigError
from healthlint.service import Service, name_in_folder, to_dict

_TEXT = "# Low-dose naltrexone\n\nLDN cures fibromyalgia. Naltroxene is a miracle. Sage is a miracle, too.\n"


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_engine: None) -> Service:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(_TEXT, encoding="utf-8")
    return Service()


def _codes(service: Service) -> set[str]:
    return {finding.code for report in service.file("a.md") for finding in report.findings}


def test_it_finds_what_check_finds(service: Service, capsys: pytest.CaptureFixture[str]) -> None:
    found = to_dict(service.file("a.md"), service.run("a.md"))
    accept(found)
    assert run(["check", "--format", "json", "a.md"]) == 1
    assert found == json.loads(capsys.readouterr().out)


def test_a_configuration_that_changes_counts_at_once(service: Service) -> None:
    assert "EFF201" in _codes(service)
    Path("healthlint.yaml").write_text("ignore: [EFF]\n", encoding="utf-8")
    assert "EFF201" not in _codes(service)
    Path("healthlint.yaml").write_text("ignore: [EFF\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"healthlint\.yaml"):
        service.file("a.md")
    Path("healthlint.yaml").unlink()
    assert "EFF201" in _codes(service)


def test_known_findings_are_not_reported(service: Service) -> None:
    assert run(["baseline", "write"]) == 0
    (report,) = service.file("a.md")
    assert report.findings == ()
    assert report.known


def test_an_engine_stays(service: Service) -> None:
    assert service.engine("a.md") is service.engine("b.md")


def test_the_packs_that_are_chosen_are_on(service: Service) -> None:
    found = service.engine("a.md", ("health-writing",)).loaded.packs
    assert [pack.name for pack in found] == ["health-writing"]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [(b"Tea \xff\xfe\xfa is hot \x81", "a.md", ""), (b"PK\x03\x04", "a.docx", "a.docx"), (b"{}", "a.json", "a.json")],
)
def test_bad_content_is_a_report(service: Service, data: bytes, name: str, said: str) -> None:
    (report,) = service.reports(data, name)
    assert said in report.problem


def test_a_file_that_is_gone_is_a_report(service: Service) -> None:
    (report,) = service.file("gone.md")
    assert report.problem == "gone.md: no such file; check the name"


@pytest.mark.parametrize(
    ("given", "name"),
    [("a.md", "a.md"), ("../../etc/passwd", "passwd"), ("c:\\x\\a.docx", "a.docx"), ("", "text.md"), ("a/", "text.md")],
)
def test_uploaded_content_has_a_plain_name(given: str, name: str) -> None:
    assert name_in_folder("here", given) == f"here/{name}"
