"""Finds the records of an export and the texts in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import NamedTuple

from healthlint.document import json_text
from healthlint.document.fields import Steps, TextField, TextFields
from healthlint.document.json_text import Array, Object, Scalar, String, Value
from healthlint.errors import NoTextError
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

_NOWHERE = Steps()
_IDS = ("id", "_id", "uid", "uuid", "guid", "slug")
_LONGEST_ID = 60
_MOST_KEYS = 12


class Text(NamedTuple):
    """A text of a record: the place between its quotes, the field it was found by, and its path in words."""

    place: Span
    field: TextField
    rank: int
    name: str


class Record(NamedTuple):
    """An article of the export; `number` counts from 1 in its list, `id` is empty if it has none."""

    number: int
    id: str
    texts: tuple[Text, ...]


def find(source: str, value: Value, fields: TextFields, number: int = 1) -> Iterator[Record]:
    """The records in a value, in the file's order: it is a record, or contains a list of them, however wrapped.

    An object with only a title is a record only if no list below it contains one: feeds have titles."""
    yield from _Finder(source, fields).records(value, number, "")


def texts(source: str, value: Value, fields: TextFields) -> Iterator[Text]:
    """The texts of a value that is one record."""
    return _Finder(source, fields).texts(value)


def keys(value: Value) -> Iterator[tuple[str, int]]:
    """Every key that leads to a text, with the text's length: candidates for a field of the user's choice."""
    waiting: list[tuple[Value, str]] = [(value, "")]
    while waiting:
        value, key = waiting.pop()
        if isinstance(value, String) and key and len(value.place):
            yield key, len(value.place)
        elif isinstance(value, Object):
            waiting += reversed([(member, name) for name, member in value.members.items()])
        elif isinstance(value, Array):
            waiting += reversed([(item, key) for item in value.items])


@dataclass(slots=True)
class Unread:
    """Collects the contents of an export as long as no article has been found in it."""

    fields: TextFields
    empty: bool = True
    lengths: dict[str, int] = field(default_factory=dict)

    def saw(self, value: Value) -> None:
        """Record the keys of a value."""
        if self.empty:
            for key, length in keys(value):
                self.lengths[key] = self.lengths.get(key, 0) + length

    def error(self, path: str) -> Iterator[NoTextError]:
        """Nothing if there was an article, else an error with the keys to choose from."""
        if not self.empty:
            return
        if not self.lengths:
            yield NoTextError(f"{path}: contains no text under any key: nothing to check")
            return
        listed = ", ".join(list(self.lengths)[:_MOST_KEYS]) + (", ..." if len(self.lengths) > _MOST_KEYS else "")
        longest = max(self.lengths, key=lambda key: self.lengths[key])
        yield NoTextError(
            f"{path}: no record has a field known to hold an article ({_names(self.fields)}); its keys with text: "
            f"{listed}; name yours with --text-field {longest}"
        )


def _names(fields: TextFields) -> str:
    paths = [field.path for field in fields.fields if field.role != "beside"]
    names = [".".join(path) for path in [path for path in paths if len(path) == 1] or paths]
    return ", ".join(names[:_MOST_KEYS]) + (", ..." if len(names) > _MOST_KEYS else "")


class _Finder:
    def __init__(self, source: str, fields: TextFields) -> None:
        self._source = source
        self._steps = fields.steps

    def records(self, value: Value, number: int, id_: str) -> Iterator[Record]:
        if isinstance(value, Array):
            for index, item in enumerate(value.items, 1):
                yield from self.records(item, index, "")
        elif isinstance(value, Object):
            own = self._id(value) or id_
            texts = tuple(self._texts(value, self._steps, ""))
            roles = {text.field.role for text in texts}
            if "body" in roles:
                yield Record(number, own, texts)
                return
            inner = [record for member in value.members.values() for record in self.records(member, number, own)]
            if "title" in roles and not inner:
                inner = [Record(number, own, texts)]
            yield from inner

    def texts(self, value: Value) -> Iterator[Text]:
        return self._texts(value, self._steps, "")

    def _texts(self, value: Value, steps: Steps, name: str) -> Iterator[Text]:
        if isinstance(value, String):
            if steps.ends and len(value.place):
                rank, field = steps.ends
                yield Text(value.place, field, rank, name)
        elif isinstance(value, Object):
            for key, member in value.members.items():
                step = steps.after(key)
                if step is not None:
                    yield from self._texts(member, step, f"{name}.{key}" if name else key)
        elif isinstance(value, Array):
            each = steps.next.get("*", _NOWHERE)
            # A field that is a list of texts consists of all of them.
            text = each if each.ends else Steps(steps.ends)
            for index, item in enumerate(value.items, 1):
                yield from self._texts(item, text if isinstance(item, String) else each, f"{name}.{index}")

    def _id(self, record: Object) -> str:
        for key in _IDS:
            value = record.members.get(key)
            if isinstance(value, String):
                return json_text.decode(self._source, value.place).text[:_LONGEST_ID]
            if isinstance(value, Scalar) and value.written[0] in "-0123456789":
                return value.written[:_LONGEST_ID]
        return ""
