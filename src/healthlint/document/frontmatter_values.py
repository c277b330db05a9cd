"""The values of front matter: fields, the article's own text, and directives that silence rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from healthlint.document import export_records
from healthlint.document.assemble import Assembler
from healthlint.document.export_records import Text
from healthlint.document.fields import BESIDE, TITLES, TextFields
from healthlint.document.json_text import Array, Object, String, Value
from healthlint.document.model import Comment, Unread
from healthlint.document.prose import Prose
from healthlint.document.yaml_tree import Tree
from healthlint.pattern import pattern
from healthlint.span import Span

_SEEN = frozenset((*TITLES, *BESIDE))
_KEY = "healthlint"
_COMMENT = pattern(r"(?:(?<=\s)|^)#[ \t]*(healthlint[ \t]*:[^\r\n]*)")
_LINE = pattern(r"[^\r\n]*\S[^\r\n]*")
_WORD = pattern(r"(?<![\w</])[^\W\d_]+")


def read_fields(assembler: Assembler, source: str, tree: Tree) -> None:
    """Pass the titles and summaries to the assembler, each as a block."""
    for key, value in tree.root.members.items():
        text = tree.texts.get(value.place) if isinstance(value, String) and key in _SEEN else None
        if text is not None:
            assembler.open("field", labels=(key,))
            _flow(assembler, text)
    assembler.close()


def bodies(source: str, tree: Tree, fields: TextFields) -> Iterator[tuple[Text, Prose]]:
    """The texts in fields that contain an article, in order, each with its places in the file."""
    for text in export_records.texts(source, tree.root, fields):
        if text.name not in _SEEN and text.place in tree.texts and tree.texts[text.place].text.strip():
            yield text, tree.texts[text.place]


def unread(tree: Tree, read: Collection[Span], fewest: int) -> Iterator[Unread]:
    """Values of at least a sentence's length that are neither a field nor at a place that was `read`."""
    found: dict[str, list[Span]] = {}
    words: dict[str, int] = {}
    for key, place, text in _strings(tree):
        number = len(_WORD.findall(text))
        if key not in _SEEN and key.partition(".")[0] != _KEY and place not in read and number > 3:
            found.setdefault(key, []).append(place)
            words[key] = words.get(key, 0) + number
    for key, places in found.items():
        if words[key] >= fewest:
            way_out = f"name it with --text-field {key}, or under text-fields in the configuration"
            yield Unread(f"front matter field {key}", f"{words[key]} words", way_out, len(places), places[0])


def read_directives(assembler: Assembler, source: str, place: Span, tree: Tree) -> None:
    """Pass the directives in the front matter to the assembler, once its fields are there."""
    every = tuple(range(assembler.count))
    value = tree.root.members.get(_KEY)
    if isinstance(value, String):
        for comment in _key_directives(source, value, tree, every):
            assembler.directive(comment)
    elif isinstance(value, Array):
        for item in value.items:
            if isinstance(item, String) and item.place in tree.texts:
                text = f"{_KEY}: {tree.texts[item.place].text.strip()}"
                assembler.directive(Comment(text, item.place, every, removable=False))
    strings = [at for at, text in tree.texts.items() if "#" in text.text]
    for match in _COMMENT.finditer(source, place.start, place.end):
        span = Span(*match.span())
        if not any(at.overlaps(span) for at in strings):
            assembler.directive(Comment(match[1].rstrip(), span))


def _key_directives(source: str, value: String, tree: Tree, every: tuple[int, ...]) -> Iterator[Comment]:
    """The directives of the key: a single one, removable with its key and quotes, or one in each line."""
    text = tree.texts.get(value.place)
    lines = [] if text is None else list(_LINE.finditer(text.text))
    for line in lines:
        span = text.locate(*line.span()) if text and len(lines) > 1 else _pair(source, value.place)
        yield Comment(f"{_KEY}: {line[0].strip()}", span, every)


def _pair(source: str, place: Span) -> Span:
    """A value with its key, and with the quotes around a TOML string."""
    end = place.start + len(source[place.start : place.end].rstrip())
    while source[end : end + 1] and source[end] in "'\"":
        end += 1
    return Span(source.rfind(_KEY, 0, place.start), end)


def _strings(tree: Tree) -> Iterator[tuple[str, Span, str]]:
    waiting: list[tuple[str, Value]] = [("", tree.root)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, String):
            yield key, value.place, tree.texts[value.place].text if value.place in tree.texts else ""
        elif isinstance(value, Object):
            waiting += reversed([(f"{key}.{name}" if key else name, each) for name, each in value.members.items()])
        elif isinstance(value, Array):
            waiting += reversed([(f"{key}.*", each) for each in value.items])
    yield from ((key, Span(0, 0), text) for key, text in tree.lost)


def _flow(assembler: Assembler, text: Prose) -> None:
    for piece in text.pieces:
        part = text.text[piece.text.start : piece.text.end]
        if len(part) == len(piece.source):
            assembler.flow(part, piece.source.start)
        else:
            assembler.exact(part, piece.source.start, piece.source.end)
