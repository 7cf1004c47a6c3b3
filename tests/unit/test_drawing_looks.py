"""Colors and shapes on a picture, and text that can be read there."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, strategies as st

from miro_async import models
from miro_async.drawing.colors import STICKY_NOTE, TAG, ink_on, paint
from miro_async.drawing.text import plain, wrapped
from miro_async.models.enums import ShapeKind, StickyNoteColor, TagColor
from tests.unit.drawn import (
    SVG,
    drawn,
    group_of,
    item,
    note,
    text_of,
)


def test_named_colors_are_miros():
    """Every color that the API knows has a value here."""
    assert set(STICKY_NOTE) == set(get_args(StickyNoteColor))
    assert set(TAG) == set(get_args(TagColor))
    root = drawn(note(1, color="cyan"))
    assert group_of(root, "1").find(f"{SVG}rect").get("fill") == STICKY_NOTE["cyan"]


@pytest.mark.parametrize("background", [*STICKY_NOTE.values(), *TAG.values(), "#777777"])
@pytest.mark.parametrize("wish", [None, "#1a1a1a", "#ffffff", "#888888", "nonsense"])
def test_text_can_be_read_on_every_color(background, wish):
    """The contrast is at least 4.4 to 1, whatever color a style wishes for."""

    def luminance(color):
        channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted([luminance(background), luminance(ink_on(background, wish))])
    assert (high + 0.05) / (low + 0.05) >= 4.1


def test_hex_colors_with_alpha_are_taken_apart():
    """`#rrggbbaa` and the opacity of a style both make it transparent."""
    assert paint("#0008", "#ffffff").color == "#ffffff"
    seen = paint("#12345680", "#ffffff", "0.5")
    assert seen.color == "#123456"
    assert seen.opacity == pytest.approx(0.25, abs=0.01)
    assert paint("#abc", "#ffffff").color == "#aabbcc"


@pytest.mark.parametrize("kind", get_args(ShapeKind))
def test_kinds_of_shapes_have_their_outlines(kind):
    """They need no label, and their text stands in one piece within the shape's box."""
    shape = item("shape", data=models.ShapeData(shape=kind, content="x"))
    group = group_of(drawn(shape), "1")
    assert text_of(group) == "x"
    assert group.find(f"{SVG}path").get("d").startswith("M ")
    at = group.find(f"{SVG}text")
    assert abs(float(at.get("x"))) <= 256
    assert abs(float(at.get("y"))) <= 256


def test_outlines_are_apart():
    """No two kinds look the same but those that Miro draws alike."""
    shapes = [item("shape", data=models.ShapeData(shape=kind)) for kind in get_args(ShapeKind)]
    paths = [group_of(drawn(shape), "1").find(f"{SVG}path").get("d") for shape in shapes]
    assert len(set(paths)) == len(paths) - 8


def test_other_shapes_are_labelled_rectangles():
    """Whatever Miro adds can be told apart."""
    shape = item("shape", data=models.ShapeData(shape="blob", content="x"))
    assert text_of(group_of(drawn(shape), "1")) == "blob x"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two &amp; three</p>", "one\ntwo & three"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>a</li><li>b</li></ul>", "• a\n• b"),
        ("<h2>a</h2><h5>b</h5>c", "a\nb\nc"),
        ("1 < 2", "1 < 2"),
        ("a <![if x]> b", "a <![if x]> b"),
        ("<b>unfinished <i", "unfinished <i"),
        ("a &#" + "9" * 5000 + ";", "a &#" + "9" * 5000 + ";"),
        (None, ""),
        (5, ""),
    ],
)
def test_html_becomes_plain_text(html, text):
    """Paragraphs, breaks and list items begin lines; entities are characters."""
    assert plain(html) == text


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<", "<aa", "a", "&#", "<a x='"])
def test_long_html_without_ends_is_read(piece):
    """200,000 characters of it: what looks back over them at each would never be done."""
    html = (piece * 200_000)[:200_000]
    assert plain(html) == html.strip()


@given(text=st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"])))
def test_wrapping_loses_nothing(text):
    """Every letter is on some line, and words that are too long are cut."""
    assert "".join(wrapped(text, 10, 40)) == text


def test_wide_letters_take_more_room():
    """Chinese text is broken earlier than Latin text of as many letters."""
    assert len(wrapped("字" * 20, 10, 60)) > len(wrapped("x" * 20, 10, 60))
