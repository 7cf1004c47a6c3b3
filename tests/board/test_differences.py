"""Differences between snapshots: what counts as one, and how they are told."""

from __future__ import annotations

import json

import pytest

from miro_async.board import Both, Differences, FieldChange, diff
from miro_async.geometry import Point
from tests.board import seen
from tests.board.test_snapshot import filled

pytestmark = pytest.mark.anyio


def between(old, new, **more):
    """Give what is different between two items of the same id."""
    return diff(seen.snapshot(old, **more), seen.snapshot(new, **more))


def test_nothing_is_different_in_the_same():
    """Nor who changed it when, where the API has it, or for whose app it is told."""
    old = {
        **seen.item("1", "app_card", data={"title": "x", "owned": True}),
        "modifiedAt": "2026-01-01T00:00:00Z",
        "modifiedBy": {"id": "1"},
        "links": {"self": "https://a/"},
    }
    new = {
        **seen.item("1", "app_card", data={"title": "x", "owned": False}),
        "modifiedAt": "2026-01-02T00:00:00Z",
        "modifiedBy": {"id": "2"},
    }
    lines = [
        {**seen.connector("c", "1", "1"), "startItem": {"id": "1", "links": {"self": each}}}
        for each in ("a", "b")
    ]
    found = diff(seen.snapshot(old, connectors=lines[:1]), seen.snapshot(new, connectors=lines[1:]))
    assert found == Differences()
    assert not found
    assert str(found) == "no differences"


def test_created_and_deleted_items_are_there_as_they_are():
    """The new one from the later snapshot, the old one from the earlier one."""
    found = between(seen.item("1", content="old"), seen.item("2", content="new"))
    assert [item.data.content for item in found.created] == ["new"]
    assert [item.data.content for item in found.deleted] == ["old"]
    assert (found.changed, found.moved) == ((), ())


def test_changed_fields_are_told_by_their_paths():
    """In Miro's names, with both values; what is not there is None."""
    fields = [{"value": "a"}, {"value": "b"}]
    old = seen.item("1", "app_card", data={"title": "x", "fields": fields}, style={"a": 1})
    new = seen.item("1", "app_card", data={"title": "y", "fields": [fields[0], {"value": "c"}]})
    (changed,) = between(old, new).changed
    assert (changed.id, changed.type, changed.text) == ("1", "app_card", "y\na\nc")
    assert changed.fields == (
        FieldChange(path="data.title", old="x", new="y"),
        FieldChange(path="data.fields[1].value", old="b", new="c"),
        FieldChange(path="style", old={"a": 1}, new=None),
    )


def test_lists_of_other_lengths_are_different_as_a_whole():
    """There is no telling which of their elements is which."""
    old = seen.item("1", "kanban", data={"rows": [1, 2]})
    new = seen.item("1", "kanban", data={"rows": [1, 2, 3]})
    (changed,) = between(old, new).changed
    assert changed.fields == (FieldChange(path="data.rows", old=[1, 2], new=[1, 2, 3]),)


def test_what_miro_told_only_in_part_is_not_compared():
    """Once an experimental route told what a shape is, once it was refused."""
    told = seen.item("1", "shape", "x", style={"textAlign": "left"})
    untold = {"id": "1", "type": "shape", "isSupported": False, "style": {"textAlign": "unknown"}}
    assert not between({**untold, "position": told["position"]}, told)
    assert not between(told, {**untold, "position": told["position"]})


def test_moves_are_told_apart_from_changes():
    """Place, frame, size and rotation, each where it differs."""
    old = seen.item("1", content="a", at=(0, 0), size=(10, 20))
    moved = {
        "position": Both(Point(0, 0), Point(5, 6)),
        "frame": Both(None, "9"),
        "size": Both((10, 20), (10, 30)),
        "rotation": Both(0.0, 45.0),
    }
    changes = {
        "position": {"at": (5, 6), "size": (10, 20)},
        "frame": {"frame": "9", "size": (10, 20)},
        "size": {"size": (10, 30)},
        "rotation": {"geometry": {"width": 10, "height": 20, "rotation": 45.0}},
    }
    for name, change in changes.items():
        found = between(old, seen.item("1", content="a", **change))
        (one,) = found.moved
        assert found.changed == ()
        assert {each: getattr(one, each) for each in moved} == {
            **dict.fromkeys(moved),
            name: moved[name],
        }


def test_less_than_a_millionth_is_no_move():
    """That is how decimals are rounded."""
    assert not between(seen.item("1", at=(0.1, 0)), seen.item("1", at=(0.1 + 1e-9, 0)))
    assert between(seen.item("1", at=(0.1, 0)), seen.item("1", at=(0.1 + 1e-3, 0)))


def test_things_without_a_place_can_get_one():
    """Miro does not tell the place of all."""
    (moved,) = between(seen.item("1", at=None), seen.item("1", at=(1, 2), size=(3, 4))).moved
    assert (moved.position, moved.size) == (Both(None, Point(1, 2)), Both((None, None), (3, 4)))
    assert "at nowhere -> (1, 2), size (?, ?) -> (3, 4)" in str(
        between(seen.item("1", at=None), seen.item("1", at=(1, 2), size=(3, 4)))
    )


def test_a_group_is_what_is_in_it():
    """Miro gives it a new id when it is changed; one that has other items is new, or changed."""
    notes = [seen.item(str(number)) for number in range(4)]

    def groups(*old_and_new):
        return diff(*(seen.snapshot(*notes, groups=one) for one in old_and_new)).groups

    assert not groups([seen.group("g", "1", "2")], [seen.group("h", "2", "1")])
    found = groups([seen.group("g", "1", "2")], [seen.group("h", "1", "3")])
    assert ([one.id for one in found.created], [one.id for one in found.deleted]) == (["h"], ["g"])
    (changed,) = groups([seen.group("g", "1", "2")], [seen.group("g", "1", "3")]).changed
    assert changed.fields == (FieldChange(path="data.items[1]", old="2", new="3"),)
    assert not groups([{"id": "g", "type": "group"}], [{"id": "h", "type": "group"}])


async def test_what_was_done_to_a_board_is_what_differs(board):
    """Each kind of difference, as the sandbox tells it; and back again."""
    frame, tea, cake = await filled(board)
    api, board_id = board.api, board.id
    before = await board.snapshot()
    (line,), (soon, never) = before.connectors, before.tags
    await api.boards.update(board_id, name="Later")
    await api.sticky_notes.update(board_id, tea.id, data={"content": "Green tea"})
    await api.frames.update(board_id, frame.id, position={"x": 900, "y": 400})
    await api.connectors.update(board_id, line.id, captions=[{"content": "and"}])
    await api.tags.detach(board_id, cake.id, soon.id)
    await api.tags.attach(board_id, tea.id, soon.id)
    await api.tags.delete(board_id, never.id)
    await api.tags.update(board_id, soon.id, title="sooner")
    await api.tags.create(board_id, title="new", fill_color="red")
    (group,) = before.groups
    await api.item_groups.ungroup(board_id, group.id)
    shape = await api.shapes.create(board_id)

    after = await board.snapshot()
    found, back = diff(before, after), diff(after, before)

    assert found.board == (FieldChange(path="name", old="Board", new="Later"),)
    assert [item.id for item in found.created] == [shape.id]
    assert [one.fields[0].new for one in found.changed] == ["Green tea"]
    assert [(one.id, one.position) for one in found.moved] == [
        (frame.id, Both(Point(500, 400), Point(900, 400)))
    ]
    assert [(one.item_id, one.tag.title) for one in found.tagged] == [(tea.id, "sooner")]
    assert [(one.item_id, one.tag.title) for one in found.untagged] == [(cake.id, "soon")]
    assert [one.fields[0].path for one in found.connectors.changed] == ["captions[0].content"]
    assert [one.title for one in found.tags.created] == ["new"]
    assert [one.title for one in found.tags.deleted] == ["never"]
    assert [one.text for one in found.tags.changed] == ["sooner"]
    assert [one.id for one in found.groups.deleted] == [group.id]
    assert [item.id for item in back.deleted] == [shape.id]
    assert [one.title for one in back.tags.created] == ["never"]
    assert [one.id for one in back.groups.created] == [group.id]
    assert str(found).splitlines() == [
        "2 created, 2 deleted, 3 changed, 1 moved, 1 tagged, 1 untagged, 1 of the board",
        '  ~ board: name "Board" -> "Later"',
        f"  + shape {shape.id}",
        f'  ~ sticky_note {tea.id} "Green tea": data.content "Tea" -> "Green tea"',
        f'  > frame {frame.id} "Plans": at (500, 400) -> (900, 400)',
        f'  + tag "sooner" on {tea.id}',
        f'  - tag "soon" on {cake.id}',
        '  + tag "new"',
        '  - tag "never"',
        f"  - group {group.id}",
        f'  ~ connector {line.id}: captions[0].content "with" -> "and"',
        f'  ~ tag {soon.id} "sooner": title "soon" -> "sooner"',
    ]
    assert f"  + group {group.id}" in str(back).splitlines()


def test_the_lines_tell_all_and_nothing_that_a_terminal_obeys():
    """Long texts are cut, control signs are blanks."""
    old = seen.snapshot(
        seen.item("1", "shape", "x", frame="8", geometry={"rotation": 10}, data={"n": 5}),
        connectors=[seen.connector("c", "1", None, "<b>to</b>", "nowhere")],
    )
    new = seen.snapshot(
        seen.item("1", "shape", f"\x1b[2J{'y' * 100}", data={"n": {"a": None}}),
        connectors=[seen.connector("d", None, None)],
    )
    cut = f" [2J{'y' * 55}…"
    assert str(diff(old, new)).splitlines() == [
        "1 created, 1 deleted, 1 changed, 1 moved",
        f"""  ~ shape 1 "{cut}": data.content "x" -> "{cut}", data.n 5 -> {{'a': None}}""",
        f'  > shape 1 "{cut}": frame 8 -> none, rotation 10 -> 0',
        "  + connector d from nothing to nothing",
        '  - connector c "to nowhere" from 1 to nothing',
    ]


def test_it_is_json_for_programs():
    """All of it, in Miro's names."""
    old = seen.snapshot(
        seen.item("1", content="a"),
        seen.item("2"),
        tags=[seen.tag("t", "soon")],
        tags_of={"2": ["t"]},
        connectors=[seen.connector("c", "1", "2")],
    )
    new = seen.snapshot(
        seen.item("1", content="b", at=(1, 2), frame="9", size=(3, 4)),
        seen.item("3", content="c"),
        tags=[seen.tag("t", "later")],
        tags_of={"1": ["t"]},
        name="Later",
    )
    found = json.loads(diff(old, new).to_json(indent=1))
    position = {"x": 0, "y": 0, "origin": "center"}
    assert found == {
        "board": [{"path": "name", "old": "Retro", "new": "Later"}],
        "created": [
            {"id": "3", "type": "sticky_note", "data": {"content": "c"}, "position": position}
        ],
        "deleted": [{"id": "2", "type": "sticky_note", "data": {}, "position": position}],
        "changed": [
            {
                "id": "1",
                "type": "sticky_note",
                "fields": [{"path": "data.content", "old": "a", "new": "b"}],
            }
        ],
        "moved": [
            {
                "id": "1",
                "type": "sticky_note",
                "position": {"old": [0, 0], "new": [1, 2]},
                "frame": {"old": None, "new": "9"},
                "size": {"old": [None, None], "new": [3, 4]},
            }
        ],
        "tagged": [{"item": "1", "tag": "t"}],
        "untagged": [{"item": "2", "tag": "t"}],
        "connectors": {
            "created": [],
            "deleted": [json.loads(json.dumps(seen.connector("c", "1", "2")))],
            "changed": [],
        },
        "tags": {
            "created": [],
            "deleted": [],
            "changed": [
                {
                    "id": "t",
                    "type": "tag",
                    "fields": [{"path": "title", "old": "soon", "new": "later"}],
                }
            ],
        },
        "groups": {"created": [], "deleted": [], "changed": []},
    }
