"""The flat arguments of what is put on a board: `board.toml`, held against the API's own fields.

Types come from the facts; the file has names, places and words. What the API has and the file does
not know, or the other way round, is refused.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import evolve, frozen

from .ir import Enum, ListOf, Plain, Ref
from .overlay import OverlayError, demand_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from .ir import Class, Field, Operation, Sdk, Type

JSON = dict[str, Any]
Manner: TypeAlias = Literal["", "text", "html", "number", "time", "models"]
Path_: TypeAlias = tuple[str, ...]

PARTS = ("data", "style", "geometry")
_COLLECTION = re.compile(r"/boards/\{board_id\}/\w+$")
_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "kind": (
        {"handle", "group", "doc", "example", "arguments", "geometry"},
        {
            "type",
            "flowchart",
            "one_side",
            "tags",
            "upload",
            "parent",
            "nested",
            "constants",
            "implied",
            "unused",
        },
    ),
    "argument": ({"at"}, {"as", "doc", "without", "file", "needed", "unread"}),
}


@frozen(kw_only=True)
class Flat:
    """One flat argument. `read`: the attributes that lead to it in an answer, if it is there."""

    name: str
    path: Path_
    type: Type
    manner: Manner
    doc: str
    required: bool = False
    file_only: bool = False
    updating: bool = False
    read: Path_ | None = None
    read_type: Type | None = None


@frozen(kw_only=True)
class Kind:
    """One kind of item, and what is said to make one. `type` is Miro's word for it."""

    name: str
    type: str
    handle: str
    group: str
    flowchart: str | None
    model: str
    doc: str
    example: str
    arguments: tuple[Flat, ...]
    one_side: bool
    tags: bool
    upload: tuple[str, ...]
    """Names of the arguments that go with an uploaded file; none where nothing is uploaded."""
    parent: str | None
    takes_frame: bool
    constants: Mapping[Path_, str]
    implied: Mapping[str, JSON]
    credits: int | None
    updated: bool
    replaced: tuple[str, ...]


@frozen(kw_only=True)
class BoardWords:
    """All kinds, and the words that they share."""

    kinds: tuple[Kind, ...]
    words: Mapping[str, str]


def read_board(path: Path, sdk: Sdk) -> BoardWords:
    """Read `board.toml`.

    Raises:
        OverlayError: It is no TOML, or does not fit what the API has.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise OverlayError(f"board.toml: {error}") from error
    demand_keys("board.toml", told, {"words", "kinds", "without"}, set())
    _demand_all_kinds(told, sdk)
    kinds = [_Reader(sdk, told["words"], name, one).kind() for name, one in told["kinds"].items()]
    return BoardWords(kinds=tuple(kinds), words=told["words"])


def _demand_all_kinds(told: JSON, sdk: Sdk) -> None:
    known = {kind["group"] for kind in told["kinds"].values()} | told["without"].keys()
    making = {
        group.name
        for group in sdk.groups
        for op in group.operations
        if op.method == "POST" and _COLLECTION.search(op.path) and _argument(op, "position")
    }
    if strange := sorted(making - known):
        raise OverlayError(f"{strange[0]}.create puts items on a board: it is not in board.toml")
    if gone := sorted(known - making):
        raise OverlayError(f"board.toml: nothing in {gone[0]!r} puts items on a board")


def _argument(op: Operation | None, wire: str) -> Any:
    return next((a for a in op.arguments if a.wire == wire), None) if op else None


class _Reader:
    """Reads one kind."""

    def __init__(self, sdk: Sdk, words: Mapping[str, str], name: str, told: JSON) -> None:
        demand_keys(f"board.toml: kinds / {name}", told, *_KEYS["kind"])
        self._classes: dict[str, Class] = {one.name: one for one in sdk.classes}
        self._words = words
        self._name = name
        self._told = told
        self._calls: dict[str, Operation] = {
            op.name: op
            for group in sdk.groups
            for op in group.operations
            if group.name == told["group"]
        }

    def kind(self) -> Kind:
        told, create = self._told, self._calls["create"]
        assert isinstance(create.result, Ref)
        arguments = [self._flat(name, one) for name, one in told["arguments"].items()]
        arguments += [self._flat(name, {"at": f"geometry.{name}"}) for name in told["geometry"]]
        constants = {tuple(at.split(".")): value for at, value in told.get("constants", {}).items()}
        self._demand_all({a.path for a in arguments} | constants.keys())
        if strange := told.get("implied", {}).keys() - {a.name for a in arguments}:
            raise self._error(f"there is no argument {strange.pop()!r} to imply")
        return Kind(
            name=self._name,
            type=told.get("type", self._name),
            handle=told["handle"],
            group=told["group"],
            flowchart=told.get("flowchart"),
            model=create.result.name,
            doc=told["doc"],
            example=told["example"],
            arguments=tuple(arguments),
            one_side=told.get("one_side", False),
            tags=told.get("tags", False),
            upload=self._uploaded("upload", arguments),
            parent=told.get("parent"),
            takes_frame="parent" not in told
            and (_argument(create, "parent") is not None or told.get("nested", False)),
            constants=constants,
            implied=told.get("implied", {}),
            credits=create.level,
            updated="update" in self._calls,
            replaced=self._uploaded("replace_file", arguments),
        )

    def _uploaded(self, call: str, arguments: list[Flat]) -> tuple[str, ...]:
        if not self._told.get("upload"):
            return ()
        wires = {a.wire for a in self._calls[call].arguments}
        return tuple(a.name for a in arguments if a.path[0] == "data" and a.path[-1] in wires)

    def _flat(self, name: str, told: JSON) -> Flat:
        demand_keys(f"board.toml: {self._name} / {name}", told, *_KEYS["argument"])
        path = tuple(told["at"].split("."))
        kind, required = self._sent(path, file_only=told.get("file", False))
        manner = self._manner(kind, told)
        flat = Flat(
            name=name,
            path=path,
            type=self._shown(kind, manner, told.get("without", ())),
            manner=manner,
            doc=told.get("doc") or self._words[name],
            required=required or told.get("needed", False),
            file_only=told.get("file", False),
            updating=self._field(self._calls.get("update"), path) is not None,
        )
        if told.get("unread") or (found := self._answered(path)) is None:
            return flat
        attributes, answer = found
        return evolve(flat, read=attributes, read_type=answer)

    def _sent(self, path: Path_, *, file_only: bool) -> tuple[Type, bool]:
        if file_only:  # what goes with a file has no part
            if argument := _argument(self._calls["upload"], path[-1]):
                return argument.type, False
        elif field := self._field(self._calls["create"], path):
            return field.type, field.required
        raise self._error(f"{'.'.join(path)} is nothing that Miro takes")

    def _manner(self, kind: Type, told: JSON) -> Manner:
        manner: Manner = told.get("as", "")
        if manner not in {"", "text", "html", "number"}:
            raise self._error(f"as = {manner!r} means nothing")
        if manner and kind != Plain("str"):
            raise self._error(f"{told['at']} is no string any more, and as = {manner!r} is for one")
        if kind == Plain("datetime"):
            return "time"
        return "models" if isinstance(kind, ListOf) else manner

    def _shown(self, kind: Type, manner: Manner, without: list[str]) -> Type:
        if manner == "number":
            return Plain("float")
        if not without:
            return kind
        values = kind.values if isinstance(kind, Enum) else ()
        if lost := sorted(set(without) - set(values)):
            raise self._error(f"there is no value {lost[0]!r} to leave out")
        return Enum(tuple(value for value in values if value not in without))

    def _field(self, op: Operation | None, path: Path_) -> Field | None:
        """Give the field that a path leads to in the body of a call."""
        part = _argument(op, path[0])
        return None if part is None else self._followed(part.type, path[1:])

    def _followed(self, kind: Type, path: Path_) -> Field | None:
        for field in self._fields(kind):
            if field.wire == path[0] and not field.read_only:
                return field if len(path) == 1 else self._followed(field.type, path[1:])
        return None

    def _fields(self, kind: Type) -> tuple[Field, ...]:
        return self._classes[kind.name].fields if isinstance(kind, Ref) else ()

    def _answered(self, path: Path_) -> tuple[Path_, Type] | None:
        """Give the attributes that lead to what an answer has there."""
        result = self._calls["create"].result
        assert result is not None
        attributes: list[str] = []
        for wire in path:
            found = next((f for f in self._fields(result) if f.wire == wire), None)
            if found is None:
                return None
            attributes.append(found.name)
            result = found.type
        return tuple(attributes), result

    def _demand_all(self, covered: set[Path_]) -> None:
        """Refuse what the API takes, and the file says nothing of."""
        told = dict(self._told.get("unused", {}))
        for path in self._taken(covered):
            if path not in covered and told.pop(".".join(path), None) is None:
                raise self._error(f"{'.'.join(path)} is not in board.toml")
        if told:
            raise self._error(f"{', '.join(told)} is nothing that Miro takes: no reason is needed")

    def _taken(self, covered: set[Path_]) -> Iterator[Path_]:
        found: dict[Path_, None] = {}
        for call in ("create", "update"):
            for part in PARTS:
                if argument := _argument(self._calls.get(call), part):
                    found |= dict.fromkeys(self._leaves(argument.type, (part,), covered))
        for call in ("upload", "replace_file"):
            if op := self._calls.get(call):
                flat = (a for a in op.arguments if a.place == "body")
                found |= {("data", a.wire): None for a in flat if a.type == Plain("str")}
        yield from found

    def _leaves(self, kind: Type, above: Path_, covered: set[Path_]) -> Iterator[Path_]:
        for field in self._fields(kind):
            path = (*above, field.wire)
            if field.read_only:
                continue
            if any(one[: len(path)] == path and one != path for one in covered):
                yield from self._leaves(field.type, path, covered)
            else:
                yield path

    def _error(self, message: str) -> OverlayError:
        return OverlayError(f"board.toml: {self._name}: {message}")
