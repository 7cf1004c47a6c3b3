"""The reference of a small API that is made up: each kind of argument, mark and fact."""

from __future__ import annotations

import pytest
from attrs import evolve

from codegen.examples import ExampleError, examples_in
from codegen.ir import INT, RAW, STR, Enum, ListOf, OneOf, Plain, Ref
from codegen.operations import build
from codegen.overlay import corrected, parse
from codegen.reference_words import Links, title, type_words
from codegen.render_reference import INDEX, pages, written
from tests.codegen.small import OVERLAY, facts, project

LINKS = Links(
    models={"Place": "models/places.md#Place", "Anything": "models/things.md#Anything"},
    errors="errors.md",
)
EXAMPLES = """
from datetime import UTC, datetime

from miro_async.models import Place

async def list(api):
    ...

async def get(api: MiroApi, thing_id: str) -> None:
    thing = await api.things.get(thing_id)
    print(thing)
"""


@pytest.fixture
def small(tmp_path):
    """Give a project with the small API, and a function that writes its examples."""
    made = project(tmp_path)
    folder = tmp_path / "docs" / "calls"
    folder.mkdir(parents=True)

    def with_examples(*names):
        functions = (f"async def {name}(api: MiroApi) -> None:\n    pass\n" for name in names)
        (folder / "things.py").write_text("\n\n".join(functions))
        return made

    return with_examples


def page_of(links=LINKS, **changes):
    """Give the page of the small API; all operations are changed so."""
    overlay = parse(OVERLAY)
    sdk = build(corrected(facts(), overlay), overlay)
    (group,) = sdk.groups
    changed = tuple(evolve(op, **changes) for op in group.operations)
    sdk = evolve(sdk, groups=(evolve(group, operations=changed),))
    examples = dict.fromkeys(("things.list", "things.get", "things.update"), "pass")
    return written(sdk, examples, {"get-thing": "It is only a thing."}, links)[
        "reference/things.md"
    ]


# -------------------------------------------------------------------------------------- examples


def test_the_pages_of_a_project_have_its_examples(small):
    """They are read from docs/calls, a module for each group."""
    found = pages(small("list", "get", "update"))
    assert list(found) == [INDEX, "reference/things.md"]
    assert found["reference/things.md"].count("```python\npass\n```") == 3


def test_an_operation_without_an_example_is_refused(small):
    """The message names it."""
    with pytest.raises(ExampleError, match=r"without an example in docs/calls: .'things.update'"):
        pages(small("list", "get"))


def test_an_example_of_no_operation_is_refused(small):
    """As one of an operation that Miro no longer has."""
    with pytest.raises(ExampleError, match=r"of no operation: .'things.destroy'"):
        pages(small("list", "get", "update", "destroy"))


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("pass", "pass"),
        ("# why\n    pass", "# why\npass"),
        ("for a in b:\n        # why\n        c", "for a in b:\n    # why\n    c"),
        ("Place()", "from miro_async.models import Place\n\nPlace()"),
        ("anyio.sleep(UTC)", "import anyio\nfrom datetime import UTC\n\nanyio.sleep(UTC)"),
        ("MiroApi", "from miro_async import MiroApi\n\nMiroApi"),
    ],
)
def test_an_example_is_a_body_with_the_imports_that_it_needs(body, shown):
    """Comments stay; what only the signature or another example needs is not imported."""
    source = f"""
import anyio
from datetime import UTC, datetime
from miro_async.models import Place, Thing
if TYPE_CHECKING:
    from miro_async import MiroApi

async def other(api: MiroApi) -> None:
    Thing(datetime)

def no_example() -> None:
    pass

async def get(api: MiroApi, thing_id: str) -> None:
    {body}
"""
    assert dict(examples_in(source))["get"] == shown
    assert list(dict(examples_in(source))) == ["other", "get"]


def test_a_long_import_is_broken():
    """No line is longer than the page is wide."""
    names = [f"AVeryLongNameOfAModel{n}" for n in range(4)]
    source = f"from miro_async.models import {', '.join(names)}\n"
    source += f"async def get(api: MiroApi) -> None:\n    {' + '.join(names)}\n"
    ((_, shown),) = examples_in(source)
    lines = "".join(f"    {name},\n" for name in names)
    assert shown.startswith(f"from miro_async.models import (\n{lines})\n\n{names[0]} + ")


# ----------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (STR, "`str`"),
        (Plain("str | int"), "`str` or `int`"),
        (RAW, "`Mapping[str, object]`"),
        (
            Plain("FileSource | Upload"),
            "a path, bytes, a binary file, any iterable of bytes, or an `Upload`",
        ),
        (Enum(("a",)), '`"a"`'),
        (Enum(("a", "b", "c"), "Alias"), '`"a"`, `"b"` or `"c"`'),
        (Ref("Place"), "[`Place`](models/places.md#Place) or a mapping"),
        (Ref("Thing"), "`Thing` or a mapping"),
        (ListOf(INT), "a list of `int`"),
        (ListOf(Ref("Thing")), "a list of `Thing` or mappings"),
        (ListOf(Enum(("a", "b"))), 'a list, each `"a"` or `"b"`'),
        (
            OneOf((STR, Ref("Thing"), Ref("Other"))),
            "`str` or `Thing` or a mapping or `Other` or a mapping",
        ),
    ],
)
def test_a_type_is_said_in_words(kind, words):
    """As a reader would say it, with links to the models."""
    assert type_words(kind, LINKS) == words


def test_the_groups_have_titles():
    """Acronyms are written as such."""
    named = [
        title(name) for name in ("boards", "sticky_notes", "scim_users", "ai_interaction_logs")
    ]
    assert named == ["Boards", "Sticky notes", "SCIM users", "AI interaction logs"]


def test_models_and_errors_are_linked_where_they_have_pages():
    """And are only named where they have none."""
    assert "`place` ([`Anything`](models/things.md#Anything) or a mapping" in page_of()
    error = "404 [`NotFoundError`](errors.md#miro_async.errors.NotFoundError)"
    assert f"- **[Errors](operations.md#errors)**: {error}\n" in page_of()
    bare = page_of(Links())
    assert "`place` (`Anything` or a mapping" in bare
    assert "- **[Errors](operations.md#errors)**: 404 `NotFoundError`\n" in bare


def test_arguments_say_what_is_required_and_what_can_be_null():
    """In the order of the signature."""
    start = page_of().index("## update")
    lines = [line for line in page_of()[start:].splitlines() if line.startswith("- `")]
    assert lines == [
        "- `thing_id` (`str`, required): Id of the thing.",
        '- `color` (`"red"` or `"green"`, required): The color.',
        "- `size` (`int` or `NULL`): The size (1 to 9).",
        "- `place` ([`Anything`](models/things.md#Anything) or a mapping or `NULL`): Where it is.",
    ]


def test_a_short_signature_is_on_one_line_and_a_long_one_is_not():
    """As a formatter would have it."""
    page = page_of()
    assert "```python\nawait api.things.get(thing_id: str) -> Thing\n```" in page
    assert "api.things.list(\n    *,\n    color: str | None = None,\n" in page
    assert ",\n) -> CursorPaginator[Thing]\n```" in page


def test_what_a_page_says_of_credits():
    """For SCIM, which has none, it says so."""
    assert page_of(level=4, per_item=True).count("- **Credits**: 2,000 per item (level 4)\n") == 3
    assert page_of(level=None).count("- **Credits**: none\n") == 3
    of_scim = page_of(level=None, api="scim")
    assert of_scim.count("none; SCIM has limits of its own\n- **Token**: SCIM's, ") == 3


def test_what_a_page_says_of_scopes_and_errors():
    """All of them, and nothing where the document names none."""
    both = page_of(scopes=("a:read", "b:read"), errors=("400", "404"))
    assert both.count("- **Scope**: `a:read` and `b:read`\n") == 3
    assert both.count("400 [`BadRequestError`]") == 3
    neither = page_of(scopes=(), errors=())
    assert "**Scope**" not in neither
    assert "#errors)**" not in neither


def test_a_reason_stands_behind_whether_a_call_is_safe_to_repeat():
    """For the one operation that has one."""
    lines = [line for line in page_of().splitlines() if "Safe to repeat" in line]
    assert [line.partition("**: ")[2] for line in lines] == [
        "yes",
        "yes. It is only a thing.",
        "yes",
    ]
    assert page_of(retry="unsafe").count("**: no, it might be done twice\n") == 2


def test_marks_and_notes_stand_with_the_operation():
    """Before anybody reads its arguments."""
    page = page_of(experimental=True, deprecated=True, notes=("One.", "Two."))
    assert page.count("\n\n**Experimental**: Miro may change it, or take it away.\n\n") == 3
    assert page.count("\n\n**Deprecated** by Miro.\n\n") == 3
    assert page.count("```\n\nOne. Two.\n\n**Example**\n\n```") == 3
