"""The two sides are one: the same names, the same arguments, and what is awaited as the result."""

from __future__ import annotations

import ast
import inspect
import re
from importlib import import_module

import pytest

import miro_async
from miro_async import sync
from miro_async.call.file_host import OpenedFile as AsyncOpenedFile
from miro_async.endpoints._groups import GROUPS
from miro_async.paging import CursorPaginator, OffsetPaginator, ScimPaginator
from miro_async.prefetch import Prefetched
from miro_async.sync.endpoints._groups import Groups
from miro_async.sync.files import OpenedFile
from miro_async.sync.paging import Prefetched as SyncPrefetched

RENAMED = {
    "aclose": "close",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
}
"""The only names that differ."""

INNER = {
    "after": "how a list goes on is the business of the async one",
    "page": "as above",
    "position_parameter": "as above",
    "asynchronous": "the async list",
    "of": "how clients are made of the async ones",
}
"""What only one side has, with the reason."""

PAIRS = {
    "MiroApi": (miro_async.MiroApi, sync.MiroApi),
    "Miro": (miro_async.Miro, sync.Miro),
    "CursorPaginator": (CursorPaginator, sync.CursorPaginator),
    "OffsetPaginator": (OffsetPaginator, sync.OffsetPaginator),
    "ScimPaginator": (ScimPaginator, sync.ScimPaginator),
    "Prefetched": (Prefetched, SyncPrefetched),
    "OpenedFile": (AsyncOpenedFile, OpenedFile),
}


def public(kind):
    """Give the public members of a class, and the special methods that it defines."""
    return {
        name: member
        for one in reversed(kind.__mro__[:-1])
        if one.__module__.startswith("miro_async")
        for name, member in vars(one).items()
        if not name.startswith("_") or name in {*RENAMED, *RENAMED.values(), "__repr__"}
    }


def unwrapped(member):
    """Give the function of a member."""
    member = getattr(member, "fget", None) or getattr(member, "func", None) or member
    return inspect.unwrap(getattr(member, "__func__", member))


def parameters(function):
    """Give the parameters, with their annotations as they are written."""
    return [
        one.replace(annotation=str(one.annotation))
        for one in inspect.signature(unwrapped(function)).parameters.values()
    ]


def blocking(member):
    """Give what a method of the async side gives when it has been awaited or entered, as text."""
    function = unwrapped(member)
    text = str(inspect.signature(function).return_annotation)
    if found := re.fullmatch(r"AsyncIterator\[(.*)\]", text):
        return f"Iterator[{found[1]}]"
    if found := re.fullmatch(r"AbstractAsyncContextManager\[(.*)\]", text):
        return f"Generator[{found[1]}]"
    if found := re.fullmatch(r"Prefetch\[(.*)\]", text):
        return f"Generator[Prefetched[{found[1]}]]"
    return text


SAME = {
    ("MiroApi", "raw"): "its method gives the thing itself, not an awaitable",
    ("Miro", "__init__"): "its storage may be one that blocks",
    ("OpenedFile", "__iter__"): "it is its own iterator, of its own class",
    ("OpenedFile", "__repr__"): "that of the async one is made by attrs",
}
"""Where the signatures differ, with the reason."""


@pytest.mark.parametrize("name", PAIRS)
def test_each_name_of_one_side_is_on_the_other(name):
    """But for those that say how it is used, and a few with a reason."""
    awaited, blocks = (public(one) for one in PAIRS[name])
    expected = {RENAMED.get(member, member) for member in awaited}

    assert expected - set(INNER) == set(blocks) - set(INNER)


@pytest.mark.parametrize("name", PAIRS)
def test_signatures_are_the_same(name):
    """Parameters, kinds, defaults, types; and what is awaited is what is given."""
    awaited, blocks = (public(one) for one in PAIRS[name])
    compared = 0
    for member, theirs in awaited.items():
        ours = blocks.get(RENAMED.get(member, member))
        if (
            member in INNER
            or ours is None
            or (name, member) in SAME
            or not callable(unwrapped(theirs))
        ):
            continue
        compared += 1
        assert parameters(ours) == parameters(theirs), member
        assert str(inspect.signature(unwrapped(ours)).return_annotation) == blocking(theirs), member
        assert type(ours) is type(theirs) or not isinstance(theirs, property), member
    assert compared >= 2


def test_clients_take_the_same_arguments():
    """The token, or who the app is; and the options, which are checked elsewhere."""
    token, *options = inspect.signature(miro_async.MiroApi).parameters.values()
    ours, rest = inspect.signature(sync.MiroApi).parameters.values()
    assert ours == token
    assert rest.annotation == "Unpack[ClientOptions]"
    assert options

    theirs, ours = (parameters(kind.__init__) for kind in PAIRS["Miro"])
    changed = [one for one, other in zip(theirs, ours, strict=True) if one != other]
    assert [one.name for one in changed] == ["storage"]


@pytest.mark.parametrize("group", GROUPS)
def test_each_operation_is_there_without_await(group):
    """All 197 of them: the same arguments, the same words, and the result itself."""
    theirs = ast.parse(source(f"miro_async.endpoints.{group}"))
    ours = ast.parse(source(f"miro_async.sync.endpoints.{group}"))
    methods, twins = methods_of(theirs), methods_of(ours)

    assert list(methods) == list(twins)
    for name, method in methods.items():
        twin = twins[name]
        assert isinstance(twin, ast.FunctionDef)
        assert ast.dump(method.args) == ast.dump(twin.args), name
        assert ast.dump(method.returns) == ast.dump(twin.returns), name
        assert ast.get_docstring(method) == ast.get_docstring(twin), name


def test_there_are_197_of_them():
    """And none of the groups is without its twin."""
    assert set(GROUPS) == {name for name in vars(Groups) if not name.startswith("_")}
    assert (
        sum(
            len(methods_of(ast.parse(source(f"miro_async.sync.endpoints.{group}"))))
            for group in GROUPS
        )
        == 197
    )


def source(module):
    """Give the text of a module."""
    return inspect.getsource(import_module(module))


def methods_of(tree):
    """Give the public methods of the class in a module."""
    (kind,) = (node for node in tree.body if isinstance(node, ast.ClassDef))
    return {
        node.name: node
        for node in kind.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
    }


def test_what_is_exported_can_be_had():
    """Each name, and no other."""
    for name in sync.__all__:
        assert getattr(sync, name).__name__ == name
    assert dir(sync) == sync.__all__
    with pytest.raises(AttributeError, match="no attribute 'Mirow'"):
        _ = sync.Mirow
