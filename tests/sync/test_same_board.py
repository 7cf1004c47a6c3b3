"""The twins of boards are one with what they follow: the same names, arguments and results."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from importlib import import_module
from types import SimpleNamespace

import pytest

from miro_async.sync._twins import MODULE_OF
from miro_async.sync.twin import Twin
from tests.sync.test_same import blocking, parameters, unwrapped

LEFT_OUT = {
    ("Coordinates", "see"): "it is for what answers say",
    ("PictureFolder", "run"): "its event could not be set by another thread",
}
RENAMED = {"__aiter__": "__iter__", "__anext__": "__next__", "__aenter__": "__enter__"}
SPECIAL = {"__len__", "__contains__", "__getitem__", "__iter__", "__next__"}


def pair(name):
    """Give a class that awaits, and its twin."""
    module, _, kind = name.rpartition(".")
    return getattr(import_module(module), kind), getattr(import_module(MODULE_OF[name]), kind)


def members(kind):
    """Give what a class defines itself, and the attributes that its constructor declares."""
    found = {
        name: member
        for name, member in vars(kind).items()
        if not name.startswith("_") or name in {*SPECIAL, *RENAMED}
    }
    if "__slots__" in vars(kind) or issubclass(kind, Twin):
        found = {name: one for name, one in found.items() if not inspect.ismemberdescriptor(one)}
    return found


def declared(kind):
    """Give the names of the public attributes that a class declares."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    own = [node for node in tree.body[0].body if getattr(node, "name", "") == "__init__"]
    names = {
        node.target.attr
        for init in own
        for node in ast.walk(init)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Attribute)
    }
    names |= {
        ast.unparse(node.target) for node in tree.body[0].body if isinstance(node, ast.AnnAssign)
    }
    return {name for name in names if not name.startswith("_")}


@pytest.mark.parametrize("name", MODULE_OF)
def test_each_name_of_one_side_is_on_the_other(name):
    """But for how it is entered and iterated over, and a few with a reason."""
    awaits, twin = pair(name)
    expected = {RENAMED.get(one, one) for one in members(awaits)} | declared(awaits)
    expected -= {member for kind, member in LEFT_OUT if kind == awaits.__name__} - {"run"}

    assert expected == set(members(twin)) | ({"__enter__"} & set(vars(twin)))


@pytest.mark.parametrize("name", MODULE_OF)
def test_signatures_are_the_same(name):
    """Parameters, kinds, defaults, types; and what is awaited is what is given."""
    awaits, twin = pair(name)
    for member, theirs in members(awaits).items():
        ours = vars(twin).get(RENAMED.get(member, member))
        if (
            (awaits.__name__, member) in LEFT_OUT
            or ours is None
            or not callable(unwrapped(theirs))
            or member == "__aenter__"
        ):
            continue
        assert parameters(ours) == parameters(theirs), member
        given = str(inspect.signature(unwrapped(ours)).return_annotation)
        assert given == blocking(theirs).replace("AsyncIterator", "Iterator"), member
        assert isinstance(ours, property) == isinstance(
            inspect.getattr_static(awaits, member), property
        ) or not isinstance(theirs, property), member
        assert not inspect.iscoroutinefunction(unwrapped(ours)), member


@pytest.mark.parametrize("name", MODULE_OF)
def test_words_are_the_same_but_for_how_it_is_called(name):
    """Whoever reads the help of one side has read that of the other."""
    awaits, twin = pair(name)
    for member, theirs in {"": awaits, **members(awaits)}.items():
        ours = twin if not member else vars(twin).get(RENAMED.get(member, member))
        is_told = theirs.__doc__ and (not member or callable(unwrapped(theirs)))
        if (awaits.__name__, member) in LEFT_OUT or ours is None or not is_told:
            continue
        said = re.sub(r"\bawait ", "", inspect.getdoc(theirs))
        said = re.sub(r"\basync (for|with)\b", r"\1", said)
        assert inspect.getdoc(ours) == said, member


@pytest.mark.parametrize("name", MODULE_OF)
def test_no_example_awaits(name):
    """Nor is there another trace of it."""
    _, twin = pair(name)
    assert "await " not in inspect.getsource(twin)
    assert not re.search(r"\basync (for|with|def)\b", inspect.getsource(twin))


def test_the_twins_are_those_of_boards_and_of_folders():
    """Few enough to name; each is below `miro_async.sync` where the other is in the package."""
    names = {name.rpartition(".")[2] for name in MODULE_OF}

    assert {"Board", "BoardItem", "StickyNote", "Batch", "Changes", "PictureFolder"} <= names
    for name, module in MODULE_OF.items():
        other = name.rpartition(".")[0]
        assert module == other.replace("miro_async.", "miro_async.sync.", 1)


def test_what_is_exported_can_be_had():
    """Each name, and no other."""
    for package in ("board", "pictures"):
        module = import_module(f"miro_async.sync.{package}")
        for name in module.__all__:
            assert getattr(module, name).__name__ == name
        assert dir(module) == module.__all__
        with pytest.raises(AttributeError, match="no attribute 'Boardw'"):
            _ = module.Boardw


class Recording:
    """Whatever is asked of it is noted, and gives a text."""

    def __init__(self):
        self.noted = []

    def __getattr__(self, name):
        def noted(*args, **kwargs):
            self.noted.append((name, args, kwargs))
            return GIVEN

        return noted

    __len__ = __contains__ = __getitem__ = None


class Way:
    """A way to no event loop: what is to be called is called."""

    def call(self, function, *args, **kwargs):
        """Call it."""
        return function(*args, **kwargs)

    def look(self, function):
        """Call it."""
        return function()


GIVEN = "what was given"
BY_HAND = {*SPECIAL, "of", "api"}


@pytest.mark.parametrize("name", MODULE_OF)
def test_every_argument_is_handed_on(name):
    """Each by its own name; and what comes back is given back."""
    _, twin = pair(name)
    assert isinstance(Twin.of.__func__(twin, SimpleNamespace(_portal=Way()), 1)._awaited, int)
    for member, ours in members(twin).items():
        if member in BY_HAND:
            continue
        other = Recording()
        made = Twin.of.__func__(twin, SimpleNamespace(_portal=Way()), other)
        if isinstance(ours, property):
            assert getattr(made, member)() == GIVEN
            assert other.noted == [(member, (), {})]
            continue
        args, kwargs = sentinels(ours)

        given = getattr(made, member)(*args, **kwargs)

        assert other.noted == [(member, args, kwargs)], member
        result = str(inspect.signature(ours).return_annotation)
        if result == "Self":
            assert given is made
        elif result == "None":
            assert given is None
        else:
            assert given == GIVEN or result.startswith("Iterator"), member


def sentinels(function):
    """Give something different for each parameter."""
    args, kwargs = [], {}
    for one in [*inspect.signature(function).parameters.values()][1:]:
        if one.kind in {one.POSITIONAL_OR_KEYWORD, one.VAR_POSITIONAL}:
            args.append(one.name)
        elif one.kind is one.KEYWORD_ONLY:
            kwargs[one.name] = one.name
        else:
            kwargs |= {"more": "more"}
    return tuple(args), kwargs
