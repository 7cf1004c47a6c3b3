"""Answers that are known to break the official client, by the issue that tells of them."""

from __future__ import annotations

import pytest

from miro_async.models import Picture, StickyNoteItem, UnknownItem
from tests.unit.recording import answer, service_with

pytestmark = pytest.mark.anyio

BOARD = {"id": "uXjVOfjkmOY=", "type": "board", "name": "Retro"}


@pytest.mark.parametrize("picture_id", ["3458764517517819001", 3458764517517819001, None])
async def test_issue_452_the_id_of_a_picture_is_a_string(picture_id):
    """api-clients #452: `picture.id` is a string, not the number described; lists broke."""
    board = {**BOARD, "picture": {"id": picture_id, "imageURL": "https://x/p.png"}}
    api = service_with(answer({"data": [board], "total": 1, "links": {}})).client()

    (found,) = await api.boards.list().collect()

    assert isinstance(found.picture, Picture)
    assert found.picture.id == picture_id


@pytest.mark.parametrize("cap", ["arrow", "erd_zero_to_many", "anything_new"])
async def test_issues_396_and_404_connectors_may_have_new_caps(cap):
    """api-clients #396, #404: a cap that the description does not know made listing impossible."""
    connector = {
        "id": "1",
        "type": "connector",
        "shape": "later_shape",
        "style": {"startStrokeCap": cap, "endStrokeCap": "none", "laterStyle": 1},
        "startItem": {"id": "2", "position": {"x": "50%", "y": "0%"}},
    }
    api = service_with(answer({"data": [connector]})).client()

    (found,) = await api.connectors.list("b").collect()

    assert found.style.start_stroke_cap == cap
    assert found.shape == "later_shape"
    assert found.style.extra == {"laterStyle": 1}
    assert found.start_item.position.x == "50%"


async def test_issue_180_items_have_style_and_links():
    """api-clients #180: generic items lost their `style` and `links`; here they are typed."""
    note = {
        "id": "1",
        "type": "sticky_note",
        "data": {"content": "<p>Hi</p>", "shape": "square"},
        "style": {"fillColor": "light_yellow"},
        "links": {"self": "https://api.miro.com/v2/boards/b/sticky_notes/1"},
    }
    preview = {**note, "id": "2", "type": "preview", "style": {"any": {"thing": 1}}}
    api = service_with(answer({"data": [note, preview]})).client()

    typed, unknown = await api.items.list("b").collect()

    assert isinstance(typed, StickyNoteItem)
    assert typed.style.fill_color == "light_yellow"
    assert typed.links.self_.endswith("/sticky_notes/1")
    assert isinstance(unknown, UnknownItem)
    assert unknown.style == {"any": {"thing": 1}}
    assert unknown.data == {"content": "<p>Hi</p>", "shape": "square"}
    assert unknown.links.self_.endswith("/sticky_notes/1")


async def test_token_info_may_lack_the_organization():
    """api-clients 2.2.1: `organization` may be missing, `application` be there."""
    who = {"type": "user", "name": "Ada", "id": "1"}
    team = {"type": "team", "name": "Dev", "id": "2"}
    api = service_with(
        answer(
            {
                "type": "oAuthToken",
                "application": {"type": "application", "name": "App", "id": "3"},
                "team": team,
                "createdBy": who,
                "user": who,
                "scopes": ["boards:read", "boards:write"],
            }
        )
    ).client()

    info = await api.tokens.get_info()

    assert info.organization is None
    assert info.application.name == "App"
    assert info.team.name == "Dev"
    assert info.scopes == ["boards:read", "boards:write"]
    assert info.extra == {}


async def test_item_groups_are_made_of_items():
    """The description gives groups the body of user groups; the service wants and gives items."""
    group = {"id": "g2", "type": "group", "data": {"items": ["1", "2"]}, "links": {"self": "x"}}
    service = service_with(answer(group, 201))

    found = await service.client().item_groups.create("b", data={"items": ["1", "2"]})

    assert service.body == {"data": {"items": ["1", "2"]}}
    assert found.id == "g2"
    assert found.data.items == ["1", "2"]


@pytest.mark.parametrize("kind", [["list"], {"an": "object"}, 5, None, True])
async def test_an_item_whose_type_is_no_word_is_an_unknown_item(kind):
    """The kind decides about the class; whatever stands there, the item is kept."""
    api = service_with(answer({"data": [{"id": "1", "type": kind}]})).client()

    (found,) = await api.items.list("b").collect()

    assert isinstance(found, UnknownItem)
    assert found.type == kind
