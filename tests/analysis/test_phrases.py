"""The language of phrases: what each sign of it matches, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.analysis.phrase_index import PhraseIndex
from healthlint.analysis.phrase_walk import Match, Text, find
from healthlint.analysis.phrases import Choice, Language, Word, inflect, parse
from healthlint.analysis.tokens import tokenize
from healthlint.errors import PackError

Classes = Mapping[str, Mapping[int, Sequence[int]]]


def matches(
    phrase: str,
    text: str,
    *,
    classes: Classes | None = None,
    irregular: Mapping[str, tuple[str, ...]] | None = None,
    groups: Mapping[str, tuple[str, ...]] | None = None,
    barriers: Sequence[str] = (),
) -> list[Match]:
    """Where `phrase` stands in the one sentence `text`; every group is written out in place."""
    index = PhraseIndex(barriers)
    groups = groups or {}
    index.add(phrase, parse(phrase, groups, irregular or {}, frozenset(groups)))
    tokens = tokenize(text)
    words = Text(tokens.words, [len(tokens)] * len(tokens))
    words.know(classes or {})
    return find(index.table(), words, None)


def found(phrase: str, text: str, **settings: object) -> set[str]:
    """The stretches of `text` that `phrase` matches."""
    tokens = tokenize(text)
    spans = [tokens.span(match.first, match.last) for match in matches(phrase, text, **settings)]  # type: ignore[arg-type]
    return {text[span.start : span.end] for span in spans}


def marked(phrase: str, text: str) -> set[str]:
    """The stretches of `text` that are to be underlined."""
    tokens = tokenize(text)
    spans = [tokens.span(match.mark_first, match.mark_last) for match in matches(phrase, text)]
    return {text[span.start : span.end] for span in spans}


@pytest.mark.parametrize("text", ["side effect", "Side effects", "SIDE-EFFECTS"])
def test_words_match_however_they_are_typed(text: str) -> None:
    assert found("side effect+", f"no {text}, though") == {text}


@pytest.mark.parametrize("text", ["it is", "It's", "it’s"])
def test_is_matches_its_short_form(text: str) -> None:
    assert found("it is safe", f"{text} safe") == {f"{text} safe"}


@pytest.mark.parametrize("text", ["can not", "cannot", "can't", "can’t", "cant"])
def test_one_phrase_for_all_ways_to_deny(text: str) -> None:
    assert found("cannot harm", f"{text} harm") == {f"{text} harm"}


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("cure", "cure cures cured curing"),
        ("treat", "treat treats treated treating"),
        ("stop", "stop stops stopped stopping"),
        ("remedy", "remedy remedies remedied remedying"),
        ("play", "play plays played playing"),
        ("fix", "fix fixes fixed fixing"),
        ("push", "push pushes pushed pushing"),
        ("heal", "heal heals healed healing"),
    ],
)
def test_regular_forms(word: str, forms: str) -> None:
    assert inflect(word, {}) == tuple(forms.split())


def test_a_plus_matches_every_form() -> None:
    text = "stop stops stopped stopping stopper"
    assert found("stop+", text) == {"stop", "stops", "stopped", "stopping"}


def test_listed_forms_take_the_place_of_regular_ones() -> None:
    irregular = {"take": ("takes", "took", "taken", "taking")}
    assert found("take+ it", "took it taked it", irregular=irregular) == {"took it"}


def test_without_a_plus_only_the_word_itself() -> None:
    assert found("effect", "effects effect") == {"effect"}


def test_one_of_several() -> None:
    text = "safe for me, harmless for you, very good for us, bad for all"
    assert found("(safe|harmless|(very|so) good) for", text) == {"safe for", "harmless for", "very good for"}


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("thyroid (tumor|cancer)+", {"thyroid tumors", "thyroid cancer"}),
        ("thyroid (big tumor|[bad] cancer)+", {"thyroid cancer"}),
        ("(share|lend)+ it", {"sharing it"}),
        ("(thyroid|(bone|blood) tumor)+", {"thyroid"}),
        ("thyroid [tumor]+", {"thyroid", "thyroid tumors"}),
    ],
)
def test_a_plus_behind_a_bracket_inflects_each_alternative(phrase: str, said: set[str]) -> None:
    assert found(phrase, "thyroid tumors, thyroid cancer and sharing it") == said


@pytest.mark.parametrize("phrase", ["(<drug>|tumor)+ here", "(tumor ...)+ here"])
def test_a_plus_behind_what_is_no_word_is_refused(phrase: str) -> None:
    with pytest.raises(PackError, match="every alternative must end with a word"):
        parse(phrase, {}, {})


def test_optional_words_may_be_missing() -> None:
    assert found("[completely] safe", "completely safe") == {"completely safe", "safe"}
    assert found("is [very|so] safe", "is safe, is so safe, is too safe") == {"is safe", "is so safe"}


def test_any_one_word() -> None:
    assert found("dose _ night", "dose at night, dose night, dose in the night") == {"dose at night"}


@pytest.mark.parametrize(
    ("phrase", "widest"),
    [("take ... night", 4), ("take ...1 night", 1), ("take ...8 night", 8), ("take ...0 night", 0)],
)
def test_a_gap_passes_over_so_many_words(phrase: str, widest: int) -> None:
    inside, beyond = (" ".join(["take", *["x"] * count, "night"]) for count in (widest, widest + 1))
    assert found(phrase, inside) == {inside}
    assert found(phrase, "take night") == {"take night"}
    assert found(phrase, beyond) == set()


def test_a_gap_stops_at_a_semicolon_and_at_a_barrier() -> None:
    assert found("approved ... for pain", "approved, but for pain") == {"approved, but for pain"}
    assert found("approved ... for pain", "approved; it is for pain") == set()
    assert found("approved ... for pain", "approved, but not for pain", barriers=["not"]) == set()
    assert found("approved ... not for pain", "approved, but not for pain", barriers=["not"]) == {
        "approved, but not for pain"
    }


def test_a_phrase_ends_with_its_sentence() -> None:
    index = PhraseIndex()
    index.add("k", parse("dose ... night", {}, {}))
    tokens = tokenize("a dose . A night")
    assert find(index.table(), Text(tokens.words, [3, 3, 3, 5, 5]), None) == []


def test_a_class_is_a_stretch_of_any_length() -> None:
    classes = {"drug": {1: [2, 3]}}
    assert found("take <drug>", "take velorin hydrochloride", classes=classes) == {
        "take velorin",
        "take velorin hydrochloride",
    }
    assert found("<drug> now", "take velorin now", classes={"drug": {1: [2]}}) == {"velorin now"}
    assert found("take <drug>", "take velorin") == set()


def test_a_group_that_is_written_out_in_place() -> None:
    groups = {"often": ("every (day|night)", "daily")}
    assert found("take <often>", "take daily, take every night", groups=groups) == {"take daily", "take every night"}


@pytest.mark.parametrize(
    ("phrase", "underlined"),
    [
        ("not a cure", "not a cure"),
        ("not «a cure»", "a cure"),
        ("«not» a cure", "not"),
        ("«not a» cure", "not a"),
        ("not «(a|the) cure»", "a cure"),
        ("not ... «cure»", "cure"),
    ],
)
def test_the_underlined_part_of_a_phrase(phrase: str, underlined: str) -> None:
    assert marked(phrase, "this is not a cure at all") == {underlined}


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("(a|b", "')' is missing"),
        ("[a", "']' is missing"),
        ("((a) b", "')' is missing"),
        ("a)", "')' has no opening bracket"),
        ("a ]", "']' has no opening bracket"),
        ("(a]", "']' has no opening bracket"),
        ("a|b", "'|' has no opening bracket"),
        ("", "contains no word"),
        ("...", "contains no word"),
        ("_ ... _", "contains no word"),
        ("()", "contains no word"),
        ("«»", "contains no word"),
    ],
)
def test_a_broken_phrase_is_refused_by_name(phrase: str, said: str) -> None:
    with pytest.raises(PackError) as error:
        parse(phrase, {}, {})
    assert repr(phrase) in str(error.value)
    assert said in str(error.value)


def test_an_unknown_class_is_named_with_the_nearest() -> None:
    language = Language({}, {})
    pattern = language.parse("take [<dug>] with (<drug>|milk)")
    assert list(language.unknown_classes(pattern, frozenset({"drug", "dose"}))) == [
        "unknown class <dug>; did you mean 'drug'?"
    ]


def test_many_optional_words_stay_few_branches() -> None:
    phrase = " ".join(f"[w{number}]" for number in range(40)) + " end"
    assert found(phrase, "w3 w17 w39 end") >= {"w3 w17 w39 end", "end"}


_WORDS = st.lists(st.text(st.characters(categories=["Ll"], max_codepoint=0x17F), min_size=1, max_size=6), min_size=1)
_FILLING = st.lists(st.sampled_from("it was said , to be".split()), max_size=4).map(" ".join)


@given(_WORDS, _FILLING, _FILLING)
def test_words_match_themselves_wherever_they_stand(words: list[str], before: str, after: str) -> None:
    phrase = " ".join(words)
    text = f"{before} {phrase} {after}"
    spans = [tokenize(text).span(match.first, match.last) for match in matches(phrase, text)]
    assert len(before) + 1 in {span.start for span in spans}
    assert {text[span.start : span.end] for span in spans} == {phrase}


@given(_WORDS, st.data())
def test_a_mark_lies_within_its_match(words: list[str], data: st.DataObject) -> None:
    opens = data.draw(st.integers(0, len(words) - 1))
    closes = data.draw(st.integers(opens + 1, len(words)))
    phrase = " ".join([*words[:opens], "«", *words[opens:closes], "»", *words[closes:]])
    text = " ".join(words)
    assert " ".join(words[opens:closes]) in marked(phrase, text)
    for match in matches(phrase, text):
        assert match.first <= match.mark_first <= match.mark_last <= match.last


@given(st.lists(st.sampled_from(["a", "b", "(a|b)", "[a]", "_", "...", "...2", "<c>", "a+"]), min_size=1, max_size=8))
def test_whatever_parses_can_be_searched(items: list[str]) -> None:
    phrase = " ".join(["a", *items])
    tokens = tokenize("a b a a b b a b")
    for match in matches(phrase, "a b a a b b a b", classes={"c": {0: [1], 2: [4]}}):
        assert 0 <= match.first <= match.last < len(tokens)


def test_a_pattern_is_plain_data() -> None:
    assert parse("(a|b) c", {}, {}) == (Choice(((Word(("a",)),), (Word(("b",)),))), Word(("c",)))
