"""The reference of the real API, held against the package and its generated modules."""

from __future__ import annotations

import ast
import builtins
import inspect
import re
from importlib import import_module
from textwrap import dedent

import pytest

from codegen.__main__ import Project
from codegen.render_reference import INDEX, pages
from miro_async import Response, operations
from miro_async.call.answer import error_of
from tests.codegen.generated import methods

OPERATIONS = {operation.call: operation for operation in operations()}
PLANS = {None: "any", "enterprise": "Enterprise", "enterprise_guard": "Enterprise Guard"}
ENDPOINTS = (Project().package / "endpoints").glob("[!_]*.py")
METHODS = methods({f"endpoints/{path.name}": path.read_text("utf-8") for path in ENDPOINTS})
SECTION = re.compile(r"^## (\w+) \{ #(\w+)-\1 \}\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
FACT = re.compile(r"^- \*\*(?:\[(.+?)\]\(.+?\)|(.+?))\*\*: (.*)$", re.MULTILINE)
LINK = re.compile(r"\[([^]]+)\]\(([^)]*)\)")
ARGUMENT = re.compile(r"^- `(\w+)` \((.*?)\): (.*)$", re.MULTILINE)
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def real():
    """Give the pages of the real API."""
    return pages()


@pytest.fixture(scope="module")
def sections(real):
    """Give what is said of each call, by its name."""
    return {
        f"{group}.{name}": text
        for page in real.values()
        for name, group, text in SECTION.findall(page)
    }


@pytest.fixture(scope="module")
def told(sections):
    """Give the facts of each call, as the page lists them."""
    return {
        call: {linked or plain: words for linked, plain, words in FACT.findall(text)}
        for call, text in sections.items()
    }


# ------------------------------------------------------------------------------- what there is


def test_each_operation_is_described_once(sections):
    """All 197, in the order of the package."""
    assert list(sections) == list(OPERATIONS)


def test_each_group_has_a_page_and_one_page_lists_all(real):
    """The index comes first."""
    groups = dict.fromkeys(operation.group for operation in OPERATIONS.values())
    assert list(real) == [INDEX, *(f"reference/{group}.md" for group in groups)]


def test_the_list_leads_to_each_operation(real):
    """A row has its call, its request, its credits and its scopes."""
    rows = re.findall(r"^\| \[.*\n", real[INDEX], re.MULTILINE)
    for row, operation in zip(rows, OPERATIONS.values(), strict=True):
        group, name = operation.group, operation.name
        mark = ", experimental" if operation.experimental else ""
        cells = [cell.strip() for cell in row.strip(" |\n").split(" | ")]
        assert cells[0] == f"[`{operation.call}`]({group}.md#{group}-{name}){mark}"
        assert cells[1] == f"`{operation.method} {operation.path}`"
        assert cells[2].startswith(
            "none" if operation.credits is None else f"{operation.credits:,}"
        )
        assert cells[2].endswith("per item") == operation.per_item
        assert all(scope in row for scope in operation.scopes)


def test_a_page_lists_its_operations(real):
    """With what they do, and where on the page they are described."""
    page = real["reference/tags.md"]
    assert page.startswith("# Tags\n\nTags of a board,")
    assert (
        "| [`attach`](#tags-attach) | Attach a tag of the board to a sticky note or a card. | 50 |"
        in page
    )


def test_each_link_leads_to_what_is_there(real):
    """Calls that are named lead to where they are described; the site checks what it adds."""
    leads = {"../errors.md", "../faults.md", "../paging.md", "../rate-limits.md"}
    headings = re.findall(r"^## (.*)$", real[INDEX], re.MULTILINE)
    leads |= {f"operations.md#{heading.lower()}" for heading in headings}
    for path, page in real.items():
        name = path.removeprefix("reference/")
        anchors = re.findall(r"^## \w+ \{ #(\S+) \}$", page, re.MULTILINE)
        leads |= {name, *(f"{name}#{anchor}" for anchor in anchors)}
    for path, page in real.items():
        for _, to in LINK.findall(re.sub(BLOCK, "", page)):
            assert (path.removeprefix("reference/") + to if to[0] == "#" else to) in leads
    revoke = "prefer [`tokens.revoke`](tokens.md#tokens-revoke)."
    assert revoke in real["reference/tokens.md"]
    assert "Without `data.shape` and" in real["reference/shapes.md"]


def test_there_is_nothing_random_in_it(real):
    """A site is built again and again."""
    assert pages() == real


def test_no_page_has_a_gap_or_a_trailing_space(real):
    """Whoever reads the Markdown itself finds it as if it were written by hand."""
    for page in real.values():
        assert "\n\n\n" not in page
        assert not re.search(r" +$", page, re.MULTILINE)
        assert page.endswith("\n")


# --------------------------------------------------------------------- what is said of each call


def test_the_signature_is_that_of_the_method(sections):
    """Its arguments, their order, types and defaults, and the type that it gives."""
    for call, text in sections.items():
        block = BLOCK.findall(text)[0]
        shown = " ".join(block.split())
        wait = "" if OPERATIONS[call].paging else "await "
        assert shown.startswith(f"{wait}api.{call}("), call
        (read,) = ast.parse(f"def call(self, {shown.partition('(')[2]}: ...").body
        method = METHODS[call]
        assert ast.unparse(read.args) == ast.unparse(method.args), call
        assert ast.unparse(read.returns) == ast.unparse(method.returns).replace("builtins.", "")
        assert max(map(len, block.splitlines())) <= 110, call


def test_the_words_are_those_of_the_docstring(sections):
    """What it does, the notes, and what each argument is; types come on top of it."""
    for call, shown in sections.items():
        text = LINK.sub(r"\1", shown)
        docstring, *_ = ast.get_docstring(METHODS[call]).partition("\n\nErrors: ")
        notes, _, arguments = docstring.partition("\n\nArgs:\n")
        does, _, *more = notes.split("\n\n")
        words = dict(re.findall(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", arguments, re.MULTILINE))
        found = {name: said for name, _, said in ARGUMENT.findall(text)}
        assert text.startswith(f"\n{does}\n"), call
        assert all(" ".join(note.split()) in text for note in more), call
        assert found == {name: " ".join(said.split()) for name, said in words.items()}, call


def test_an_argument_is_required_that_has_no_default(sections):
    """And can be null where the method takes `NULL`."""
    for call, text in sections.items():
        given, kinds = METHODS[call].args, {n: kind for n, kind, _ in ARGUMENT.findall(text)}
        defaults = zip(given.kwonlyargs, given.kw_defaults, strict=True)
        required = {one.arg for one in given.args[1:]} | {one.arg for one, d in defaults if not d}
        assert {name for name in kinds if kinds[name].endswith(", required")} == required, call
        null = {one.arg for one in given.kwonlyargs if "Null" in ast.unparse(one)}
        assert {name for name in kinds if kinds[name].endswith("`NULL`")} == null, call


def test_the_facts_are_those_of_the_operation(told):
    """Request, credits, scopes and plan are those by which the client goes."""
    for call, operation in OPERATIONS.items():
        found = told[call]
        assert found["Request"] == f"`{operation.method} {operation.path}`"
        assert found["Plan"] == PLANS[operation.plan]
        assert re.findall("`(.+?)`", found.get("Scope", "")) == list(operation.scopes)
        assert ("scim_token" in found.get("Token", "")) == (operation.api == "scim")
        if operation.credits is None:
            assert found["Credits"].startswith("none"), call
            assert ("SCIM" in found["Credits"]) == (operation.api == "scim")
        else:
            each = " per item" if operation.per_item else ""
            assert found["Credits"] == f"{operation.credits:,}{each} (level {operation.level})"


def test_it_is_said_whether_a_call_is_safe_to_repeat(told, overlay):
    """And why, where that is not as with other calls of its method."""
    for call, operation in OPERATIONS.items():
        found = told[call]["Safe to repeat"]
        assert found.startswith("no" if operation.retry == "unsafe" else "yes"), call
        assert ("404" in found.partition(".")[0]) == (operation.retry == "delete"), call
        assert found.endswith(overlay.operations[operation.id].get("retry_why", "")), call


def test_it_is_said_how_lists_come(told):
    """By what they go on, and how many there may be on a page; nothing of the kind for others."""
    paged = {call: operation.paging for call, operation in OPERATIONS.items() if operation.paging}
    styles = {"cursor": "by cursor", "offset": "by offset", "scim": "by index"}
    for call, paging in paged.items():
        bounds = f"{paging.smallest:,} to {paging.largest:,} a page"
        assert told[call]["Pages"] == f"{styles[paging.style]}, {bounds}"
        assert told[call]["Without `await`"].startswith(f"`for one in api.{call}(")
    assert {call for call in told if "Pages" in told[call]} == paged.keys()


def test_the_errors_are_those_of_the_document(told, right):
    """Each with the class that is raised for it."""
    for call, operation in OPERATIONS.items():
        found = dict(re.findall(r"(\d+) `(\w+)`", told[call]["Errors"]))
        assert list(found) == right["operations"][operation.id]["errors"], call
        for status, name in found.items():
            error = error_of(operation, Response(status=int(status), headers={}, body=b""), 0)
            assert type(error).__name__ == name


def test_what_a_call_gives_is_named(told):
    """One thing, a list of things, an iterator over things, or nothing."""
    given = {call: told[call]["Gives"] for call in told}
    assert given["boards.get"] == "`Board`"
    assert given["boards.update"] == "`Board`, or `Accepted` where Miro does it later"
    assert given["boards.list"] == "an iterator over `Board`"
    assert given["boards.delete"] == "nothing"
    assert given["items.create_bulk"] == "a list of `Item`"


def test_a_call_is_shown_without_await(told):
    """Its ids are named, and that there is more to give."""
    shown = {call: told[call]["Without `await`"] for call in told}
    assert shown["boards.create"] == "`api.boards.create(...)`"
    assert shown["boards.get"] == "`api.boards.get(board_id)`"
    assert shown["boards.update"] == "`api.boards.update(board_id, ...)`"
    assert shown["items.list"] == "`for one in api.items.list(board_id, ...): ...`"


def test_what_is_not_settled_is_marked(sections):
    """Experimental and deprecated operations say so; others do not."""
    for call, operation in OPERATIONS.items():
        assert ("**Experimental**" in sections[call]) == operation.experimental, call
        assert ("**Deprecated**" in sections[call]) == operation.deprecated, call


# ------------------------------------------------------------------------------------- examples


def test_the_example_is_the_body_of_the_function_that_runs(sections):
    """To the letter; the tests in tests/docs run it."""
    for call, text in sections.items():
        group, _, name = call.partition(".")
        function = getattr(import_module(f"docs.calls.{group}"), name)
        _, _, body = inspect.getsource(function).partition(") -> None:\n")
        example = BLOCK.findall(text)[1]
        assert example.endswith(dedent(body)), call
        above = example.removesuffix(dedent(body)).splitlines()
        assert all(line.startswith(("from ", "import ", "    ", ")")) for line in above if line)


def test_an_example_imports_what_it_uses(sections):
    """All names are imported, ids that the reader has, or the client."""
    for call, text in sections.items():
        tree = ast.parse(BLOCK.findall(text)[1])
        nodes = list(ast.walk(tree))
        names = [node for node in nodes if isinstance(node, ast.Name)]
        bound = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        imports = [node for node in nodes if isinstance(node, ast.ImportFrom | ast.Import)]
        imported = {alias.name for node in imports for alias in node.names}
        used = {node.id for node in names} - bound - set(dir(builtins))
        group, _, name = call.partition(".")
        given = inspect.signature(getattr(import_module(f"docs.calls.{group}"), name)).parameters
        assert used - imported == used & given.keys(), call
        assert imported <= used, call
