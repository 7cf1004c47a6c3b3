"""Whether a request is what the official document says of one operation, named by its id.

A validator used as it comes is toothless here: the document's objects are open, unknown query
parameters are nobody's business, bounds of strings are not looked at, and a URL does not tell which
operation is meant. This one closes objects, knows declared parameters only, reads numbers in
strings, and is told the operation.
"""

from __future__ import annotations

import json
import re
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from .schema_check import problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from email.message import Message

    from miro_async.call.transport.protocol import Request

    from .official import JSON, Document, OfficialOperation

_PLACEHOLDER = re.compile(r"\{(.+)\}")
_MULTIPART = "multipart/form-data"


def validate_request(document: Document, operation_id: str, request: Request) -> list[str]:
    """Give all that the document does not allow about a request to a base URL without a path."""
    operation = document.operations[operation_id]
    url = urlsplit(request.url)
    found = [] if request.method == operation.method else [f"{request.method}: wrong method"]
    found += _path(document, operation, url.path)
    found += _query(document, operation, url.query)
    found += _body(document, operation, request)
    return found


def _path(document: Document, operation: OfficialOperation, path: str) -> Iterator[str]:
    template = operation.path.split("/")
    segments = path.split("/")
    if len(segments) != len(template):
        yield f"{path}: is not {operation.path}"
        return
    for expected, segment in zip(template, segments, strict=True):
        placeholder = _PLACEHOLDER.fullmatch(expected)
        if placeholder is None:
            if segment != expected:
                yield f"{path}: {segment} is not {expected}"
        elif placeholder[1] not in operation.ids:
            yield f"{operation.path}: {placeholder[1]} is not declared"
        elif not segment:
            yield f"{path}: {placeholder[1]} is empty"
        else:
            schema = operation.ids[placeholder[1]].schema
            yield from problems(document, schema, unquote(segment), placeholder[1])


def _query(document: Document, operation: OfficialOperation, query: str) -> Iterator[str]:
    given: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)):
        given.setdefault(name, []).append(value)
    for name, parameter in operation.query.items():
        if parameter.required and name not in given:
            yield f"?{name}: is missing"
    for name, values in given.items():
        if name not in operation.query:
            yield f"?{name}: is not declared"
            continue
        schema = document.resolve(operation.query[name].schema)
        if schema["type"] == "array":
            element = document.resolve(schema["items"])
            value: object = [_typed(element, text) for text in values]
        elif len(values) == 1:
            value = _typed(schema, values[0])
        else:
            yield f"?{name}: is given {len(values)} times"
            continue
        yield from problems(document, schema, value, f"?{name}")


def _typed(schema: JSON, text: str) -> object:
    """Give what a query's text stands for under a schema; what cannot be read stays a string."""
    kind = schema["type"]
    if kind == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if kind == "integer" and re.fullmatch(r"-?\d+", text):
        return int(text)
    return text


def _body(document: Document, operation: OfficialOperation, request: Request) -> Iterator[str]:
    if request.body is None:
        if operation.body_required:
            yield "body: is missing"
        return
    content_type = content_type_of(request)
    media = content_type.partition(";")[0]
    if media not in operation.body:
        yield f"body: {media!r} is none of {list(operation.body)}"
    elif media == _MULTIPART:
        schema = document.resolve(operation.body[media])
        yield from _form(document, schema, parts_of(content_type, request.body))
    else:
        yield from _json(document, operation.body[media], request.body, "")


def _json(document: Document, schema: JSON, body: bytes, path: str) -> Iterator[str]:
    try:
        value = json.loads(body)
    except ValueError as error:
        yield f"{path}: no JSON: {error}"
    else:
        yield from problems(document, schema, value, path)


def content_type_of(request: Request) -> str:
    """Give the content type of a request's body, "" where it has none."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    return headers.get("content-type", "")


def parts_of(content_type: str, body: bytes) -> list[Message]:
    """Give the parts of a form, as a mail reader sees them."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    form = message_from_bytes(head + body, policy=policy.HTTP)
    parts: Any = form.get_payload()
    if form.defects or not form.is_multipart():
        raise ValueError(f"not a form: {form.defects}")
    return list(parts)


def _form(document: Document, schema: JSON, parts: list[Message]) -> Iterator[str]:
    given: dict[str, list[Message]] = {}
    for part in parts:
        name = str(part.get_param("name", header="content-disposition"))
        given.setdefault(name, []).append(part)
    fields: Mapping[str, JSON] = schema["properties"]
    yield from (f"body: {name} is missing" for name in schema.get("required", ()) - given.keys())
    for name, same_name in given.items():
        if name not in fields:
            yield f"{name}: is not declared"
            continue
        field = document.resolve(fields[name])
        many = field["type"] == "array" and _is_file(field["items"])
        if not many and len(same_name) > 1:
            yield f"{name}: is given {len(same_name)} times"
        for part in same_name:
            yield from _part(document, field["items"] if many else field, part, name)


def _is_file(schema: JSON) -> bool:
    return schema.get("format") == "binary"


def _part(document: Document, schema: JSON, part: Message, name: str) -> Iterator[str]:
    content: Any = part.get_payload(decode=True)
    if _is_file(schema):
        if not part.get_filename():
            yield f"{name}: is a file without a name"
        if not content:
            yield f"{name}: is empty"
    elif part.get_content_type() != "application/json":
        yield f"{name}: {part.get_content_type()} is not application/json"
    else:
        yield from _json(document, schema, content, name)
