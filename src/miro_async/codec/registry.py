"""From a model class to its generated hooks, which are loaded when they are first needed."""

from __future__ import annotations

from importlib import import_module
from types import UnionType
from typing import TYPE_CHECKING, Any, Protocol, cast, get_args

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MODELS = __name__.rpartition(".codec.")[0] + ".models."


class HooksModule(Protocol):
    """What each module of `models/_hooks` has, by class."""

    FIELDS: Mapping[Any, Mapping[str, str]]
    """The wire name of each field, and its Python name."""
    STRUCTURE: Mapping[Any, Callable[..., Any]]
    """The function that makes an object of the class from decoded JSON."""
    WRITE: Mapping[Any, Callable[[Any], dict[str, Any]]]
    """The function that gives the fields of an object as a request has them."""


def is_model(kind: Any) -> bool:
    """Tell whether this is one of the generated classes, or a union of them."""
    if isinstance(kind, UnionType):
        return all(is_model(member) for member in get_args(kind))
    return isinstance(kind, type) and kind.__module__.startswith(_MODELS)


def hooks_of(kind: Any) -> HooksModule:
    """Give the hooks module of a model class; a union's stands with its last member."""
    owner = get_args(kind)[-1] if isinstance(kind, UnionType) else kind
    name = owner.__module__.removeprefix(_MODELS)
    return cast("HooksModule", import_module(f"{_MODELS}_hooks.{name}"))


def wire_names(kind: type[object]) -> Mapping[str, str]:
    """Give the fields of a model class: their names on the wire, and in Python."""
    return hooks_of(kind).FIELDS[kind]
