"""English rules are silent in other languages, and a report says so once."""

from __future__ import annotations

from pathlib import Path

import pytest

import healthlint
from healthlint.document.read import read_text
from healthlint.engine import Engine, default_engine

GERMAN = "Naltrexon hilft gegen chronische Schmerzen, und die Wirkung von Naltrexon ist noch nicht bewiesen."
ENGLISH = "Take naltroxene at night. LDN cures fibromyalgia."


@pytest.fixture(scope="module")
def engine() -> Engine:
    return default_engine()


def codes(engine: Engine, text: str, path: str) -> set[str]:
    return {finding.code for finding in engine.check(read_text(text, path)).findings}


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        "La naltrexone à faible dose est utilisée contre la douleur chronique par certains patients atteints.",
        "La naltrexona en dosis bajas se usa para el dolor crónico y la fibromialgia en algunos pacientes.",
        "Naltrexon in een lage dosis wordt gebruikt tegen chronische pijn en fibromyalgie bij sommige patiënten.",
        "Налтрексон в низких дозах применяется при хронической боли, но исследования ещё малы.",
        "低剂量纳曲酮用于治疗慢性疼痛和纤维肌痛。",
    ],
)
@pytest.mark.parametrize("path", ["a.txt", "a.md", "a.html"])
def test_a_text_that_is_plainly_not_english_gets_one_notice_and_no_finding(engine, text, path) -> None:
    report = engine.check(read_text(f"<p>{text}</p>" if path.endswith("html") else f"# LDN\n\n{text}\n", path))
    assert report.findings == ()
    (notice,) = (each for each in report.not_checked if each.kind == "part")
    assert "a language other than English" in notice.message


@pytest.mark.parametrize(
    "page",
    [
        '<html lang="de"><body><p>Naltrexon hilft. LDN cures fibromyalgia.</p></body></html>',
        '<html xml:lang="fr-CA"><body><p>Naltrexon hilft. LDN cures fibromyalgia.</p></body></html>',
        '<div lang="de"><p>Naltrexon hilft.</p><ul><li>LDN cures fibromyalgia.</ul></div>',
        '<p>She said <i lang="de">Naltrexon <i>LDN</i> cures fibromyalgia</i> to us.</p>',
        '<html lang="en"><body><p lang="nl">Naltrexon. LDN cures fibromyalgia.</p></body></html>',
        '<p lang="de"><img alt="LDN cures fibromyalgia" src="a.png">Naltrexon.</p>',
    ],
)
def test_the_language_of_an_element_is_obeyed(engine, page) -> None:
    assert not codes(engine, page, "a.html") & {"TYP101", "TYP202", "EFF201"}


@pytest.mark.parametrize(
    "page",
    [
        f'<html lang="de"><body><div lang="en"><p>{ENGLISH}</p></div></body></html>',
        f'<p lang="de">Naltrexon.</p><p>{ENGLISH}</p>',
        f'<p><span lang="de">Naltrexon <span>hilft</span></span> und. {ENGLISH}</p>',
        f'<p><span lang="de">Naltrexon</p><p>{ENGLISH}</p>',
        f'<html lang="en-GB"><body><p>{ENGLISH}</p></body></html>',
        f'<html lang=""><body><p>{ENGLISH}</p></body></html>',
    ],
)
def test_english_text_next_to_foreign_text_is_checked(engine, page) -> None:
    assert codes(engine, page, "a.html") >= {"TYP101", "EFF201"}


@pytest.mark.parametrize("key", ["lang: de", "language: 'de-AT'", "locale: fr_FR"])
def test_the_language_of_front_matter_is_obeyed(engine, key) -> None:
    assert codes(engine, f"---\ntitle: LDN\n{key}\n---\n\n{ENGLISH}\n", "a.md") == set()
    assert codes(engine, f"---\ntitle: LDN\nlang: en\n---\n\n{ENGLISH}\n", "a.md") >= {"TYP101", "EFF201"}


def test_a_foreign_paragraph_in_an_english_article_is_left_alone(engine) -> None:
    text = f"{ENGLISH}\n\n{GERMAN}\n\nShe slept well.\n"
    findings = engine.check(read_text(text, "a.md")).findings
    assert {"TYP101", "EFF201"} <= {finding.code for finding in findings}
    assert all(finding.span.start < len(ENGLISH) for finding in findings)


@pytest.mark.parametrize(
    "text",
    [
        "Buprenorphine, naloxone, methadone, hydrocodone, oxycodone, fentanyl and morphine.",
        "Szczepanski met Okonkwo-Brandvold in Ljubljana, and they spoke of naltroxene with Xiaoping.",
        "naltroxene fibromyalga hypertention diarrea thyroidits",
        "Short-term, low-dose, off-label; see table.",
    ],
)
def test_names_and_slips_make_no_other_language(engine, text) -> None:
    assert not engine.analyse(read_text(text, "a.txt")).foreign.blocks


def test_every_fixture_is_english(engine) -> None:
    for path in sorted(Path(__file__).parents[2].glob("fixtures/**/*.md"))[:20]:
        assert not engine.analyse(read_text(path.read_text(encoding="utf-8"), "a.md")).foreign.all, path


def test_the_public_interface_says_it_too() -> None:
    assert healthlint.check_text(GERMAN) == []
