"""The sentences of a label's sections, with brackets blanked and all positions kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from healthlint.authoring.labels.model import Block, Label, Section
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern
from healthlint.span import Span

_BRACKET = pattern(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBER = pattern(r"^\s*\d{1,2}(?:\.\d{1,2})*\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of `section` or one list item. `text` is the original and `plain` the same with brackets blanked;
    both have equal length and begin at `start` of the label's text. `lead` is the introduction that an item continues,
    blanked."""

    section: Section
    block: Block
    start: int
    text: str
    plain: str
    lead: str = ""

    def span(self, start: int, end: int) -> Span:
        """A stretch of the sentence as one of the label's text."""
        return Span(self.start + start, self.start + end)

    @property
    def trimmed(self) -> Span:
        """The whole sentence without white space at its ends."""
        left = len(self.text) - len(self.text.lstrip())
        return self.span(left, max(len(self.text.rstrip()), left))


def blank(text: str) -> str:
    """The text with everything in brackets blanked, of the same length."""
    for _ in range(3):
        text = _BRACKET.sub(lambda found: " " * len(found.group()), text)
    return text


def title(label: Label, section: Section) -> str:
    """The title of a section without its number; "" if it has none."""
    return _NUMBER.sub("", label.words(section.title)).strip()


def title_span(label: Label, section: Section, start: int, end: int) -> Span:
    """A stretch of `title` as one of the label's text."""
    before = section.title.start + label.words(section.title).find(title(label, section))
    return Span(before + start, before + end)


def sentences(label: Label, section: Section, blocks: Iterable[Block] | None = None) -> Iterator[Sentence]:
    """The sentences of a section's own blocks, or of the given ones, in text order."""
    from sentencex import get_sentence_boundaries

    open_: list[tuple[int, str]] = []
    for block in section.blocks if blocks is None else blocks:
        text = label.words(block.span)
        plain = blank(text)
        open_ = [(depth, lead) for depth, lead in open_ if depth < block.depth]
        lead = open_[-1][1] if open_ else ""
        for found in get_sentence_boundaries("en", plain):
            start, end = found["start_index"], found["end_index"]
            yield Sentence(section, block, block.span.start + start, text[start:end], plain[start:end], lead)
        open_.append((block.depth, plain.strip()))


def sections(label: Label, *codes: str) -> Iterator[Section]:
    """The sections of these codes and all below them, each once."""
    seen: set[int] = set()
    for section in label.walk():
        if section.code in codes:
            for each in section.walk():
                if id(each) not in seen:
                    seen.add(id(each))
                    yield each
