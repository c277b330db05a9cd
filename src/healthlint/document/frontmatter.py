"""Front matter of a Markdown or HTML file: where it ends, and which parts of it readers of the article see.

Titles and summaries are fields; a key that would be a text field in an export is the article's own text; other prose is
reported as not read. A key `healthlint` works like a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from healthlint.document.assemble import Assembler
from healthlint.document.fields import USUAL, TextFields
from healthlint.document.languages import is_foreign
from healthlint.document.model import Comment, Document, Unread
from healthlint.fast_dataclass import replace
from healthlint.pattern import pattern
from healthlint.span import Span

if TYPE_CHECKING:
    from healthlint.document.export_records import Text
    from healthlint.document.prose import Prose
    from healthlint.document.yaml_tree import Tree

_FENCE = pattern(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_YAML_END = pattern(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_TOML_END = pattern(r"^\+\+\+[ \t]*$", re.MULTILINE)
_KEY = pattern(r"\s*(?:#.*\s*)*(?:[\w\"'-]+\s*[:=]|\[\[?[^\[\]\r\n]+\]\]?[ \t]*(?:#.*)?[\r\n])")
_LANGUAGE = pattern(
    r"^(?:lang|language|locale)[ \t]*[:=][ \t]*[\"']?([A-Za-z]{2,8}(?:[-_]\w+)*)[\"']?[ \t\r]*$", re.MULTILINE
)
_LONE_RETURN = pattern(r"\r(?!\n)")
_LIMIT = 1_000_000
"""Characters; larger data between two "---" is not worth parsing."""


class FrontMatter(NamedTuple):
    """`span` includes the fences, `body` does not; both are in the file."""

    span: Span
    body: Span
    toml: bool


class FrontMatterResult(NamedTuple):
    """The result: the source with the front matter blanked out; its place and number of fields; the texts that belong
    to the article, with their places in the file, and those already read; and what was not read."""

    view: str
    span: Span = Span(0, 0)
    fields: int = 0
    bodies: tuple[tuple[Text, Prose], ...] = ()
    rich: tuple[Document, ...] = ()
    unread: tuple[Unread, ...] = ()


def find(source: str) -> FrontMatter | None:
    """The front matter at the start of the file."""
    fence = _FENCE.match(source)
    if fence is None:
        return None
    toml = fence.group(1) == "+++"
    # In multi-line mode `$` matches only before \n; a carriage return before it belongs to the line end.
    end = (_TOML_END if toml else _YAML_END).search(source.replace("\r", "\n"), fence.end())
    if end is None:
        return None
    body = Span(fence.end(), end.start())
    if source[body.start : body.end].strip() and not _KEY.match(source, body.start, body.end):
        return None
    return FrontMatter(Span(0, end.end()), body, toml)


def take(assembler: Assembler, source: str, fields: TextFields = USUAL) -> FrontMatterResult:
    """Pass the fields that readers see to the assembler.

    In the view, a carriage return alone is replaced by a line feed: no parser here knows it as a line end."""
    source = _LONE_RETURN.sub("\n", source)
    found = find(source)
    if found is None:
        return FrontMatterResult(source)
    view = re.sub(r"[^\r\n]", " ", source[: found.span.end]) + source[found.span.end :]
    if (named := _LANGUAGE.search(source, found.body.start, found.body.end)) and is_foreign(named[1]):
        assembler.speak(True)
    tree = _tree(source, found)
    if isinstance(tree, Unread):
        return FrontMatterResult(view, found.span, unread=(tree,))
    from healthlint.document import richtext
    from healthlint.document.frontmatter_values import bodies, read_directives, read_fields, unread

    rich = [richtext.read(value, tree.texts, "", source) for value in richtext.find(tree.root, tree.texts)]
    read = frozenset(place for _, places in rich for place in places)
    own = [each for each in bodies(source, tree, fields) if each[0].place not in read]
    read |= {text.place for text, _ in own}
    read_fields(assembler, source, tree)
    count = assembler.count
    read_directives(assembler, source, found.body, tree)
    documents = tuple(document for document, _ in rich)
    # If nothing follows, the article is in the fields.
    fewest = 20 if view.strip() else 5
    return FrontMatterResult(view, found.span, count, tuple(own), documents, tuple(unread(tree, read, fewest)))


def complete(document: Document, taken: FrontMatterResult) -> Document:
    """The document of a file with everything that belongs to it besides its fields and the text below them."""
    if taken.span.end:
        document = replace(document, comments=tuple(_reaching(document, taken)), front=taken.span)
    if taken.bodies or taken.rich:
        from healthlint.document.export import read_field
        from healthlint.document.join import Joined
        from healthlint.document.prose import Prose

        joined = Joined()
        joined.add(document, Prose.identity(document.source))
        for rich in taken.rich:
            joined.add(rich, Prose.identity(document.source))
        for text, outer in taken.bodies:
            joined.add(read_field(outer.text, text), outer)
        whole = joined.document(document.path, document.source, document.format, [])
        document = replace(whole, front=taken.span)
    return replace(document, unread=(*document.unread, *taken.unread))


def _tree(source: str, found: FrontMatter) -> Tree | Unread:
    from healthlint.document import toml_tree, yaml_tree

    if len(found.body) > _LIMIT:
        return Unread("front matter", f"it has more than {_LIMIT:,} characters", "shorten it", span=found.body)
    try:
        return toml_tree.parse(source, found.body) if found.toml else yaml_tree.parse(source, found.body)
    except yaml_tree.TreeError as problem:
        kind = "TOML" if found.toml else "YAML"
        line = source.count("\n", 0, found.body.start) + problem.line
        return Unread("front matter", f"it is not valid {kind} (line {line}: {problem})", "mend it", span=found.body)


def _reaching(document: Document, taken: FrontMatterResult) -> Iterator[Comment]:
    """The comments; one in the line below the front matter also applies to its fields, and to the first block after
    them."""
    every = tuple(range(taken.fields))
    for comment in document.comments:
        between = document.source[taken.span.end : comment.span.start]
        if every and between.strip(" \t") in ("\n", "\r", "\r\n"):
            after = comment.blocks or ((taken.fields,) if taken.fields < len(document.blocks) else ())
            comment = replace(comment, blocks=(*every, *after))
        yield comment
