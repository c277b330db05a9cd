"""Parts of a text that are not words: addresses, paths, labels, formulas, codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.pattern import pattern
from healthlint.span import Span

_CHUNK = pattern(r"\S+")
_SUFFIXES = (
    "md mdx markdown txt text rst html? xhtml php aspx? jsp pdf docx? odt rtf tex pptx? xlsx? csv tsv json[l5]? ya?ml "
    "toml xml ini cfg conf png jpe?g gif svg webp avif ico mp[34] mov webm wav js ts jsx tsx css scss py rb sh bib zip"
)
_ADDRESS = pattern(
    r"://|www\.|@|\w\.\w+/|\.(?:com|org|net|gov|edu|info|io|co|uk|eu|de|fr|html?)\b"
    # A path, a file, a variable.
    rf"|^[(\[\"'“‘]*(?:\.{{0,2}}|~|[A-Za-z]:)[/\\]\w|\\\w|\w/[\w.-]+/\w|\w\.(?:{_SUFFIXES.replace(' ', '|')})(?![\w-])"
    r"|[^\W_]_[^\W_]|#\w",
    re.IGNORECASE,
)
_OTHERS = pattern(
    # Formulas; a closing dollar before a figure is an amount of money.
    r"\$\$.{1,400}?\$\$|\$(?=[^\s$])[^$\n]{0,200}?(?<=[^\s$])\$(?![\d$])|\\\(.{1,400}?\\\)|\\\[.{1,400}?\\\]"
    # Emoji, containers, attributes, roles.
    r"|(?<![\w:]):[\w+-]{2,40}:(?![\w:])|:{3,}[ \t]*[\w{][^\n]*|\{[^{}\n]{1,200}\}"
    # Code, placeholders.
    r"|`[^`\n]{1,200}`|<[^<>\s]{1,80}>|%\w+%"
    # Keys of citations, labels of notes, targets of wiki links, shortcodes.
    r"|\[-?@[^\]\n]{1,200}\]|\[\^[^\]\s]{1,80}\]|\[\[[^\]|\n]{1,200}(?:\||\]\])"
    r"|\[/?[a-z][\w-]*(?: +[\w-]+=(?:\"[^\"\n]*\"|[^\s\]]+))+ */?\]|\[/[a-z][\w-]*\]",
    re.DOTALL,
)
# A link definition that the parser took for text; other links may refer to its label.
_DEFINED = pattern(r"\[([^\[\]\n]{1,100})\]:(?!\S)")
_SIGNS = pattern(r"[$\\`{<%@#_/]|:\w|\[[\[/^a-z-]|\.\w")


def find_identifiers(text: str) -> Iterator[Span]:
    """The places of identifiers, unordered; nested ones may be listed too."""
    if _SIGNS.search(text) is None:
        return
    for chunk in _CHUNK.finditer(text):
        if _ADDRESS.search(chunk[0]) is not None:
            yield Span(*chunk.span())
    for match in _OTHERS.finditer(text):
        yield Span(*match.span())
    for label in set(_DEFINED.findall(text)):
        for match in re.finditer(re.escape(f"[{label}]"), text):
            yield Span(*match.span())
