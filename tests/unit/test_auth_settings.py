"""What an app is told when it is made, and what it takes from the environment."""

from __future__ import annotations

import inspect
import ssl

import pytest

from miro_async import (
    Hooks,
    Limits,
    MemoryStorage,
    Miro,
    MiroApi,
    RetryPolicy,
    Timeout,
    sync,
)
from miro_async.auth.storage.official import OfficialStorage
from miro_async.client_options import ClientOptions
from miro_async.errors import ConfigurationError
from tests.unit.apps import (
    CLIENT_ID,
    CLIENT_SECRET,
    IDENTITY,
    Authority,
    Plain,
    token_of,
    without_environment,
)
from tests.unit.hunting import leaks
from tests.unit.recording import Service, answer

SCIM_TOKEN = "the-organizations-secret"
NAMES = {
    "client_id": "MIRO_CLIENT_ID",
    "client_secret": "MIRO_CLIENT_SECRET",
    "redirect_url": "MIRO_REDIRECT_URL",
}


@pytest.fixture(autouse=True)
def _environment(monkeypatch):
    """Begin with an environment that says nothing."""
    without_environment(monkeypatch)


def refused(**options):
    """Give the error of an app that cannot be made."""
    with pytest.raises(ConfigurationError) as caught:
        Miro(**options)
    return caught.value


@pytest.mark.parametrize("missing", [["client_id"], ["client_secret", "redirect_url"], [*NAMES]])
@pytest.mark.parametrize("empty", [None, ""])
def test_one_error_names_all_that_is_missing(missing, empty):
    """With the variables that may hold it; a setting is not fixed one by one."""
    error = refused(**(IDENTITY | dict.fromkeys(missing, empty)))

    for name, variable in NAMES.items():
        assert (f"{name} ({variable})" in str(error)) is (name in missing)
    assert leaks(error, CLIENT_SECRET) == []


def test_what_is_missing_comes_from_the_environment(monkeypatch):
    """All of it, or the rest."""
    for name, variable in NAMES.items():
        monkeypatch.setenv(variable, IDENTITY[name])

    assert Miro().auth_url == Miro(**IDENTITY).auth_url
    assert Miro(client_id="other").auth_url == Miro(**(IDENTITY | {"client_id": "other"})).auth_url


@pytest.mark.anyio
async def test_a_secret_of_the_environment_is_sent(monkeypatch):
    """As one that was given would be."""
    monkeypatch.setenv("MIRO_CLIENT_SECRET", "another-secret")
    authority = Authority()

    await authority.miro(client_secret=None).exchange_code_for_access_token("code-7")
    await authority.miro().exchange_code_for_access_token("code-7")

    assert [form["client_secret"] for form in authority.forms] == ["another-secret", CLIENT_SECRET]


def test_an_empty_variable_is_missing(monkeypatch):
    """As shells and containers set what they have no value for."""
    monkeypatch.setenv("MIRO_CLIENT_SECRET", "")

    assert "MIRO_CLIENT_SECRET" in str(refused(client_id="1", redirect_url="https://a.example"))


def test_the_environment_is_read_when_an_app_is_made(monkeypatch):
    """And not again: what it said then is what the app is."""
    monkeypatch.setenv("MIRO_CLIENT_ID", "first")
    miro = Miro(**(IDENTITY | {"client_id": None}))
    monkeypatch.setenv("MIRO_CLIENT_ID", "second")

    assert "client_id=first" in miro.auth_url


@pytest.mark.parametrize(
    "options",
    [
        {"leeway": -1},
        {"leeway": float("nan")},
        {"storage": object()},
        {"storage": {}},
        {"base_url": "not an address"},
        {"base_url": "https://user:password@miro.example"},
        {"authorize_url": "javascript:alert(1)"},
        {"authorize_url": "https://miro.com/oauth/authorize?client_id=1"},
        {"authorize_url": ""},
        {"scim_base_url": "x"},
        {"scim_token": "two words"},
        {"scim_token": f"{SCIM_TOKEN}\n"},
        {"scim_token": 5},
        {"timeout": 5},
        {"retry": 5},
        {"limits": 5},
        {"hooks": 5},
        {"hooks": [5]},
        {"headers": {"Authorization": "Bearer x"}},
        {"user_agent": "é"},
        {"transport": Service(), "http_client": "httpx"},
        {"client_id": None},
    ],
    ids=repr,
)
def test_settings_that_cannot_be_right_are_refused_at_once(options):
    """And not by the first call; neither the words nor the traceback have the secrets."""
    error = refused(**(IDENTITY | {"scim_token": SCIM_TOKEN} | options))

    assert leaks(error, CLIENT_SECRET, SCIM_TOKEN) == []
    assert "password" not in str(error)


@pytest.mark.anyio
@pytest.mark.parametrize(
    "options",
    [{"http_client": "curl"}, {"json": "yaml"}, {"proxy": "gopher://proxy.example"}],
    ids=repr,
)
async def test_others_are_found_by_the_first_call(options):
    """As they are for `MiroApi`: nothing is loaded before it is used."""
    miro = Miro(**IDENTITY, storage=Plain({"7": token_of(seconds=None)}), **options)

    with pytest.raises(ConfigurationError):
        await miro.as_user("7").boards.get("b")
    await miro.aclose()


def test_an_app_can_be_told_what_a_client_can_be_told():
    """Each option of `MiroApi`, by the same name and of the same type; all can be left out."""
    options = dict(inspect.signature(MiroApi).parameters)
    del options["access_token"]

    assert {one.kind for one in options.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert list(ClientOptions.__annotations__) == list(options)
    assert ClientOptions.__optional_keys__ == set(options)
    for name, type_ in ClientOptions.__annotations__.items():
        assert type_.__forward_arg__ == options[name].annotation, name
    own = inspect.signature(Miro).parameters
    assert set(own) == {*NAMES, "storage", "leeway", "authorize_url", "options"}
    assert own["options"].annotation == "Unpack[ClientOptions]"


@pytest.mark.parametrize(
    "make",
    [
        lambda **options: MiroApi("token", **options),
        lambda **options: Miro(**IDENTITY, **options),
        lambda **options: sync.MiroApi("token", **options),
        lambda **options: sync.Miro(**IDENTITY, **options),
    ],
    ids=["MiroApi", "Miro", "sync.MiroApi", "sync.Miro"],
)
@pytest.mark.parametrize("wrong", ["time_out", "access_tokens", "options"])
def test_an_option_that_there_is_not_is_a_type_error(make, wrong):
    """As Python has it for functions; it is named."""
    with pytest.raises(TypeError, match=wrong) as caught:
        make(**{wrong: SCIM_TOKEN})
    assert leaks(caught.value, CLIENT_SECRET, SCIM_TOKEN) == []


@pytest.mark.anyio
async def test_options_are_those_of_all_users():
    """They reach the calls of each."""
    heard = []
    authority = Authority()
    miro = authority.miro(
        storage=Plain({"7": token_of(seconds=None)}),
        scim_token=SCIM_TOKEN,
        scim_base_url="https://scim.example",
        timeout=Timeout(read=7),
        headers={"X-Team": "a"},
        user_agent="mine/1.0",
        limits=Limits(max_connections=3),
        hooks=Hooks(response=lambda operation, _: heard.append(operation.call)),
        json="orjson",
        pacing=False,
        ssl_context=ssl.create_default_context(),
        retry=RetryPolicy(attempts=2),
    )
    authority.numbers["7"] = 1
    api = miro.as_user("7")

    await api.boards.get("b")

    request = authority.request
    assert request.timeout == Timeout(read=7)
    assert request.headers["x-team"] == "a"
    assert request.headers["User-Agent"] == "mine/1.0"
    assert heard == ["boards.get"]
    assert api._wiring.connections.limits.max_connections == 3
    assert repr(api) == "MiroApi('https://api.miro.com')"


@pytest.mark.anyio
@pytest.mark.parametrize("scim_token", [SCIM_TOKEN, lambda: SCIM_TOKEN], ids=["text", "function"])
async def test_scim_has_a_token_of_its_own(scim_token):
    """As in `MiroApi`: the organization's, whoever the user is."""
    service = Service(lambda _: answer({"id": "u"}))
    miro = Miro(
        **IDENTITY, transport=service, scim_token=scim_token, scim_base_url="https://scim.example"
    )

    await miro.as_user("7").scim_users.get("u")
    await miro.api.scim_users.get("u")

    assert [request.headers["Authorization"] for request in service.requests] == [
        f"Bearer {SCIM_TOKEN}"
    ] * 2
    assert {request.url for request in service.requests} == {"https://scim.example/Users/u"}


@pytest.mark.anyio
async def test_without_a_scim_token_there_is_no_scim():
    """The token of a user does not open it, and is not sent there."""
    authority = Authority()

    with pytest.raises(ConfigurationError, match="scim_token"):
        await authority.miro(storage=Plain({"7": token_of()})).as_user("7").scim_users.get("u")
    assert authority.requests == []


def test_an_app_does_not_show_its_secret():
    """Neither in its repr nor in those of what it is made of."""
    miro = Miro(**IDENTITY, scim_token=SCIM_TOKEN)

    assert repr(miro) == f"Miro(client_id={CLIENT_ID!r})"
    for text in (str(miro), repr(vars(miro)), repr(miro.as_user("7")), repr(miro.api)):
        assert CLIENT_SECRET not in text
        assert SCIM_TOKEN not in text


def test_each_app_has_a_storage_of_its_own():
    """In memory, if none is given."""
    one, other = Miro(**IDENTITY), Miro(**IDENTITY)

    assert isinstance(one._storage, MemoryStorage)
    assert one._storage is not other._storage


def test_a_storage_of_the_official_kind_is_known_by_its_get():
    """It takes no argument; one that is given is used as it is."""

    class Official:
        def get(self): ...

        def set(self, state): ...

    given = Plain()

    assert Miro(**IDENTITY, storage=given)._storage is given
    assert isinstance(Miro(**IDENTITY, storage=Official())._storage, OfficialStorage)
