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
    from .app import Miro
    from .auth.storage.encrypted import EncryptedStorage
    from .auth.storage.file import FileStorage
    from .auth.storage.memory import MemoryStorage
    from .auth.storage.protocol import Lease, LockingStorage, TokenStorage
    from .auth.storage.redis import RedisStorage
    from .auth.storage.sql import SqlStorage
    from .auth.token import Token
    from .call.download import DownloadedFile, OpenedFile
    from .call.hooks import Drift, Hooks, Refresh, Retry, Wait
    from .call.operation import Operation
    from .call.pacing import RateLimit
    from .call.pacing_store import PacingStore
    from .call.raw import RawAnswer
    from .call.redis_pacing import RedisPacingStore
    from .call.retry import NO_RETRIES, RetryPolicy
    from .call.transport.protocol import Request, Response, StreamedResponse, Transport
    from .client import MiroApi
    from .clock import Clock
    from .endpoints import operations
    from .errors import (
        AccessDeniedError,
        APIError,
        AuthorizationError,
        BadRequestError,
        CodeRejectedError,
        ConfigurationError,
        ConflictError,
        ContentTooLargeError,
        DecodeError,
        FieldError,
        ForbiddenError,
        InvalidArgumentError,
        LedgerError,
        MappingInUseError,
        MethodNotAllowedError,
        MiroConnectionError,
        MiroError,
        MiroTimeoutError,
        NotAuthorizedError,
        NotFoundError,
        PaginationError,
        RateLimitError,
        RefreshRejectedError,
        ServerError,
        SnapshotError,
        StateMismatchError,
        TokenNotSavedError,
        TokenStorageError,
        TooEarlyError,
        TransportError,
        UnauthorizedError,
        UploadError,
    )
    from .null import NULL, Null
    from .options import Limits, Timeout
    from .paging import CursorPaginator, OffsetPaginator, ScimPaginator
    from .scripts import run
    from .secret import Secret
    from .uploads import Upload

__version__: str

_SUBMODULES = {"errors", "models", "opentelemetry"}
_MODULES = {
    "accepted": ("Accepted",),
    "app": ("Miro",),
    "auth.storage.encrypted": ("EncryptedStorage",),
    "auth.storage.file": ("FileStorage",),
    "auth.storage.memory": ("MemoryStorage",),
    "auth.storage.protocol": ("Lease", "LockingStorage", "TokenStorage"),
    "auth.storage.redis": ("RedisStorage",),
    "auth.storage.sql": ("SqlStorage",),
    "auth.token": ("Token",),
    "call.download": ("DownloadedFile", "OpenedFile"),
    "call.hooks": ("Drift", "Hooks", "Refresh", "Retry", "Wait"),
    "call.operation": ("Operation",),
    "call.pacing": ("RateLimit",),
    "call.pacing_store": ("PacingStore",),
    "call.raw": ("RawAnswer",),
    "call.redis_pacing": ("RedisPacingStore",),
    "call.retry": ("NO_RETRIES", "RetryPolicy"),
    "call.transport.protocol": ("Request", "Response", "StreamedResponse", "Transport"),
    "client": ("MiroApi",),
    "clock": ("Clock",),
    "endpoints": ("operations",),
    "errors": (
        "APIError",
        "AccessDeniedError",
        "AuthorizationError",
        "BadRequestError",
        "CodeRejectedError",
        "ConfigurationError",
        "ConflictError",
        "ContentTooLargeError",
        "DecodeError",
        "FieldError",
        "ForbiddenError",
        "InvalidArgumentError",
        "LedgerError",
        "MappingInUseError",
        "MethodNotAllowedError",
        "MiroConnectionError",
        "MiroError",
        "MiroTimeoutError",
        "NotAuthorizedError",
        "NotFoundError",
        "PaginationError",
        "RateLimitError",
        "RefreshRejectedError",
        "ServerError",
        "SnapshotError",
        "StateMismatchError",
        "TokenNotSavedError",
        "TokenStorageError",
        "TooEarlyError",
        "TransportError",
        "UnauthorizedError",
        "UploadError",
    ),
    "null": ("NULL", "Null"),
    "options": ("Limits", "Timeout"),
    "paging": ("CursorPaginator", "OffsetPaginator", "ScimPaginator"),
    "scripts": ("run",),
    "secret": ("Secret",),
    "uploads": ("Upload",),
    "version": ("__version__",),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "NO_RETRIES",
    "NULL",
    "APIError",
    "Accepted",
    "AccessDeniedError",
    "AuthorizationError",
    "BadRequestError",
    "Clock",
    "CodeRejectedError",
    "ConfigurationError",
    "ConflictError",
    "ContentTooLargeError",
    "CursorPaginator",
    "DecodeError",
    "DownloadedFile",
    "Drift",
    "EncryptedStorage",
    "FieldError",
    "FileStorage",
    "ForbiddenError",
    "Hooks",
    "InvalidArgumentError",
    "Lease",
    "LedgerError",
    "Limits",
    "LockingStorage",
    "MappingInUseError",
    "MemoryStorage",
    "MethodNotAllowedError",
    "Miro",
    "MiroApi",
    "MiroConnectionError",
    "MiroError",
    "MiroTimeoutError",
    "NotAuthorizedError",
    "NotFoundError",
    "Null",
    "OffsetPaginator",
    "OpenedFile",
    "Operation",
    "PacingStore",
    "PaginationError",
    "RateLimit",
    "RateLimitError",
    "RawAnswer",
    "RedisPacingStore",
    "RedisStorage",
    "Refresh",
    "RefreshRejectedError",
    "Request",
    "Response",
    "Retry",
    "RetryPolicy",
    "ScimPaginator",
    "Secret",
    "ServerError",
    "SnapshotError",
    "SqlStorage",
    "StateMismatchError",
    "StreamedResponse",
    "Timeout",
    "Token",
    "TokenNotSavedError",
    "TokenStorage",
    "TokenStorageError",
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
    "run",
]


def __getattr__(name: str) -> object:
    if name in _SUBMODULES:
        return import_module(f".{name}", __name__)
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
