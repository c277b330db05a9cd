"""Letters that only look Latin: read as what they look like, and reported where they stand in a Latin word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.analysis.lookalikes import unmasked
from healthlint.document.read import read_text
from healthlint.engine import default_engine
from healthlint.findings.model import Finding

ENGINE = default_engine(("EFF", "TYP"))


def checked(text: str, path: str = "a.md") -> list[Finding]:
    return list(ENGINE.check(read_text(text, path)).findings)


@pytest.mark.parametrize(
    "text",
    [
        "LDN cures fibrоmyalgia.",  # Cyrillic о
        "LDN cures fibrοmyalgia.",  # Greek ο
        "LDN cures fibromyαlgia.",  # Greek α
        "LDN curеs fibromyalgia.",  # Cyrillic е
        "LDΝ cures fibromyalgia.",  # Greek Ν
        "LDN сures fibromyalgia.",  # Cyrillic с
        "LDN cures fibrօmyalgia.",  # Armenian օ
    ],
)
@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
def test_a_word_of_two_scripts_is_reported_and_read_as_it_looks(text: str, path: str) -> None:
    found = {finding.code: finding for finding in checked(text, path)}
    assert sorted(found) == ["EFF201", "TYP103"]
    assert found["EFF201"].excerpt == text.rstrip(".")
    mixed = found["TYP103"]
    assert mixed.excerpt in text
    assert not mixed.excerpt.isascii()
    assert mixed.fix is not None
    (edit,) = mixed.fix.edits
    mended = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert mended == "LDN cures fibromyalgia."


@pytest.mark.parametrize(
    "text",
    [
        "TNFα, TNFαR1, β-blockers, NFκB, IκBα, PPARγ, RORγt, GABAρ, amyloidβ and interferonα are symbols.",
        "5 µg, 5 μg, 10 μL, 4 Ω, Δ9-THC, χ2 and α7nAChR are, too.",
        "Sjögren, naïve, œdema, Łódź, Ðuro, Øre and İzmir are Latin.",
        "Сара ела кашу, Ωμέγα and Հայ are words of other scripts.",
        "A LDN-терапия and LDNに and LDN🙂 are told apart.",
    ],
)
def test_words_of_one_script_are_left_alone(text: str) -> None:
    document = read_text(text, "a.md")
    assert unmasked(document).disguised == ()
    assert unmasked(document).text == text


@pytest.mark.parametrize("text", ["𝐋𝐃𝐍 cures 𝗳𝗶𝗯𝗿𝗼𝗺𝘆𝗮𝗹𝗴𝗶𝗮.", "ＬＤＮ cures ｌｕｐｕｓ.", "ⓁⒹⓃ cures pain."])
def test_styled_unicode_letters_are_read(text: str) -> None:
    assert [finding.code for finding in checked(text)] == ["EFF201"]


def test_a_letter_that_looks_like_no_latin_one_is_reported_without_a_fix() -> None:
    (found,) = checked("She likes fibroшmyalgia.")
    assert (found.code, found.fix) == ("TYP103", None)


def test_a_slip_in_such_a_word_is_one_too_and_its_fix_is_whole() -> None:
    text = "It is naltrохene."
    (slip,) = (finding for finding in checked(text) if finding.code == "TYP101")
    assert slip.fix is not None
    (edit,) = slip.fix.edits
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == "It is naltrexone."


WORDS = st.text("LDNcuresоеасαο 𝐋ＬⓁβγ .,é🙂", max_size=40)


@given(WORDS)
def test_every_letter_keeps_its_place(text: str) -> None:
    document = read_text(text, format="plain")
    read = unmasked(document)
    assert len(read.text) == len(document.text)
    assert read.prose.pieces == document.prose.pieces
    for span, word in read.disguised:
        assert document.text[span.start : span.end] == word
        assert read.written(span) == word
