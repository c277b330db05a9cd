"""Records behave as the library's dataclasses with slots do, and cost less to define."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Mapping
from typing import ClassVar, get_type_hints

import pytest

from healthlint.fast_dataclass import dataclass, is_dataclass_type


@dataclass(frozen=True, slots=True)
class Base:
    kind: ClassVar[str] = "base"
    first: int
    second: str = "two"


@dataclass(frozen=True, slots=True)
class Derived(Base):
    kind: ClassVar[str] = "derived"
    second: str = "zwei"
    rest: Mapping[str, int] = dataclasses.field(default_factory=dict)
    quiet: tuple[int, ...] = dataclasses.field(default=(1,), repr=False)
    aside: int = dataclasses.field(default=0, compare=False)

    @property
    def length(self) -> int:
        return len(self.rest)


@dataclass(slots=True)
class Mutable:
    values: list[int] = dataclasses.field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        self.count = len(self.values)


@dataclass(frozen=True, slots=True)
class Empty:
    pass


def test_fields_are_taken_by_place_and_by_name() -> None:
    record = Derived(1, rest={"a": 1})
    assert (record.first, record.second, record.rest, record.quiet) == (1, "zwei", {"a": 1}, (1,))
    assert record.kind == "derived"
    assert record.length == 1
    assert Base(second="x", first=3) == Base(3, "x")
    with pytest.raises(TypeError, match="first"):
        Base()  # type: ignore[call-arg]


def test_fields_can_be_excluded_from_comparison() -> None:
    assert Derived(1, aside=2) == Derived(1, aside=3) != Derived(2, aside=2)
    assert hash(Base(1)) == hash(Base(1))


def test_mutable_defaults_are_not_shared() -> None:
    one, other = Mutable(), Mutable([5])
    one.values.append(1)
    assert (one.values, other.values, other.count, Mutable().values) == ([1], [5], 1, [])


def test_equal_when_all_fields_are() -> None:
    assert Base(1) == Base(1)
    assert hash(Base(1)) == hash(Base(1))
    assert Base(1) != Base(2)
    assert Base(1) != Derived(1)
    assert Empty() == Empty()
    with pytest.raises(TypeError, match="unhashable"):
        hash(Mutable())


def test_frozen_and_slotted() -> None:
    record = Base(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.first = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del record.first  # type: ignore[misc]
    assert not hasattr(record, "__dict__")


def test_the_library_knows_them() -> None:
    record = Derived(1)
    assert [item.name for item in dataclasses.fields(Derived)] == ["first", "second", "rest", "quiet", "aside"]
    assert dataclasses.replace(record, second="x") == Derived(1, "x")
    assert dataclasses.asdict(record) == {"first": 1, "second": "zwei", "rest": {}, "quiet": (1,), "aside": 0}
    assert dataclasses.is_dataclass(Base)
    assert get_type_hints(Derived)["first"] is int
    assert repr(record) == "Derived(first=1, second='zwei', rest={}, aside=0)"
    assert is_dataclass_type(Base)
    assert not is_dataclass_type(int)


def test_the_library_can_build_on_them() -> None:
    @dataclasses.dataclass(frozen=True, slots=True)
    class Library(Base):
        third: int = 3

    assert (Library(1).second, Library(1).third) == ("two", 3)


@pytest.mark.parametrize("record", [Derived(1, rest={"a": 1}), Mutable([1]), Empty()], ids=str)
def test_copied_and_pickled(record: object) -> None:
    assert pickle.loads(pickle.dumps(record)) == record
    assert copy.copy(record) == record
    assert copy.deepcopy(record) == record


def test_a_method_of_ones_own_is_kept() -> None:
    @dataclass(frozen=True, slots=True)
    class Spoken:
        word: str

        def __repr__(self) -> str:
            return self.word

    assert repr(Spoken("hm")) == "hm"
