"""A board as a picture: what is on it, and where."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from miro_async import drawing, models
from miro_async.drawing import board_svg
from miro_async.models import Geometry, Position, Tag
from tests.unit.drawn import (
    PNG,
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

FULL = {
    "sticky_note": models.StickyNoteData(content="<p>some words</p>"),
    "shape": models.ShapeData(content="some words", shape="circle"),
    "text": models.TextData(content="some words"),
    "frame": models.FrameData(title="some words"),
    "card": models.CardData(
        title="some", description="words", due_date=datetime(2026, 1, 5, tzinfo=UTC)
    ),
    "app_card": models.AppCardData(
        title="some", fields=[models.AppCardField(value="words")], status="connected"
    ),
    "embed": models.EmbedData(title="some words", url="https://example.com"),
    "image": models.ImageData(title="some words"),
    "document": models.DocumentData(title="some words"),
    "doc_format": models.DocFormatData(content_type="markdown", content="some words"),
    "mindmap_node": models.MindmapNodeData(
        node_view=models.MindmapNodeView(
            data=models.MindmapNodeContent(type="text", content="<p>some words</p>")
        )
    ),
    "code_widget": models.CodeWidgetData(title="some", code="words = 1"),
}


@pytest.mark.parametrize("kind", FULL)
def test_the_text_of_every_kind_is_drawn(kind):
    """In lines that can be seen, and as the title of its group."""
    root = drawn(item(kind, data=FULL[kind]))
    group = group_of(root, "1")
    assert group.get("data-type") == kind
    seen = text_of(group)
    assert "some" in seen
    assert "words" in seen
    assert "some" in group.find(f"{SVG}title").text


@pytest.mark.parametrize("kind", FULL)
def test_items_without_data_are_drawn_all_the_same(kind):
    """Miro leaves the data of unsupported items out."""
    assert group_of(drawn(item(kind)), "1") is not None


def test_unknown_items_say_what_they_are():
    """Their data is a raw mapping."""
    unknown = models.UnknownItem(
        id="1", type="kanban_board", data={"title": "idea"}, position=Position(x=0, y=0)
    )
    assert text_of(group_of(drawn(unknown), "1")) == "kanban board idea"


def test_an_item_is_where_its_position_says():
    """The position is the center, and the picture is large enough for everything."""
    root = drawn(
        frame(1, x=1000, y=500),
        frame(2, x=-300, y=-200, style=models.FrameStyle(fill_color="#123")),
    )
    assert box_of(root, "1") == (800, 350, 400, 300)
    assert box_of(root, "2") == (-500, -350, 400, 300)
    left, top, width, height = map(float, root.get("viewBox").split())
    assert left < -500
    assert top < -350
    assert left + width > 1200
    assert top + height > 650


def test_children_count_from_the_corner_of_their_frame():
    """Whether they come before or after it, and in frames in frames."""
    parent = models.ParentRef
    child = note(3, x=50, y=60, parent=parent(id="2"), geometry=Geometry(width=20, height=20))
    inner = frame(2, x=200, y=150, parent=parent(id="1"))
    root = drawn(child, inner, frame(1, x=1200, y=1150))
    assert box_of(root, "1")[:2] == (1000, 1000)
    assert box_of(root, "2")[:2] == (1000, 1000)
    assert box_of(root, "3")[:2] == (1040, 1050)
    order = [group.get("id") for group in root.iter(f"{SVG}g") if group.get("id")]
    assert order == ["item-1", "item-2", "item-3"]


def test_a_parent_that_is_not_there_or_is_the_item_itself_does_no_harm():
    """The position is then taken as it is."""
    orphan = note(1, x=10, parent=models.ParentRef(id="7"))
    ring = note(2, x=500, parent=models.ParentRef(id="2"))
    root = drawn(orphan, ring)
    assert box_of(root, "1")[0] == pytest.approx(10 - 199 / 2)


def test_items_without_a_position_are_left_out():
    """There is no telling where they are; lines to them are left out too."""
    lost = models.UnknownItem(id="2", type="preview")
    root = drawn(note(1), lost, connectors=[line("1", "2")])
    assert [group.get("id") for group in root.iter(f"{SVG}g") if group.get("id")] == ["item-1"]


def test_an_empty_board_is_a_picture_too():
    """With its title, which screen readers read."""
    root = drawn(title="Nothing & nobody")
    assert root.find(f"{SVG}title").text == "Nothing & nobody"
    assert float(root.get("width")) > 0


def test_turned_items_are_turned_about_their_center():
    """Clockwise, in degrees."""
    shape = item("shape", x=10, y=20, geometry=Geometry(width=50, height=40, rotation=30))
    assert group_of(drawn(shape), "1").get("transform") == "rotate(30 10 20)"


def test_frames_in_frames_in_frames():
    """Two thousand deep, the innermost first: each place is worked out once."""
    parent = models.ParentRef
    deep = [frame(n, x=201, y=150, parent=parent(id=str(n - 1))) for n in range(2000, 1, -1)]
    root = drawn(*deep, frame(1))
    assert box_of(root, "2000")[:2] == (-200 + 1999, -150)
    order = [group.get("id") for group in root.iter(f"{SVG}g") if group.get("id")]
    assert order == [f"item-{n}" for n in range(1, 2001)]


def test_a_text_may_have_a_background():
    """If its style makes one visible."""
    style = models.TextStyle(fill_color="#000000", fill_opacity="1.0", color="#1a1a1a")
    group = group_of(drawn(item("text", data=models.TextData(content="x"), style=style)), "1")
    assert group.find(f"{SVG}rect").get("fill") == "#000000"
    assert group.find(f"{SVG}text").get("fill") == "#ffffff"


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PNG, "png"), (b"GIF89a", "gif"), (b"\xff\xd8\xff", "jpeg"), (b"<svg/>", "svg+xml")],
)
def test_pictures_are_embedded(content, kind):
    """An image shows its file if it is there; nothing is loaded from elsewhere."""
    image = item("image", data=models.ImageData(title="x"), geometry=Geometry(width=20, height=10))
    (picture,) = group_of(drawn(image, pictures={"1": content}), "1").iter(f"{SVG}image")
    assert picture.get("href").startswith(f"data:image/{kind};base64,")
    assert picture.get("width") == "20"


def test_tags_are_drawn_on_their_items():
    """All of them within the item's width, in rows above each other."""
    tags = [Tag(id=str(i), type="tag", title=f"tag {i}", fill_color="red") for i in range(8)]
    long = Tag(id="8", type="tag", title="x" * 120, fill_color="mauve")
    root = drawn(note(1, "hello"), tags={"1": [*tags, long]})
    group = group_of(root, "1")
    assert all(tag.title in text_of(group) for tag in [*tags, long])
    chips = [r for r in group.iter(f"{SVG}rect") if r.get("rx")]
    assert len(chips) == 9
    assert len({chip.get("y") for chip in chips}) > 1
    for chip in chips:
        assert float(chip.get("x")) >= -99.5
        assert float(chip.get("x")) + float(chip.get("width")) <= 99.5


def test_the_same_board_gives_the_same_picture():
    """To the byte."""
    board = [frame(1), note(2, "hello", x=50, y=50), item("card", 3)]
    assert board_svg(board, [line("2", "3")]) == board_svg(board, [line("2", "3")])


def test_the_package_has_what_it_says():
    """Which is one name; another is not there."""
    assert {name: getattr(drawing, name) for name in drawing.__all__} == {"board_svg": board_svg}
    with pytest.raises(AttributeError, match="board_png"):
        _ = drawing.board_png
