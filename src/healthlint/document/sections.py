"""The effect of headings on the blocks below them: which one is the title, where a list of sources begins and ends."""

from __future__ import annotations

from healthlint.document.draft import Draft
from healthlint.document.model import Block
from healthlint.document.sources import HEADING, NAMED_ENTRY, NOTES_HEADING, is_list, names_source
from healthlint.fast_dataclass import replace

CHROME = frozenset({"nav", "header", "footer", "aside", "form"})


class Sources:
    """Whether the next block is in a list of sources; `level` is that of its heading, 0 outside."""

    def __init__(self) -> None:
        self.level = 0
        self._notes_only = False

    def leave(self) -> None:
        """Following blocks are under no heading."""
        self.level = 0

    def judge(self, draft: Draft, text: str, lead: int) -> None:
        """Decide whether a block is an entry: a list of sources may have entries without a number, and a note may be
        the article's own words."""
        if draft.kind == "paragraph" and ((self.level and NAMED_ENTRY.match(text)) or is_list(text)):
            draft.kind = "reference"
        elif draft.kind == "reference" and (self._notes_only if self.level else "footnote" in draft.within):
            links = [(start - lead, end - lead, target) for start, end, target in draft.links]
            if not names_source(text, links, bool(draft.emphasis)):
                draft.kind = "paragraph"
                draft.within = (*draft.within, *(() if "footnote" in draft.within else ("footnote",)))

    def pass_heading(self, draft: Draft, text: str) -> None:
        """A heading begins a list of sources or ends it."""
        if CHROME.intersection(draft.within):
            return
        if HEADING.fullmatch(text):
            self.level = max(draft.level, 1)
            self._notes_only = NOTES_HEADING.fullmatch(text) is not None
        elif self.level and draft.level <= self.level:
            self.level = 0


def entitle(blocks: list[Block]) -> list[Block]:
    """Make one heading the title: the first of level 1 in the article, else in the page, else an opening heading."""
    if any(block.kind == "title" for block in blocks):
        return blocks
    ones = [i for i, block in enumerate(blocks) if block.kind == "heading" and block.level == 1]
    inner = [i for i in ones if not CHROME.intersection(blocks[i].within)]
    chosen = (inner or ones or _opening_heading(blocks))[:1]
    return [replace(block, kind="title") if i in chosen else block for i, block in enumerate(blocks)]


def _opening_heading(blocks: list[Block]) -> list[int]:
    for index, block in enumerate(blocks):
        if block.kind == "field" or CHROME.intersection(block.within):
            continue
        return [index] if block.kind == "heading" and block.level <= 2 else []
    return []
