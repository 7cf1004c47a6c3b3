"""`miro_async.operations()`: all 197, each of them the method that it says."""

from __future__ import annotations

import inspect
import re
from collections import Counter

import pytest

from miro_async import models, operations
from miro_async.call.operation import CREDITS, Operation, Paging
from miro_async.endpoints._groups import GROUPS
from tests.unit.recording import Service, answer

ALL = operations()
EACH = [pytest.param(operation, id=f"{operation.group}.{operation.name}") for operation in ALL]
METHODS = {"GET": 85, "POST": 41, "DELETE": 34, "PATCH": 31, "PUT": 6}
STYLES = {"cursor": 28, "offset": 4, "scim": 2}
ORDER = ("list", "get", "create", "update", "delete")


def test_each_knows_its_call():
    """`boards.get` for users, Miro's id for Miro."""
    assert {operation.call for operation in ALL} == {f"{o.group}.{o.name}" for o in ALL}


def method_of(operation):
    """Give the method of a client that calls an operation."""
    group = getattr(Service().client(), operation.group)
    return getattr(group, operation.name)


def test_there_are_197():
    """Miro's REST API has 197 operations, by 85 GET, 41 POST, 34 DELETE, 31 PATCH and 6 PUT."""
    assert len(ALL) == 197
    assert Counter(operation.method for operation in ALL) == METHODS


def test_ids_and_calls_are_unique():
    """No operation hides another."""
    assert len({operation.id for operation in ALL}) == len(ALL)
    assert len({(operation.group, operation.name) for operation in ALL}) == len(ALL)


def test_some_are_experimental_and_one_is_deprecated():
    """19 may change without notice; the old way to revoke a token goes away."""
    assert sum(operation.experimental for operation in ALL) == 19
    assert [operation.id for operation in ALL if operation.deprecated] == ["revoke-token"]
    assert all(o.experimental for o in ALL if o.path.startswith("/v2-experimental"))


def test_lists_come_in_pages():
    """28 continue at a cursor, 4 at an offset, 2 as SCIM does."""
    assert Counter(o.paging.style for o in ALL if o.paging is not None) == STYLES
    assert all(o.method == "GET" and o.retry == "safe" for o in ALL if o.paging is not None)


@pytest.mark.parametrize("level", [1, 2, 3, 4, None])
def test_credits_follow_from_the_level(level):
    """50, 100, 500 and 2000 a call; SCIM and tokens have limits of another kind."""
    operation = Operation(id="x", group="x", name="x", method="GET", path="/x", level=level)

    expected = {1: 50, 2: 100, 3: 500, 4: 2000, None: None}[level]
    assert operation.credits == expected
    assert CREDITS.get(level) == expected


def test_what_miro_documents_about_credits():
    """The ones that are easily got wrong."""
    by_id = {operation.id: operation for operation in ALL}

    assert by_id["get-specific-board"].credits == 50
    assert by_id["get-items"].credits == 100
    assert by_id["delete-item"].credits == 500
    assert by_id["copy-board"].credits == 2000
    assert by_id["create-items"].per_item
    assert {o.id for o in ALL if o.per_item} == {
        "create-items",
        "create-items-in-bulk-using-file-from-device",
        "enterprise-update-group-members",
    }
    assert all((o.credits is None) is (o.api == "scim" or o.group == "tokens") for o in ALL)


@pytest.mark.parametrize("operation", EACH)
def test_each_is_a_method_of_a_group(operation):
    """The ids of the path are positional and in its order, all else is by keyword."""
    method = method_of(operation)

    assert operation.group in GROUPS
    parameters = inspect.signature(method).parameters.values()
    positional = [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    in_path = re.findall(r"\{(\w+)\}", operation.path)
    assert [name for name in positional if name in in_path] == in_path
    assert {p.kind for p in parameters} <= {
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        inspect.Parameter.KEYWORD_ONLY,
    }
    assert inspect.iscoroutinefunction(method) is (operation.paging is None)


@pytest.mark.parametrize("operation", EACH)
def test_each_is_documented(operation):
    """The docstring names method and path, scopes, credits, plan, and each argument."""
    text = inspect.getdoc(method_of(operation))
    folded = " ".join(text.split())

    first, *_ = text.split("\n\n")
    assert first.endswith(".")
    assert "\n" not in first
    assert f"`{operation.method} {operation.path}`" in text
    assert all(f"`{scope}`" in text for scope in operation.scopes)
    if operation.credits is not None:
        assert f"{operation.credits} credits" in text
        assert f"(level {operation.level})" in text
    assert ("plan Enterprise" in text) is (operation.plan is not None)
    assert ("experimental" in text.lower()) is operation.experimental or "experimental_" in text
    assert ("deprecated" in text.lower()) is operation.deprecated
    for name in inspect.signature(method_of(operation)).parameters:
        assert f"{name}: " in folded


@pytest.mark.parametrize("operation", EACH)
def test_the_facts_of_each_fit_together(operation):
    """Result, paging, retry safety: what one says, the others do not deny."""
    assert operation.result is None or hasattr(models, operation.result)
    assert operation.call == f"{operation.group}.{operation.name}"
    assert operation.accepted is (operation.call == "boards.update")
    assert operation.result is not None or not operation.many
    if operation.method == "GET":
        assert operation.retry == "safe"
        assert operation.result is not None
    if operation.method == "DELETE":
        assert operation.retry == "delete"
    if operation.paging is not None:
        assert not operation.many
        assert 1 <= operation.paging.smallest <= operation.paging.largest
        assert operation.unwrap is None
    assert isinstance(operation.scopes, tuple)


def test_what_must_not_be_repeated_is_marked():
    """A copy of a board, a new group, a creation: repeating them would do it twice."""
    unsafe = {operation.id for operation in ALL if operation.retry == "unsafe"}

    assert {"copy-board", "create-board", "create-items", "updateGroup"} <= unsafe
    assert "update-board" not in unsafe
    # Of the POSTs only those that set or end something; the overlay gives each reason.
    assert {f"{o.group}.{o.name}" for o in ALL if o.method == "POST" and o.retry != "unsafe"} == {
        "tokens.revoke",
        "tokens.revoke_v1",
        "tags.attach",
        "board_user_groups.add",
        "project_user_groups.add",
        "data_classification.set_board_label",
        "board_exports.create_job",
        "board_exports.create_task_export_link",
        "user_sessions.reset",
    }


def test_what_changes_may_be_repeated_with_few_exceptions():
    """A change says what shall be, so saying it twice is harmless; the overlay tells why not."""
    changes = [o for o in ALL if o.method in {"PUT", "PATCH"}]

    assert {o.call for o in changes if o.retry != "safe"} == {
        "boards.copy",
        "item_groups.update",
        "user_group_members.update_bulk",
        "scim_groups.patch",
    }


def test_groups_keep_the_order():
    """In every group: list, get, create, update, delete, as far as it has them."""
    for group in GROUPS:
        names = [o.name for o in ALL if o.group == group and o.name in ORDER]
        assert names == sorted(names, key=ORDER.index)


def test_an_operation_is_a_value():
    """Equal by what it says, hashable, and it cannot be changed."""
    paging = Paging(style="cursor", size_parameter="limit", smallest=10, largest=50)
    one, other = (
        Operation(id="x", group="g", name="n", method="GET", path="/", paging=paging)
        for _ in range(2)
    )

    assert one == other
    assert len({one, other}) == 1
    with pytest.raises(AttributeError):
        one.path = "/other"


@pytest.mark.anyio
async def test_operations_go_to_the_response_hook():
    """What the hook is given is the very operation of the table."""
    from miro_async import Hooks

    heard = []
    service = Service(lambda _: answer({"id": "b", "type": "board", "name": "n"}))

    await service.client(hooks=Hooks(response=lambda o, _: heard.append(o))).boards.get("b")

    assert any(operation is heard[0] for operation in ALL)
