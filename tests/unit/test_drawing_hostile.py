"""A picture is safe to look at, whatever is on the board."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, strategies as st

from miro_async import models
from miro_async.drawing import board_svg
from miro_async.drawing.svg import number
from miro_async.models import ConnectorStyle, Geometry, Position, Tag
from tests.unit.drawn import (
    SVG,
    drawn,
    frame,
    group_of,
    item,
    line,
    note,
    parsed,
    text_of,
)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><svg onload="alert(1)">',
        "]]><!-- &amp; &lt;b&gt; <!ENTITY x>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "\x00\x1b\ud800\ufffe",
        "a<![?",
        "a" * 5000,
    ],
)
def test_hostile_content_stays_text(hostile):
    """In every place where text can stand, nothing becomes an element or an attribute."""
    shown = [
        note(1, hostile, color=hostile),
        frame(2, title=hostile),
        item("card", 3, data=models.CardData(title=hostile, description=hostile)),
        item("shape", 4, data=models.ShapeData(content=hostile, shape=hostile)),
        models.UnknownItem(id='5"<', type=hostile, position=Position(x=0, y=0)),
        item("image", 6, data=models.ImageData(title=hostile)),
    ]
    tags = {"1": [Tag(id="1", type="tag", title=hostile, fill_color=hostile)]}
    captions = [models.ConnectorCaption(content=hostile, position=hostile)]
    style = ConnectorStyle(stroke_color=hostile, stroke_width=hostile, end_stroke_cap=hostile)
    text = board_svg(shown, [line("1", "3", captions=captions, style=style)], tags, title=hostile)
    root = parsed(text)
    used = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert used <= {"svg", "title", "g", "rect", "path", "circle", "text", "tspan"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or "href" in name}


@given(content=st.text() | st.text(alphabet='<>!-[]/&;#xa? \n"=p'))
def test_any_text_gives_valid_xml(content):
    """Whatever people paste onto a board."""
    drawn(note(1, content), frame(2, title=content, x=900))


@pytest.mark.parametrize("value", ["wide", None, math.nan, math.inf, {}, True, 10**400])
def test_numbers_of_the_wrong_kind_do_no_harm(value):
    """Models keep what the service sent, whatever it was."""
    drawn(
        note(1, x=value, geometry=Geometry(width=value, height=value, rotation=value)),
        item("shape", 2, style=models.ShapeStyle(border_width=value, fill_opacity=value)),
        models.UnknownItem(id="3", type="x", position=Position(x=0, y=0), geometry=value),
        item("app_card", 4, data=models.AppCardData(fields=value, status=value)),
        connectors=[line("1", "2", captions=value if value is None else [value])],
    )


@pytest.mark.parametrize("value", [5, None, ["a"], {"a": 1}, True])
def test_strings_of_the_wrong_kind_do_no_harm(value):
    """As with numbers: in tags, types, texts and styles."""
    odd = models.UnknownItem(id="2", type=value, position=Position(x=0, y=0), data=value)
    style = models.ShapeStyle(color=value, border_style=value, text_align=value)
    data = models.ShapeData(content=value, shape=value)
    tags = {"1": [Tag(id="1", type="tag", title=value, fill_color=value)]}
    ends = ConnectorStyle(color=value, end_stroke_cap=value, stroke_style=value)
    root = drawn(
        note(1, value, color=value),
        odd,
        item("shape", 3, data=data, style=style),
        tags=tags,
        connectors=[line("1", "2", style=ends, shape=value)],
    )
    assert text_of(group_of(root, "2")) == "unknown"


@pytest.mark.parametrize("value", [1e308, -1e308, "1e308", 1e9, -1e9])
def test_numbers_beyond_reason_leave_no_trace(value):
    """Whatever is added up from them stays a number."""
    text = board_svg(
        [
            note(1, x=value, y=value, geometry=Geometry(width=value, height=value)),
            item("shape", 2, style=models.ShapeStyle(font_size=value, border_width=value)),
        ],
        [line("1", "2", style=ConnectorStyle(font_size=value, stroke_width=value))],
    )
    numbers = [x for element in parsed(text).iter() for x in element.attrib.values()]
    assert not [x for x in numbers if "inf" in x or "nan" in x]


def test_sizes_are_never_negative():
    """Of text and of lines: SVG has none that are."""
    style = models.ShapeStyle(font_size="-5", border_width="-2")
    shape = item("shape", 1, data=models.ShapeData(content="x"), style=style)
    captions = [models.ConnectorCaption(content="x")]
    ends = ConnectorStyle(font_size="-5", stroke_width="-2")
    root = drawn(shape, note(2), connectors=[line(style=ends, captions=captions)])
    for element in root.iter():
        for name in ("font-size", "stroke-width", "width", "height"):
            assert float(element.get(name, 0)) >= 0


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (-0.5, "-0.5"),
        (-0.25, "-0.25"),
        (-0.001, "0"),
        (-10.05, "-10.05"),
        (0.0, "0"),
        (-0.0, "0"),
        (100.0, "100"),
        (0.005001, "0.01"),
    ],
)
def test_numbers_have_two_digits_at_most(value, written):
    """And keep their sign."""
    assert number(value) == written
