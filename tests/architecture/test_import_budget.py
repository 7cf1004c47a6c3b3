"""What is loaded, and when: importing the package and making a client cost next to nothing."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

NEVER_AT_ONCE = (
    "httpx",
    "httpcore",
    "cattrs",
    "anyio",
    "authlib",
    "asyncio",
    "ssl",
    "logging",
    "importlib.metadata",
    "email",
    "uvicorn",
)

PROBE = """
import json, os, sys

read = []
original = os._Environ.__getitem__

def watched(self, name):
    frame = sys._getframe(1)
    while frame and frame.f_code.co_filename.endswith(("os.py", "_collections_abc.py")):
        frame = frame.f_back
    if frame and "miro_async" in frame.f_code.co_filename:
        read.append(name)
    return original(self, name)

os._Environ.__getitem__ = watched
before = set(sys.modules)
{script}
print(json.dumps([sorted(set(sys.modules) - before), read]))
"""


def loaded_by(script):
    """Give the modules that a script loads in a fresh Python."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", PROBE.replace("{script}", script)],
        capture_output=True,
        text=True,
        check=True,
    )
    found, read = json.loads(done.stdout)
    assert read == [], "the environment was read"
    return set(found)


def ours(names, part):
    """Give the loaded modules of a part of the package, without the part itself."""
    return {name for name in names if name.startswith(f"miro_async.{part}.")}


def test_importing_the_client_makes_no_attrs_class():
    """That costs more than all the rest of it."""
    assert not {"attr", "attrs"} & loaded_by("from miro_async import MiroApi")


@pytest.mark.parametrize(
    "script",
    ["import miro_async", "from miro_async import MiroApi", "from miro_async import Miro"],
)
def test_importing_the_package_loads_little(script):
    """No HTTP library, no event loop, no codec, no endpoint, no model; no environment."""
    names = loaded_by(script)

    assert not {name for name in names if name.startswith(NEVER_AT_ONCE)}
    assert ours(names, "endpoints") <= {"miro_async.endpoints._groups"}
    assert ours(names, "models") == set()
    assert ours(names, "codec") == set()
    assert not {
        name for name in names if name.startswith(("miro_async.models", "miro_async.call.t"))
    }


def test_importing_the_package_alone_loads_one_module():
    """Everything in it is loaded when it is asked for."""
    names = loaded_by("import miro_async")

    assert {name for name in names if name.startswith("miro_async")} == {"miro_async"}


@pytest.mark.parametrize("name", ["MiroApi", "Miro"])
def test_who_awaits_loads_nothing_of_the_facade(name):
    """It is for others."""
    names = loaded_by(f"from miro_async import {name}; {name}.__init__")

    assert not {name for name in names if name.startswith("miro_async.sync")}


@pytest.mark.parametrize(
    "script",
    [
        "import miro_async.sync",
        "from miro_async.sync import MiroApi",
        "from miro_async.sync import Miro",
        "from miro_async.sync import MiroApi; MiroApi('token', scim_token='x')",
    ],
)
def test_the_facade_loads_little_before_the_first_call(script):
    """No event loop and no HTTP library, as for those who await."""
    names = loaded_by(script)

    assert not {name for name in names if name.startswith(NEVER_AT_ONCE)}
    assert ours(names, "models") == set()
    assert ours(names, "sync.endpoints") <= {"miro_async.sync.endpoints._groups"}


def test_a_group_of_the_facade_loads_its_own_modules_only():
    """Its methods, and what they call."""
    names = loaded_by("from miro_async.sync import MiroApi; MiroApi('token').boards")

    assert ours(names, "sync.endpoints") == {
        "miro_async.sync.endpoints._groups",
        "miro_async.sync.endpoints.boards",
    }
    assert ours(names, "endpoints") == {
        "miro_async.endpoints._groups",
        "miro_async.endpoints.boards",
    }
    assert ours(names, "models") == set()
    assert not {name for name in names if name.startswith(("httpx", "anyio", "asyncio"))}


@pytest.mark.parametrize("package", ["miro_async", "miro_async.sync"])
def test_clients_load_nothing_of_boards(package):
    """Nor of folders of pictures: those are for who asks for one."""
    names = loaded_by(f"from {package} import MiroApi, Miro; MiroApi('token').boards")

    parts = ("board", "drawing", "pictures", "sync.board", "sync.pictures", "sync.twin")
    unused = tuple(f"miro_async.{part}" for part in parts)
    assert not {name for name in names if name.startswith(unused)}


@pytest.mark.parametrize("package", ["miro_async.board", "miro_async.sync.board"])
def test_what_boards_have_is_loaded_when_it_is_asked_for(package):
    """The package itself has names."""
    names = loaded_by(f"import {package}")

    assert {name for name in names if "board" in name} == {package}


def test_a_board_loads_no_library():
    """Neither HTTP nor what draws, and hardly a model."""
    names = loaded_by("from miro_async.board import Board, Drafts; Drafts().add_sticky_note('a')")

    assert not {name for name in names if name.startswith(("httpx", "cattrs", "asyncio", "xml"))}
    assert ours(names, "models") <= {"miro_async.models.common"}


def test_making_an_app_of_the_facade_loads_no_http_library_and_no_authlib():
    """The same as without it."""
    names = loaded_by(
        "from miro_async.sync import Miro\n"
        "miro = Miro(client_id='id', client_secret='secret', redirect_url='https://app')\n"
        "miro.as_user('5').boards, miro.api.boards\n"
    )

    unused = ("httpx", "httpcore", "h11", "authlib", "cattrs", "asyncio", "ssl", "sqlalchemy")
    assert not {name for name in names if name.startswith(unused)}
    assert ours(names, "models") == set()


def test_making_a_client_loads_little_more():
    """What calls need is loaded by the first call."""
    names = loaded_by("from miro_async import MiroApi; api = MiroApi('token', scim_token='x')")

    assert not {name for name in names if name.startswith(NEVER_AT_ONCE)}
    assert ours(names, "models") == set()


def test_making_an_app_loads_no_http_library_and_no_authlib():
    """A process whose users have good tokens needs Authlib once an hour."""
    names = loaded_by(
        "from miro_async import Miro\n"
        "miro = Miro(client_id='id', client_secret='secret', redirect_url='https://app')\n"
        "miro.as_user('5').boards, miro.api.boards\n"
    )

    unused = ("httpx", "httpcore", "h11", "authlib", "cattrs", "asyncio", "ssl", "sqlalchemy")
    assert not {name for name in names if name.startswith(unused)}
    assert ours(names, "models") == set()


def test_a_group_loads_its_own_module_only():
    """47 groups, of which a program uses a few."""
    names = loaded_by("from miro_async import MiroApi; MiroApi('token').boards")

    assert ours(names, "endpoints") == {
        "miro_async.endpoints._groups",
        "miro_async.endpoints.boards",
    }
    assert ours(names, "models") == set()
    assert not {name for name in names if name.startswith(("httpx", "anyio"))}


def test_a_model_loads_its_own_domain_only():
    """And the ones that its fields are of."""
    names = loaded_by("from miro_async.models import StickyNoteData")

    assert ours(names, "models") == {
        "miro_async.models.common",
        "miro_async.models.enums",
        "miro_async.models.sticky_notes",
    }
    assert not {name for name in names if name.startswith(NEVER_AT_ONCE)}


def test_a_call_through_a_transport_loads_no_http_library():
    """With the sandbox, or any transport of one's own, httpx is not even needed."""
    names = loaded_by(
        "from miro_async import MiroApi\n"
        "from miro_async.call.transport.protocol import Response\n"
        "class T:\n"
        "    async def send(self, request):\n"
        "        return Response(status=200, headers={}, body=b'{}')\n"
        "    async def aclose(self): pass\n"
        "call = MiroApi('token', transport=T()).boards.get('b')\n"
        "try: call.send(None)\n"
        "except StopIteration as end: assert type(end.value).__name__ == 'Board', end.value\n"
    )

    unused = (
        "httpx",
        "httpcore",
        "h11",
        "aiohttp",
        "orjson",
        "cattrs",
        "authlib",
        "importlib.meta",
    )
    assert not {name for name in names if name.startswith(unused)}
