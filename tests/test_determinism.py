"""The same articles give the same bytes, whatever a run is like otherwise."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.processes import after_another, answer

FIXTURES = Path(__file__).parent.parent / "fixtures"
EXPORT = '[{"title": "Tea", "body": "LDN cures fibromyalgia. A miracle!"}, {"body": "Naltroxene, 5.0 mg."}]'


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for path in FIXTURES.iterdir():
        if path.suffix in (".md", ".html", ".txt", ".docx"):
            shutil.copy(path, folder)
    (folder / "export.json").write_text(EXPORT, encoding="utf-8")
    # More than one process is only used where there is enough to do.
    (folder / "long.html").write_text(f"<script>{'x' * 140_000}</script><p>LDN is a miracle.", encoding="utf-8")
    return folder


def found(articles: Path, *arguments: str, **variables: str) -> tuple[int, str, str]:
    return answer("check", "--isolated", "--format", "json", *arguments, str(articles), **variables)


@pytest.fixture(scope="module")
def usual(articles: Path) -> tuple[int, str, str]:
    answered = found(articles, "--jobs", "1", HEALTHLINT_NO_CACHE="1", PYTHONHASHSEED="0")
    assert answered[0] == 1
    assert answered[1].count('"code"') > 30
    return answered


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [
        (("--jobs", "1"), {"PYTHONHASHSEED": "1"}),
        (("--jobs", "2"), {"PYTHONHASHSEED": "31337"}),
        (("--jobs", "5"), {"PYTHONHASHSEED": "random"}),
        ((), {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
        ((), {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}),
        ((), {"TZ": "Pacific/Kiritimati"}),
        ((), {"PYTHONOPTIMIZE": "2", "PYTHONWARNINGS": "error"}),
        ((), {"COLUMNS": "20", "TERM": "dumb", "FORCE_COLOR": "1"}),
    ],
    ids=["seed", "jobs", "more jobs", "C", "Turkish", "time zone", "optimised", "terminal"],
)
def test_nothing_around_a_run_changes_what_it_finds(
    articles: Path, usual: object, arguments: tuple[str, ...], variables: Mapping[str, str]
) -> None:
    assert found(articles, *arguments, HEALTHLINT_NO_CACHE="1", **variables) == usual


def test_the_cache_changes_nothing(articles: Path, usual: object, tmp_path: Path) -> None:
    kept = after_another(tmp_path / "kept")
    for _ in range(2):
        assert found(articles, HEALTHLINT_NO_CACHE="", HEALTHLINT_CACHE_DIR=kept) == usual
    assert Path(kept, "results-1.sqlite").exists()


PYTHONS = os.environ.get("HEALTHLINT_PYTHONS", "").split(os.pathsep)


@pytest.mark.skipif(
    PYTHONS == [""], reason="HEALTHLINT_PYTHONS names no other interpreters with healthlint's libraries"
)
def test_other_versions_of_python_find_the_same(articles: Path, usual: object) -> None:
    for python in PYTHONS:
        assert (
            answer("check", "--isolated", "--format", "json", str(articles), python=(python, "-m", "healthlint"))
            == usual
        ), python
