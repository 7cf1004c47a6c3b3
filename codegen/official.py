"""What Miro's own package `miro_api` has: facts only, read from its source, which is not run.

Of each method: its name, HTTP method, path and arguments, and the models it takes and gives. Of
each model: which others it is made of. No text of the package is kept.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

JSON = dict[str, Any]

SERIALIZED = "_serialize"
OPTION = "_"  # arguments of every method: `_request_timeout` and the like
CONVENIENT = "api_extended.py"


class OfficialError(Exception):
    """This is no package of the kind that is known; the message says what is missing."""


def facts_of(packages: dict[str, Path]) -> JSON:
    """Give the facts of several releases, by their names; of what several have, those of the first.

    Raises:
        OfficialError: One of them is not made as the releases so far.
    """
    methods: dict[str, JSON] = {}
    models: dict[str, JSON] = {}
    convenient: dict[str, JSON] = {}
    for release, package in packages.items():
        found = _models(package)
        for name, facts in _methods(package, set(found)):
            methods.setdefault(name, facts | {"in": []})["in"].append(release)
        for name, pages in _convenient(package):
            convenient.setdefault(name, {"of": pages, "in": []})["in"].append(release)
        for name, facts in found.items():
            models.setdefault(name, facts)
    met = set(_met(methods, models))
    return {
        "methods": dict(sorted(methods.items())),
        "convenient": dict(sorted(convenient.items())),
        "models": {name: models[name] for name in sorted(met)},
        "unmet": len(models.keys() - met),
    }


def _parsed(path: Path) -> ast.Module:
    try:
        return ast.parse(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError) as error:
        raise OfficialError(f"{path} is no module of miro_api: {error}") from error


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from (one for one in node.body if isinstance(one, ast.FunctionDef))


def _methods(package: Path, models: set[str]) -> Iterator[tuple[str, JSON]]:
    functions = {one.name: one for one in _functions(_parsed(package / "api" / "__init__.py"))}
    public = [one for name, one in functions.items() if not name.startswith("_")]
    if not public:
        raise OfficialError(f"{package} has no methods")
    for function in public:
        serializer = functions.get(f"_{function.name}{SERIALIZED}")
        if serializer is None:
            raise OfficialError(f"{function.name}: nothing says what it sends")
        yield function.name, _method(function, serializer, models)


def _method(function: ast.FunctionDef, serializer: ast.FunctionDef, models: set[str]) -> JSON:
    places = dict(_places(serializer))
    annotations = {
        one.arg: one.annotation
        for one in function.args.args[1:]
        if one.annotation is not None and not one.arg.startswith(OPTION)
    }
    sent = {name: place for name, place in places.items() if name in annotations}
    body = [name for name, (place, _) in sent.items() if place == "body"]
    return {
        **_route(function.name, serializer),
        "arguments": {
            name: list(places[name]) if name in places else ["", name] for name in annotations
        },
        "takes": [model for name in body for model in _named(annotations[name], models)],
        "parts": {
            wire: found
            for name, (place, wire) in sent.items()
            if place == "form" and (found := list(_named(annotations[name], models)))
        },
        "gives": [] if function.returns is None else list(_named(function.returns, models)),
    }


def _route(name: str, serializer: ast.FunctionDef) -> JSON:
    """Give method and path, which the serializer hands on by keyword."""
    for node in ast.walk(serializer):
        if isinstance(node, ast.Call):
            given = {one.arg: one.value for one in node.keywords}
            match given.get("method"), given.get("resource_path"):
                case ast.Constant(str(method)), ast.Constant(str(path)):
                    return {"method": method, "path": path}
                case _:
                    continue
    raise OfficialError(f"{name}: nothing says where it goes")


def _places(serializer: ast.FunctionDef) -> Iterator[tuple[str, tuple[str, str]]]:
    """Give where each argument is sent, and under which name."""
    for node in ast.walk(serializer):
        match node:
            case ast.Assign(
                targets=[ast.Subscript(value=ast.Name(holder), slice=ast.Constant(str(wire)))],
                value=ast.Name(argument),
            ):
                yield argument, ({"_path_params": "path"}.get(holder, "file"), wire)
            case ast.Assign(targets=[ast.Name("_body_params")], value=ast.Name(argument)):
                yield argument, ("body", "")
            case ast.Call(
                func=ast.Attribute(value=ast.Name(holder), attr="append"),
                args=[ast.Tuple(elts=[ast.Constant(str(wire)), value])],
            ):
                for one in ast.walk(value):
                    if isinstance(one, ast.Name):
                        place = {"_query_params": "query"}.get(holder, "form")
                        yield one.id, (place, wire)
            case _:
                continue


def _convenient(package: Path) -> Iterator[tuple[str, str]]:
    """Give the methods that go through pages, and the one that each calls for a page."""
    for function in _functions(_parsed(package / CONVENIENT)):
        for node in ast.walk(function):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name("self"), attr=name)) if (
                    name[0] != "_" and function.name[0] != "_"
                ):
                    yield function.name, name
                case _:
                    continue


def _models(package: Path) -> dict[str, JSON]:
    classes = [
        node
        for path in sorted((package / "models").glob("*.py"))
        for node in _parsed(path).body
        if isinstance(node, ast.ClassDef)
    ]
    names = {node.name for node in classes}
    return {node.name: _model(node, names) for node in classes}


def _model(node: ast.ClassDef, models: set[str]) -> JSON:
    fields: dict[str, list[str]] = {}
    for one in node.body:
        match one:
            case ast.AnnAssign(target=ast.Name("actual_instance")):
                return {"one of": list(_named(one.annotation, models))}
            case ast.AnnAssign(target=ast.Name(name)) if not name.startswith(("_", "oneof_")):
                if found := list(_named(one.annotation, models)):
                    fields[_alias(one.value) or name] = found
            case _:
                continue
    return {"fields": fields}


def _alias(value: ast.expr | None) -> str | None:
    """Give the name on the wire, where it is another one."""
    if isinstance(value, ast.Call):
        for keyword in value.keywords:
            match keyword:
                case ast.keyword("alias", ast.Constant(str(alias))):
                    return alias
                case _:
                    continue
    return None


def _named(annotation: ast.expr, models: set[str]) -> Iterator[str]:
    """Give the models that an annotation names."""
    return (
        node.id for node in ast.walk(annotation) if isinstance(node, ast.Name) and node.id in models
    )


def _met(methods: dict[str, JSON], models: dict[str, JSON]) -> Iterator[str]:
    """Give the models that one can meet: in calls, in answers, and inside of those."""
    waiting = [
        model
        for facts in methods.values()
        for group in (facts["takes"], facts["gives"], *facts["parts"].values())
        for model in group
    ]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            yield name
            facts = models[name]
            inside = [facts["one of"]] if "one of" in facts else facts["fields"].values()
            waiting += [model for group in inside for model in group]
