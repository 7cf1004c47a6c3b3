"""Who may import whom: the layers of the design, read from the source."""

from __future__ import annotations

import ast
import sys
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.architecture.source import ROOT, modules

MODULES = [pytest.param(module, id=module.name or "miro_async") for module in modules()]
WORDS = {
    "accepted",
    "client_options",
    "clock",
    "errors",
    "extra",
    "geometry",
    "media_types",
    "null",
    "once",
    "options",
    "paging",
    "prefetch",
    "secret",
    "settings",
    "uploads",
    "version",
}

# What each part may import when it runs, besides itself and the small words.
LAYERS = {
    "": set(),
    **{word: set() for word in WORDS},
    "models": {"codec.values"},
    "codec": {"models"},
    "call": {"models", "codec"},
    "auth": {"call"},
    "endpoints": {"call.operation", "call.request"},
    "client": {"board", "codec", "call", "endpoints._groups"},
    "board": {"models", "codec", "call", "drawing", "auth.storage"},
    "pictures": {"board", "models", "call"},
    "cli": {
        *("app", "auth", "board", "call", "client", "codec", "endpoints", "models", "pictures"),
        *("drawing.text", "sandbox.__main__"),
    },
    "app": {"auth", "call", "client"},
    "sync": {"app", "auth", "board", "call", "client", "endpoints", "pictures"},
    "scripts": {"call.transport.loop"},
    "opentelemetry": {"call.hooks"},
    "pytest_plugin": {"app", "client", "sandbox", "sync"},
    "drawing": {"models"},
    "sandbox": {
        "models",
        "codec",
        "drawing",
        "endpoints",
        "call.operation",
        "call.transport.protocol",
    },
}

# What is not ours and may be imported when it runs, and by which modules.
OUTSIDE = {
    "attrs": "",
    "authlib": "auth.messages",
    "cryptography": "auth.storage.encrypted",
    "redis": ("auth.storage.redis", "call.redis_pacing"),
    "sqlalchemy": "auth.storage.sql",
    "cattrs": ("codec.", "sandbox.saved"),
    "orjson": "codec.",
    "httpx": "call.transport.",
    "httpx2": "call.transport.",
    "httpcore": "call.transport.",
    "h11": "call.transport.",
    "aiohttp": "call.transport.aiohttp",
    "yarl": "call.transport.aiohttp",
    "multidict": "call.transport.aiohttp",
    "sniffio": ("call.transport.", "sync.loop"),
    "trio": "call.transport.",
    "anyio": (
        "auth.",
        "board.",
        "cli.",
        "pictures.",
        "call.",
        "clock",
        "prefetch",
        "scripts",
        "uploads",
        "sandbox.",
        "sync.",
        "pytest_plugin",
    ),
    "opentelemetry": "opentelemetry",
    "pytest": "pytest_plugin",
    "uvicorn": ("sandbox.server", "sandbox.connections"),
    "watchfiles": "pictures.",
    "rich": "cli.",
    "click": "cli.",
    "keyring": "cli.",
}


def ours(name):
    """Give the name of a module of ours without the package, `None` for others."""
    if name == "miro_async":
        return ""
    return name.removeprefix("miro_async.") if name.startswith("miro_async.") else None


def within(name, allowed):
    """Tell whether a module is one of these, or inside of one."""
    return any(name == one or name.startswith(f"{one}.") for one in allowed)


@pytest.mark.parametrize("module", MODULES)
def test_every_import_goes_downwards(module):
    """Small words, then models and codec, then call, then auth and endpoints, then the client.

    The package itself has nothing but names and the version.
    """
    allowed = WORDS | {""} | LAYERS[module.part] | ({module.part} if module.part else set())

    wrong = [
        one.name
        for one in module.imports
        if one.when != "for types"
        and (name := ours(one.name)) is not None
        and not within(name, allowed)
    ]

    assert wrong == []


@pytest.mark.parametrize("module", MODULES)
def test_the_sandbox_and_the_drawing_do_not_know_the_client(module):
    """Not even for types: they are the other side."""
    if module.part in {"sandbox", "drawing"}:
        names = {ours(one.name) for one in module.imports} - {None}
        assert not any(within(name, {"client", "call.send", "call.hooks"}) for name in names)


@pytest.mark.parametrize("module", MODULES)
def test_nobody_but_itself_knows_the_sandbox(module):
    """The SDK runs without it; the pytest plugin is for tests only, and one command starts it."""
    if module.part not in {"sandbox", "pytest_plugin"} and module.name != "cli.commands.sandbox":
        names = {ours(one.name) for one in module.imports} - {None}
        assert not any(within(name, {"sandbox"}) for name in names)


@pytest.mark.parametrize("module", MODULES)
def test_libraries_are_imported_in_one_place_each(module):
    """Httpx in the transport, cattrs in the codec, uvicorn in the sandbox's server; no others."""
    for one in module.imports:
        top = one.name.partition(".")[0]
        if one.when == "for types" or top == "miro_async" or top in sys.stdlib_module_names:
            continue
        assert top in OUTSIDE, f"{top} is not among the libraries that may be imported"
        assert f"{module.name}.".startswith(OUTSIDE[top]), f"{top} does not belong here"


@pytest.mark.parametrize("module", MODULES)
def test_no_event_loop_is_imported(module):
    """Anyio speaks to both; only connections are made for one loop or the other."""
    if module.name.startswith("call.transport."):
        return
    tops = {one.name.partition(".")[0] for one in module.imports}

    # The thread of a sync client runs asyncio's loop, whatever the context of its caller says.
    allowed = {"sniffio"} if module.name == "sync.loop" else set()
    assert not tops & {"asyncio", "trio", "sniffio"} - allowed


def test_there_are_no_cycles():
    """What is imported at once can be put into an order."""
    graph = {
        module.name: {
            name
            for one in module.imports
            if one.when == "at once" and (name := ours(one.name)) is not None
        }
        for module in modules()
    }

    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"these import each other: {error.args[1]}")
    assert len(order) >= len(graph)


def test_the_generator_knows_nothing_of_the_package():
    """It reads facts and writes text; the package need not even be installed."""
    for path in (ROOT / "codegen").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in getattr(node, "names", []) if hasattr(alias, "name")]
            assert not getattr(node, "module", None) or "miro_async" not in node.module
            assert not isinstance(node, ast.Import) or "miro_async" not in " ".join(names)


def test_the_layers_name_every_part():
    """A new part of the package has to be put into its place here."""
    assert {module.part for module in modules()} == set(LAYERS)
