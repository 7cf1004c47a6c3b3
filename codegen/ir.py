"""What is generated, as plain data: groups of operations with their arguments, and classes.

Everything that is decided is decided here; `render` only writes it down.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from attrs import frozen

Place: TypeAlias = Literal["path", "query", "body", "files", "file option"]


@frozen
class Plain:
    """A scalar, or anything else that one Python type stands for."""

    python: str


@frozen
class Enum:
    """One of some strings; open in answers, closed in arguments. `alias` names a long one."""

    values: tuple[str, ...]
    alias: str | None = None


@frozen
class Ref:
    """A class, or a union of classes, of ours."""

    name: str


@frozen
class ListOf:
    """A list."""

    item: Type


@frozen
class OneOf:
    """One of several types, of which the caller chooses."""

    members: tuple[Type, ...]


Type: TypeAlias = Plain | Enum | Ref | ListOf | OneOf

STR = Plain("str")
INT = Plain("int")
RAW = Plain("Mapping[str, object]")
ANY = Plain("object")


@frozen(kw_only=True)
class Field:
    """One field of a class."""

    name: str
    wire: str
    type: Type
    required: bool
    read_only: bool
    constant: str | None
    comment: str | None


@frozen(kw_only=True)
class Class:
    """A model class. `writable`: requests may hold it; `only_sent`: answers do not."""

    name: str
    module: str
    doc: str
    fields: tuple[Field, ...]
    writable: bool
    only_sent: bool


@frozen(kw_only=True)
class Union:
    """Classes of which a sibling field decides."""

    name: str
    module: str
    doc: str
    by: str
    members: dict[str, str]
    fallback: str


@frozen(kw_only=True)
class Argument:
    """One argument of a method. `constant` is a value that is always sent, and no argument."""

    name: str
    wire: str
    type: Type
    place: Place
    required: bool
    positional: bool = False
    constant: Any = None
    comma: bool = False
    number: bool = False
    nullable: bool = False
    doc: str = ""


@frozen(kw_only=True)
class Page:
    """How an operation's answer comes in pages."""

    style: str
    size_parameter: str
    smallest: int
    largest: int


@frozen(kw_only=True)
class Operation:
    """One operation, and the method that calls it."""

    id: str
    group: str
    name: str
    doc: str
    notes: tuple[str, ...]
    method: str
    path: str
    api: str
    level: int | None
    per_item: bool
    scopes: tuple[str, ...]
    plan: str | None
    experimental: bool
    deprecated: bool
    retry: str
    paging: Page | None
    errors: tuple[str, ...]
    arguments: tuple[Argument, ...]
    required: tuple[str, ...]
    most: int | None
    result: Type | None
    unwrap: str | None
    accepted: bool
    body: Literal["fields", "list", "files"] | None
    file_part: str | None = None


@frozen(kw_only=True)
class Group:
    """The operations of one kind of thing."""

    name: str
    class_name: str
    doc: str
    operations: tuple[Operation, ...]


@frozen(kw_only=True)
class Sdk:
    """All that is generated."""

    groups: tuple[Group, ...]
    classes: tuple[Class, ...]
    unions: tuple[Union, ...]
    enums: dict[str, tuple[str, ...]]
