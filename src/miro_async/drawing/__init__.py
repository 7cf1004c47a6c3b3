"""A board as a picture: items, connectors and tags to SVG, without a network or a browser."""

from __future__ import annotations

from .board import board_svg

__all__ = ["board_svg"]
