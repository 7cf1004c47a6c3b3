from __future__ import annotations

import pytest

NOTE = {"type": "sticky_note", "data": {"content": "a"}}
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (200).to_bytes(4) + (100).to_bytes(4) + b"\r\n--x\n\r"


def test_items_are_made_in_their_order(board):
    """Up to 20 of any kinds, with growing ids."""
    entries = [{"type": "shape", "data": {"content": str(i)}} for i in range(19)] + [NOTE]
    answer = board.post("/items/bulk", entries)
    assert answer.status == 201
    assert answer.json["type"] == "bulk-list"
    made = answer.json["data"]
    assert [item["data"]["content"] for item in made] == [*map(str, range(19)), "a"]
    assert [item["id"] for item in made] == sorted(item["id"] for item in made)
    assert board.items() == made


def test_one_wrong_entry_refuses_all(board):
    """Nothing is made, and each refused field begins with the index of its entry."""
    refused = board.post(
        "/items/bulk",
        [
            NOTE,
            {"type": "shape", "data": {"shape": "blob"}},
            {"type": "text"},
            {"type": "sticky_note", "zIndex": 1},
            {"type": "connector"},
            {},
            7,
            {**NOTE, "parent": {"id": "1"}},
        ],
    ).refused
    assert list(refused) == [
        *["1.data.shape", "2.data", "3.zIndex", "4.type", "5.type", "6", "7.parent.id"]
    ]
    assert refused["2.data"] == "Field [data] of type [Object] is required"
    assert refused["7.parent.id"] == "Item not found"
    assert board.items() == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ([NOTE] * 21, "At most 20 items could be created with a single request"),
        ([], "At least one item is required"),
        ({"data": [NOTE]}, "Unexpected type of value, expected of type [Array]"),
    ],
)
def test_the_body_is_an_array_of_1_to_20(board, body, message):
    """Raw, without an object around it."""
    assert board.post("/items/bulk", body).refused == {"": message}


@pytest.mark.parametrize("part", ["resources", "resource"])
def test_files_become_images_and_documents(board, part):
    """The entries of `data` describe the files in their order."""
    data = b'[{"type": "image", "title": "A"}, {"type": "document", "position": {"x": 5}}]'
    answer = board.upload(
        "POST",
        "/items/bulk",
        ("data", None, data),
        (part, "a.png", PNG),
        (part, "b.pdf", b"%PDF"),
    )
    assert answer.status == 201
    image, document = answer.json["data"]
    assert image["type"] == "image"
    assert image["data"]["title"] == "A"
    assert (image["geometry"]["width"], image["geometry"]["height"]) == (200.0, 100.0)
    assert document["type"] == "document"
    assert document["data"]["title"] == "b.pdf"
    assert document["position"]["x"] == 5.0
    assert board.items() == [image, document]


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        (b"[]", [""]),
        (b'[{"type": "image"}, {"type": "image"}]', ["resources"]),
        (b'[{"type": "shape"}]', ["0.type"]),
        (b'[{"type": "image", "color": 1}]', ["0.color"]),
        (b"[", ["data"]),
    ],
)
def test_files_and_entries_have_to_fit(board, data, fields):
    """As many entries as files, of kinds that have files."""
    answer = board.upload("POST", "/items/bulk", ("data", None, data), ("resources", "a", b"x"))
    assert list(answer.refused) == fields
    assert board.items() == []
