"""Titles of pictures: the name of the file, and a mark by which an upload is found again.

Miro keeps nothing of an upload that says which one it was; the title is ours to choose. The mark
stands for the folder and the content, so that a file that was renamed keeps it, and so that the
same picture in another folder has another one.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .kinds import Kind

_MARK = re.compile(r"#([0-9a-f]{16})(?![0-9a-f])")
_LONGEST = 180


def mark_of(collection: str, content_hash: str) -> str:
    """Give the mark of a picture of a folder; `collection` is what the folder is called."""
    whole = f"{collection}\0{content_hash}".encode(errors="surrogatepass")
    return sha256(whole).hexdigest()[:16]


def title_of(name: str, mark: str) -> str:
    """Give the title of a picture: `sea.png #0123456789abcdef`."""
    return f"{_shown(name)} #{mark}"


def mark_in(title: str) -> str | None:
    """Give the mark that a title has, whatever was added to it; `None`: it has none."""
    found = _MARK.findall(title)
    return found[-1] if found else None


def name_in(title: str, mark: str) -> str:
    """Give what stands before the mark."""
    return title.rpartition(f"#{mark}")[0].rstrip()


def same_name(name: str, title: str, mark: str) -> bool:
    """Tell whether a title is that of a file of this name."""
    return name_in(title, mark) == _shown(name)


def file_name_of(name: str, kind: Kind) -> str:
    """Give the name under which Miro gets a file: one line, with the ending of its content."""
    last = _shown(name.rpartition("/")[2])[-_LONGEST // 2 :]
    return last if last.lower().endswith(kind.endings) else last + kind.endings[0]


def _shown(name: str) -> str:
    """Give a name of a file as a text of one line: composed, without what no text can have."""
    whole = unicodedata.normalize("NFC", name)
    kept = "".join("\ufffd" if _is_surrogate(sign) else sign for sign in whole)
    line = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in kept)
    # Miro takes spaces around a title away, and may take more of them in it for one.
    line = " ".join(line.split())
    return line if len(line) <= _LONGEST else f"…{line[1 - _LONGEST :]}"


def _is_surrogate(sign: str) -> bool:
    return "\ud800" <= sign <= "\udfff"
