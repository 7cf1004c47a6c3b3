"""Cards and app cards: dates, people, fields, and whose they are."""

from __future__ import annotations

import pytest

from tests.sandbox.talker import Talker


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z"),
        ("2026-03-01T12:00:00.123456Z", "2026-03-01T12:00:00Z"),
        ("2026-03-01T01:30:00+02:00", "2026-02-28T23:30:00Z"),
    ],
)
def test_a_card_is_due_at_a_time_in_utc(board, given, kept):
    """Whatever the offset is; to the second."""
    card = board.made("/cards", {"data": {"dueDate": given}})
    assert card["data"]["dueDate"] == kept
    assert board.get(f"/cards/{card['id']}").json == card


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"dueDate": "tomorrow"}, "data.dueDate"),
        ({"dueDate": "2026-03-01"}, "data.dueDate"),
        ({"dueDate": "2026-03-01T12:00:00"}, "data.dueDate"),
        ({"dueDate": "0001-01-01T00:00:00+09:00"}, "data.dueDate"),
        ({"dueDate": 5}, "data.dueDate"),
        ({"assigneeId": "Ada"}, "data.assigneeId"),
        ({"assigneeId": ""}, "data.assigneeId"),
        ({"assigneeId": "9" * 20}, "data.assigneeId"),
        ({"assigneeId": "\u0661"}, "data.assigneeId"),
        ({"assigneeId": 5}, "data.assigneeId"),
    ],
)
def test_dates_and_people_of_cards_are_checked(board, data, field):
    """A date needs a time and an offset, a person is a number in a string."""
    assert list(board.post("/cards", {"data": data}).refused) == [field]


def test_a_card_has_somebody(board, sandbox):
    """By their id."""
    user_id = sandbox.user_ids[0]
    card = board.made("/cards", {"data": {"title": "x", "assigneeId": user_id}})
    assert card["data"]["assigneeId"] == user_id


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ({"iconUrl": "http://example.com/a.png"}, "must be a valid URL with https"),
        ({"iconUrl": "a.png"}, "must be a valid URL"),
        ({"iconShape": "star"}, "Unexpected value [star], expected one of: [round, square]"),
        ({"fillColor": "red"}, "expected a hex color"),
        ({"textColor": "red"}, "expected a hex color"),
        ({"tooltip": 5}, "expected of type [String]"),
        ({"value": 5}, "expected of type [String]"),
    ],
)
def test_each_part_of_a_field_is_checked(board, field, message):
    """Addresses of icons have https, colors are hex colors."""
    ((name, told),) = board.post("/app_cards", {"data": {"fields": [field]}}).refused.items()
    assert name == f"data.fields[0].{next(iter(field))}"
    assert message in told


def test_an_app_card_has_fields(board):
    """They come back as they were given; a change replaces all of them."""
    field = {
        "value": "P1",
        "iconUrl": "https://example.com/a.png",
        "iconShape": "square",
        "fillColor": "#ff0000",
        "textColor": "#ffffff",
        "tooltip": "Priority",
    }
    card = board.made("/app_cards", {"data": {"fields": [field, {"value": "2"}]}})
    assert card["data"]["fields"] == [field, {"value": "2"}]
    path = f"/app_cards/{card['id']}"
    assert board.patch(path, {"data": {"status": "connected"}}).json["data"]["fields"][0] == field
    assert board.patch(path, {"data": {"fields": []}}).json["data"]["fields"] == []


def test_only_its_app_changes_an_app_card(board, sandbox):
    """Others read that it is not theirs; people may still move and delete it as any item."""
    card = board.made("/app_cards", {"data": {"title": "x"}})
    assert card["data"]["owned"] is True
    app = sandbox.add_app("Other")
    token = sandbox.new_token(sandbox.user_ids[0], client_id=app.client_id)
    other = Talker(sandbox, token)
    path, general = f"{board.path}/app_cards/{card['id']}", f"{board.path}/items/{card['id']}"
    for seen in (other.get(path), other.get(general)):
        assert seen.json["data"] == {**card["data"], "owned": False}
    for refused in (other.patch(path, {"data": {"title": "y"}}), other.delete(path)):
        assert refused.status == 403
        assert refused.json["code"] == "forbiddenAccess"
    assert board.get(path).json == card
    assert other.patch(general, {"position": {"x": 5}}).json["position"]["x"] == 5.0
    assert board.patch(path, {"data": {"title": "y"}}).json["data"]["title"] == "y"
    assert other.delete(general).status == 204


def test_an_app_card_of_a_bulk_is_the_apps_too(board):
    """And so is one of a copied board."""
    (card,) = board.made("/items/bulk", [{"type": "app_card"}])["data"]
    assert card["data"]["owned"] is True
    assert board.patch(f"/app_cards/{card['id']}", {"data": {"title": "y"}}).status == 200
