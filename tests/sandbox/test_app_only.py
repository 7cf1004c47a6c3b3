"""What only people in the app can do to items, and what the API makes of it."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from miro_async.errors import InvalidArgumentError
from tests.sandbox.test_items import EACH_FAMILY, LEAST


@EACH_FAMILY
def test_a_locked_item_is_not_deleted(board, family, sandbox):
    """Not by its own route, nor by the general one; but it can be moved, and unlocked."""
    item = board.made(f"/{family.collection}", LEAST.get(family.type))
    sandbox.lock_item(board.id, item["id"])
    general = f"/items/{item['id']}"
    for path in (general, f"/{family.collection}/{item['id']}"):
        refused = board.delete(path)
        assert refused.status == 400
        assert refused.json["message"] == "The item is locked"
    assert board.patch(general, {"position": {"x": 5}}).json["position"]["x"] == 5.0
    assert len(board.items()) == 1
    sandbox.lock_item(board.id, item["id"], locked=False)
    assert board.delete(general).status == 204


def test_an_item_that_is_not_supported_has_no_data(board, sandbox):
    """It is listed and can be read and deleted, but not changed."""
    note, other = board.note(data={"content": "x"}), board.note()
    sandbox.mark_unsupported(board.id, note["id"])
    seen = board.get(f"/items/{note['id']}").json
    assert seen["isSupported"] is False
    assert "data" not in seen
    assert seen["type"] == "sticky_note"
    assert seen["position"] == note["position"]
    assert board.items() == [seen, other]
    for path in (f"/items/{note['id']}", f"/sticky_notes/{note['id']}"):
        refused = board.patch(path, {"position": {"x": 5}})
        assert refused.status == 400
        assert refused.json["message"] == "Items that are not supported cannot be changed"
    assert board.delete(f"/items/{note['id']}").status == 204


def test_a_file_cannot_be_put_behind_what_is_not_supported(board, sandbox):
    """Nor by an upload."""
    image = board.made("/images", LEAST["image"])
    sandbox.mark_unsupported(board.id, image["id"])
    answer = board.upload("PATCH", f"/images/{image['id']}", ("resource", "a.png", b"x"))
    assert answer.status == 400


def test_a_connector_that_is_not_supported_is_not_changed(board, sandbox):
    """It says so, and can be deleted."""
    ends = {"startItem": {"id": board.note()["id"]}, "endItem": {"id": board.note()["id"]}}
    connector = board.made("/connectors", ends)
    assert connector["isSupported"] is True
    sandbox.mark_unsupported(board.id, connector["id"])
    path = f"/connectors/{connector['id']}"
    refused = board.patch(path, {"shape": "straight"})
    assert refused.status == 400
    assert refused.json["message"] == "Connectors that are not supported cannot be changed"
    assert board.get(path).json == {**connector, "isSupported": False}
    assert board.delete(path).status == 204


def test_a_board_can_have_a_picture(board, miro, sandbox):
    """Its id is a string; a copy of the board has it too."""
    assert "picture" not in board.board
    url = "https://pictures.test/1.png"
    picture = {"id": sandbox.set_picture(board.id, url), "imageURL": url, "type": "picture"}
    assert board.get("").json["picture"] == picture
    assert miro.get("/v2/boards").json["data"][0]["picture"] == picture
    copy = miro.ask("PUT", f"/v2/boards?copy_from={quote(board.id)}").json
    assert copy["picture"] == picture
    with pytest.raises(InvalidArgumentError, match="no such board"):
        sandbox.set_picture("1", url)


def test_what_is_not_there_cannot_be_changed_in_the_app(board, sandbox):
    """Neither on a board that there is, nor on another."""
    for change in (sandbox.lock_item, sandbox.mark_unsupported):
        with pytest.raises(InvalidArgumentError, match="no such item"):
            change(board.id, "1")
        with pytest.raises(InvalidArgumentError, match="no such board"):
            change("1", "1")
