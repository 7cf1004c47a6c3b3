"""Where files of a board are: addresses of the API, and those that it leads to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

from attrs import frozen

from ..errors import InvalidArgumentError
from .operation import Operation

if TYPE_CHECKING:
    from collections.abc import Mapping

FileFormat: TypeAlias = Literal["original", "preview"]
"""The file itself, or a smaller picture of it."""

_FORMATS = get_args(FileFormat)
_PATH = re.compile(r"/v2/boards/([^/]+)/resources/(?:(images|documents)/)?([^/]+)")
_PORTS = {"http": 80, "https": 443}
_ALLOWED = "!#$%&'()*+,/:;=?@[]~"  # all of RFC 3986 that `quote` would encode


def _operation(group: str, operation_id: str, path: str) -> Operation[object]:
    return Operation(
        id=operation_id,
        group=group,
        name="download",
        method="GET",
        path=path,
        level=3,  # measured: Miro's document does not know these addresses
        scopes=("boards:read",),
        retry="safe",
    )


OPERATIONS: Mapping[str, Operation[object]] = {
    "images": _operation(
        "images", "get-image-resource", "/v2/boards/{board_id}/resources/images/{resource_id}"
    ),
    "documents": _operation(
        "documents",
        "get-document-resource",
        "/v2/boards/{board_id}/resources/documents/{resource_id}",
    ),
    # As some examples in Miro's document have it.
    "": _operation("resources", "get-resource", "/v2/boards/{board_id}/resources/{resource_id}"),
}
"""The calls that give a file's signed address, by the kind of the file."""


@frozen(kw_only=True)
class Resource:
    """A file of a board, as the API is asked for it."""

    operation: Operation[object]
    ids: tuple[str, ...]
    query: Mapping[str, str]


def resource_of(file: object, base_url: str, file_format: FileFormat) -> Resource:
    """Give the resource of an item, or of the address that it has of its file.

    Raises:
        InvalidArgumentError: It has no file, or one that is not at the API of this client.
    """
    if file_format not in _FORMATS:
        raise InvalidArgumentError(f"format must be one of {', '.join(_FORMATS)}")
    url = file if isinstance(file, str) else _url_of(file)
    _demand_own(url, base_url)
    parts = urlsplit(url)
    found = _PATH.fullmatch(parts.path.removeprefix(urlsplit(base_url).path))
    if found is None:
        raise InvalidArgumentError("this is not the address of an image or a document of a board")
    board_id, kind, resource_id = found.groups()
    return Resource(
        operation=OPERATIONS[kind or ""],
        ids=(unquote(board_id), unquote(resource_id)),
        query={**dict(parse_qsl(parts.query)), "format": file_format, "redirect": "false"},
    )


def _url_of(item: object) -> str:
    from ..models import DocumentItem, ImageItem

    url: str | None
    if isinstance(item, ImageItem):
        url = item.data.image_url if item.data else None
    elif isinstance(item, DocumentItem):
        url = item.data.document_url if item.data else None
    else:
        raise InvalidArgumentError(
            f"give an image, a document, or the address that it has of its file, "
            f"not a {type(item).__name__}"
        )
    if not url:
        raise InvalidArgumentError(f"the {item.type} {item.id} has no address of a file")
    return url


def _demand_own(url: str, base_url: str) -> None:
    """Refuse an address elsewhere: the token is for the API alone."""
    origin = _origin(url)
    if origin is None:
        raise InvalidArgumentError("this is not the address of a file: it has no http(s) host")
    if origin != _origin(base_url):
        raise InvalidArgumentError(
            f"the file is at {origin[1]}, and not at the API of this client: "
            "the token does not go there"
        )


def _origin(url: str) -> tuple[str, str, int] | None:
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):  # brackets that do not match; another scheme, or none
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname else None


def web_address(url: str | None, coming_from: str) -> str | None:
    """Give an address that one at `coming_from` leads to; `None` if it must not be followed.

    It has to be of the web, and encrypted if that one was.
    """
    if not url:
        return None
    # As browsers do with addresses that are not quite in order; and no line break stays in it.
    whole = quote(url.partition("#")[0], safe=_ALLOWED, errors="replace")
    try:
        whole = urljoin(coming_from, whole)
    except ValueError:  # brackets that do not match
        return None
    origin = _origin(whole)
    downgraded = urlsplit(whole).scheme == "http" and urlsplit(coming_from).scheme == "https"
    return None if origin is None or downgraded else whole
