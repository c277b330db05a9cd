"""A drop-in `dataclass` decorator that defines a class in a tenth of the time.

The standard library generates and compiles six methods for every class at definition, used or not, which came to a
quarter of healthlint's start-up time. Here a class gets its slots at definition, and a compiled `__init__`, the one
method that must be generated, only after many instances. `fields`, `replace`, `is_dataclass` and pickle treat the
class like one of their own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from inspect import get_annotations
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "is_dataclass_type", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:

    def dataclass(*, frozen: bool = False, slots: bool) -> Callable[[type], type]:
        """The standard decorator, for classes with slots."""
        assert slots
        return lambda cls: _made(cls, frozen)

    def replace(record: Any, /, **changes: Any) -> Any:
        """The standard function, without the description of the class that it would compute first."""
        known = type(record).__dict__.get(_KNOWN)
        if known is None:
            return dataclasses.replace(record, **changes)
        values = {name: getattr(record, name) for name, default in known.items() if _given(default)}
        return type(record)(**(values | changes))


_FIELDS, _PARAMS, _KNOWN = "__dataclass_fields__", "__dataclass_params__", "__known_fields__"


_FEW = 100
"""Compiling an `__init__` costs about as much as filling this many instances without one."""


def is_dataclass_type(cls: type) -> bool:
    """True for a dataclass; a class made here is recognised without computing its fields."""
    return _KNOWN in cls.__dict__ or dataclasses.is_dataclass(cls)


def _made(cls: type, frozen: bool) -> type:
    space = dict(cls.__dict__)
    own = [name for name, kind in get_annotations(cls).items() if not str(kind).startswith("ClassVar")]
    inherited = {name: default for base in reversed(cls.__mro__) for name, default in _known(base).items()}
    known = inherited | {name: space.pop(name, dataclasses.MISSING) for name in own}
    for name in ("__dict__", "__weakref__"):
        space.pop(name, None)
    for name, method in ((_FROZEN | _SHARED) if frozen else _SHARED).items():
        space.setdefault(name, method)
    if not frozen:
        space["__hash__"] = None
    space |= {
        "__slots__": tuple(name for name in own if name not in inherited),
        "__match_args__": tuple(known),
        "__values__": staticmethod(_values(tuple(name for name in known if _compared(known[name])))),
        "__made__": 0,
        "__filling__": (),
        _KNOWN: known,
        _FIELDS: _LazyFields(_FIELDS, frozen),
        _PARAMS: _LazyFields(_PARAMS, frozen),
    }
    made = type(cls)(cls.__name__, cls.__bases__, space)
    made.__qualname__ = cls.__qualname__
    return made


def _known(cls: type) -> dict[str, Any]:
    """The fields of a class with their defaults; empty for a class not made here."""
    found: dict[str, Any] = cls.__dict__.get(_KNOWN, {})
    return found


def _compared(default: Any) -> bool:
    return not isinstance(default, dataclasses.Field) or default.compare


def _values(names: tuple[str, ...]) -> Callable[[Any], object]:
    return attrgetter(*names) if names else lambda _: ()


def _given(default: Any) -> bool:
    return not isinstance(default, dataclasses.Field) or default.init


def _init(self: Any, *given: Any, **named: Any) -> None:
    """Fills the first few instances of a class, then compiles its `__init__`."""
    cls: Any = next(each for each in type(self).__mro__ if _KNOWN in each.__dict__)
    cls.__made__ += 1
    if cls.__made__ > _FEW or not _filled(self, cls, given, named):
        cls.__init__ = _written(cls)
        cls.__init__(self, *given, **named)


def _filled(self: Any, cls: Any, given: tuple[Any, ...], named: dict[str, Any]) -> bool:
    """Sets all fields; False, perhaps with some of them set, if the arguments do not fit."""
    fields, number, used = cls.__filling__ or _filling(cls), len(given), 0
    if number > len(fields):
        return False
    for at, (name, setter, default) in enumerate(fields):
        if at < number:
            value = given[at]
        elif name in named:
            value = named[name]
            used += 1
        else:
            value = _default(default)
            if value is dataclasses.MISSING:
                return False
        setter(self, value)
    if used < len(named):
        return False
    if hasattr(cls, "__post_init__"):
        self.__post_init__()
    return True


def _filling(cls: Any) -> tuple[tuple[str, Callable[[Any, Any], None], Any], ...]:
    """How each field is set, and its default."""
    cls.__filling__ = tuple((name, getattr(cls, name).__set__, default) for name, default in _known(cls).items())
    return cls.__filling__  # type: ignore[no-any-return]


def _default(default: Any) -> Any:
    if not isinstance(default, dataclasses.Field):
        return default
    return default.default if default.default_factory is dataclasses.MISSING else default.default_factory()


def _written(cls: Any) -> Callable[..., None]:
    space: dict[str, Any] = {"MISSING": dataclasses.MISSING}
    given, lines = ["self"], []
    for name, default in _known(cls).items():
        value = name
        if isinstance(default, dataclasses.Field):
            if default.default_factory is not dataclasses.MISSING:
                space[f"make_{name}"] = default.default_factory
                value, default = f"make_{name}() if {name} is MISSING else {name}", None
                space[f"default_{name}"] = dataclasses.MISSING
            else:
                default = space[f"default_{name}"] = default.default
        else:
            space[f"default_{name}"] = default
        given.append(name if default is dataclasses.MISSING else f"{name}=default_{name}")
        space[f"set_{name}"] = getattr(cls, name).__set__
        lines.append(f" set_{name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec(f"def __init__({', '.join(given)}):\n" + ("\n".join(lines) or " pass"), space)
    written: Callable[..., None] = space["__init__"]
    written.__qualname__ = f"{cls.__qualname__}.__init__"
    return written


def _eq(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self.__values__(self) == self.__values__(other)


def _hash(self: Any) -> int:
    return hash(self.__values__(self))


def _repr(self: Any) -> str:
    shown = (f"{item.name}={getattr(self, item.name)!r}" for item in dataclasses.fields(self) if item.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__known_fields__]


def _setstate(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__known_fields__, state, strict=True):
        object.__setattr__(self, name, value)


def _frozen_set(self: Any, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _frozen_delete(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


_SHARED: dict[str, Any] = {
    "__init__": _init,
    "__eq__": _eq,
    "__repr__": _repr,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
_FROZEN: dict[str, Any] = {"__hash__": _hash, "__setattr__": _frozen_set, "__delattr__": _frozen_delete}


class _LazyFields:
    """`__dataclass_fields__` and `__dataclass_params__`, computed when first read."""

    def __init__(self, name: str, frozen: bool) -> None:
        self._name, self._frozen = name, frozen

    def __get__(self, _instance: object, cls: Any) -> Any:
        owner = next(each for each in cls.__mro__ if _KNOWN in each.__dict__)
        kinds = {name: kind for base in reversed(owner.__mro__) for name, kind in get_annotations(base).items()}
        known = _known(owner)
        space = {name: default for name, default in known.items() if default is not dataclasses.MISSING}
        space["__annotations__"] = {name: kinds[name] for name in known}
        # With a docstring the library does not generate one, and for the fields alone it generates no methods.
        space["__doc__"] = owner.__doc__ or owner.__name__
        standard = type(owner.__name__, (), space)
        frozen = self._frozen and self._name == _PARAMS
        dataclasses.dataclass(init=False, repr=False, eq=False, frozen=frozen)(standard)
        setattr(owner, self._name, getattr(standard, self._name))
        return getattr(standard, self._name)
