from __future__ import annotations

import pytest


@pytest.fixture
def notes(board):
    """Give 23 sticky notes."""
    made = []
    for start in (0, 20):
        entries = [{"type": "sticky_note", "data": {"content": str(start + i)}} for i in range(20)]
        made += board.made("/items/bulk", entries[: 20 if start == 0 else 3])["data"]
    return made


def test_pages_follow_the_cursor(board, notes):
    """Three pages of 10, 10 and 3; the last has no cursor; the keys are those of Miro."""
    pages, path = [], "/items?limit=10"
    while path:
        page = board.get(path).json
        pages.append(page)
        cursor = page.get("cursor")
        path = f"/items?limit=10&cursor={cursor}" if cursor else None
    assert [page["size"] for page in pages] == [10, 10, 3]
    assert [item for page in pages for item in page["data"]] == notes
    assert {page["total"] for page in pages} == {23}
    assert list(pages[0]) == ["data", "total", "size", "limit", "cursor", "links", "type"]
    assert list(pages[2]) == ["data", "total", "size", "limit", "links", "type"]
    assert pages[0]["type"] == "cursor-list"


def test_links_lead_from_page_to_page(board, notes):
    """`self` of the first has an empty cursor; `next` is an address that works."""
    first = board.get("/items").json
    assert first["limit"] == 10
    assert first["links"]["self"] == f"https://api.miro.com{board.path}/items?limit=10&cursor="
    assert board.get(first["links"]["self"]).json["data"] == first["data"]
    second = board.get(first["links"]["next"]).json
    assert second["data"] == notes[10:20]
    assert board.get(second["links"]["self"]).json == second


def test_a_last_page_that_is_full_has_no_cursor(board, notes):
    """There is nothing after it."""
    for note in notes[20:]:
        board.delete(f"/items/{note['id']}")
    first = board.get("/items?limit=10").json
    assert "cursor" not in board.get(f"/items?limit=10&cursor={first['cursor']}").json


def test_a_cursor_outlives_the_item_that_it_points_at(board, notes):
    """Deletions between two pages neither skip nor repeat the others."""
    cursor = board.get("/items?limit=10").json["cursor"]
    for note in notes[5:12]:
        board.delete(f"/items/{note['id']}")
    assert board.get(f"/items?limit=10&cursor={cursor}").json["data"] == notes[12:22]


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("limit=9", "limit", "minimum items page size is 10"),
        ("limit=51", "limit", "maximum items page size is 50"),
        ("limit=ten", "limit", "Has illegal integer number value"),
        ("limit=", "limit", "Has illegal integer number value"),
        ("limit=1_0", "limit", "Has illegal integer number value"),
        ("limit=%2010", "limit", "Has illegal integer number value"),
        ("limit=%D9%A1%D9%A0", "limit", "Has illegal integer number value"),
        (f"limit={'9' * 5000}", "limit", "Has illegal integer number value"),
        ("cursor=nonsense!", "cursor", "Unexpected value [nonsense!]"),
        ("cursor=!!!", "cursor", "Unexpected value [!!!]"),
        ("cursor=@@@@", "cursor", "Unexpected value [@@@@]"),
        ("cursor=%20", "cursor", "Unexpected value [ ]"),
        ("cursor=====", "cursor", "Unexpected value [====]"),
        ("cursor=eA==", "cursor", "Unexpected value [eA==]"),
        ("cursor=MV8w", "cursor", "Unexpected value [MV8w]"),
        ("type=comment", "type", "Unexpected value [comment], expected one of: [sticky_note, "),
    ],
)
def test_pages_out_of_bounds_are_refused(board, query, field, message):
    """They are not corrected."""
    for path in ("/items", "/connectors")[: 1 if field == "type" else 2]:
        ((name, found),) = board.get(f"{path}?{query}").refused.items()
        assert name == field
        assert found.startswith(message)


def test_lists_are_filtered_by_type_and_parent(board, notes):
    """Filters stay in the links; `total` counts what passes them."""
    frame = board.frame()
    shape = board.made("/shapes", {"parent": {"id": frame["id"]}})
    note = board.note(parent={"id": frame["id"]})
    inside = f"/items?parent_item_id={frame['id']}"
    assert board.get("/items?type=shape").json["data"] == [shape]
    assert board.get(inside).json["data"] == [shape, note]
    only = board.get(f"{inside}&type=sticky_note").json
    assert (only["data"], only["total"]) == ([note], 1)
    assert f"parent_item_id={frame['id']}&type=sticky_note&limit" in only["links"]["self"]
    assert board.get("/items?type=preview").json["data"] == []
    assert board.get("/items?parent_item_id=1").status == 404


def test_lists_by_offset(board):
    """Boards, tags and the items of a tag: 20 if nothing is said, 1 to 50."""
    for number in range(23):
        board.made("/tags", {"title": str(number), "fillColor": "red"})
    first = board.get("/tags").json
    assert (first["size"], first["total"], first["limit"], first["offset"]) == (20, 23, 20, 0)
    assert set(first["links"]) == {"self", "next", "first", "last"}
    last = board.get(first["links"]["last"]).json
    assert [tag["title"] for tag in last["data"]] == ["20", "21", "22"]
    assert last["links"]["prev"].endswith("limit=20&offset=0")
    assert board.get("/tags?limit=1&offset=22").json["data"][0]["title"] == "22"
    assert board.get("/tags?offset=99").json["data"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [("limit=0", "limit"), ("limit=51", "limit"), ("offset=-1", "offset"), ("offset=x", "offset")],
)
def test_offsets_out_of_bounds_are_refused(board, query, field):
    """As with cursors, nothing is corrected."""
    assert list(board.get(f"/tags?{query}").refused) == [field]
