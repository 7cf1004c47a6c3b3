"""The names in requests: those that the document declares, those that are sent, and misspelt ones.

A name is written as its way: `?limit`, `data.content`, `[].style.fillColor`; a list's elements
share their names. The parts of a form are names, too.
"""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from attrs import evolve

from .official import reference
from .validator import content_type_of, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from miro_async.call.transport.protocol import Request

    from .official import JSON, Document, OfficialOperation

_MULTIPART = "multipart/form-data"
_PART_NAME = re.compile(rb'form-data; name="([^"]+)"')


def declared_names(document: Document, operation: OfficialOperation) -> set[str]:
    """Give every name that a request of the operation may hold."""
    names = {f"?{name}" for name in operation.query}
    for schema in operation.body.values():
        names.update(_declared(document, schema, ""))
    return names


def _declared(document: Document, schema: JSON, path: str) -> Iterator[str]:
    schema = document.resolve(schema)
    members = [reference(name) for name in schema.get("x-members", {}).values()]
    for member in [*members, *schema.get("oneOf", [])]:
        yield from _declared(document, member, path)
    if "items" in schema:
        yield from _declared(document, schema["items"], f"{path}[]")
    for name, field in schema.get("properties", {}).items():
        where = f"{path}.{name}" if path else name
        yield where
        yield from _declared(document, field, where)


def sent_names(request: Request) -> set[str]:
    """Give every name in a request."""
    query = urlsplit(request.url).query
    names = {f"?{pair.partition('=')[0]}" for pair in query.split("&") if pair}
    if request.body is None:
        return names
    if not content_type_of(request).startswith(_MULTIPART):
        return names | {_way(way) for way in _ways(json.loads(request.body))}
    for part, value in _parts(request):
        names |= {part, *(_way((part, *way)) for way in _ways(value))}
    return names


def _parts(request: Request) -> Iterator[tuple[str, Any]]:
    """Give the name of each part of a form, and its value where it is JSON."""
    assert request.body is not None
    for part in parts_of(content_type_of(request), request.body):
        name = str(part.get_param("name", header="content-disposition"))
        content: Any = part.get_payload(decode=True)
        is_json = part.get_content_type() == "application/json"
        yield name, json.loads(content) if is_json else None


def _ways(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the way to each property of a JSON value."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield (*way, name)
            yield from _ways(part, (*way, name))
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from _ways(element, (*way, index))


def _way(way: tuple[str | int, ...]) -> str:
    written = ""
    for step in way:
        name = "[]" if isinstance(step, int) else f".{step}"
        written += name if written else name.removeprefix(".")
    return written


def misspelt(template: str, request: Request) -> Iterator[tuple[str, Request]]:
    """Give the request once for each word in it, with that word misspelt, and the word."""
    yield from _misspelt_path(template, request)
    yield from _misspelt_query(request)
    if request.body is None:
        return
    if content_type_of(request).startswith(_MULTIPART):
        yield from _misspelt_form(request)
    else:
        for word, body in _misspelt_json(json.loads(request.body)):
            yield word, evolve(request, body=body)


def _misspell(word: str) -> str:
    return word + word[-1]


def _misspelt_path(template: str, request: Request) -> Iterator[tuple[str, Request]]:
    url = urlsplit(request.url)
    segments = url.path.split("/")
    for index, word in enumerate(template.split("/")):
        if word and not word.startswith("{"):
            changed = [*segments[:index], _misspell(word), *segments[index + 1 :]]
            yield word, evolve(request, url=url._replace(path="/".join(changed)).geturl())


def _misspelt_query(request: Request) -> Iterator[tuple[str, Request]]:
    url = urlsplit(request.url)
    pairs = url.query.split("&") if url.query else []
    for index, pair in enumerate(pairs):
        name, _, value = pair.partition("=")
        changed = [*pairs[:index], f"{_misspell(name)}={value}", *pairs[index + 1 :]]
        yield f"?{name}", evolve(request, url=url._replace(query="&".join(changed)).geturl())


def _misspelt_form(request: Request) -> Iterator[tuple[str, Request]]:
    body = request.body or b""
    for match in _PART_NAME.finditer(body):
        name = match[1].decode()
        start, end = match.span(1)
        changed = body[:start] + _misspell(name).encode() + body[end:]
        yield name, evolve(request, body=changed)
    for part in parts_of(content_type_of(request), body):
        content: Any = part.get_payload(decode=True)
        if part.get_content_type() == "application/json":
            for word, changed in _misspelt_json(json.loads(content)):
                yield word, evolve(request, body=body.replace(content, changed, 1))


def _misspelt_json(value: Any) -> Iterator[tuple[str, bytes]]:
    for way in _ways(value):
        changed = deepcopy(value)
        holder = changed
        for step in way[:-1]:
            holder = holder[step]
        word = str(way[-1])
        holder[_misspell(word)] = holder.pop(word)
        yield _way(way), json.dumps(changed).encode()


def with_other_kinds(request: Request) -> Iterator[tuple[str, Request]]:
    """Give the request once for each value in its JSON, with a value of another kind instead."""
    value = json.loads(request.body or b"null")
    for way in _ways(value):
        changed = deepcopy(value)
        holder = changed
        for step in way[:-1]:
            holder = holder[step]
        holder[way[-1]] = 7 if isinstance(holder[way[-1]], str) else "seven"
        yield _way(way), evolve(request, body=json.dumps(changed).encode())
