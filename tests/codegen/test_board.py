"""`board.toml`: held against the facts by the generator, and against Miro's document here."""

from __future__ import annotations

import ast
import inspect
import json
import re
import typing
from functools import partial

import pytest

import miro_async.models.enums
from codegen.__main__ import BANNER, Project, main
from codegen.board import read_board
from codegen.operations import build
from codegen.overlay import OverlayError
from codegen.render import render
from codegen.twins import read_twins
from miro_async.board import Board
from tests.board.flat_arguments import ADDED, EACH
from tests.codegen.small import project

LISTED = re.compile(r"<li>(\w+)</li>")
KINDS = {"string": str, "number": (int, float), "boolean": bool, "array": list, "object": dict}
UNTOLD = {
    # It names a schema twice, and the one that it gives is that of answers.
    **{("add_mindmap_node", name): "data" for name in ("text", "html")},
    # It was lost in February 2026 (D4 of the overlay); images have it.
    **{("add_document", name): "data" for name in ("width", "height", "rotation")},
}
"""What Miro's document does not tell."""


@pytest.fixture(scope="session")
def document(official):
    """Give Miro's own document."""
    return json.loads(official.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def sdk(right, overlay):
    """Give what the generator knows of the API."""
    return build(right, overlay)


def schema_at(document, path, place):
    """Give the schema of a place in the body of a POST."""
    content = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    schema = followed(document, content["schema"])
    for step in place.split("."):
        schema = followed(document, schema["properties"][step])
    return schema


def followed(document, schema):
    """Give the schema at the end of references."""
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


@pytest.mark.parametrize(("method", "argument"), [one for one in EACH if one not in UNTOLD])
def test_miro_documents_each_place(document, method, argument):
    """Its name in the body of the call, its type, and all values of those that are few."""
    api_path, taken = ADDED[method]
    value, place, sent = taken[argument]

    schema = schema_at(document, api_path, place)

    if "oneOf" not in schema:
        assert isinstance(sent, KINDS[schema["type"]])
    known = literals(method, argument)
    listed = LISTED.findall(schema.get("description", "")) if argument == "shape" else ()
    # The last is what answers say of shapes that the API does not support.
    assert (known or set()) == set(schema.get("enum") or listed) - {"unknown"}, value


def literals(method, argument):
    """Give the values that an argument takes, `None` if any is taken."""
    names = {**vars(miro_async.models.enums), "Literal": typing.Literal}
    hint = inspect.signature(getattr(Board, method)).parameters[argument].annotation
    first = hint.partition(" | ")[0]
    if first.startswith("Literal") or first in vars(miro_async.models.enums):
        return set(typing.get_args(eval(first, names)))  # noqa: S307 - our own annotation
    return None


CHANGES = {
    "a wrong wire name": (
        'at = "style.fillColor", doc = "The color of the paper',
        'at = "style.fillcolor", doc = "The color of the paper',
        "sticky_note: style.fillcolor is nothing that Miro takes",
    ),
    "a wrong part": (
        'at = "data.shape", doc = "Which shape it has',
        'at = "style.shape", doc = "Which shape it has',
        "sticky_note: style.shape is nothing that Miro takes",
    ),
    "a field without an argument": (
        'mode = { at = "data.mode", doc = "Whether it opens on the board, or above it." }\n',
        "",
        "embed: data.mode is not in board.toml",
    ),
    "a field of uploads without an argument": (
        'alt_text = { at = "data.altText", file = true',
        'other = { at = "data.title", file = true',
        "image: data.altText is not in board.toml",
    ),
    "a side without an argument": (
        'geometry = ["width", "rotation"]',
        'geometry = ["width"]',
        "text: geometry.rotation is not in board.toml",
    ),
    "a group that makes no items": (
        'group = "embeds"',
        'group = "tags"',
        "embeds.create puts items on a board: it is not in board.toml",
    ),
    "a reason for what is there": (
        '"data.contentVersion" = "there is one version"',
        '"data.contentVersion" = "there is one version"\n"data.more" = "?"',
        "doc_format: data.more is nothing that Miro takes: no reason is needed",
    ),
    "a group that is gone": (
        "[without]\n",
        '[without]\nwidgets = "x"\n',
        "nothing in 'widgets' puts items on a board",
    ),
    "a manner that means nothing": (
        'as = "number", doc = "How wide the border is',
        'as = "figure", doc = "How wide the border is',
        "as = 'figure' means nothing",
    ),
    "a manner for a string": (
        'shape = { at = "data.shape", doc = "Which shape it has',
        'shape = { at = "data.shape", as = "text", doc = "Which shape it has',
        "data.shape is no string any more",
    ),
    "a value that is not there": (
        'without = ["unknown"], doc = "Where the lines',
        'without = ["nowhere"], doc = "Where the lines',
        "there is no value 'nowhere' to leave out",
    ),
    "what is implied of nothing": (
        "border_opacity = { value",
        "border = { value",
        "there is no argument 'border' to imply",
    ),
    "a file's argument that no upload takes": (
        'alt_text = { at = "data.altText", file = true',
        'alt_text = { at = "data.other", file = true',
        "image: data.other is nothing that Miro takes",
    ),
    "an unknown key": ('handle = "Embed"\n', 'handle = "Embed"\nhands = 2\n', "embed has hands"),
    "no TOML": ("[words]", "[words", "board.toml: "),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_does_not_fit_is_refused(tmp_path, sdk, name):
    """By name, so that it is known what to change."""
    old, new, message = CHANGES[name]
    text = Project().board.read_text(encoding="utf-8")
    assert text.count(old) == 1
    changed = tmp_path / "board.toml"
    changed.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(OverlayError, match=re.escape(message)):
        read_board(changed, sdk)


def test_a_new_field_of_miros_is_not_overlooked(overlay, right):
    """The overlay takes it as it is; here it has to get a name, or a reason."""
    facts = json.loads(json.dumps(right))
    facts["schemas"]["StickyNoteStyle"]["fields"]["shadowColor"] = {"type": "string"}

    with pytest.raises(OverlayError, match=r"sticky_note: style\.shadowColor is not in board"):
        read_board(Project().board, build(facts, overlay))


def test_the_file_is_told_of_by_the_command(tmp_path, capsys):
    """As the overlay is: what is wrong is an error of the input."""
    small = project(tmp_path)
    small.board.write_text("[words]\n[kinds]\n", encoding="utf-8")

    assert main(["generate"], small) == 2
    assert "board.toml lacks without" in capsys.readouterr().err


def test_signatures_are_easy_to_remember():
    """The first is positional, then come the place and the rest by keyword."""
    tree = ast.parse(inspect.getsource(inspect.getmodule(Board.add_shape)))
    methods = [node for node in ast.walk(tree) if getattr(node, "name", "").startswith("add_")]
    for node in methods:
        assert len(node.args.args) == 2
        names = [one.arg for one in node.args.kwonlyargs]
        assert "at" in names[:3]
    assert len(methods) == 12


def test_the_committed_modules_are_what_is_generated(sdk):
    """Of boards, and of twins that follow them: to the letter."""
    board = read_board(Project().board, sdk)
    package = Project().package
    twins = partial(read_twins, Project().twins, package)
    written = {path: text for path, text in render(sdk, board, twins).items() if is_ours(path)}

    assert len(written) > 20
    for path, text in written.items():
        assert (package / path).read_text(encoding="utf-8") == text, path
        assert BANNER in text


def is_ours(path):
    """Tell whether a module is about boards, or a twin."""
    return path.startswith(("board/", "sync/board/", "sync/pictures/", "sync/_twins"))
