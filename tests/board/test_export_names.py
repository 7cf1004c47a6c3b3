"""Names of files: from any title, nothing but a harmless name."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given, strategies as st

from miro_async.board.export.names import file_name

CONTENT_TYPES = st.sampled_from(
    ["image/png", "", "text/html", "application/x-unheard-of", "a/b; c"]
)


@pytest.mark.parametrize(
    ("title", "content_type", "name"),
    [
        ("Our boat.png", "image/png", "Our-boat-7.png"),
        ("Our boat", "image/jpeg", "Our-boat-7.jpg"),
        ("Our boat.png", "image/jpeg; charset=x", "Our-boat-7.jpg"),
        ("plan.v2", "application/pdf", "plan-7.pdf"),
        ("Übersicht größe", "application/pdf", "Übersicht-größe-7.pdf"),
        ("data.xlsx", "application/octet-stream", "data-7.xlsx"),
        ("data", "application/x-unheard-of", "data-7.bin"),
        ("", "image/gif", "7.gif"),
        ("../../etc/passwd", "text/plain", "etc-passwd-7.txt"),
        ("C:\\Windows\\x.dll", "image/webp", "C-Windows-x-7.webp"),
        ("..", "image/png", "7.png"),
        ("con", "text/plain", "_con-7.txt"),
        ("a\x00b\n.png/..", "image/png", "a-b-png-7.png"),
        ("שלום", "image/png", "שלום-7.png"),
        ("👩‍👩‍👧", "image/png", "7.png"),
        ("𠀀" * 80, "image/png", f"{'𠀀' * 30}-7.png"),
    ],
)
def test_a_title_becomes_a_name(title, content_type, name):
    """Its letters and digits, the id, and the ending of its content."""
    assert file_name("7", title, content_type) == name


@given(st.text(max_size=200), st.text(max_size=40), CONTENT_TYPES)
def test_no_title_makes_a_path(title, item_id, content_type):
    """On no system, and never one that is too long."""
    name = file_name(item_id, title, content_type)
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name
    assert not name.startswith((".", "-"))
    assert len(name.encode("utf-8", "surrogatepass")) <= 255
    assert not set(name) & set('<>:"/\\|?*\0\n\r\t ')
