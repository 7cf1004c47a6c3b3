"""Names for files on disk that say what is in them, and can do no harm."""

from __future__ import annotations

import mimetypes
import re
import unicodedata
from pathlib import PurePosixPath

_LONGEST = 60
_WINDOWS = frozenset(
    ("con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(10)))
)
_ENDINGS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/csv": ".csv",
}
_ENDING = re.compile(r"\.[a-z0-9]{1,8}")


def file_name(item_id: str, title: str, content_type: str) -> str:
    """Give a name for the file of an item: of its title what is harmless, and its id.

    No title makes a path, and no two items get the same name, also where case does not count.
    """
    suffix = PurePosixPath(title.replace("\\", "/")).suffix.lower()
    kind = content_type.partition(";")[0].strip().lower()
    ending = _ENDINGS.get(kind)
    if ending is None:
        guessed = mimetypes.guess_extension(kind) or ""
        ending = suffix if _ENDING.fullmatch(suffix) else guessed or ".bin"
    stem = title[: -len(suffix)] if suffix and _ENDING.fullmatch(suffix) else title
    words = safe(stem)
    return f"{words}-{safe(item_id)}{ending}" if words else f"{safe(item_id) or 'file'}{ending}"


def safe(text: str) -> str:
    """Give of a text its letters and digits, with dashes for all else; no more than 60."""
    normal = unicodedata.normalize("NFC", text)
    kept = "".join(letter if letter.isalnum() or letter == "_" else "-" for letter in normal)
    words = re.sub(r"-+", "-", kept).strip("-")[:_LONGEST].strip("-")
    while len(words.encode()) > 2 * _LONGEST:  # file systems count bytes
        words = words[:-1]
    return f"_{words}" if words.lower() in _WINDOWS else words
