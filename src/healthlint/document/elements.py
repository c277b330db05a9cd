"""HTML elements by their role for a reader of the page: blocks, containers of blocks, or never visible."""

from __future__ import annotations

import re

from healthlint.document.model import BlockKind
from healthlint.document.tags import Attribute
from healthlint.pattern import pattern

HEADINGS = {f"h{n}": n for n in range(1, 7)}
KINDS: dict[str, BlockKind] = {
    "li": "item", "td": "cell", "th": "cell", "dt": "term", "figcaption": "caption", "caption": "caption",
    "legend": "caption", "title": "field", "summary": "heading",
}  # fmt: skip
CONTAINERS = {
    "ul": "list", "ol": "list", "menu": "list", "dl": "list", "blockquote": "quote", "table": "table",
    "nav": "nav", "aside": "aside", "footer": "footer", "header": "header", "form": "form", "fieldset": "form",
    "button": "form", "select": "form", "figure": "figure", "dialog": "aside",
}  # fmt: skip
ROLES = {
    "navigation": "nav", "complementary": "aside", "contentinfo": "footer", "banner": "header", "search": "form",
    "form": "form", "doc-endnotes": "footnote", "doc-footnote": "footnote",
}  # fmt: skip
BLOCKS = frozenset(
    "address article body center dd details div h1 h2 h3 h4 h5 h6 head hgroup hr html li main optgroup option p "
    "search section summary tbody td tfoot th thead title tr dt figcaption caption legend".split()
) | frozenset(CONTAINERS)
SILENT = frozenset(
    "script style template noscript svg math object iframe audio video canvas textarea pre code kbd samp xmp "
    "noembed noframes del s strike".split()
)
SILENT_INLINE = frozenset(("code", "kbd", "samp", "s", "strike"))
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
STRESS = frozenset(("b", "strong", "i", "em", "mark", "u"))
VOID_BLOCKS = frozenset(("hr",))
ARTICLE = frozenset(("article", "main", "section"))
# For a start tag, the open elements of its kind that it ends, up to the element that would contain both.
ENDS = {"li": "li", "dt": "dt", "dd": "dt", "tr": "tr", "td": "cell", "th": "cell", "option": "option"}
HOLDS = {
    "ul": ("li",), "ol": ("li",), "menu": ("li",), "dl": ("dt",), "table": ("tr", "cell"), "tr": ("cell",),
    "select": ("option",),
}  # fmt: skip
_UNSEEN = pattern(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|text-decoration(?:-line)?\s*:[^;]*\bline-through)\b",
    re.IGNORECASE,
)


def language_of(found: dict[str, Attribute]) -> str | None:
    named = found.get("lang") or found.get("xml:lang")
    return None if named is None else named.value


def is_hidden(found: dict[str, Attribute]) -> bool:
    """True for hidden or struck-out content, and for decoration that is hidden from screen readers."""
    if not found:
        return False
    aside, style = found.get("aria-hidden"), found.get("style")
    return (
        "hidden" in found
        or (aside is not None and aside.value.strip().lower() == "true")
        or (style is not None and _UNSEEN.search(style.value) is not None)
    )


def number_in(attribute: Attribute | None, default: int) -> int:
    if attribute is None or not re.fullmatch(r"\d{1,6}", attribute.value.strip()):
        return default
    return int(attribute.value)
