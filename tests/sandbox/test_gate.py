"""Before an operation is carried out: routes, tokens and limits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from miro_async import operations
from miro_async.sandbox import Clock, Sandbox
from miro_async.sandbox.handlers import HANDLERS
from miro_async.sandbox.router import Router, operation_key
from tests.sandbox.talker import BoardTalker, Talker

UNDESCRIBED = {
    "resources.get_image",
    "resources.get_document",
    "resources.download",
    "resources.download_export",
    "oauth.ask",
    "oauth.decide",
    "oauth.token",
}

FREE = {
    *("oauth.ask", "oauth.decide", "oauth.token", "tokens.get_info", "tokens.revoke"),
    *("tokens.revoke_v1", "resources.download", "resources.download_export"),
}
"""Operations that need no scope."""

SHARED = [
    ("GET", "items", {}, "", "items.list"),
    ("GET", "items", {"parent_item_id": "1"}, "", "frames.list_items"),
    ("GET", "items", {"tag_id": "1"}, "", "tags.list_items"),
    ("DELETE", "items/1", {}, "", "items.delete"),
    ("DELETE", "items/1", {"tag_id": "1"}, "", "tags.detach"),
    ("DELETE", "items/1", {"tag_id": ""}, "", "tags.detach"),
    ("POST", "items/1", {}, "", "tags.attach"),
    ("POST", "items/bulk", {}, "application/json", "items.create_bulk"),
    ("POST", "items/bulk", {}, "multipart/form-data; boundary=b", "items.upload_bulk"),
    ("POST", "images", {}, "application/json", "images.create"),
    ("POST", "images", {}, "multipart/form-data; boundary=b", "images.upload"),
    ("PATCH", "images/1", {}, "application/json", "images.update"),
    ("PATCH", "images/1", {}, "multipart/form-data; boundary=b", "images.replace_file"),
    ("POST", "documents", {}, "application/json", "documents.create"),
    ("POST", "documents", {}, "multipart/form-data; boundary=b", "documents.upload"),
    ("PATCH", "documents/1", {}, "application/json", "documents.update"),
    ("PATCH", "documents/1", {}, "multipart/form-data; boundary=b", "documents.replace_file"),
    ("DELETE", "groups/1", {}, "", "item_groups.ungroup"),
    ("DELETE", "groups/1", {"delete_items": "false"}, "", "item_groups.ungroup"),
    ("DELETE", "groups/1", {"delete_items": "true"}, "", "item_groups.delete"),
]


@pytest.mark.parametrize(("method", "path", "query", "content_type", "key"), SHARED)
def test_operations_that_share_a_path_are_told_apart(method, path, query, content_type, key):
    """By a query parameter or by the kind of body."""
    route = Router(operations()).find(method, f"/v2/boards/b%3D/{path}", query, content_type)
    assert operation_key(route.operation) == key
    assert route.ids["board_id"] == "b="


def test_every_operation_has_a_route():
    """All 197 are found by their own path, with the ids that stand in it."""
    router = Router(operations())
    told_apart = {key: (query, kind) for _, _, query, kind, key in SHARED}
    for operation in operations():
        query, content_type = told_apart.get(operation_key(operation), ({}, ""))
        path = operation.path.replace("{", "").replace("}", "")
        prefix = "/api/v1/scim" if operation.api == "scim" else ""
        route = router.find(operation.method, prefix + path, query, content_type)
        assert route.operation is operation
        assert {name: name for name in route.ids} == route.ids


def test_every_handler_is_one_of_an_operation():
    """No handler is registered under a name that neither Miro's document nor the sandbox has."""
    assert HANDLERS.keys() - UNDESCRIBED <= {operation_key(each) for each in operations()}


def test_an_unknown_path_is_a_404(miro):
    """With Miro's words."""
    for path in ("/v2/nothing", "/v2/boards//items", "/v2/boards/b/items/1/tags/x", "/", ""):
        answer = miro.get(path)
        assert answer.status == 404
        assert answer.json["message"] == f"No endpoint GET {path}"


def test_a_known_path_with_another_method_is_a_405(miro):
    """Miro's code for it is a word."""
    answer = miro.ask("PUT", "/v2/boards/b/items")
    assert answer.status == 405
    assert answer.json["code"] == "methodNotSupported"


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic x"])
def test_without_a_known_token_it_is_a_401(miro, authorization):
    """Missing or wrong, in the same shape, and with limits that say nothing was used."""
    answer = miro.ask("GET", "/v2/boards", headers={"Authorization": authorization})
    assert answer.status == 401
    assert answer.json["code"] == "tokenNotProvided"
    assert answer.json["status"] == 401
    assert answer.headers["x-ratelimit-remaining"] == "100000"


def test_the_scheme_is_not_case_sensitive(miro):
    """RFC 9110 says so."""
    headers = {"Authorization": f"bearer {miro.token}"}
    assert miro.ask("GET", "/v2/boards", headers=headers).status == 200


def test_every_answer_tells_the_limits(board, sandbox):
    """Errors too; the window begins with the first call, and ends 60 seconds later."""
    end = str(int(datetime(2026, 1, 5, 10, 31, 16, tzinfo=UTC).timestamp()))
    sandbox.clock.advance(20)
    for answer in (board.get("/items"), board.get("/items?limit=1"), board.get("/items/1")):
        assert answer.headers["x-ratelimit-limit"] == "100000"
        assert answer.headers["x-ratelimit-reset"] == end
    assert answer.headers["x-ratelimit-remaining"] == str(100_000 - 500 - 100 - 100 - 50)


def test_calls_cost_by_their_level(board, sandbox):
    """50, 100, 500 and 2000; a bulk call for each of its items, one that is wrong for one."""

    def cost(*call):
        before = sandbox.credits_spent
        board.ask(*call)
        return sandbox.credits_spent - before

    note = {"type": "sticky_note"}
    assert cost("GET", "") == 50
    assert cost("POST", "/shapes", {}) == 100
    assert cost("POST", "/items/bulk", [note] * 7) == 700
    assert cost("POST", "/items/bulk", [{}] * 3) == 300
    assert cost("POST", "/items/bulk", {}) == 100
    assert cost("POST", "/items/bulk", b"{") == 100
    assert cost("POST", "/items/bulk", b"[" * 100_000) == 100
    assert cost("POST", "/items/bulk") == 100
    assert cost("PUT", f"/v2/boards?copy_from={board.id}") == 2000
    assert cost("DELETE", "") == 500
    before = sandbox.credits_spent
    board.upload("POST", "/items/bulk", ("resources", "a", b"x"), ("resources", "b", b"x"))
    assert sandbox.credits_spent - before == 200


def test_what_stands_in_a_file_costs_nothing(board, sandbox):
    """Files are counted, and not what looks like one within them."""
    before = sandbox.credits_spent
    content = b'Content-Disposition: form-data; name="resource"' * 500
    assert board.upload("POST", "/items/bulk", ("resource", "a", content)).status == 400
    assert sandbox.credits_spent - before == 100
    body = b"--b\r\nContent-Disposition: form-data; name=resource\r\n\r\nx\r\n" * 2 + b"--b--"
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    assert board.ask("POST", "/items/bulk", body, headers=kind).status == 400
    assert sandbox.credits_spent - before == 300
    assert board.ask("POST", "/items/bulk", b"--b", headers=kind).status == 400
    assert sandbox.credits_spent - before == 400


def test_a_bulk_call_that_is_too_large_is_refused_for_that(board, miro, sandbox):
    """And not for credits that no wait would bring: it costs as much as one thing."""
    before = sandbox.credits_spent
    assert board.post("/items/bulk", [{"type": "shape"}] * 2500).status == 400
    assert board.upload("POST", "/items/bulk", *[("resource", "a", b"x")] * 1100).status == 400
    assert sandbox.credits_spent - before == 200
    groups = f"/v2/orgs/{sandbox.organization_id}/groups"
    group = miro.post(groups, {"name": "G"}).json["id"]
    before = sandbox.credits_spent
    names = [f"{number}@sandbox.test" for number in range(3000)]
    answer = miro.patch(f"{groups}/{group}/members", {"membersToAdd": names})
    assert answer.status == 413
    one = miro.patch(f"{groups}/{group}/members", {"membersToAdd": names[:1]})
    assert one.status == 207
    assert (sandbox.credits_spent - before) % 2 == 0
    each = (sandbox.credits_spent - before) // 2
    miro.patch(
        f"{groups}/{group}/members", {"membersToAdd": names[:2], "membersToRemove": names[:1]}
    )
    assert sandbox.credits_spent - before == 5 * each


def test_every_operation_that_reads_or_changes_asks_for_a_scope():
    """But for those of SCIM, which has a token of its own, and those about tokens themselves."""
    served = [one for one in Sandbox()._service.operations.values() if one.api != "scim"]
    free = {operation_key(one) for one in served if not one.scopes}
    assert free == FREE


def test_who_has_spent_all_credits_waits_for_the_next_minute():
    """429 in Miro's shape, for that user only, until the fixed window of 60 seconds is over."""
    clock = Clock(datetime(2026, 1, 5, tzinfo=UTC))
    sandbox = Sandbox(clock=clock, credits_a_minute=600)
    board = BoardTalker(sandbox)
    clock.advance(50)
    assert board.post("/shapes").status == 201
    refused = board.post("/shapes")
    assert refused.status == 429
    assert refused.json == {
        "type": "error",
        "code": "tooManyRequests",
        "message": "Request rate limit exceed",
        "context": None,
        "status": 429,
    }
    assert refused.headers["x-ratelimit-remaining"] == "0"
    assert Talker(sandbox, sandbox.add_user("Ada").token).get("/v2/boards").status == 200
    clock.advance(10)
    assert board.post("/shapes").status == 201
    assert board.items()[0]["type"] == "shape"
    assert sandbox.credits_spent == 600 + 50 + 200


def test_the_clock_of_a_sandbox_runs_by_itself_if_nothing_is_said():
    """It tells the system's time, and can be moved ahead."""
    clock = Sandbox().clock
    before = datetime.now(UTC).timestamp()
    assert before <= clock.now() <= before + 5
    clock.advance(3600)
    assert clock.now() >= before + 3600
