"""`miro-async operations`."""

from __future__ import annotations

import json

from miro_async import operations


def told(done):
    """Give what was found, by name."""
    return {row["call"]: row for row in map(json.loads, done.lines)}


def test_all_operations_are_there(miro):
    """Nobody need be logged in for it."""
    miro.environ = {}
    found = told(miro.does("operations", "--json"))
    assert len(found) == len(operations()) == 197
    assert found["items.create_bulk"]["per_item"] is True
    assert miro.calls() == []


def test_words_find_operations(miro):
    """All of them have to be somewhere in the name or the path, in any case."""
    rows = miro.does("operations", "STICKY", "delete").cells
    assert rows == [
        [
            "sticky_notes.delete",
            "DELETE",
            "/v2/boards/{board_id}/sticky_notes/{item_id}",
            "500",
            "boards:write",
            "",
        ]
    ]


def test_groups_scopes_and_costs_find_operations(miro):
    """Together, and each by itself."""
    boards = told(miro.does("operations", "--group", "boards", "--json"))
    assert len(boards) == 6
    assert boards["boards.copy"]["credits"] == 2000
    audit = told(miro.does("operations", "--scope", "auditlogs:read", "--json"))
    assert list(audit) == ["audit_logs.list"]
    dear = told(miro.does("operations", "--group", "boards", "--costs-at-least", "2000", "--json"))
    assert list(dear) == ["boards.copy"]
    cheap = told(miro.does("operations", "--group", "boards", "--costs-at-most", "50", "--json"))
    assert list(cheap) == ["boards.list", "boards.get"]
    assert miro.does("operations", "bulk", "items.create").cells[0][3] == "100 each"


def test_what_costs_nothing_is_known_costs_nothing_that_can_be_compared(miro):
    """Miro says no price of SCIM's operations."""
    assert (
        told(miro.does("operations", "scim_users", "--json"))["scim_users.list"]["credits"] is None
    )
    assert miro.does("operations", "scim_users", "--costs-at-least", "0").out == ""
