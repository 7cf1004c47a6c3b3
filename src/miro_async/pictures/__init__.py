"""Pictures of a folder, kept on a board.

board = await api.board(board_id)
await PictureFolder(board, "pictures").run()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .configuration import PictureSettings
    from .events import PictureEvent, PictureReport
    from .folder import Patience, PictureFolder
    from .logs import JsonLines, PlainLines
    from .signals import run_until_signal

_MODULE_OF = {
    "JsonLines": "logs",
    "Patience": "folder",
    "PictureEvent": "events",
    "PictureFolder": "folder",
    "PictureReport": "events",
    "PictureSettings": "configuration",
    "PlainLines": "logs",
    "run_until_signal": "signals",
}

__all__ = [
    "JsonLines",
    "Patience",
    "PictureEvent",
    "PictureFolder",
    "PictureReport",
    "PictureSettings",
    "PlainLines",
    "run_until_signal",
]


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)


def __dir__() -> list[str]:
    return __all__
