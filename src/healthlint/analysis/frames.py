"""Frames: what words mean, once for each meaning, by the part that they play in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern

Kind = Literal["effect", "association", "safety", "combination", "status", "evidence"]
Stance = Literal["for", "against"]
Voice = Literal["active", "fixed", "passive", "noun", "middle", "whole"]

CLAIMS: tuple[Kind, ...] = ("effect", "association")
"""Kinds whose words say that something does something to something."""
_PLAIN = pattern(r"[a-z]+(?: [a-z]+)*")


@dataclass(frozen=True, slots=True)
class Frame:
    """A meaning and its words. An entry of plain words is inflected where its part of speech is: a verb at its first
    word ("wipe out"), a noun at its last; anything else is a phrase as it stands.

    id: the meaning, in a word or two.
    kind: what sort of statement it makes; an effect does something, an association goes with something.
    strength: of an effect, what is claimed: cure, universal, proven, superior, equal, benefit, harm, change, link (a
    claim about cells or messengers becomes a mechanism); an echo ("the same goes for") is as strong as the claim
    before.
    stance: of the other kinds, whether the words speak for the `matter` or against it.
    matter: of a status, what it is: approval, prescription.
    one_way: its denial says nothing ("not experimental" is no approval); it only takes back what stands beside it.
    direction: up or down lets the target decide between benefit, harm and mere change.
    target: ill wants a condition or symptom as target.
    verbs: who before it, whom after it; the passive and participles are told apart by grammar.
    verbs_without_object: what it happens to stands before it ("the pain vanished").
    verbs_undergone: whom before it, who after it ("respond to").
    nouns: whom after of, in, from or for ("the elimination of pain").
    predicates: fixed words, adjectives above all, with who before and whom after them ("is effective for").
    idioms: all that is said, with a subject or without ("works for everyone").
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
    """The words of a frame that play one part in a sentence: its voice."""

    frame: Frame
    voice: Voice
    phrases: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What the scanner knows its phrases by."""
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
    """The words of all frames, part by part."""
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
