"""Of what kind a file is, by its first bytes: its name may say anything, its sender nothing."""

from __future__ import annotations

import re

BEGINNING = 1024
"""So many bytes are enough: a drawing may have comments in front of it."""

_BEGINNINGS = {
    "image/png": rb"\x89PNG\r\n\x1a\n",
    "image/jpeg": rb"\xff\xd8\xff",
    "image/gif": rb"GIF8[79]a",
    "image/webp": rb"RIFF.{4}WEBP",
    "application/pdf": rb"%PDF-",
    # Nothing is tried in two ways, else text made for it would take for ever.
    "image/svg+xml": (
        rb"(?:\xef\xbb\xbf)?"
        rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^>\[]*(?:\[.*?\]\s*)?>)*+"
        rb"<svg[\s/>]"
    ),
}
_PATTERNS = {kind: re.compile(pattern, re.DOTALL) for kind, pattern in _BEGINNINGS.items()}


def media_type_of(beginning: bytes) -> str | None:
    """Give the media type of a picture or a PDF by its first bytes, `None` for all else."""
    for kind, pattern in _PATTERNS.items():
        if pattern.match(beginning):
            return kind
    return None
