"""Front matter of a Markdown or HTML file: where it ends, and what of it a reader of the article sees.

Titles and summaries are fields; what a field of an export would hold is the article's own text (`records`); other prose
is named as not read. A key `healthlint` says what a comment would (`healthlint_keys`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from healthlint.document.assemble import Assembler
from healthlint.document.fields import USUAL, TextFields
from healthlint.document.languages import is_foreign
from healthlint.document.model import Comment, Document, Unread
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
"""Characters; a data file between two "---" is not worth a parser's time."""


class FrontMatter(NamedTuple):
    """`span` with its fences, `body` without; both in the file."""

    span: Span
    body: Span
    toml: bool


class Taken(NamedTuple):
    """What was found: the source, of the same length, with spaces for the front matter; the place of that and the
    number of its fields; the texts that belong to the article, each with its places in the file, and those that are
    read already; and what was not read."""

    view: str
    span: Span = Span(0, 0)
    fields: int = 0
    bodies: tuple[tuple[Text, Prose], ...] = ()
    rich: tuple[Document, ...] = ()
    unread: tuple[Unread, ...] = ()


def find(source: str) -> FrontMatter | None:
    """The front matter that the file begins with."""
    fence = _FENCE.match(source)
    if fence is None:
        return None
    toml = fence.group(1) == "+++"
    # In multi-line mode `$` stands before \n only; a carriage return before it belongs to the line end.
    end = (_TOML_END if toml else _YAML_END).search(source.replace("\r", "\n"), fence.end())
    if end is None:
        return None
    body = Span(fence.end(), end.start())
    if source[body.start : body.end].strip() and not _KEY.match(source, body.start, body.end):
        return None
    return FrontMatter(Span(0, end.end()), body, toml)


def take(assembler: Assembler, source: str, fields: TextFields = USUAL) -> Taken:
    """Hand the fields that a reader sees to the assembler.

    In the view a line feed stands for every carriage return that ends a line alone: no parser here knows those."""
    source = _LONE_RETURN.sub("\n", source)
    found = find(source)
    if found is None:
        return Taken(source)
    view = re.sub(r"[^\r\n]", " ", source[: found.span.end]) + source[found.span.end :]
    if (named := _LANGUAGE.search(source, found.body.start, found.body.end)) and is_foreign(named[1]):
        assembler.speak(True)
    tree = _tree(source, found)
    if isinstance(tree, Unread):
        return Taken(view, found.span, unread=(tree,))
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
    # Where nothing stands below, the article is in the fields.
    fewest = 20 if view.strip() else 5
    return Taken(view, found.span, count, tuple(own), documents, tuple(unread(tree, read, fewest)))


def complete(document: Document, taken: Taken) -> Document:
    """The document of a file with everything that belongs to it besides its fields and what stands below them."""
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


def _reaching(document: Document, taken: Taken) -> Iterator[Comment]:
    """The comments; one in the line below the front matter is about its fields, too, and the first block after them."""
    every = tuple(range(taken.fields))
    for comment in document.comments:
        between = document.source[taken.span.end : comment.span.start]
        if every and between.strip(" \t") in ("\n", "\r", "\r\n"):
            after = comment.blocks or ((taken.fields,) if taken.fields < len(document.blocks) else ())
            comment = replace(comment, blocks=(*every, *after))
        yield comment
