"""Whether a note or list entry names a source or says something itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from healthlint.pattern import pattern

# The only word lists in this package: without the first, a numbered list of sources is just a numbered list; the text
# under a heading in the second may be sources or the article's own words.
_NOTES = r"(?:foot|end)?notes"
HEADING = pattern(
    r"(?:[\d.)]+\s*)?(?:(?:selected|key|main|our|medical|scientific|article|additional)\s+)?"
    rf"(?:references?|sources?|bibliography|citations?|literature|works cited|{_NOTES}|further reading"
    r"|resources?)(?:\s+(?:and|&)\s+(?:references?|sources?|notes|further reading|resources?))?\s*:?",
    re.IGNORECASE,
)
NOTES_HEADING = pattern(rf"(?:[\d.)]+\s*)?{_NOTES}\s*:?", re.IGNORECASE)
# An entry without a number begins with a name and its initials, or with names and a year in brackets.
_CAPITAL = r"(?:[A-Z&][\w’'.-]*|of|the|for|and|in|et|al\.)"
NAMED_ENTRY = pattern(
    r"(?:(?:van|von|de[rnl]?|la|le|du|di|el) )*[A-Z][\w’'-]+,? (?:[A-Z]\.?[ -]?){1,3}(?=[\s,.;:&(]|$)"
    r".{0,600}\b(?:19|20)\d\d"
    rf"|{_CAPITAL}(?:,? {_CAPITAL}){{0,30}},? ?\((?:19|20)\d\d",
    re.DOTALL,
)
# Stricter in a note, where "Vitamin D cures" and "Stanford (2013) found" are sentences.
_AUTHOR = pattern(
    r"(?:(?:van|von|de[rnl]?|la|le|du|di|el) )*[A-Z][\w’'-]+,? "
    r"(?:(?:[A-Z]\.[ -]?){1,3}|[A-Z]{1,3}[,.;:&(]|[A-Z]{1,3} (?:and|&) ).{0,600}\b(?:19|20)\d\d"
    rf"|{_CAPITAL}(?:,? {_CAPITAL}){{0,30}},? ?\((?:19|20)\d\d[^()]*\) ?[.,:;]",
    re.DOTALL,
)
_ASIDE = pattern(r"\([^()]*[A-Za-z]{2}[^()]*\)")
_MARK = pattern(r"\s*[\[{(]?\^?\w{1,4}[\]})]?[.:]?\s+")
_PRINTED = pattern(
    r"\bdoi\b|\b10\.\d{4,9}/|\bPMID\b|\bPMC ?\d{4}|\bISBN\b|\bISSN\b|\barXiv\b|\bNCT\d{6}|\bet al\b|\b[Ii]bid\b"
    # Volume, issue and pages.
    r"|\b\d{1,4} ?\(\d{1,4}[^()]{0,12}\) ?[:,] ?[eE]?\d|; ?\d{1,4}(?:\(\d[^()]{0,12}\))? ?: ?[eE]?\d"
    r"|\bpp?\. ?\d|\b[Vv]ol\. ?\d"
)
_DATED = r"(?:\d{1,2} )?(?:[A-Z][a-z]{2,8}\.?,? )?(?:\d{1,2}, )?(?:19|20)\d\d[a-z]?"
# "The Times. LDN and you. London, 3 May 2019."
_ENDS_IN_DATE = pattern(rf"[^.,:;]+[.,:;] .+[.,;(] ?{_DATED}[).,;\s]*$", re.DOTALL)
_QUOTED_TITLE = pattern(r"[“\"‘'].{5,300}?[”\"’'][.,]? .*\b(?:19|20)\d\d\b", re.DOTALL)
_YEAR = pattern(r"\b(?:19|20)\d\d\b")
_LEADS_IN = pattern(r"(?:\bsee(?: also)?:?|[(\[])\s*$", re.IGNORECASE)
_RAISED = pattern(r"\s*[⁰¹²³⁴-⁹]{1,3}\s+(?=\S)")
_MOST = 0.6
"""The share of a note that is one link, and so the name of its target."""


def names_source(text: str, links: Iterable[tuple[int, int, str]], italic: bool) -> bool:
    """True for a text that only names a source: formatted like a printed reference, or an address with its title.

    `links` are the spans of the text that are links; a removed address has length zero. `italic` means that part of it
    is set off, as the names of journals are."""
    mark = _MARK.match(text)
    said = text[mark.end() :] if mark else text
    if any(each.match(candidate) for candidate in (said, text) for each in (_AUTHOR, _ENDS_IN_DATE, _QUOTED_TITLE)):
        return True
    # "(Gray et al., 2019)" is a citation within a sentence.
    if _PRINTED.search(_ASIDE.sub("", text)) or (italic and _YEAR.search(text)):
        return True
    return any(_is_title(text, start, end) for start, end, _ in links)


def is_list(text: str) -> bool:
    """True for a paragraph that is a list of sources with its heading ("References", a line break, entries), and for an
    entry that begins with a raised number."""
    first, _, rest = text.partition("\n")
    listed = rest if rest and HEADING.fullmatch(first.strip()) else ""
    raised = _RAISED.match(text)
    return names_source(listed or (text[raised.end() :] if raised else ""), (), False)


def _is_title(text: str, start: int, end: int) -> bool:
    if end - start > _MOST * len(text):
        return True
    return start == end and not _LEADS_IN.search(text, 0, start)
