"""Lines on a picture: connectors, mind maps, and groups."""

from __future__ import annotations

from typing import get_args

import pytest

from miro_async import models
from miro_async.models import ConnectorEnd, ConnectorStyle, Geometry
from miro_async.models.enums import ConnectorCap
from tests.unit.drawn import (
    SVG,
    box_of,
    drawn,
    frame,
    group_of,
    item,
    line,
    note,
    text_of,
)


def path_of(root):
    """Give the numbers in the path of the connector."""
    path = group_of(root, "9").find(f"{SVG}path").get("d")
    return [
        float(step.strip(","))
        for step in path.split()
        if step.strip(",").strip("-.0123456789") == ""
    ]


@pytest.mark.parametrize("shape", ["straight", "elbowed", "curved", None])
def test_a_connector_runs_from_edge_to_edge(shape):
    """From the middle of the side that looks at the other item, if nothing else is said."""
    size = Geometry(width=100, height=100)
    boxes = [item("shape", 1, geometry=size), item("shape", 2, x=500, y=80, geometry=size)]
    numbers = path_of(drawn(*boxes, connectors=[line(shape=shape)]))
    assert numbers[:2] == [50, 0]
    assert numbers[-2:] == [450, 80]


@pytest.mark.parametrize("shape", ["elbowed", "curved"])
@pytest.mark.parametrize("start", [("0%", "50%"), ("50%", "0%"), ("50%", "100%")])
@pytest.mark.parametrize("end", [("100%", "50%"), ("50%", "0%"), ("50%", "100%")])
def test_ends_are_where_their_percentages_say(shape, start, end):
    """On every side of both items."""
    size = Geometry(width=100, height=100)
    boxes = [item("shape", 1, geometry=size), item("shape", 2, x=500, y=300, geometry=size)]
    places = [models.RelativePosition(x=x, y=y) for x, y in (start, end)]
    ends = [ConnectorEnd(id=i, position=p) for i, p in zip("12", places, strict=True)]
    numbers = path_of(drawn(*boxes, connectors=[line(*ends, shape=shape)]))
    share = [float(value[:-1]) for value in (*start, *end)]
    assert numbers[:2] == [share[0] - 50, share[1] - 50]
    assert numbers[-2:] == [450 + share[2], 250 + share[3]]


def test_items_above_each_other_are_joined_by_their_upper_and_lower_sides():
    """The line leaves on the side on which the other item is."""
    size = Geometry(width=100, height=100)
    boxes = [item("shape", 1, y=900, geometry=size), item("shape", 2, geometry=size)]
    numbers = path_of(drawn(*boxes, connectors=[line(shape="straight")]))
    assert numbers == [0, 850, 0, 50]


@pytest.mark.parametrize("cap", get_args(ConnectorCap))
def test_every_cap_is_drawn(cap):
    """All but `none` and `unknown` add something to the line."""
    style = ConnectorStyle(end_stroke_cap=cap, stroke_style="dashed", stroke_width="2.0")
    root = drawn(note(1), note(2, x=500), connectors=[line(style=style)])
    line_and_caps = list(group_of(root, "9"))[1:]
    assert len(line_and_caps) > 1 or cap in {"none", "unknown"}
    assert line_and_caps[0].get("stroke-dasharray")


def test_captions_stand_along_the_line():
    """Where their percentages say, and on the way in between."""
    captions = [
        models.ConnectorCaption(content="<b>first</b>", position="0%"),
        models.ConnectorCaption(content="", position="50%"),
        models.ConnectorCaption(content="last", position="100%"),
    ]
    size = Geometry(width=100, height=100)
    boxes = [item("shape", 1, geometry=size), item("shape", 2, x=500, geometry=size)]
    root = drawn(*boxes, connectors=[line(shape="straight", captions=captions)])
    texts = group_of(root, "9").findall(f"{SVG}text")
    assert [text_of(text) for text in texts] == ["first", "last"]
    assert [float(text.get("x")) for text in texts] == [50, 450]


def test_two_ends_in_one_place_do_no_harm():
    """A line without a length has neither direction nor middle."""
    captions = [models.ConnectorCaption(content="x")]
    here = models.RelativePosition(x="50%", y="50%")
    ends = [ConnectorEnd(id=i, position=here) for i in "12"]
    root = drawn(note(1), note(2), connectors=[line(*ends, shape="straight", captions=captions)])
    assert text_of(group_of(root, "9")) == "x"


def test_groups_are_drawn_around_their_items():
    """As far as they are on the picture."""
    group = models.ItemGroup(id="7", data=models.ItemGroupData(items=["1", "2", "none"]))
    lost = models.ItemGroup(id="8", data=models.ItemGroupData(items=["none"]))
    size = Geometry(width=100, height=100)
    boxes = [item("shape", 1, geometry=size), item("shape", 2, x=500, y=80, geometry=size)]
    root = drawn(*boxes, groups=[group, lost, models.ItemGroup(id="9")])
    (outline,) = root.iterfind(f".//{SVG}g[@data-type='group']")
    assert outline.get("data-id") == "7"
    assert outline.find(f"{SVG}title").text == "group of 3 items"
    rect = outline.find(f"{SVG}rect")
    left, top, width, height = (float(rect.get(n)) for n in ("x", "y", "width", "height"))
    assert left < -50 < 550 < left + width
    assert top < -50 < 130 < top + height


def test_nodes_of_a_mind_map_hang_together():
    """By a line from the one above, which is no frame: positions do not count from it."""
    above = item("mindmap_node", 1, x=300, y=200)
    below = item("mindmap_node", 2, x=600, y=190, parent=models.ParentRef(id="1"))
    lost = item("mindmap_node", 3, parent=models.ParentRef(id="9"))
    root = drawn(above, below, lost)
    assert box_of(root, "2") == (510, 166, 180, 48)
    lines = [path.get("d") for path in root.iterfind(f"{SVG}g/{SVG}path")]
    assert len(lines) == 1
    assert lines[0].startswith("M 390 200 C")
    assert lines[0].endswith("510 190")


def test_code_keeps_its_spaces():
    """SVG makes one of many, and none at the beginning."""
    data = models.CodeWidgetData(code="if x:\n    pass", language="python")
    group = group_of(drawn(item("code_widget", data=data)), "1")
    lines = [tspan.text for tspan in group.iter(f"{SVG}tspan")]
    assert lines == ["python", "if\u00a0x:", "\u00a0\u00a0\u00a0\u00a0pass"]


def test_everything_has_its_id():
    """For whoever compares a picture with a board."""
    root = drawn(note(1), frame(2), connectors=[line("1", "2")])
    assert [group.get("data-id") for group in root.iter(f"{SVG}g")][1:] == ["2", "1", "9"]
