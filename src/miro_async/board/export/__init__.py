"""A board as files: JSON, Markdown, CSV, SVG, and the images and documents beside them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .export import Exported, ExportFormat, ExportProgress, export_snapshot
    from .files import Problem
    from .markdown import Section, markdown_sections, to_markdown
    from .table import to_csv

_MODULE_OF = {
    "ExportFormat": "export",
    "ExportProgress": "export",
    "Exported": "export",
    "Problem": "files",
    "Section": "markdown",
    "export_snapshot": "export",
    "markdown_sections": "markdown",
    "to_csv": "table",
    "to_markdown": "markdown",
}

__all__ = [
    "ExportFormat",
    "ExportProgress",
    "Exported",
    "Problem",
    "Section",
    "export_snapshot",
    "markdown_sections",
    "to_csv",
    "to_markdown",
]


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)


def __dir__() -> list[str]:
    return __all__
