"""The page for those who come from `miro_api`: its methods and models, and what stands for them."""

from __future__ import annotations

import inspect
import json
import re

import pytest

import miro_async.models
from codegen.__main__ import Project, main
from codegen.operations import build
from codegen.pages import PAGE, pages
from miro_async import MiroApi, operations
from tests.codegen.packages import METHODS, package
from tests.codegen.small import OVERLAY, project

WORDS = """
[releases]
"1.0" = ""
"2.0" = "†"

[models]
Oil = "paint of its own"
Paint = "no wrapper"
Part = "gone"
Water = "water"
ThingFile = "gone"
"""


@pytest.fixture
def small(tmp_path):
    """Give a project with the facts of a small package, and words for what they leave open."""
    made = project(tmp_path / "project")
    spec = made.facts.parent
    (spec / "migration.toml").write_text(WORDS)
    assert main(["official", f"1.0={package(tmp_path / 'package')}"], made) == 0
    return made


def rows(text):
    """Give the rows of all tables: the cells of each."""
    found = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {cells[0]: cells[1:] for cells in found}


def page(made):
    """Give the rows of the page that is generated."""
    assert main(["generate"], made) == 0
    return rows((made.package / PAGE).read_text(encoding="utf-8"))


# ------------------------------------------------------------------------------------ a small one


def test_a_method_stands_beside_ours(small):
    """With the arguments of both, and what ours gives; ids are named differently in the path."""
    table = page(small)
    assert table["`get_thing(thing_id)`"] == ["`things.get(thing_id)`", "`Thing`"]
    assert table["`update_thing(thing_id, thing_changes)`"] == [
        "`things.update(thing_id, *, color, size=None, place=None)`",
        "`Thing`",
    ]


def test_a_list_gives_each(small):
    """And what goes through its pages there is the same method here."""
    table = page(small)
    ours = "`things.list(*, color=None, page_size=None, cursor=None)`"
    assert table["`get_things(color, limit)`"] == [ours, "each `Thing`"]
    assert table["`get_all_things(...)`"] == ["`things.list(...)`", "each `Thing`"]


def test_a_method_without_one_of_ours_is_told_how_to_call(small):
    """By its method and its path."""
    table = page(small)
    assert table["`forget()`"] == ['`api.request("DELETE", "/v2/things", ...)`']
    assert "/v2/files?" in table["`upload_thing(resource, data)`"][0]


def test_an_operation_that_they_lack_is_named(small, tmp_path):
    """In a sentence of its own."""
    without = METHODS.replace("update_thing", "put_thing").replace('"PATCH"', '"PUT"')
    folder = package(tmp_path / "other", **{"api/__init__.py": without})
    words = small.facts.parent / "migration.toml"
    words.write_text(f'{WORDS}ThingChanges = "gone"\n')
    assert main(["official", f"1.0={folder}"], small) == 0
    assert main(["generate"], small) == 0
    text = (small.package / PAGE).read_text(encoding="utf-8")
    assert "1 of our 3 operations have no method in `miro_api`:\n\n`things.update`.\n" in text


def test_what_one_release_has_is_marked(small, tmp_path):
    """By the sign that the words have for it."""
    newer = METHODS.replace("get_thing(", "find_thing(").replace("_get_thing_", "_find_thing_")
    folder = package(tmp_path / "newer", **{"api/__init__.py": newer})
    (small.facts.parent / "miro_api.json").unlink()
    main(["official", f"1.0={tmp_path / 'package'}", f"2.0={folder}"], small)
    table = page(small)
    assert {"`get_thing(thing_id)`", "`find_thing(thing_id)`†"} <= table.keys()


def test_of_methods_at_one_place_the_name_decides(small, tmp_path):
    """As Miro has several operations there; a name that none has is none of them."""
    facts = json.loads(small.facts.read_text())
    facts["operations"]["paint-thing"] = facts["operations"]["update-thing"]
    small.facts.write_text(json.dumps(facts))
    paint = '\n[operations.paint-thing]\ncall = "things.paint"\ndoc = "Paint a thing."\n'
    small.overlay.write_text(OVERLAY.replace("[unions", paint + "\n[unions", 1))
    renamed = METHODS.replace("update_thing", "paint_thing")
    main(["official", f"1.0={package(tmp_path / 'b', **{'api/__init__.py': renamed})}"], small)
    ours = page(small)["`paint_thing(thing_id, thing_changes)`"][0]
    assert ours.startswith("`things.paint(")
    stranger = METHODS.replace("update_thing", "amend_thing")
    words = small.facts.parent / "migration.toml"
    words.write_text(f'{WORDS}ThingChanges = "gone"\n')
    main(["official", f"1.0={package(tmp_path / 'c', **{'api/__init__.py': stranger})}"], small)
    assert "api.request" in page(small)["`amend_thing(thing_id, thing_changes)`"][0]


def test_models_are_found_by_their_places(small):
    """A body, a page, one of several, and what has the same name: the last in a sentence."""
    table = page(small)
    assert table["`ThingChanges`"] == ["keywords of `things.update`"]
    assert table["`ThingsCursorPaged`"] == ["what `things.list` iterates over"]
    assert table["`Place`"] == ["`Anything`"]
    text = (small.package / PAGE).read_text(encoding="utf-8")
    assert "\n`Thing`.\n" in text


def test_words_count_over_what_is_found(small):
    """They stand as they are."""
    assert page(small)["`Paint`"] == ["no wrapper"]


def test_a_model_without_a_meaning_is_refused(small, capsys):
    """Nothing is written then; the message names it."""
    words = small.facts.parent / "migration.toml"
    words.write_text(WORDS.replace('Part = "gone"\n', ""))
    assert main(["generate"], small) == 2
    assert "nothing stands for Part" in capsys.readouterr().err
    assert not (small.package / PAGE).exists()


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("Oil", "Grease", "no model 'Grease'"),
        ('"1.0"', '"0.9"', "the release '1.0'"),
        ("[models]", "[words]", "models"),
        ("[models]", "[models", "migration.toml"),
    ],
)
def test_words_that_do_not_fit_are_refused(small, capsys, before, after, message):
    """They are for what is there, and for all of it."""
    words = small.facts.parent / "migration.toml"
    words.write_text(WORDS.replace(before, after))
    assert main(["generate"], small) == 2
    assert message in capsys.readouterr().err


def test_a_page_that_was_edited_is_stale(small, capsys):
    """The check tells, and leaves it as it is."""
    page(small)
    path = small.package / PAGE
    good = path.read_text(encoding="utf-8")
    path.write_text(f"{good}more\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["generate", "--check"], small) == 1
    assert capsys.readouterr().out == f"stale: {PAGE}\n"
    assert main(["generate"], small) == 0
    assert path.read_text(encoding="utf-8") == good


# ----------------------------------------------------------------------------------- the real one


@pytest.fixture(scope="module")
def text():
    """Give the page of this repository."""
    return (Project().package / PAGE).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def official():
    """Give what `miro_api` has."""
    return json.loads((Project().facts.parent / "miro_api.json").read_text(encoding="utf-8"))


def test_the_committed_page_is_what_is_generated(right, overlay, text):
    """To the letter."""
    made = pages(build(right, overlay), right, overlay, Project().facts.parent)
    assert made == {PAGE: text}


def test_there_are_as_many_methods_as_were_counted(official):
    """145 in the release, 190 in its repository: counted by others, with grep."""
    releases = [method["in"] for method in official["methods"].values()]
    assert sum("2.2.4" in release for release in releases) == 145
    assert sum("repository" in release for release in releases) == 190


def test_each_method_stands_there_once(official, text):
    """Beside ours, or among those that Miro has ended."""
    told = re.findall(r"^\| `(\w+)\([\w, ]*\)`†? \|", text, re.MULTILINE)
    assert sorted(told) == sorted(official["methods"])
    told = re.findall(r"^\| `(\w+)\(\.\.\.\)`†? \|", text, re.MULTILINE)
    assert sorted(told) == sorted(official["convenient"])


def calls(text):
    """Give our calls in the tables: group, name, and arguments."""
    tables = text.split("## Its methods")[1].split("### Not here")[0]
    return re.findall(r"\| `(\w+)\.(\w+)\((?!\.\.\.)(.*?)\)` \|", tables)


def test_each_of_our_operations_stands_there(text):
    """Beside theirs, or among those that they lack."""
    beside = {f"{group}.{name}" for group, name, _ in calls(text)}
    lacking = set(re.findall(r"`(\w+\.\w+)`", text.split("### Not there")[1].split("## ")[0]))
    assert not beside & lacking
    assert beside | lacking == {one.call for one in operations()}


def test_each_of_our_calls_can_be_made_so(text):
    """The methods are there, with these arguments in this order, and these are needed."""
    api = MiroApi("token")
    for group, name, arguments in calls(text):
        function = inspect.signature(getattr(getattr(api, group), name))
        shown = inspect.signature(eval(f"lambda {arguments}: 0"))  # noqa: S307 - our own page
        assert [(one.name, one.kind, one.default) for one in function.parameters.values()] == [
            (one.name, one.kind, one.default) for one in shown.parameters.values()
        ], name


def test_each_of_our_classes_is_there(text):
    """Those that the tables name."""
    tables = text.partition("## Its methods")[2]
    named = set(
        re.findall(r"`(?:list\[)?([A-Z]\w+)\]?(?: or Accepted)?` \|$", tables, re.MULTILINE)
    )
    assert len(named) > 100
    assert named - {"None"} <= set(miro_async.models.__all__)


def test_each_model_stands_there_once(official, text):
    """Beside what stands for it, or among those of the same name."""
    models = text.partition("## Its models")[2]
    same, _, others = models.partition("The others:")
    told = re.findall(r"`(\w+)`[,.]", same) + re.findall(r"^\| `(\w+)` \|", others, re.MULTILINE)
    assert sorted(told) == sorted(official["models"])


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("BoardWithLinks", "`Board`"),
        ("StickyNoteCreateRequest", "keywords of `sticky_notes.create`"),
        ("BoardChanges", "keywords of `boards.create`, `boards.update`"),
        ("TagsPagedResponse", "what `tags.list` iterates over"),
        ("GetTagsResponse", "the list that `tags.list_for_item` gives"),
        ("UserResourceRolesInner", "`ScimRole`"),
        (
            "EnterpriseGetOrganizationMembers200Response",
            "what `organization_members.list` iterates over",
        ),
        ("OrganizationMembersSearchResponse", "what `organization_members.list` iterates over"),
        ("ItemTypeChange", "`str`"),
        (
            "Group",
            "keywords of `item_groups.create`, `item_groups.update`; `ItemGroupData`; `UserGroup`",
        ),
        ("ItemCreate", "`BulkItem`"),
    ],
)
def test_models_are_told_as_a_reader_of_the_api_would(text, theirs, ours):
    """A few of each kind, by hand."""
    assert rows(text)[f"`{theirs}`"] == [ours]
