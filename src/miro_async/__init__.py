"""The async-first Python SDK for the Miro REST API.

async with MiroApi(access_token) as api:
    board = await api.boards.create(name="Retro")
    await api.sticky_notes.create(board.id, data=StickyNoteData(content="Hello"))

Importing this package loads no model, no endpoint and no HTTP library: each is loaded when it is
first used. The objects of the API are in `miro_async.models`, all errors in `miro_async.errors`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import errors, models, opentelemetry
    from .accepted import Accepted
    from .call.download import DownloadedFile, OpenedFile
    from .call.hooks import Drift, Hooks, Retry, Wait
    from .call.operation import Operation
    from .call.pacing import RateLimit
    from .call.raw import RawAnswer
    from .call.retry import NO_RETRIES, RetryPolicy
    from .call.transport.protocol import Request, Response, StreamedResponse, Transport
    from .client import MiroApi
    from .clock import Clock
    from .endpoints import operations
    from .errors import (
        APIError,
        BadRequestError,
        ConfigurationError,
        ConflictError,
        ContentTooLargeError,
        DecodeError,
        FieldError,
        ForbiddenError,
        InvalidArgumentError,
        MethodNotAllowedError,
        MiroConnectionError,
        MiroError,
        MiroTimeoutError,
        NotFoundError,
        PaginationError,
        RateLimitError,
        ServerError,
        TooEarlyError,
        TransportError,
        UnauthorizedError,
        UploadError,
    )
    from .null import NULL, Null
    from .options import Limits, Timeout
    from .paging import CursorPaginator, OffsetPaginator, ScimPaginator
    from .uploads import Upload

__version__ = "0.1.0"

_SUBMODULES = {"errors", "models", "opentelemetry"}
_MODULES = {
    "accepted": ("Accepted",),
    "call.download": ("DownloadedFile", "OpenedFile"),
    "call.hooks": ("Drift", "Hooks", "Retry", "Wait"),
    "call.operation": ("Operation",),
    "call.pacing": ("RateLimit",),
    "call.raw": ("RawAnswer",),
    "call.retry": ("NO_RETRIES", "RetryPolicy"),
    "call.transport.protocol": ("Request", "Response", "StreamedResponse", "Transport"),
    "client": ("MiroApi",),
    "clock": ("Clock",),
    "endpoints": ("operations",),
    "errors": (
        "APIError",
        "BadRequestError",
        "ConfigurationError",
        "ConflictError",
        "ContentTooLargeError",
        "DecodeError",
        "FieldError",
        "ForbiddenError",
        "InvalidArgumentError",
        "MethodNotAllowedError",
        "MiroConnectionError",
        "MiroError",
        "MiroTimeoutError",
        "NotFoundError",
        "PaginationError",
        "RateLimitError",
        "ServerError",
        "TooEarlyError",
        "TransportError",
        "UnauthorizedError",
        "UploadError",
    ),
    "null": ("NULL", "Null"),
    "options": ("Limits", "Timeout"),
    "paging": ("CursorPaginator", "OffsetPaginator", "ScimPaginator"),
    "uploads": ("Upload",),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "NO_RETRIES",
    "NULL",
    "APIError",
    "Accepted",
    "BadRequestError",
    "Clock",
    "ConfigurationError",
    "ConflictError",
    "ContentTooLargeError",
    "CursorPaginator",
    "DecodeError",
    "DownloadedFile",
    "Drift",
    "FieldError",
    "ForbiddenError",
    "Hooks",
    "InvalidArgumentError",
    "Limits",
    "MethodNotAllowedError",
    "MiroApi",
    "MiroConnectionError",
    "MiroError",
    "MiroTimeoutError",
    "NotFoundError",
    "Null",
    "OffsetPaginator",
    "OpenedFile",
    "Operation",
    "PaginationError",
    "RateLimit",
    "RateLimitError",
    "RawAnswer",
    "Request",
    "Response",
    "Retry",
    "RetryPolicy",
    "ScimPaginator",
    "ServerError",
    "StreamedResponse",
    "Timeout",
    "TooEarlyError",
    "Transport",
    "TransportError",
    "UnauthorizedError",
    "Upload",
    "UploadError",
    "Wait",
    "errors",
    "models",
    "opentelemetry",
    "operations",
]


def __getattr__(name: str) -> object:
    if name in _SUBMODULES:
        return import_module(f".{name}", __name__)
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
