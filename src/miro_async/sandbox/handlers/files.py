"""Images and documents from files, and the files themselves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from attrs import evolve

from ...call.operation import Operation
from ..answers import created, file, ok, redirect
from ..errors import invalid, not_found
from ..families import FAMILIES
from ..pictures import picture_size
from ..shown import shown_item
from ..signing import demand_signature, signed_address
from ..state import Resource
from ..uploads import data_of, files_of, parts_of
from .items import add, change, changeable, draft, link_resource, without_derived_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..families import Family
    from ..state import StoredItem
    from ..uploads import Part

_SIGNED_FOR = 60  # seconds
# Whoever uploads a file chooses its type: a browser must run nothing that comes in one.
_HARMLESS = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
}
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})

# Addresses that answers lead to; Miro's document does not describe them. Loading costs level 3.
RESOURCE_OPERATIONS = tuple(
    Operation[object](
        id=f"get-{kind}-resource",
        group="resources",
        name=f"get_{kind}",
        method="GET",
        path=f"/v2/boards/{{board_id}}/resources/{kind}s/{{resource_id}}",
        level=3,
        scopes=("boards:read",),
    )
    for kind in ("image", "document")
)
SIGNED_OPERATION = Operation[object](
    id="download-signed",
    group="resources",
    name="download",
    method="GET",
    path="/signed/{board_id}/{resource_id}",
)


def draft_of_file(call: Call, family: Family, form: JsonObject, upload: Part) -> StoredItem:
    """Give the item for an uploaded file, by the fields that came with it, or refuse."""
    size = _size(upload) or family.size
    from_file = evolve(family, required_data=(), data_required=False, size=size)
    return draft(call, from_file, _body(family, form))


def put_file(call: Call, item: StoredItem, upload: Part) -> None:
    """Keep an uploaded file as what an item shows."""
    resource = Resource(
        id=call.state.ids.next_item(),
        name=upload.file_name or upload.name,
        content_type=upload.content_type,
        body=upload.body,
    )
    link_resource(call, item, resource)


def _upload(family: Family, call: Call) -> Response:
    upload, form = _read(call)
    item = add(call, draft_of_file(call, family, form, upload))
    put_file(call, item, upload)
    return created(shown_item(call, item))


def _replace(family: Family, call: Call) -> Response:
    item = changeable(call, family)
    upload, form = _read(call)
    untitled = without_derived_title(call.board, item)
    item = change(call, family, untitled, _body(family, form))
    put_file(call, item, upload)
    size = _size(upload)
    if size and item.geometry:
        item.geometry = _reshaped(
            item.geometry, size, by_height="height" in form.get("geometry", {})
        )
    return ok(shown_item(call, item))


def _reshaped(geometry: JsonObject, size: tuple[float, float], *, by_height: bool) -> JsonObject:
    """Give a size with the proportions of another file: one side stays, by default the width."""
    if by_height:
        return {**geometry, "width": geometry["height"] * size[0] / size[1]}
    return {**geometry, "height": geometry["width"] * size[1] / size[0]}


def _read(call: Call) -> tuple[Part, JsonObject]:
    parts = parts_of(call)
    files = files_of(parts, "resource")
    form = data_of(parts)
    if not isinstance(form, dict):
        raise invalid("data", "Unexpected type of value, expected of type [Object]")
    return files[0], cast("JsonObject", form)


def _body(family: Family, form: JsonObject) -> JsonObject:
    """Give the fields beside a file as the JSON operations have them."""
    body = dict(form)
    if family.type == "image":
        body.pop("altText", None)  # taken, but no answer of Miro's has it
    data = {"title": body.pop("title")} if "title" in body else {}
    for name in ("data", "style"):
        if name in body:
            raise invalid(name, f"Field [{name}] is not supported")
    return {**body, "data": data}


def _size(upload: Part) -> tuple[float, float] | None:
    size = picture_size(upload.body)
    return (float(size[0]), float(size[1])) if size and all(size) else None


def _get_resource(kind: str, call: Call) -> Response:
    if call.ids["resource_id"] == "0":  # Miro has items of which it has lost the file
        raise invalid("resource_id", "Unexpected value [0]")
    resource = _resource(call)
    if resource.url is not None:
        address = resource.url
    else:
        until = int(call.state.clock.now()) + _SIGNED_FOR
        address = signed_address(call, "signed", call.ids["board_id"], resource.id, until=until)
    if call.query.get("redirect") == "true":
        return redirect(address)
    return ok({"type": kind, "url": address})


def _download(call: Call) -> Response:
    """Give a file to whoever has its signed address: no token is asked for."""
    demand_signature(call, "signed", call.ids["board_id"], call.ids["resource_id"])
    resource = _resource(call)
    body = resource.body or b""
    kind = resource.content_type
    shown_by = "inline" if kind in _PICTURES else "attachment"
    headers = {"content-type": kind, "content-length": str(len(body)), **_HARMLESS}
    return file(body, {**headers, "content-disposition": shown_by})


def _resource(call: Call) -> Resource:
    resource = call.board.resources.get(call.ids["resource_id"])
    if resource is None:
        raise not_found("Resource", call.board.id)
    return resource


def _file_handlers() -> dict[str, Handler]:
    handlers: dict[str, Handler] = {"resources.download": _download}
    for family in FAMILIES:
        if family.file:
            handlers[f"{family.group}.upload"] = partial(_upload, family)
            handlers[f"{family.group}.replace_file"] = partial(_replace, family)
            handlers[f"resources.get_{family.type}"] = partial(_get_resource, family.type)
    return handlers


HANDLERS: Mapping[str, Handler] = _file_handlers()
