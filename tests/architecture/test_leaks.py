"""What hand-written code must not do: print, keep state in modules, grow without end."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.source import modules

BY_HAND = [module for module in modules() if not module.generated]
EACH = [pytest.param(module, id=module.name or "miro_async") for module in BY_HAND]
ALL = [pytest.param(module, id=module.name or "miro_async") for module in modules()]

CONTAINERS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MAKERS = {
    "list",
    "dict",
    "set",
    "defaultdict",
    "deque",
    "Counter",
    "bytearray",
    "WeakKeyDictionary",
}
CHANGERS = {
    "add",
    "append",
    "clear",
    "discard",
    "extend",
    "insert",
    "pop",
    "popitem",
    "remove",
    "setdefault",
    "update",
}


def calls(module):
    """Give the names of the plain functions that a module calls."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


@pytest.mark.parametrize("module", ALL)
def test_nothing_is_printed(module):
    """A library is silent; only the command lines of the package speak."""
    if not module.name.endswith("__main__") and module.name != "cli.main":
        assert not {"print", "breakpoint", "input"} & set(calls(module))


@pytest.mark.parametrize("module", ALL)
def test_the_environment_is_not_read(module):
    """But for who an app is: three names, which its constructor tells of; and by the command.

    That has it in one place, from which its parts are told: `around.environ`.
    """
    if module.name in {"auth.identity", "cli.surroundings"}:
        return
    told = {"around"} if module.part == "cli" else set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) not in told:
            assert node.attr not in {"environ", "getenv", "environb"}


@pytest.mark.parametrize("module", ALL)
def test_modules_keep_no_state(module):
    """Mutable values in a module are constants: named so, and changed nowhere."""
    constants = set()
    for node in module.tree.body:
        targets = _assigned(node)
        if targets and _is_container(node.value):
            assert all(name.isupper() or name == "__all__" for name in targets), targets
            constants |= set(targets)
    for node in ast.walk(module.tree):
        assert not isinstance(node, ast.Global)
        assert not constants & set(_changed(node)), ast.unparse(node)


def _assigned(node):
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
        return [node.target.id]
    return []


def _is_container(value):
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id in MAKERS
    return isinstance(value, CONTAINERS)


def _changed(node):
    """Give the names of the containers that a statement changes."""
    targets = []
    if isinstance(node, ast.Assign | ast.Delete):
        targets = [target for target in node.targets if isinstance(target, ast.Subscript)]
    elif isinstance(node, ast.AugAssign):
        targets = [node.target]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        targets = [node.func] if node.func.attr in CHANGERS else []
    for target in targets:
        value = getattr(target, "value", target)
        if isinstance(value, ast.Name):
            yield value.id


@pytest.mark.parametrize("module", EACH)
def test_files_are_short(module):
    """About 300 lines by hand; 350 is the end of it."""
    assert len(module.text.splitlines()) <= 350


@pytest.mark.parametrize("module", EACH)
def test_functions_are_short(module):
    """About 40 lines, without the docstring."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body:
                assert node.end_lineno - body[0].lineno < 45, node.name


@pytest.mark.parametrize("module", EACH)
def test_nothing_is_left_to_do(module):
    """What is not done is an issue, and not a note in the code."""
    for word in ("TODO", "FIXME", "XXX"):
        assert word not in module.text


@pytest.mark.parametrize("module", ALL)
def test_annotations_cost_nothing(module):
    """Every module with code has its annotations as text, so that types need no imports."""
    if len(module.tree.body) > 1:
        assert "from __future__ import annotations" in module.text
