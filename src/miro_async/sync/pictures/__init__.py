"""`miro_async.pictures` without `await`; what needs none is there alone.

Written by `python -m codegen generate`; do not edit. It follows `codegen/spec/sync.toml`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .folder import PictureFolder

_MODULE_OF = {
    "PictureFolder": "folder",
}

__all__ = [
    "PictureFolder",
]


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)


def __dir__() -> list[str]:
    return __all__
