"""The tree of errors that `docs/errors.md` draws, held against the classes."""

from __future__ import annotations

import inspect
import re

from miro_async import errors
from tests.docs.blocks import ROOT

_PAGE = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
_LINE = re.compile(r"(?P<branch>[│├└─ ]*)(?P<name>[A-Z]\w+)(?P<words>.*)")
_INDENT = 4
_BUILTIN = {"ConnectionError", "TimeoutError", "ValueError"}


def drawn(text):
    """Give what stands below what in a tree of text, with the words beside it."""
    parents, tree = [], {}
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        assert match, line
        depth, rest = divmod(len(match["branch"]), _INDENT)
        assert rest == 0, line
        del parents[depth:]
        tree[match["name"]] = (parents[-1] if parents else None, match["words"])
        parents.append(match["name"])
    return tree


def classes():
    """Give the classes of errors, and the one of ours that each is a kind of."""
    kinds = dict(inspect.getmembers(errors, inspect.isclass))
    ours = {name: kind for name, kind in kinds.items() if issubclass(kind, errors.MiroError)}
    return {
        name: next((base.__name__ for base in kind.__bases__ if base in ours.values()), None)
        for name, kind in ours.items()
    }


TREE = drawn(_PAGE.split("## The tree\n\n```text\n")[1].split("```")[0].rstrip())


def test_the_page_draws_all_classes_where_they_are():
    """None is missing, none is made up, and each hangs below what it is a kind of."""
    assert {name: parent for name, (parent, _) in TREE.items()} == classes()


def test_the_page_names_the_builtin_errors():
    """Those that ours can be caught by as well, beside each of them and no other."""
    for name, (_, words) in TREE.items():
        bases = getattr(errors, name).__bases__
        builtin = {base.__name__ for base in bases if base.__module__ == "builtins"} - {"Exception"}
        assert set(re.findall(r"also an? (\w+)", words)) == builtin, name


def test_the_page_has_the_status_of_each_class():
    """The number beside a class is the one that it stands for, and all such classes have one."""
    statuses = {errors.error_class(status).__name__: str(status) for status in range(400, 500)} | {
        "ServerError": "5xx"
    }
    statuses.pop("APIError")
    told = {
        name: found[0]
        for name, (_, words) in TREE.items()
        if (found := re.findall(r"^ +(\d(?:\d\d|xx)) ", words))
    }
    assert told == statuses


def test_the_module_draws_the_same_classes():
    """Who reads the source finds all of them at its top."""
    assert set(re.findall(r"\b[A-Z]\w+Error\b", errors.__doc__)) - _BUILTIN == set(TREE)
