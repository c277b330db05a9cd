"""A fact is proved by the stretch it was read from, and a stretch that moved is found."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from healthlint.errors import DatasetError
from healthlint.reference.build import build
from healthlint.reference.model import Fact, Reference, Source
from healthlint.reference.verify import verify
from healthlint.span import Span

CHECKOUT = Path(__file__).resolve().parents[2]
PACK = CHECKOUT / "rules" / "low-dose-naltrexone"
TEXT = "Ünser µg\r\nTake 5 mg daily, never 5 g.\n"
AT = Span(TEXT.index("5 mg"), TEXT.index("5 mg") + 4)


def digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()


def reference(text: str = TEXT, span: Span = AT) -> Reference:
    source = Source("weekly", "A page", "Weekly", None, None, "page", "neutral", "weekly.txt", digest(text))
    fact = Fact(
        "dose",
        "dose-range",
        {"drug": "examplin"},
        {"low": 5, "high": 5, "unit": "mg"},
        "asserts",
        "weekly",
        "5 mg",
        span,
        digest(text[span.start : span.end]),
    )
    return Reference((source,), (fact,))


def write(folder: Path, text: str, name: str = "weekly.txt") -> None:
    (folder / name).write_bytes(text.encode("utf-8"))


def test_a_true_text_proves_everything(tmp_path: Path) -> None:
    write(tmp_path, TEXT)
    assert verify(reference(), tmp_path) == []


def test_a_renamed_text_is_known_by_its_content(tmp_path: Path) -> None:
    write(tmp_path, "another", "a.txt")
    write(tmp_path, TEXT, "z.txt")
    assert verify(reference(), tmp_path) == []


def test_a_moved_stretch_is_found_again(tmp_path: Path) -> None:
    write(tmp_path, "New. " + TEXT)
    source, fact = verify(reference(), tmp_path)
    assert (source.source, source.fact) == ("weekly", None)
    assert (fact.source, fact.fact) == ("weekly", "dose")
    assert f"write at: [{AT.start + 5}, {AT.end + 5}]" in fact.message


def test_a_reworded_stretch_is_gone(tmp_path: Path) -> None:
    write(tmp_path, TEXT.replace("5 mg", "6 mg"))
    assert "gone or reworded" in verify(reference(), tmp_path)[1].message


def test_changed_newlines_are_a_change(tmp_path: Path) -> None:
    write(tmp_path, TEXT.replace("\r\n", "\n"))
    assert f"[{AT.start - 1}, {AT.end - 1}]" in verify(reference(), tmp_path)[1].message


def test_a_place_beyond_the_end_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, TEXT[:10])
    assert "is beyond the end" in verify(reference(), tmp_path)[1].message


def test_a_stretch_that_now_stands_twice_is_left_to_the_author(tmp_path: Path) -> None:
    write(tmp_path, "5 mg and 5 mg" + " " * 20)
    assert "is now at 0, 9" in verify(reference(), tmp_path)[1].message


def test_a_missing_text_is_one_problem_not_one_a_fact(tmp_path: Path) -> None:
    (problem,) = verify(reference(), tmp_path)
    assert "weekly.txt is missing" in str(problem)


def test_a_text_that_is_not_utf8_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "weekly.txt").write_bytes(b"\xff\xfe5 mg")
    (problem,) = verify(reference(), tmp_path)
    assert "UTF-8" in str(problem)


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no such folder"):
        verify(reference(), tmp_path / "nowhere")


def test_a_text_may_lie_in_any_of_several_folders(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    write(tmp_path / "one", "another text of the same name")
    write(tmp_path / "other", TEXT)
    assert verify(reference(), tmp_path / "one", tmp_path / "other") == []


@pytest.fixture(scope="module")
def low_dose() -> Reference:
    def load(name: str) -> list[dict[str, object]]:
        return list(yaml.load((PACK / name).read_bytes(), Loader=yaml.CSafeLoader))

    return build(load("sources.yaml"), load("facts.yaml"))


def test_every_fact_of_the_pack_is_proved(low_dose: Reference) -> None:
    texts = Path(os.environ.get("HEALTHLINT_SHARED", CHECKOUT.parent / "shared")) / "sources"
    if not texts.is_dir():
        pytest.skip(f"the source texts are not part of the project, and {texts} does not exist")
    assert [str(problem) for problem in verify(low_dose, texts)] == []


def test_every_source_of_the_pack_speaks(low_dose: Reference) -> None:
    assert {fact.source for fact in low_dose.facts} == {source.id for source in low_dose.sources}


@pytest.mark.parametrize(
    ("fact_id", "value"),
    [
        ("ldn-dose-pain-psychology-today", {"low": 1, "high": 4.5, "unit": "mg"}),
        ("ldn-dose-pain-berkeley", {"low": 1, "high": 5, "unit": "mg", "per": "day"}),
        ("ldn-dose-pain-bliss", {"low": 4.5, "high": 4.5, "unit": "mg"}),
        ("ldn-dose-pain-gilmore", {"low": 0.1, "high": 4.5, "unit": "mg"}),
        ("naltrexone-dose-addiction-berkeley", {"low": 50, "high": 100, "unit": "mg", "per": "day"}),
        ("naltrexone-strength-bliss", {"low": 25, "unit": "mg", "bound": "at-least", "made-by": "manufacturer"}),
        ("ldn-onset-weeks-bliss", {"low": 8, "high": 10, "unit": "weeks"}),
        ("opioids-washout-bliss", {"low": 1, "unit": "weeks", "bound": "at-least"}),
        ("naltrexone-approval-year-bliss", {"agency": "fda", "year": 1984}),
    ],
)
def test_the_figures_that_checks_rely_on(low_dose: Reference, fact_id: str, value: dict[str, object]) -> None:
    assert dict(low_dose.fact(fact_id).value) == value


def test_the_dataset_covers_drugs_not_classes(low_dose: Reference) -> None:
    assert set(low_dose.drugs) == {"naltrexone"}
