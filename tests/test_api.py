"""What INTERFACE.md promises to Python programs."""

from __future__ import annotations

import importlib.resources
import json
import subprocess
import sys
from pathlib import Path

import pytest

import healthlint
from healthlint.errors import HealthlintError, InputError, PackError, UsageError

CURE = "LDN cures fibromyalgia."


def codes(findings: list[healthlint.Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_check_text() -> None:
    findings = healthlint.check_text(CURE, path="draft.md")
    assert isinstance(findings, list)
    assert all(isinstance(finding, healthlint.Finding) for finding in findings)
    assert [(finding.path, finding.code, finding.excerpt) for finding in findings] == [
        ("draft.md", "EFF201", CURE[:-1])
    ]


def test_without_a_path_the_text_is_plain() -> None:
    text = "<p>LDN <b>cures</b> lupus.</p>"
    assert [finding.excerpt for finding in healthlint.check_text(text, path="a.html")] == ["LDN <b>cures</b> lupus"]
    assert healthlint.analyze("*x*").to_dict()["sentences"] == [{"start": 0, "end": 3, "scope": "paragraph"}]


def test_select() -> None:
    text = CURE + " Take 5.0 mg of paracetamol."
    assert codes(healthlint.check_text(text, select=["DOS101"])) == ["DOS101"]
    assert codes(healthlint.check_text(text, select=iter(["EFF"]))) == ["EFF201"]
    with pytest.raises(UsageError, match="did you mean 'READ001'"):
        healthlint.check_text(text, select=["READ01"])


def test_check_path(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(CURE, encoding="utf-8")
    assert healthlint.check_path(path) == healthlint.check_path(str(path)) == healthlint.check_text(CURE, str(path))


def test_a_path_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        healthlint.check_path(tmp_path / "gone.txt")
    assert issubclass(InputError, HealthlintError)


@pytest.mark.parametrize("text", ["", " \n", "\ufeff", "did n't", "'s", "\0", "(" * 500, "[" * 500 + "1]", "# \n#"])
def test_any_text_can_be_checked(text: str) -> None:
    for path in (None, "a.md", "a.html"):
        assert isinstance(healthlint.check_text(text, path), list)
        assert isinstance(healthlint.analyze(text, path).to_dict(), dict)


def test_findings_stand_in_order_and_are_the_same_every_time() -> None:
    text = "This miracle: take 5.0 mg of paracetamol.\n\n" + CURE + " LDN cures lupus. What a breakthrough!"
    findings = healthlint.check_text(text)
    assert len(findings) >= 4
    assert findings == sorted(findings, key=lambda finding: (finding.span.start, finding.code))
    assert findings == healthlint.check_text(text)


def test_a_finding_is_the_object_of_the_command_line(tmp_path: Path) -> None:
    (finding,) = healthlint.check_text(CURE, path="draft.md")
    assert json.loads(json.dumps(finding.to_dict())) == finding.to_dict()
    assert finding.to_dict()["span"] == {"start": finding.span.start, "end": finding.span.end}


def test_the_context_of_any_stretch() -> None:
    text = "Honey does not stop a cough. It may help, critics say. Zorbs spin."
    analysis = healthlint.analyze(text)
    context = analysis.context_at(text.index("stop"), text.index("stop") + 4)
    assert (context.polarity, context.voice) == ("negated", "writer")
    assert [text[cue.span.start : cue.span.end] for cue in context.cues if cue.category == "negated"] == ["not"]
    assert analysis.context_at(text.index("help"), text.index("help") + 4).certainty == "hedged"
    assert analysis.context_at(text.index("Zorbs"), len(text) - 1) == type(context)()


def test_offsets_of_an_analysis_are_those_of_the_file() -> None:
    text = "<p>Take <b>5&nbsp;mg</b> of paracetamol, <i>not</i> ibuprofen.</p>"
    analysis = healthlint.analyze(text, path="a.html")
    (quantity,) = analysis.to_dict()["quantities"]
    assert text[quantity["start"] : quantity["end"]] == "5&nbsp;mg"
    start = text.index("ibuprofen")
    assert analysis.context_at(start, start + 9).polarity == "negated"


def test_the_package_is_typed() -> None:
    assert importlib.resources.files("healthlint").joinpath("py.typed").is_file()


def test_no_work_at_import() -> None:
    program = (
        "import sys; before = set(sys.modules); import healthlint; "
        "print(sorted(m for m in set(sys.modules) - before if m.startswith('healthlint')), "
        "sorted({'yaml', 'click', 'textstat', 'regex', 'sentencex', 'nltk'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['healthlint', 'healthlint.version'] []"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Findings'"):
        _ = healthlint.Findings  # type: ignore[attr-defined]


def test_a_text_with_a_path_is_checked_under_the_closest_configuration(tmp_path: Path) -> None:
    (tmp_path / "healthlint.yaml").write_text("ignore: [EFF]\n")
    draft = tmp_path / "draft.md"
    assert [each.family for each in healthlint.check_text(CURE)] != []
    assert "efficacy" not in {each.family for each in healthlint.check_text(CURE, str(draft))}
    draft.write_text(CURE)
    assert healthlint.check_path(draft) == healthlint.check_text(CURE, str(draft))


def test_packs_of_the_configuration_speak_to_programs_too(tmp_path: Path) -> None:
    pack = tmp_path / "house"
    (pack / "lexicon").mkdir(parents=True)
    (pack / "pack.yaml").write_text("name: house\ntitle: House\nversion: 0.1.0\nrequires: [health-writing]\n")
    drug = "drugs:\n  - {id: zelorvane, names: [zelorvane]}\n"
    (pack / "lexicon" / "lexicon.yaml").write_text(drug)
    (tmp_path / "healthlint.yaml").write_text("extend-packs: [house]\n")
    seen = healthlint.analyze("Zelorvane is new.", str(tmp_path / "a.txt")).to_dict()["mentions"]
    assert [each["id"] for each in seen] == ["zelorvane"]
    assert healthlint.analyze("Zelorvane is new.").to_dict()["mentions"] == []


def test_a_broken_pack_is_an_error_to_programs(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "pack.yaml").write_text("name: house\ntitle: House\nversion: 0.1.0\nbroken: yes\n")
    (tmp_path / "healthlint.yaml").write_text("extend-packs: [house]\n")
    with pytest.raises(PackError, match="broken"):
        healthlint.check_text(CURE, str(tmp_path / "a.txt"))
