"""A sandbox that is saved and read back, and one that is new again."""

from __future__ import annotations

import json
import typing
from importlib import import_module
from pkgutil import iter_modules

import attrs
import pytest

from miro_async import MiroApi
from miro_async.sandbox import Clock, Sandbox, state
from miro_async.sandbox.saved import Saved
from tests.sandbox.app import App
from tests.sandbox.conftest import NOW
from tests.sandbox.talker import BoardTalker, Talker
from tests.sandbox.walk import walk


@pytest.fixture
def file(tmp_path):
    """Give where to save it."""
    return tmp_path / "sandbox.json"


@pytest.fixture(params=["asyncio"])
def anyio_backend(request):
    """Run on asyncio only: what is saved does not depend on who calls."""
    return request.param


def again(sandbox, file):
    """Save a sandbox, and give it as it is read back."""
    sandbox.save(file)
    return Sandbox.load(file)


def remembered(sandbox):
    """Give all that a sandbox remembers."""
    service = sandbox._service
    return sandbox._state, service.limits, service.scim_limits, sandbox.token


@pytest.mark.anyio
async def test_what_all_operations_have_made_is_read_back(sandbox, file):
    """Every family of state is there as it was, to the last value and its type."""
    async with MiroApi(
        sandbox.token, transport=sandbox, scim_token=sandbox.scim_token, pacing=False
    ) as api:
        await walk(sandbox, api)
    App(sandbox).login()
    read = again(sandbox, file)
    assert remembered(read) == remembered(sandbox)
    assert shape_of(read._state) == shape_of(sandbox._state)
    read.save(file.with_name("again"))
    assert file.with_name("again").read_text() == file.read_text()


def shape_of(value):
    """Give the types of all that is in a value: 1 equals 1.0 and True, and is not the same."""
    if attrs.has(type(value)):
        fields = (getattr(value, field.name) for field in attrs.fields(type(value)))
        return type(value), [shape_of(one) for one in fields]
    if isinstance(value, dict):
        return dict, {name: shape_of(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value), [shape_of(one) for one in value]
    return type(value)


def made_of(hint, depth=0):
    """Give a value of a type, with something in everything that can hold something."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is dict:
        return {"k\ud800": made_of(arguments[1], depth)}
    if origin in {list, tuple}:
        return origin([made_of(arguments[0], depth)])
    if arguments:  # of a union, what is not None
        return made_of(next(each for each in arguments if each is not type(None)), depth)
    if hint is Clock:
        return None
    if attrs.has(hint):
        hints = typing.get_type_hints(hint)
        fields = attrs.fields(hint)
        return hint(**{field.alias: made_of(hints[field.name], depth) for field in fields})
    return VALUES[hint]


VALUES = {
    str: "ü\ud800",
    int: 2**70,
    float: 0.1,
    bool: True,
    bytes: bytes(range(256)),
    object: [None, {"a": 1.5}],
    typing.Any: [None, {"a": 1.5}],
}


def test_everything_that_can_be_remembered_is_read_back(sandbox, file):
    """Whatever the classes of the state have, also what no call has filled."""
    made = made_of(Saved)
    sandbox._state = made.state
    sandbox._state.grants.clock = sandbox.clock
    sandbox._service.limits, sandbox._service.scim_limits = made.limits, made.scim_limits
    sandbox.token = made.token
    read = again(sandbox, file)
    assert remembered(read) == remembered(sandbox)
    assert shape_of(read._state) == shape_of(made.state)


def classes_in(hint):
    """Give the classes that a type leads to."""
    found, waiting = set(), [hint]
    while waiting:
        hint = waiting.pop()
        waiting += typing.get_args(hint)
        if attrs.has(hint) and hint not in found:
            found.add(hint)
            waiting += typing.get_type_hints(hint).values()
    return found


def test_every_class_of_the_state_is_saved():
    """Each is reached by the types alone, and no type is one that JSON could not bring back."""
    reached = classes_in(Saved)
    for info in iter_modules(state.__path__, f"{state.__name__}."):
        module = import_module(info.name)
        own = [one for one in vars(module).values() if isinstance(one, type) and attrs.has(one)]
        assert set(own) <= reached, info.name
    for kind in reached:
        for hint in typing.get_type_hints(kind).values():
            assert_can_be_saved(hint)


def assert_can_be_saved(hint):
    """Fail for a type that JSON has no way to say."""
    origin = typing.get_origin(hint)
    assert origin in {None, dict, list, tuple, *UNIONS}, hint
    arguments = typing.get_args(hint)
    if origin is dict:
        assert arguments[0] is str, hint
    if origin in UNIONS:
        assert len(set(arguments) - {type(None)}) == 1, hint
    if origin is None:
        assert hint in {*VALUES, Clock} or attrs.has(hint), hint
    for argument in arguments:
        if argument not in {..., type(None)}:
            assert_can_be_saved(argument)


UNIONS = {typing.Union, type(int | str)}


@pytest.mark.anyio
async def test_nothing_stands_in_two_places(sandbox):
    """What is one thing would be two when it is read back, and a change of one miss the other."""
    async with MiroApi(
        sandbox.token, transport=sandbox, scim_token=sandbox.scim_token, pacing=False
    ) as api:
        await walk(sandbox, api)
    App(sandbox).login()
    seen = {}
    for path, value in things_in(sandbox._state, "state"):
        assert id(value) not in seen, f"{path} is {seen[id(value)]}"
        seen[id(value)] = path


def things_in(value, path):
    """Give all objects, lists and dicts that can be changed, with where they are."""
    if isinstance(value, Clock):
        return
    if attrs.has(type(value)):
        yield path, value
        for field in attrs.fields(type(value)):
            yield from things_in(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, dict | list):
        yield path, value
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in pairs:
            yield from things_in(one, f"{path}[{key!r}]")


def test_everything_goes_on(board, sandbox, file):
    """The same tokens work, what was made is there, and new ids are new."""
    app = App(sandbox)
    pair, code = app.login(), app.code()
    ada = sandbox.add_user("Ada")
    note = board.note(data={"content": "Hi"})
    image = board.upload("POST", "/images", ("resource", "a.png", b"\x00\xff")).json
    read = again(sandbox, file)
    assert (read.token, read.scim_token) == (sandbox.token, sandbox.scim_token)
    assert (read.client_id, read.client_secret) == (sandbox.client_id, sandbox.client_secret)
    assert read.credits_spent == sandbox.credits_spent > 0

    there = Talker(read)
    assert [item["id"] for item in there.get(f"{board.path}/items").json["data"]] == [
        *(note["id"], image["id"])
    ]
    signed = there.get(image["data"]["imageUrl"]).json["url"]
    assert there.get(signed).body == b"\x00\xff"
    remaining = there.get("/v2/boards").headers["x-ratelimit-remaining"]
    assert int(remaining) == 100_000 - read.credits_spent
    assert Talker(read, ada.token).get("/v2/boards").status == 200

    again_app = App(read)
    assert again_app.works(pair["access_token"])
    assert again_app.exchange(code).status == 200
    assert again_app.exchange(code).status == 401
    renewed = again_app.refresh(pair["refresh_token"]).json
    assert again_app.works(renewed["access_token"])
    assert not again_app.works(pair["access_token"])
    read.clock.advance(3599)
    assert not again_app.works(renewed["access_token"])

    assert int(there.post(f"{board.path}/shapes").json["id"]) > int(image["id"])
    assert there.post("/v2/boards").json["id"] != board.id
    assert int(read.add_user("Bob").id) > int(ada.id)


def test_a_file_from_before_is_read(board, sandbox, file):
    """One that names no account for SCIM, and not what is under a legal hold."""
    cases = f"/v2/orgs/{sandbox.organization_id}/cases"
    case = board.made(cases, {"name": "Case"})["id"]
    scope = {"users": [{"email": "user@sandbox.test"}]}
    hold = board.made(f"{cases}/{case}/legal-holds", {"name": "Hold", "scope": scope})["id"]
    assert board.delete("").status == 204
    sandbox.clock.advance(10)
    sandbox.save(file)
    content = json.loads(file.read_text())
    state = content["sandbox"]["state"]
    del state["provisioner_id"], state["governance"]["cases"][case]["holds"][hold]["board_ids"]
    file.write_text(json.dumps(content))
    read = Sandbox.load(file)
    (held,) = Talker(read).get(f"{cases}/{case}/legal-holds/{hold}/content-items").json["data"]
    assert held["contentId"] == board.id
    assert read._state.provisioner_id not in {hold, case, *read.user_ids, *read._state.teams}
    assert read.add_user("Ada").id != read._state.provisioner_id


def test_what_is_dead_is_not_kept(sandbox, file):
    """Tokens that were replaced or revoked are nowhere in the file."""
    app = App(sandbox)
    old, kept = app.login(), app.login()
    new = app.refresh(old["refresh_token"]).json
    query = f"access_token={new['access_token']}"
    assert Talker(sandbox).post(f"/v1/oauth/revoke?{query}").status == 204
    sandbox.save(file)
    text = file.read_text()
    for pair, is_there in ((old, False), (new, False), (kept, True)):
        assert (pair["access_token"] in text) == is_there
        assert (pair["refresh_token"] in text) == is_there


def test_a_clock_that_stood_stands_where_it_was(sandbox, file):
    """And one that ran runs, as far ahead as it was; another can be put in its place."""
    sandbox.clock.advance(90)
    assert again(sandbox, file).clock.now() == NOW.timestamp() + 90
    other = Clock()
    assert Sandbox.load(file, clock=other).clock is other
    running = Sandbox()
    running.clock.advance(86_400)
    read = again(running, file)
    assert abs(read.clock.now() - running.clock.now()) < 5
    assert read.clock.stands_at is None


def test_reset_makes_it_new(sandbox):
    """Same app, same token, same ids as a new one would have; all else is gone."""
    app = App(sandbox)
    pair = app.login()
    first = BoardTalker(sandbox)
    first.note()
    other, ada = sandbox.add_app("Other"), sandbox.add_user("Ada")
    sandbox.faults.add(500, share=1)
    token, scim_token, client_id = sandbox.token, sandbox.scim_token, sandbox.client_id
    sandbox.reset()
    assert (sandbox.token, sandbox.scim_token) == (token, scim_token)
    assert sandbox.client_id == client_id
    assert (sandbox.credits_spent, len(sandbox.calls), sandbox.faults.pending) == (0, 0, ())
    assert len(sandbox.user_ids) == 1
    assert Talker(sandbox, ada.token).get("/v2/boards").status == 401
    assert not app.works(pair["access_token"])
    with pytest.raises(ValueError, match="no such app"):
        sandbox.new_token(sandbox.user_ids[0], client_id=other.client_id)
    new = Sandbox(clock=Clock(NOW))
    assert (new.user_ids, new.team_id, new.token) == (
        *(sandbox.user_ids, sandbox.team_id, sandbox.token),
    )
    assert sandbox.organization_id == new.organization_id
    assert sandbox.add_user("Ada") == new.add_user("Ada")
    assert BoardTalker(sandbox).id == BoardTalker(new).id == first.id


def test_reset_keeps_what_the_sandbox_was_made_with(file):
    """Its plan and its credits, also of one that was read back."""
    sandbox = Sandbox(plan="free", credits_a_minute=1000, clock=Clock(NOW))
    for each in (sandbox, again(sandbox, file)):
        BoardTalker(each)
        each.clock.advance(5)
        each.reset()
        assert each.clock.now() == NOW.timestamp() + 5
        headers = Talker(each).get("/v2/boards").headers
        assert headers["x-ratelimit-remaining"] == "950"
        answer = Talker(each).get(f"/v2/orgs/{each.organization_id}")
        assert answer.status == 403
