"""The matrix of constructions: whatever a frame means, it means in every construction, and its context is told apart.

The frames are those of the bundled packs: a new one is in the matrix by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from healthlint.analysis.frames import CLAIMS, Frame
from healthlint.analysis.model import Statement
from healthlint.analysis.result import Analysis
from healthlint.document.read import read_text
from healthlint.engine import Engine

TREATMENTS = ("Zelorvane", "The herbal tea", "A warm bath")
PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*")

NOUN = {
    "clause": "{about} has a {words}.",
    "row": "| | {about} |\n|---|---|\n| {words} | nil |",
    "heading": "## {words}\n\nNone.",
    "label": "{about}. {Words}: none.",
    "question": "{about}. Is there a {words}? There is none.",
    "yes": "{about}. Is there a {words}? Yes.",
    "relative": "{about}, which has a {words}, is sold here.",
    "fragment": "{about}: a {words}.",
    "coordination": "{about} has a name and a {words}.",
}
DENYING = ("row", "heading", "label", "question")
"""Constructions whose value or answer denies."""
CONTEXTS = {
    "affirmed": ("{about} has a {words}.", "affirmed", "asserted", "writer"),
    "negated": ("{about} has no {words}.", "negated", "asserted", "writer"),
    "hedged": ("{about} may have a {words}.", "affirmed", "hedged", "writer"),
    "quoted": ("According to the seller, {about} has a {words}.", "affirmed", "asserted", "reported"),
    "debunked": ("It is a myth that {about} has a {words}.", "affirmed", "asserted", "critic"),
    "denied twice": ("{about} is not without a {words}.", "affirmed", "asserted", "writer"),
}


def _frames(engine: Engine) -> Iterator[tuple[Frame, str]]:
    """Every frame of a stance, with each of its plain nouns."""
    for frame in engine.lexicon.frames:
        if frame.kind not in CLAIMS:
            yield from ((frame, noun) for noun in frame.nouns if PLAIN.fullmatch(noun))


def _said(analysis: Analysis, frame: Frame) -> list[Statement]:
    return [each for each in analysis.statements if (each.kind, each.matter) == (frame.kind, frame.matter)]


def _stance(frame: Frame, denied: bool) -> str:
    return {"for": "against", "against": "for"}[frame.stance] if denied else frame.stance


@pytest.mark.parametrize("name", NOUN)
def test_a_noun_in_every_construction(bundled: Engine, name: str) -> None:
    wrong = []
    for number, (frame, noun) in enumerate(_frames(bundled)):
        about = TREATMENTS[number % len(TREATMENTS)]
        text = NOUN[name].format(about=about, words=noun, Words=noun.capitalize())
        said = _said(bundled.analyse(read_text(text, "a.md", "markdown")), frame)
        denied = name in DENYING
        if frame.one_way and denied:
            wrong += [text for each in said if each.frame == frame.id and each.stance != frame.stance]
        elif not any(each.stance == _stance(frame, denied) for each in said):
            wrong.append(text)
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("name", CONTEXTS)
@pytest.mark.parametrize("about", TREATMENTS)
def test_a_noun_in_every_context(bundled: Engine, name: str, about: str) -> None:
    pattern, polarity, certainty, voice = CONTEXTS[name]
    wrong = []
    for frame, noun in _frames(bundled):
        text = pattern.format(about=about, words=noun)
        said = _said(bundled.analyse(read_text(text, "a.md", "markdown")), frame)
        if frame.one_way and polarity == "negated":
            continue
        if not any((each.polarity, each.certainty, each.voice) == (polarity, certainty, voice) for each in said):
            wrong.append((text, [(each.polarity, each.certainty, each.voice) for each in said]))
    assert wrong == []


@pytest.mark.parametrize("about", TREATMENTS)
@pytest.mark.parametrize(
    ("pattern", "denied"),
    [
        ("{about} can {words} you.", False),
        ("{about} will never {words} you.", True),
        ("You need not {words} it.", True),
        ("Nothing in {about} can {words} you.", True),
        ("{about}: will it {words} you? No.", True),
        ("{about} works, and it will not {words} you.", True),
        ("There is no need to {words} it.", True),
    ],
)
def test_a_verb_in_every_construction(bundled: Engine, about: str, pattern: str, denied: bool) -> None:
    wrong = []
    for frame in bundled.lexicon.frames:
        for verb in frame.verbs:
            if frame.kind in CLAIMS or frame.one_way or not verb.isalpha():
                continue
            text = pattern.format(about=about, words=verb)
            said = _said(bundled.analyse(read_text(text, "a.md", "markdown")), frame)
            if not any(each.frame == frame.id and each.stance == _stance(frame, denied) for each in said):
                wrong.append(text)
    assert wrong == []


def test_nothing_is_stated_where_it_is_asked(bundled: Engine) -> None:
    for frame, noun in _frames(bundled):
        assert not _said(bundled.analyse(read_text(f"Is there a {noun}?", "a.md", "markdown")), frame)


EFFECT = {
    "active": "Zelorvane {s} migraine.",
    "can": "Zelorvane can {base} migraine.",
    "passive": "Migraine is {past} by zelorvane.",
    "raised": "Zelorvane is able to {base} migraine.",
    "relative": "Zelorvane, which {s} migraine, is new.",
    "coordination": "Zelorvane {s} migraine and asthma.",
    "tail": "Zelorvane is taken in the evening, {ing} migraine.",
}


@pytest.mark.parametrize("name", EFFECT)
def test_an_effect_in_every_construction(bundled: Engine, name: str) -> None:
    from healthlint.analysis.phrases import inflect

    wrong = []
    for frame in bundled.lexicon.frames:
        for verb in frame.verbs if frame.kind == "effect" else ():
            if not PLAIN.fullmatch(verb) or " " in verb or verb in bundled.lexicon.inflections:
                continue
            base, s, past, ing = inflect(verb, {})
            text = EFFECT[name].format(base=base, s=s, past=past, ing=ing)
            claims = bundled.analyse(read_text(text, "a.md", "markdown")).claims
            if not any(claim.subject == "" and claim.object == "migraine" for claim in claims):
                wrong.append(text)
    assert wrong == []


STATED = {
    "active": "{about} {s} migraine.",
    "can": "{about} can {base} migraine.",
    "passive": "Migraine is {past} by {about}.",
    "can be": "Migraine can be {past} by {about}.",
    "raised": "{about} is able to {base} migraine.",
    "relative": "{about}, which {s} migraine, is new.",
    "coordination": "{about} {s} asthma and {s} migraine.",
    "tail": "{about} is taken in the evening, {ing} migraine.",
    "by": "{about} works by {ing} migraine.",
    "heading": "# {about}\n\n{S} migraine",
    "item": "{about}:\n\n- {s} migraine\n- is cheap",
    "cell": "| | {about} |\n|---|---|\n| Use | {s} migraine |",
    "label": "{about}: {s} migraine.",
}
VOICES = {
    "{about} {s} migraine.": ("affirmed", "asserted", "writer"),
    "{about} never {s} migraine.": ("negated", "asserted", "writer"),
    "{about} may {base} migraine.": ("affirmed", "hedged", "writer"),
    "According to the seller, {about} {s} migraine.": ("affirmed", "asserted", "reported"),
    "It is a myth that {about} {s} migraine.": ("affirmed", "asserted", "critic"),
    "Does {about} {base} migraine?": ("affirmed", "questioned", "writer"),
}


def _verbs(engine: Engine) -> Iterator[tuple[Frame, dict[str, str]]]:
    """Every frame of effect with the forms of its first regular verb."""
    from healthlint.analysis.phrases import inflect

    for frame in engine.lexicon.frames:
        plain = (verb for verb in frame.verbs if PLAIN.fullmatch(verb) and " " not in verb)
        verb = next((verb for verb in plain if verb not in engine.lexicon.inflections), "")
        if frame.kind == "effect" and verb:
            base, s, past, ing = inflect(verb, {})
            yield frame, {"base": base, "s": s, "S": s.capitalize(), "past": past, "ing": ing}


def _effects(analysis: Analysis, frame: Frame) -> list[Statement]:
    told = (each for each in analysis.statements if each.kind == "effect" and each.frame == frame.id)
    return [each for each in told if each.target == "migraine"]


@pytest.mark.parametrize("about", TREATMENTS)
@pytest.mark.parametrize("name", STATED)
def test_an_effect_is_stated_in_every_construction(bundled: Engine, name: str, about: str) -> None:
    wrong = []
    for frame, forms in _verbs(bundled):
        text = STATED[name].format(about=about, **forms)
        if not _effects(bundled.analyse(read_text(text, "a.md", "markdown")), frame):
            wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize("about", TREATMENTS)
@pytest.mark.parametrize("pattern", VOICES)
def test_an_effect_in_every_context(bundled: Engine, pattern: str, about: str) -> None:
    wrong = []
    for frame, forms in _verbs(bundled):
        text = pattern.format(about=about, **forms)
        said = _effects(bundled.analyse(read_text(text, "a.md", "markdown")), frame)
        if not any((each.polarity, each.certainty, each.voice) == VOICES[pattern] for each in said):
            wrong.append((text, [(each.polarity, each.certainty, each.voice) for each in said]))
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "What kills no virus cures no migraine.",
        "The regulator cleared the tablet for migraine.",
        "She stopped drinking, and migraine followed.",
        "The gate stops migraine patients from entering.",
        "The law halts people with migraine.",
        "No, treating migraine is one of its purposes.",
        "The herbal tea helps a migraine charity.",
        "The herbal tea relieves a migraine support group.",
        "The doctor prescribed the herbal tea in small cups to relieve migraine.",
    ],
)
def test_a_verb_with_another_object_states_no_effect(bundled: Engine, text: str) -> None:
    said = bundled.analyse(read_text(text, "a.md", "markdown")).statements
    assert [each for each in said if each.kind == "effect" and each.target == "migraine"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Migraine vanishes on zelorvane.",
        "## Migraine\n\nVanishes within a week",
        "Zelorvane is a natural remedy for migraine.",
        "Zelorvane keeps migraine at bay.",
        "Zelorvane is effective against migraine.",
        "Zelorvane helps migraine sufferers.",
        "Zelorvane relieves people with migraine.",
        "Zelorvane protects asthma patients from migraine.",
        "Zelorvane ends migraine pain.",
        "Zelorvane holds migraine at bay.",
        "Migraine is held at bay by zelorvane.",
    ],
)
def test_an_effect_without_a_plain_verb(bundled: Engine, text: str) -> None:
    said = bundled.analyse(read_text(text, "a.md", "markdown")).statements
    assert [each.target for each in said if each.kind == "effect"][:1] == ["migraine"]
