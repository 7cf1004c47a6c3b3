"""A board as a picture: what is on it, where, and that it is safe to look at."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from miro_async import models
from miro_async.drawing import board_svg
from miro_async.drawing.colors import STICKY_NOTE, TAG, ink_on, paint
from miro_async.drawing.svg import number
from miro_async.drawing.text import plain, wrapped
from miro_async.models import Connector, ConnectorEnd, ConnectorStyle, Geometry, Position, Tag
from miro_async.models.enums import ConnectorCap, ShapeKind, StickyNoteColor, TagColor

SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n\x1a\nrest"


def parsed(svg):
    """Parse a picture, which has to be valid XML."""
    return ET.fromstring(svg)  # noqa: S314 - our own; whether it is safe is what is tested


def item(kind, number=1, x=0.0, y=0.0, **fields):
    """Give an item of a class, at a place."""
    made = {"position": Position(x=x, y=y), **fields}
    name = "".join(part.title() for part in kind.split("_"))
    return getattr(models, f"{name}Item")(id=str(number), type=kind, **made)


def note(number=1, content="x", **fields):
    """Give a sticky note."""
    style = models.StickyNoteStyle(fill_color=fields.pop("color", "light_yellow"))
    data = models.StickyNoteData(content=content)
    return item("sticky_note", number, data=data, style=style, **fields)


def frame(number=1, **fields):
    """Give a frame of 400 by 300."""
    data = models.FrameData(title=fields.pop("title", "Frame"))
    return item("frame", number, data=data, geometry=Geometry(width=400, height=300), **fields)


def line(start="1", end="2", **fields):
    """Give a connector."""
    ends = {"start_item": start, "end_item": end}
    named = {
        name: value if isinstance(value, ConnectorEnd) else ConnectorEnd(id=value)
        for name, value in ends.items()
    }
    return Connector(id="9", type="connector", **named, **fields)


def drawn(*items, **options):
    """Draw a board, and give the root of the picture."""
    return parsed(board_svg(items, **options))


def group_of(root, item_id):
    """Give the group of an item."""
    (found,) = root.findall(f".//{SVG}g[@id='item-{item_id}']")
    return found


def box_of(root, item_id):
    """Give left, top, width and height of the first rectangle of an item."""
    rect = group_of(root, item_id).find(f"{SVG}rect")
    return tuple(float(rect.get(name)) for name in ("x", "y", "width", "height"))


def text_of(element):
    """Give the lines of text in an element, joined by spaces."""
    return " ".join(tspan.text or "" for tspan in element.iter(f"{SVG}tspan"))


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
        id="1", type="mindmap_node", data={"title": "idea"}, position=Position(x=0, y=0)
    )
    assert text_of(group_of(drawn(unknown), "1")) == "mindmap node idea"


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


def test_frames_in_frames_in_frames():
    """Two thousand deep, the innermost first: each place is worked out once."""
    parent = models.ParentRef
    deep = [frame(n, x=201, y=150, parent=parent(id=str(n - 1))) for n in range(2000, 1, -1)]
    root = drawn(*deep, frame(1))
    assert box_of(root, "2000")[:2] == (-200 + 1999, -150)
    order = [group.get("id") for group in root.iter(f"{SVG}g") if group.get("id")]
    assert order == [f"item-{n}" for n in range(1, 2001)]


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


LABELLED = {
    f"flow_chart_{name}"
    for name in (
        *("delay", "display", "document", "magnetic_drum", "internal_storage", "multidocuments"),
        *("note_curly_left", "note_curly_right", "note_square", "or", "online_storage"),
        "summing_junction",
    )
}
"""The flowchart shapes that are drawn as rectangles with their names."""


@pytest.mark.parametrize("kind", [k for k in get_args(ShapeKind) if k not in LABELLED])
def test_kinds_of_shapes_have_their_outlines(kind):
    """They need no label."""
    shape = item("shape", data=models.ShapeData(shape=kind, content="x"))
    group = group_of(drawn(shape), "1")
    assert text_of(group) == "x"
    assert group.find(f"{SVG}path").get("d").startswith("M ")


@pytest.mark.parametrize("kind", [*sorted(LABELLED), "blob"])
def test_other_shapes_are_labelled_rectangles(kind):
    """Whatever Miro adds can be told apart."""
    shape = item("shape", data=models.ShapeData(shape=kind, content="x"))
    assert text_of(group_of(drawn(shape), "1")).split()[-1] == "x"
    assert text_of(group_of(drawn(shape), "1")).startswith(kind[:10])


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


def test_the_same_board_gives_the_same_picture():
    """To the byte."""
    board = [frame(1), note(2, "hello", x=50, y=50), item("card", 3)]
    assert board_svg(board, [line("2", "3")]) == board_svg(board, [line("2", "3")])


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two &amp; three</p>", "one\ntwo & three"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>a</li><li>b</li></ul>", "• a\n• b"),
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
