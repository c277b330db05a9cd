from __future__ import annotations

import pytest

from healthlint.analysis.lexicon import Concept, Drug, Lexicon, merge
from healthlint.analysis.phrases import Choice, Gap, Language, Pattern, Word
from healthlint.analysis.tokens import tokenize
from healthlint.analysis.word_classes import TOKEN_CLASSES
from healthlint.packs.loader import load_bundled
from healthlint.report.phrase_samples import Samples

LEXICON = Lexicon(
    groups={
        "naltrexone-dose-aside": ("[about] <opioid>", "nothing (at all|else)"),
        "opioid": ("painkiller+",),
        "loop": ("<loop> again", "<other> again"),
        "other": ("<loop>",),
        "empty": (),
    },
    drugs=(
        Drug("morphine", ("morphine [sulfate]",), classes=("opioid",)),
        Drug("tramadol", (), brands=("Ultram",), classes=("opioid",), forms={"drops": ("tramadol drops",)}),
    ),
    conditions=(Concept("gout", ("gout",), ("arthritis",)),),
)


@pytest.mark.parametrize(
    ("phrase", "shown"),
    [
        ("side effect+", "side effect"),
        ("(safe|harmless) for", "safe for / harmless for"),
        ("[completely] safe", "safe / completely safe"),
        ("take _ «with» ...3 care", "take … with … care"),
        ("... _ end", "… end"),
        ("the doctor 's advice , please .", "the doctor's advice, please."),
        ("NICE (says|said)", "NICE says / NICE said"),
        ("<opioid>", "painkiller / morphine sulfate / Ultram / …"),
        ("<tramadol> or <tramadol:drops>", "Ultram or tramadol drops"),
        ("<arthritis>", "gout"),
        ("<drug> for <condition> in <year>", "[a drug] for [a condition] in [a year]"),
        ("for <duration>", "for [a duration]"),
        (
            "<naltrexone-dose-aside> now",
            "painkiller now / nothing else now / Ultram now / morphine now / …",
        ),
        ("<unknown-thing> now", "[unknown thing] now"),
        ("<empty> now", "[empty] now"),
        ("<loop>", "[loop] again / …"),
        ("(a|b|c|d|e|f|g|h)", "a / b / c / d / e / f / …"),
        ("n / a", "n/a"),
        ("+", "+"),
    ],
)
def test_a_phrase_is_shown_in_a_few_readings(phrase: str, shown: str) -> None:
    assert Samples(LEXICON).of(phrase) == shown


def test_long_readings_are_few() -> None:
    assert Samples(LEXICON).of(f"(a|b|c|d) {'word ' * 20}").count(" / ") == 2


def test_pairs_of_wrong_and_right_words() -> None:
    samples = Samples(LEXICON)
    assert samples.pair("«chron 's» (disease|colitis)", "Crohn's") == "chron's -> Crohn's"
    assert samples.pair("an (addict|abuser)", "a person") == "an addict / an abuser -> a person"


def test_no_class_of_numbers_is_shown_by_its_name_alone() -> None:
    for name in TOKEN_CLASSES:
        assert Samples(Lexicon()).of(f"<{name}> now").startswith(("[a ", "[an "))


def test_every_reading_is_one_that_the_phrase_finds() -> None:
    lexicon = merge(pack.lexicon for pack in load_bundled().packs)
    samples, language = Samples(lexicon), Language(lexicon.groups, lexicon.inflections)
    texts = [text for phrases in lexicon.groups.values() for text in phrases if "<" not in text]
    for text in texts:
        for reading in samples.of(text).split(" / "):
            words = tokenize(reading.replace("…", "").lower()).words
            assert reading == "…" or len(words) in _ends(language.parse(text), words, {0}), (text, reading)


def _ends(pattern: Pattern, words: tuple[str, ...], starts: set[int]) -> set[int]:
    """Where a match can end that begins at one of these places."""
    for item in pattern:
        if isinstance(item, Word):
            starts = {start + 1 for start in starts if words[start : start + 1] and words[start] in item.words}
        elif isinstance(item, Choice):
            starts = {end for each in item.patterns for end in _ends(each, words, starts)}
        elif not isinstance(item, Gap):
            continue
    return starts
