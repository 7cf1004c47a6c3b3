from __future__ import annotations

import pytest


@pytest.fixture
def red(board):
    """Give a tag."""
    return board.made("/tags", {"title": "Urgent", "fillColor": "red"})


def test_a_tag_is_made_read_changed_and_deleted(board, red):
    """Alone it has links, in lists it has none."""
    assert list(red) == ["id", "type", "title", "fillColor", "links"]
    assert board.get(f"/tags/{red['id']}").json == red
    listed = board.get("/tags").json
    assert listed["data"] == [{name: red[name] for name in list(red)[:4]}]
    changed = board.patch(f"/tags/{red['id']}", {"title": "Later"}).json
    assert changed == red | {"title": "Later"}
    assert board.delete(f"/tags/{red['id']}").status == 204
    assert board.get(f"/tags/{red['id']}").status == 404


def test_an_item_is_changed_by_what_is_done_with_its_tags(board, red, sandbox):
    """What attaches nothing new, or changes the tag alone, leaves it."""
    note = board.note()
    path = f"/items/{note['id']}"

    def modified():
        sandbox.clock.advance(10)
        return board.get(path).json["modifiedAt"]

    tagged = f"{path}?tag_id={red['id']}"
    sandbox.clock.advance(10)
    board.post(tagged)
    assert modified() == "2026-01-05T10:30:25Z"
    board.post(tagged)
    board.patch(f"/tags/{red['id']}", {"title": "Later"})
    assert modified() == "2026-01-05T10:30:25Z"
    board.delete(tagged)
    assert modified() == "2026-01-05T10:30:45Z"
    board.post(tagged)
    board.delete(f"/tags/{red['id']}")
    assert modified() == "2026-01-05T10:30:55Z"


def test_the_color_is_required_whatever_the_document_says(board):
    """The live service has no default for it."""
    assert board.post("/tags", {"title": "x"}).refused == {
        "fillColor": "Field [fillColor] of type [String] is required"
    }
    assert list(board.post("/tags", {"fillColor": "red"}).refused) == ["title"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": "x" * 121}, "title"),
        ({"fillColor": "#ff0000"}, "fillColor"),
        ({"size": 1}, "size"),
    ],
)
def test_wrong_fields_of_tags_are_refused(board, red, body, field):
    """Colors are names, titles have at most 120 letters."""
    assert list(board.patch(f"/tags/{red['id']}", body).refused) == [field]


def test_titles_are_unique_on_a_board(board, red):
    """Case counts, and a tag may keep its own title."""
    assert list(board.post("/tags", {"title": "Urgent", "fillColor": "blue"}).refused) == ["title"]
    other = board.made("/tags", {"title": "urgent", "fillColor": "blue"})
    assert list(board.patch(f"/tags/{other['id']}", {"title": "Urgent"}).refused) == ["title"]
    assert board.patch(f"/tags/{red['id']}", {"title": "Urgent"}).status == 200


def test_tags_are_attached_and_detached(board, red):
    """Both answer 204; attaching twice changes nothing; detaching twice is a 404."""
    note = board.note()
    path = f"/items/{note['id']}?tag_id={red['id']}"
    for _ in range(2):
        assert board.post(path).status == 204
    assert board.get(f"/items/{note['id']}/tags").json == {
        "tags": [{name: red[name] for name in ("id", "type", "title", "fillColor")}]
    }
    found = board.get(f"/items?tag_id={red['id']}").json
    assert found["data"] == [note]
    assert (found["total"], found["limit"], found["offset"]) == (1, 20, 0)
    assert board.delete(path).status == 204
    assert board.get(f"/items/{note['id']}/tags").json == {"tags": []}
    assert board.delete(path).status == 404
    assert board.items() == [note]


def test_a_detach_without_a_tag_deletes_nothing(board, red):
    """`?tag_id=` is a mistake, not the deletion of the item."""
    note = board.note()
    assert list(board.delete(f"/items/{note['id']}?tag_id=").refused) == ["tag_id"]
    assert list(board.post(f"/items/{note['id']}").refused) == ["tag_id"]
    assert board.items() == [note]


def test_an_item_has_at_most_eight_tags(board):
    """The ninth is refused."""
    note = board.note()
    for number in range(9):
        tag = board.made("/tags", {"title": str(number), "fillColor": "red"})
        answer = board.post(f"/items/{note['id']}?tag_id={tag['id']}")
        assert answer.status == (204 if number < 8 else 400)
    assert list(answer.refused) == ["tag_id"]


def test_tags_go_on_sticky_notes_and_cards_only(board, red):
    """Other kinds refuse them."""
    card, shape = board.made("/cards"), board.made("/shapes")
    assert board.post(f"/items/{card['id']}?tag_id={red['id']}").status == 204
    refused = board.post(f"/items/{shape['id']}?tag_id={red['id']}").refused
    assert refused == {"tag_id": "Tags cannot be attached to an item of type [shape]"}


def test_a_deleted_tag_leaves_its_items(board, red):
    """And they lose it."""
    tagged, other = board.note(), board.note()
    board.post(f"/items/{tagged['id']}?tag_id={red['id']}")
    board.delete(f"/tags/{red['id']}")
    assert board.get(f"/items/{tagged['id']}/tags").json == {"tags": []}
    assert board.items() == [tagged, other]
    assert board.get(f"/items?tag_id={red['id']}").status == 404
