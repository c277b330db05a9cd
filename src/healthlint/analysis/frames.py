"""Frames: each meaning once, with its words by the part that they play in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern

Kind = Literal["effect", "association", "safety", "combination", "status", "evidence"]
Stance = Literal["for", "against"]
Voice = Literal["active", "fixed", "passive", "noun", "middle", "whole"]

CLAIMS: tuple[Kind, ...] = ("effect", "association")
"""Kinds whose words say that something affects something."""
_PLAIN = pattern(r"[a-z]+(?: [a-z]+)*")


@dataclass(frozen=True, slots=True)
class Frame:
    """A meaning and its words. Plain words are inflected by part of speech: a verb entry at its first word
    ("wipe out"), a noun entry at its last; anything else is a phrase as written.

    id: the meaning, in a word or two.
    kind: what sort of statement it makes; an effect does something, an association goes with something.
    strength: of an effect, what is claimed: cure, universal, proven, superior, equal, benefit, harm, change, link (a
    claim about cells or messengers becomes a mechanism); an echo ("the same goes for") is as strong as the claim
    before.
    stance: of the other kinds, whether the words speak for the `matter` or against it.
    matter: of a status, what it is: approval, prescription.
    one_way: its denial says nothing ("not experimental" is no approval); it only withdraws the statement next to it.
    direction: up or down; the target then decides between benefit, harm and mere change.
    target: ill requires a condition or symptom as target.
    verbs: agent before, target after; the passive and participles are recognised by grammar.
    verbs_without_object: the target comes before ("the pain vanished").
    verbs_undergone: target before, agent after ("respond to").
    nouns: target after of, in, from or for ("the elimination of pain").
    predicates: fixed words, above all adjectives, with the agent before and the target after ("is effective for").
    idioms: complete in themselves, with or without a subject ("works for everyone").
    """

    KEBAB: ClassVar[bool] = True
    id: str
    kind: Kind = "effect"
    strength: str = "benefit"
    stance: Stance = "for"
    matter: str = ""
    one_way: bool = False
    direction: Literal["up", "down", ""] = ""
    target: Literal["any", "ill"] = "any"
    verbs: tuple[str, ...] = ()
    verbs_without_object: tuple[str, ...] = ()
    verbs_undergone: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    idioms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """The words of a frame with one grammatical role (its voice)."""

    frame: Frame
    voice: Voice
    phrases: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """The scanner's key for its phrases."""
        return self.frame.kind, f"{self.frame.id} {self.voice}"


_SLOTS: tuple[tuple[str, Voice], ...] = (
    ("verbs", "active"),
    ("verbs_without_object", "middle"),
    ("verbs_undergone", "passive"),
    ("nouns", "noun"),
    ("predicates", "fixed"),
    ("idioms", "whole"),
)


def units(frames: Iterable[Frame]) -> Iterator[Unit]:
    """The words of all frames, role by role."""
    for frame in frames:
        for slot, voice in _SLOTS:
            entries: tuple[str, ...] = getattr(frame, slot)
            if entries:
                yield Unit(frame, voice, tuple(_inflected(entry, voice) for entry in entries))


def _inflected(entry: str, voice: Voice) -> str:
    if not _PLAIN.fullmatch(entry):
        return entry
    words = entry.split(" ")
    if voice in ("active", "middle", "passive"):
        return " ".join((words[0] + "+", *words[1:]))
    return " ".join((*words[:-1], words[-1] + "+")) if voice == "noun" else entry
