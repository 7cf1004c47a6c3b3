"""From a method and a path to the operation, by the table of operations."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote, urlsplit

from attrs import define, field, frozen

from ..settings import SCIM_URL
from .errors import no_endpoint, wrong_method

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..call.operation import Operation

    AnyOperation: TypeAlias = Operation[object]
    Query: TypeAlias = Mapping[str, str]
    Condition: TypeAlias = Callable[[Query, str], bool]


def _asks_for(parameter: str) -> Condition:
    return lambda query, _: parameter in query


def _is_multipart(_: Query, content_type: str) -> bool:
    return content_type.startswith("multipart/")


# Operations that share method and path with another, and what a request for them looks like.
# `tag_id` counts even when it is empty: a detach that went wrong must not delete the item.
_TOLD_APART: Mapping[str, Condition] = {
    "documents.replace_file": _is_multipart,
    "documents.upload": _is_multipart,
    "frames.list_items": _asks_for("parent_item_id"),
    "images.replace_file": _is_multipart,
    "images.upload": _is_multipart,
    "item_groups.delete": lambda query, _: query.get("delete_items") == "true",
    "items.upload_bulk": _is_multipart,
    "tags.detach": _asks_for("tag_id"),
    "tags.list_items": _asks_for("tag_id"),
}


def operation_key(operation: AnyOperation) -> str:
    """Give the name by which handlers are registered: `<group>.<name>`."""
    return f"{operation.group}.{operation.name}"


@define
class _Node:
    literal: dict[str, _Node] = field(factory=dict["str", "_Node"])
    placeholder: _Node | None = None
    by_method: dict[str, list[AnyOperation]] = field(factory=dict[str, "list[AnyOperation]"])


@frozen
class Route:
    """What a request asks for: the operation, and the ids in its path."""

    operation: AnyOperation
    ids: Mapping[str, str]


class Router:
    """Finds operations. Once built it does not change."""

    def __init__(self, operations: Iterable[AnyOperation]) -> None:
        self._root = _Node()
        by_key: dict[str, AnyOperation] = {}
        for operation in operations:
            by_key[operation_key(operation)] = operation
            self._add(operation)
        self.operations: Mapping[str, AnyOperation] = MappingProxyType(by_key)

    def find(self, method: str, path: str, query: Query, content_type: str) -> Route:
        """Give the route of a request, or refuse with a 404 or 405. `path` is still encoded."""
        segments = path.strip("/").split("/")
        values: list[str] = []
        node = _descend(self._root, segments, values)
        if node is None:
            raise no_endpoint(method, path)
        candidates = node.by_method.get(method)
        if not candidates:
            raise wrong_method(method)
        operation = _choose(candidates, query, content_type)
        return Route(operation, dict(zip(_placeholders(operation), values, strict=True)))

    def _add(self, operation: AnyOperation) -> None:
        node = self._root
        for segment in _segments(operation):
            if segment.startswith("{"):
                node.placeholder = node.placeholder or _Node()
                node = node.placeholder
            else:
                node = node.literal.setdefault(segment, _Node())
        candidates = node.by_method.setdefault(operation.method, [])
        # Those with a condition are asked first; the one without takes what is left.
        place = 0 if operation_key(operation) in _TOLD_APART else len(candidates)
        candidates.insert(place, operation)


def _descend(node: _Node, segments: list[str], values: list[str]) -> _Node | None:
    for segment in segments:
        following = node.literal.get(segment)
        if following is None:
            following = node.placeholder
            if following is None or not segment:
                return None
            values.append(unquote(segment))
        node = following
    return node if node.by_method else None


def _choose(candidates: list[AnyOperation], query: Query, content_type: str) -> AnyOperation:
    *conditional, general = candidates
    for operation in conditional:
        if _TOLD_APART[operation_key(operation)](query, content_type):
            return operation
    return general


def _segments(operation: AnyOperation) -> list[str]:
    prefix = urlsplit(SCIM_URL).path if operation.api == "scim" else ""
    return f"{prefix}{operation.path}".strip("/").split("/")


def _placeholders(operation: AnyOperation) -> list[str]:
    return [part.strip("{}") for part in _segments(operation) if part.startswith("{")]
