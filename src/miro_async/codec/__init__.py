"""JSON to objects and back: tolerant with answers, exact with requests."""

from __future__ import annotations

from .codec import Codec
from .registry import wire_names

__all__ = ["Codec", "wire_names"]
