"""Lists of resources and what of them is asked for (RFC 7644, section 3.4.2)."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from ..answers import as_scim
from ..errors import Refusal
from .filter import parse_filter
from .paths import NoSuchAttribute, path_to, to_value, values_at
from .refusals import ScimRefusal
from .schema import GROUPS, LIST_URN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call
    from .paths import Path
    from .schema import Attribute, ResourceType

LARGEST_PAGE = 1000
_PAGE = 100
_ORDERS = ("ascending", "descending")


def body_of(call: Call) -> JsonObject:
    """Give the body of a request, which has to be an object."""
    try:
        return call.json_object()
    except Refusal:
        raise ScimRefusal("invalidSyntax", "The body has to be a JSON object") from None


def listed(call: Call, kind: ResourceType, resources: Iterable[JsonObject]) -> Response:
    """Give the page of resources that a call asks for."""
    found = list(resources)
    if text := call.query.get("filter"):
        condition = parse_filter(text, kind.attributes, simple_only=kind is GROUPS)
        found = [resource for resource in found if condition.holds(resource)]
    found = _sorted(call, kind, found)
    start = max(1, _number(call, "startIndex", 1))
    count = min(max(0, _number(call, "count", _PAGE)), LARGEST_PAGE)
    page = found[start - 1 : start - 1 + count]
    return as_scim(
        200,
        {
            "schemas": [LIST_URN],
            "totalResults": len(found),
            "startIndex": start,
            "itemsPerPage": len(page),
            "Resources": [_chosen(call, kind, resource) for resource in page],
        },
    )


def answered(
    call: Call, kind: ResourceType, resource: JsonObject, *, tagged: bool = True
) -> Response:
    """Give what a call asks for of a resource; `tagged`: with its entity tag."""
    headers = {"etag": etag_of(resource)} if tagged else {}
    return as_scim(200, _chosen(call, kind, resource), headers)


def etag_of(resource: JsonObject) -> str:
    """Give the tag of a resource as it stands: any change gives it another one."""
    text = json.dumps(resource, sort_keys=True).encode()
    return f'W/"{hashlib.sha256(text).hexdigest()[:16]}"'


def _number(call: Call, parameter: str, default: int) -> int:
    try:
        return int(call.query.get(parameter, default))
    except ValueError:
        raise ScimRefusal("invalidValue", f"[{parameter}] has to be a whole number") from None


def _sorted(call: Call, kind: ResourceType, resources: list[JsonObject]) -> list[JsonObject]:
    order = call.query.get("sortOrder", "ascending")
    if order not in _ORDERS:
        raise ScimRefusal("invalidValue", f"[sortOrder] has to be one of {', '.join(_ORDERS)}")
    name = call.query.get("sortBy")
    if not name:
        return resources
    try:
        path = to_value(path_to(name, kind.attributes))
    except NoSuchAttribute as none:
        raise ScimRefusal("invalidPath", str(none)) from None

    def key(resource: JsonObject) -> tuple[bool, str]:
        value = next(values_at(resource, path), None)
        return value is None, str(value).casefold()  # without a value: at the end

    return sorted(resources, key=key, reverse=order == "descending")


def _chosen(call: Call, kind: ResourceType, resource: JsonObject) -> JsonObject:
    """Give the attributes that the call names, besides those that always come."""
    names = call.query.get("attributes")
    if not names:
        return resource
    paths = [path for name in names.split(",") for path in _known(name.strip(), kind)]
    always = [attribute for attribute in kind.attributes if attribute.returned == "always"]
    chosen = {each.name: resource[each.name] for each in always}
    for attribute in kind.attributes:
        own = [path for path in paths if path[0].attribute.name == attribute.name]
        if own and attribute.name in resource:
            chosen[attribute.name] = _parts(attribute, resource[attribute.name], own)
    return chosen


def _known(name: str, kind: ResourceType) -> Sequence[Path]:
    try:
        return (path_to(name, kind.attributes),)
    except NoSuchAttribute:
        return ()


def _parts(attribute: Attribute, value: Any, paths: Sequence[Path]) -> Any:
    """Give of a value, or of each of several, the parts that the paths lead to."""
    if any(len(path) == 1 for path in paths):
        return value
    if attribute.multi:
        return [_inside(each, paths) for each in value]
    return _inside(value, paths)


def _inside(value: Mapping[str, Any], paths: Sequence[Path]) -> JsonObject:
    chosen: JsonObject = {}
    for part in dict.fromkeys(path[1].attribute for path in paths):
        own = [path[1:] for path in paths if path[1].attribute == part]
        if part.name in value:
            chosen[part.name] = _parts(part, value[part.name], own)
    return chosen
