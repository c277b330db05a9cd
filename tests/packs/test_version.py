from __future__ import annotations

from pathlib import Path

import pytest

from healthlint import __version__
from healthlint.packs.loader import load_packs
from healthlint.packs.version import problem


@pytest.mark.parametrize("wanted", ["", ">=0.1", ">= 0.1.0, <1", "==0.1", "<=0.1.0", ">0.0.9"])
def test_this_version_satisfies_the_requirement(wanted: str) -> None:
    assert problem(wanted, "0.1.0") == ""


@pytest.mark.parametrize("wanted", [">=0.2", ">0.1", "<0.1", "==0.1.1", ">=0.1, <0.1"])
def test_this_version_does_not_satisfy_the_requirement(wanted: str) -> None:
    assert problem(wanted, "0.1.0").startswith(f"the pack needs healthlint {wanted}, and this is 0.1.0")


@pytest.mark.parametrize("wanted", ["0.1", "newest", ">=0.1 <2"])
def test_an_invalid_version_is_refused(wanted: str) -> None:
    assert 'write one as ">=0.1"' in problem(wanted)


def test_a_pack_for_another_version_says_so_before_anything_else(tmp_path: Path) -> None:
    head = 'name: mine\ntitle: Mine\nversion: 1\nhealthlint: ">=99"\nlanguage: en\n'
    (tmp_path / "pack.yaml").write_text(head, encoding="utf-8")
    (found,) = load_packs([tmp_path]).problems
    assert found.endswith(
        f"pack.yaml:4:13: the pack needs healthlint >=99, and this is {__version__}; install another version of either"
    )
