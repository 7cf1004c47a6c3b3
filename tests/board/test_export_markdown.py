"""Markdown of a board: its order, and the shape of each kind of item."""

from __future__ import annotations

from miro_async.board.export import markdown_sections, to_markdown
from tests.board import seen
from tests.board.markdown_read import body, outline, shown, tokens


def test_the_name_comes_first_then_what_is_in_no_frame_then_the_frames():
    """Frames row by row, each from left to right; what is in them in the same way."""
    snapshot = seen.snapshot(
        seen.item("1", "frame", "third", at=(500, 2000), size=(800, 600)),
        seen.item("2", "frame", "second", at=(2000, 30), size=(800, 600)),
        seen.item("3", "frame", "first", at=(500, 0), size=(800, 600)),
        seen.item("4", content="c", at=(100, 400), size=(100, 100), frame="3"),
        seen.item("5", content="b", at=(300, 90), size=(100, 100), frame="3"),
        seen.item("6", content="a", at=(100, 110), size=(100, 100), frame="3"),
        seen.item("7", content="loose", at=(9000, 9000)),
        seen.item("8", content="nowhere", at=None, frame="3"),
    )
    assert outline(to_markdown(snapshot)) == [
        ("h1", "Retro"),
        ("p", "Open in Miro"),
        ("-", "loose"),
        ("h2", "first"),
        ("-", "a"),
        ("-", "b"),
        ("-", "c"),
        ("-", "nowhere"),
        ("h2", "second"),
        ("h2", "third"),
    ]


def test_frames_in_frames_are_deeper_and_fifty_of_them_are_still_told_apart():
    """Below the sixth level a heading names the frames around."""
    frames = [seen.item("0", "frame", "f0", size=(999, 999))]
    frames += [
        seen.item(str(n), "frame", f"f{n}", at=(5, 5), size=(9, 9), frame=str(n - 1))
        for n in range(1, 50)
    ]
    note = seen.item("n", content="deep", at=(1, 1), frame="49")
    found = body(*frames, note)
    assert found[:6] == [
        ("h2", "f0"),
        ("h3", "f1"),
        ("h4", "f2"),
        ("h5", "f3"),
        ("h6", "f4"),
        ("h6", "f4 / f5"),
    ]
    assert found[-2:] == [("h6", "… / f46 / f47 / f48 / f49"), ("-", "deep")]
    assert len(found) == 51


def test_a_ring_of_frames_is_told_once():
    """Miro should give none."""
    ring = [seen.item("1", "frame", "a", frame="2"), seen.item("2", "frame", "", frame="1")]
    assert body(*ring) == [("h2", "a"), ("h3", "Frame")]


def test_each_kind_of_item_has_its_shape():
    """Notes, shapes and cards are listed, texts are paragraphs, code is code, docs are quoted."""
    card = {"description": "<p>more</p>", "dueDate": "2026-02-03T00:00:00Z", "assigneeId": "7"}
    fields = [{"value": "high"}, {"value": ""}]
    embed = {"title": "Talk", "url": "https://a.b/c d", "description": "long\nshort"}
    found = body(
        seen.item("1", content="note<br>two", at=(0, 0)),
        seen.item("2", "card", "Pay <b>now</b>", at=(0, 300), data=card),
        seen.item("3", "app_card", at=(0, 600), data={"title": "", "fields": fields}),
        seen.item("4", "shape", "<p>box</p>", at=(0, 1200)),
        seen.item("5", "text", "free", at=(0, 1800)),
        seen.item("6", "embed", at=(0, 2400), data=embed),
        seen.item(
            "7", "code", at=(0, 3000), data={"title": "t", "code": "a\n```\n", "language": "c"}
        ),
        seen.item(
            "8", "doc_format", at=(0, 4000), data={"contentType": "html", "content": "<p>q</p>"}
        ),
        seen.item("9", "hologram", at=(0, 5000), data={"title": "new"}),
        {"id": "10", "type": "table", "isSupported": False},
        seen.item("11", content=""),
        seen.item("12", "hologram"),
        members=[{"id": "7", "type": "m", "name": "Ada_L"}],
    )
    assert found == [
        ("-", "note\ntwo"),
        ("-", "Pay now (due 2026-02-03, assigned to Ada_L)\nmore"),
        ("-", "(card)\nhigh"),
        ("-", "box"),
        ("p", "free"),
        ("p", "Talk\nlong\nshort"),
        ("p", "t"),
        ("code c", "a\n```\n"),
        ("p", "q"),
        ("-", "new"),
        ("-", "(table: Miro does not tell what is in it)"),
    ]


def test_tags_come_with_their_items():
    """One, or several; also on what says nothing."""
    tags = [seen.tag("1", "so*on"), seen.tag("2", "big")]
    found = body(
        seen.item("a", content="x", at=(0, 0)),
        seen.item("b", at=(0, 500)),
        tags=tags,
        tags_of={"a": ["1"], "b": ["1", "2"]},
    )
    assert found == [("-", "x (tag: so*on)"), ("-", "(empty) (tags: so*on, big)")]


def test_images_and_documents_are_links_to_their_files():
    """Or titles, where there is no file; a title cannot end the link."""
    items = [
        seen.item("1", "image", "a](x) <b>", at=(0, 0)),
        seen.item("2", "document", "", at=(0, 900)),
        seen.item("3", "image", "b", at=(0, 1800)),
        seen.item("4", "document", "d", at=(0, 2700)),
        seen.item("5", "image", at=(0, 3600)),
        seen.item("6", "document", at=(0, 4500)),
    ]
    files = {"1": "files/a b(1).png", "2": "files/ä.pdf"}
    found = tokens(to_markdown(seen.snapshot(*items), files=files))
    (image,) = [token for token in found if token.type == "image"]
    links = [token.attrs["href"] for token in found if token.type == "link_open"]
    assert (image.attrs["src"], image.content) == ("files/a%20b%281%29.png", r"a\](x) &lt;b&gt;")
    assert shown(image) == "a](x) <b>"
    assert links == ["https://miro.com/app/board/uXjV1=", "files/%C3%A4.pdf"]
    assert [text for _, text in body(*items)[2:]] == [
        "Image: b",
        "Document: d",
        "Image",
        "Document",
    ]


def test_connectors_are_told_where_both_ends_are_or_at_the_end():
    """In the direction of the arrow, with their captions; ends by what they say first."""
    none, stealth = {"endStrokeCap": "none"}, {"startStrokeCap": "stealth"}
    found = body(
        seen.item("f", "frame", "F", size=(900, 900)),
        seen.item("1", content="A<br>more", at=(1, 1), frame="f"),
        seen.item("2", content=f"#{'b' * 70}", at=(1, 300), frame="f"),
        seen.item("3", "image", at=(5000, 5000)),
        seen.item("4", content="", at=(6000, 6000)),
        connectors=[
            seen.connector("a", "1", "2", "<p>so <b>it</b></p>", "goes"),
            seen.connector("b", "1", "2", style={**none, **stealth}),
            seen.connector("c", "1", "2", style=stealth),
            seen.connector("d", "1", "2", style=none),
            seen.connector("e", "1", "3"),
            seen.connector("g", "4", None),
            seen.connector("h", None, None),
        ],
    )
    other = f"#{'b' * 58}…"
    assert found[-9:] == [
        ("p", "Connections:"),
        ("-", f"A -> {other}: so it; goes"),
        ("-", f"{other} -> A"),
        ("-", f"A <-> {other}"),
        ("-", f"A -- {other}"),
        ("h2", "Connections"),
        ("-", "A -> (image)"),
        ("-", "(sticky note) -> (nothing)"),
        ("-", "(nothing) -> (nothing)"),
    ]


def test_groups_are_lists_within_the_list():
    """Where their first item is; of two frames, each has its own part; alone it is no group."""
    found = body(
        seen.item("f", "frame", "F", at=(0, 5000), size=(900, 900)),
        seen.item("1", content="a", at=(0, 0)),
        seen.item("2", content="b", at=(0, 1000)),
        seen.item("3", content="c", at=(0, 2000)),
        seen.item("4", content="d", at=(5, 5), frame="f"),
        seen.item("5", content="", at=(0, 3000)),
        seen.item("6", content="", at=(0, 4000)),
        seen.item("7", "code", at=(0, 2500), data={"code": "x"}),
        groups=[
            seen.group("g", "1", "3", "4", "7"),
            seen.group("h", "5", "6"),
            {"id": "i", "type": "group"},
        ],
    )
    assert found == [
        ("-", "Group:"),
        ("--", "a"),
        ("--", "c"),
        ("code ", "x\n"),
        ("-", "b"),
        ("h2", "F"),
        ("-", "d"),
    ]


def test_mind_maps_are_lists_within_lists():
    """As deep as they are; nodes in a ring are told once, or not at all."""

    def node(item_id, text, above=None):
        view = {"nodeView": {"data": {"type": "text", "content": text}}}
        return seen.item(item_id, "mindmap_node", data=view, frame=above)

    found = body(
        node("1", "root"),
        node("2", "a", "1"),
        node("3", "a1", "2"),
        node("4", "b", "1"),
        node("5", ""),
    )
    assert found == [("-", "root"), ("--", "a"), ("---", "a1"), ("--", "b"), ("-", "(empty)")]
    assert body(node("1", "x", "2"), node("2", "y", "1")) == []


def test_embeds_of_other_places_are_no_links():
    """Their address is shown as text."""
    bad = seen.item("1", "embed", data={"title": "T", "url": "javascript:alert(1)"})
    bare = seen.item("2", "embed", at=(0, 900), data={"url": "https://a.b/c"})
    none = seen.item("3", "embed", at=(0, 1800))
    markdown = to_markdown(seen.snapshot(bad, bare, none))
    assert "[T]" not in markdown
    assert outline(markdown)[2:] == [
        ("p", "T: javascript:alert(1)"),
        ("p", "https://a.b/c"),
        ("p", "Embed"),
    ]


def test_sections_are_what_a_search_finds():
    """A piece for each frame, with what it is of and the page that shows it."""
    snapshot = seen.snapshot(
        seen.item("1", "frame", "A", size=(900, 900)),
        seen.item("2", "frame", "B", at=(5, 5), size=(90, 90), frame="1"),
        seen.item("3", content="x", at=(5, 5), frame="2"),
    )
    board, outer, inner = markdown_sections(snapshot)
    assert (board.frame_id, board.titles, board.heading, board.text) == (None, (), "# Retro", "")
    assert (outer.titles, outer.item_ids, outer.text) == (("A",), (), "")
    assert (inner.frame_id, inner.titles, inner.heading) == ("2", ("A", "B"), "### B")
    assert (inner.item_ids, inner.text) == (("3",), "- x")
    assert inner.link == "https://miro.com/app/board/uXjV1=/?moveToWidget=2"
    assert board.link == "https://miro.com/app/board/uXjV1="


def test_a_board_without_a_page_or_a_name():
    """Then there is no link, and a word in place of the name."""
    assert to_markdown(seen.snapshot(viewLink=None, name="")) == "# Board\n"
    (board,) = markdown_sections(seen.snapshot(viewLink=None))
    assert board.link == ""
