"""Kinds of files, by the bytes that the formats' specifications say they begin with."""

from __future__ import annotations

import pytest

from miro_async.drawing.media import media_type
from miro_async.media_types import BEGINNING, media_type_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg">'
KINDS = {
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR": "image/png",
    b"\xff\xd8\xff\xe0\0\x10JFIF": "image/jpeg",
    b"GIF87a\1\0": "image/gif",
    b"GIF89a\1\0": "image/gif",
    b"RIFF\n\n\0\0WEBPVP8 ": "image/webp",
    b"%PDF-1.7\n": "application/pdf",
    SVG: "image/svg+xml",
    b"<svg/>": "image/svg+xml",
    b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a > b -->\n' + SVG: "image/svg+xml",
    b'<!DOCTYPE svg PUBLIC "-//W3C//DTD" "x">' + SVG: "image/svg+xml",
    b'<!DOCTYPE svg [<!ENTITY ns "x">]>\n' + SVG: "image/svg+xml",
}
OTHERS = [
    *(b"", b"RIFF\n\n\0\0WAVEfmt ", b"\x89PNG", b"GIF90a", b" %PDF-1.7", b"PK\x03\x04", b"BM"),
    *(b"<svgs>", b"<html>" + SVG, b"<!-- " + SVG, b"a " + SVG),
]


@pytest.mark.parametrize(("beginning", "kind"), KINDS.items())
def test_a_file_is_known_by_how_it_begins(beginning, kind):
    """Whatever comes after that."""
    assert media_type_of(beginning + b"\0\n" * 9) == kind


@pytest.mark.parametrize("beginning", OTHERS)
def test_what_is_unknown_is_not_guessed(beginning):
    """Not even if it looks alike."""
    assert media_type_of(beginning) is None


@pytest.mark.parametrize("piece", [b"<!---->", b"<!--", b"<?a?>", b" ", b"<!DOCTYPE []>"])
def test_text_that_was_made_for_it_takes_no_time(piece):
    """Each byte is looked at for one thing. Tried in all ways, this would not end."""
    assert media_type_of((piece * BEGINNING)[:BEGINNING]) is None


def test_a_picture_in_a_drawing_is_always_a_picture():
    """A PDF is none: that would not be shown, and no viewer is to be asked to open it."""
    assert media_type(b"GIF89a") == "image/gif"
    assert media_type(b"%PDF-1.7") == media_type(b"?") == "image/svg+xml"
