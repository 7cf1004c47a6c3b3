from __future__ import annotations

import ast
import re

import pytest
from attrs import evolve

from codegen.__main__ import BY_HAND, GENERATED, Project, main
from codegen.operations import build
from codegen.overlay import OverlayError, corrected, parse
from codegen.render import formatted, render, texts
from tests.codegen.generated import difference, methods, pieces
from tests.codegen.small import GONE, OVERLAY, changed, project, put

PACKAGE = Project().package


@pytest.fixture(scope="session")
def files(right, overlay):
    """Give the texts of all modules of the real API, in memory."""
    return render(build(right, overlay))


@pytest.fixture(scope="session")
def before(right, overlay):
    """Give the pieces of the modules as they are."""
    return pieces(texts(build(right, overlay)))


@pytest.fixture
def after(overlay):
    """Give the function that gives the pieces of the modules after a change of Miro's."""

    def generated(facts, **ours):
        changed = evolve(overlay, **ours)
        return pieces(texts(build(corrected(facts, changed), changed)))

    return generated


# --------------------------------------------------------------------------- the committed modules


def test_the_committed_modules_are_what_is_generated(files):
    """Each file on disk has the text that the generator gives, to the letter."""
    for path, text in files.items():
        assert (PACKAGE / path).read_text(encoding="utf-8") == text, path


def test_there_are_no_other_modules_beside_the_generated_ones(files):
    """Nothing is left over from an earlier run."""
    present = {
        path.relative_to(PACKAGE).as_posix() for glob in GENERATED for path in PACKAGE.glob(glob)
    }
    assert present - BY_HAND == set(files)


def test_each_module_says_that_it_is_generated(files):
    """Whoever opens one learns not to edit it, and where to look instead."""
    for path, text in files.items():
        doc = ast.get_docstring(ast.parse(text)) or ""
        assert "generated" in doc or "do not edit" in doc, path


def test_no_module_is_longer_than_1500_lines(files):
    """Editors, reviewers and type checkers have to live with them."""
    assert max(text.count("\n") for text in files.values()) <= 1500


def test_generating_twice_gives_the_same(right, overlay, before):
    """There is nothing random in it."""
    assert pieces(texts(build(right, overlay))) == before


# ------------------------------------------------------------------------------ all methods, by ast


@pytest.fixture(scope="session")
def calls(files):
    """Give the methods of all groups."""
    return methods(files)


def test_there_is_a_method_for_each_operation(calls, overlay):
    """197 methods, named as the overlay says."""
    assert set(calls) == {entry["call"] for entry in overlay.operations.values()}
    assert len(calls) == 197


def test_ids_are_positional_and_all_else_is_keyword_only(calls, right, overlay):
    """In the order of the path; then what the overlay says is as much a part of the call."""
    for id_, entry in overlay.operations.items():
        given = [argument.arg for argument in calls[entry["call"]].args.args]
        path = right["operations"][id_]["path"]
        ids = [_named(name, path) for name in re.findall(r"\{(\w+)\}", path)]
        names = entry.get("names", {})
        more = [names.get(wire, wire) for wire in entry.get("positional", ())]
        media = right["operations"][id_].get("body", {}).get("media", ())
        file = [["file"], ["files"]] if "multipart/form-data" in media else [[]]
        assert given in [["self", *ids, *one, *more] for one in file], id_


def _named(placeholder, path):
    """Give the name of a bare `{id}` in a path of SCIM: it says whose."""
    return {"/Users/{id}": "user_id", "/Groups/{id}": "group_id"}.get(path, placeholder)


def test_what_is_not_required_defaults_to_none(calls):
    """The only other defaults are values that have no alternative; none is Miro's."""
    for name, method in calls.items():
        assert method.args.defaults == [], name
        for argument, default in zip(method.args.kwonlyargs, method.args.kw_defaults, strict=True):
            annotation = ast.unparse(argument.annotation)
            if default is None:
                assert "None" not in annotation.split(" | "), f"{name}({argument.arg})"
            elif ast.unparse(default) == "None":
                assert "None" in annotation.split(" | "), f"{name}({argument.arg})"
            else:
                only = default.elts[0] if isinstance(default, ast.Tuple) else default
                assert f"Literal[{ast.unparse(only)}]" in annotation, f"{name}({argument.arg})"


def test_docstrings_say_what_is_called(calls, right, overlay):
    """Method and path, as in Miro's documentation; scopes, credits and plan."""
    for id_, entry in overlay.operations.items():
        facts = right["operations"][id_]
        doc = ast.get_docstring(calls[entry["call"]])
        path = re.sub(r"\{id\}", f"{{{_named('id', facts['path'])}}}", facts["path"])
        assert f"`{facts['method']} {path}`" in doc, id_
        for scope in facts["scopes"]:
            assert f"`{scope}`" in doc, id_
        assert ("credits" in doc) is (facts["level"] is not None), id_
        assert ("plan Enterprise" in doc) is (facts["plan"] is not None), id_


def test_docstrings_describe_each_argument(calls):
    """Every argument of every method has a line."""
    for name, method in calls.items():
        doc = ast.get_docstring(method)
        for argument in [*method.args.args[1:], *method.args.kwonlyargs]:
            assert re.search(rf"^ +{argument.arg}: \S", doc, re.MULTILINE), (name, argument.arg)


def test_what_comes_in_pages_is_iterated_and_all_else_is_awaited(calls, right, overlay):
    """Lists in pages give a paginator; any other method is a coroutine."""
    for id_, entry in overlay.operations.items():
        paged = right["operations"][id_]["paging"]
        assert isinstance(calls[entry["call"]], ast.FunctionDef if paged else ast.AsyncFunctionDef)


# -------------------------------------------------------------------------------- changes of Miro's

CREATE = "endpoints/tags.py Tags create"
TABLE = "endpoints/tags.py CREATE"


def test_a_renamed_field_renames_one_argument(copied, before, after):
    """The method that has it changes, and what the operation demands; nothing else."""
    fields = copied["schemas"]["TagCreateRequest"]["fields"]
    fields["name"] = fields.pop("title")
    copied["schemas"]["TagCreateRequest"]["required"] = ["name"]
    now = after(copied)
    assert difference(before, now) == {
        "added": set(),
        "removed": set(),
        "changed": {f"{CREATE} {piece}" for piece in ("signature", "doc", "body")} | {TABLE},
    }
    assert "name: str" in now[f"{CREATE} signature"]
    assert "title" not in now[f"{CREATE} signature"]
    assert "'name': name" in now[f"{CREATE} body"]
    assert "required=('name',)" in now[TABLE]


def test_a_field_that_becomes_required_loses_its_default(copied, before, after):
    """The argument has to be given from then on, and the operation knows it."""
    copied["schemas"]["TagCreateRequest"]["required"] = ["fillColor", "title"]
    now = after(copied)
    assert difference(before, now)["changed"] == {f"{CREATE} signature", TABLE}
    assert "fill_color: TagColor)" in now[f"{CREATE} signature"]
    assert "'fillColor'" in now[TABLE]


def test_a_new_value_shows_where_it_stands(copied, before, after):
    """It is written out once; where they are few, what reads them keeps them, too."""
    copied["schemas"]["EmbedData"]["fields"]["mode"]["enum"].append("fullscreen")
    now = after(copied)
    assert difference(before, now) == {
        "added": set(),
        "removed": set(),
        "changed": {
            "models/embeds.py EmbedData mode",
            "models/_hooks/embeds.py structure_embed_data body",
        },
    }
    assert (
        "Literal['inline', 'modal', 'fullscreen'] | str" in now["models/embeds.py EmbedData mode"]
    )


def test_a_new_value_of_a_named_set_shows_in_one_place(copied, before, after):
    """Where all that have the set get the value, only the set changes."""
    colors = copied["schemas"]["Tag"]["fields"]["fillColor"]["enum"].copy()
    for kind in enums_in(copied):
        if kind["enum"] == colors:
            kind["enum"] = [*colors, "orange"]
    now = after(copied)
    assert difference(before, now)["changed"] == {"models/enums.py TagColor"}
    assert "'black', 'orange'" in now["models/enums.py TagColor"]


def enums_in(tree):
    """Give every set of values, wherever it stands."""
    if isinstance(tree, dict):
        if isinstance(tree.get("enum"), list):
            yield tree
        for value in tree.values():
            yield from enums_in(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from enums_in(value)


def test_a_new_filter_is_one_more_keyword_argument(copied, overlay, before, after):
    """It is optional, described, and sent under Miro's name."""
    filter_ = {"name": "isArchived", "in": "query", "required": False, "type": "boolean"}
    put(copied, "operations / get-boards / parameters / isArchived", filter_)
    now = after(copied, words=overlay.words | {"is_archived": "Only archived boards."})
    boards = "endpoints/boards.py Boards list"
    assert difference(before, now) == {
        "added": set(),
        "removed": set(),
        "changed": {f"{boards} {piece}" for piece in ("signature", "doc", "body")},
    }
    assert "is_archived: bool | None=None" in now[f"{boards} signature"].partition("*")[2]
    assert "'isArchived': is_archived" in now[f"{boards} body"]
    assert "is_archived: Only archived boards." in now[f"{boards} doc"]


def test_a_new_operation_is_one_more_method(copied, overlay, before, after):
    """With its entry in the overlay there is a method and a constant; the tables know it."""
    operation = copied["operations"]["get-tag"] | {"path": "/v2/boards/{board_id}/favorite_tag"}
    operation["parameters"] = operation["parameters"][:1]
    copied["operations"]["get-favorite-tag"] = operation
    entry = {"call": "tags.get_favorite", "doc": "Get the tag that everybody loves."}
    now = after(copied, operations=overlay.operations | {"get-favorite-tag": entry})
    where = "endpoints/tags.py"
    assert difference(before, now) == {
        "added": {
            f"{where} Tags get_favorite signature",
            f"{where} Tags get_favorite doc",
            f"{where} Tags get_favorite body",
            f"{where} GET_FAVORITE",
        },
        "removed": set(),
        "changed": {f"{where} OPERATIONS"},
    }
    signature = "AsyncFunctionDef (self, board_id: str) -> Tag"
    assert now[f"{where} Tags get_favorite signature"] == signature
    assert "`GET /v2/boards/{board_id}/favorite_tag`" in now[f"{where} Tags get_favorite doc"]
    assert now[f"{where} OPERATIONS"].endswith("GET_FAVORITE)")


def test_a_field_that_is_gone_is_gone_everywhere(copied, before, after):
    """From the class, and from what reads and writes it."""
    put(copied, "schemas / EmbedData / fields / description", GONE)
    assert difference(before, after(copied)) == {
        "added": set(),
        "removed": {"models/embeds.py EmbedData description"},
        "changed": {
            "models/_hooks/embeds.py structure_embed_data body",
            "models/_hooks/embeds.py EMBED_DATA",
        },
    }


def test_other_terms_show_in_docstring_and_table(copied, before, after):
    """What a call costs, and who may make it."""
    put(copied, "operations / get-tag / level", 3)
    put(copied, "operations / get-tag / plan", "enterprise")
    put(copied, "operations / get-tag / deprecated", True)
    now = after(copied)
    where = "endpoints/tags.py"
    assert difference(before, now)["changed"] == {f"{where} GET", f"{where} Tags get doc"}
    assert "500 credits (level 3) · plan Enterprise · deprecated" in now[f"{where} Tags get doc"]
    assert "level=3" in now[f"{where} GET"]
    assert "plan='enterprise'" in now[f"{where} GET"]
    assert "deprecated=True" in now[f"{where} GET"]


def test_another_page_size_shows_in_the_table_and_in_words(copied, before, after):
    """The bounds of a page are data, and stand in the method's docstring."""
    put(copied, "operations / get-boards / parameters / limit / maximum", 70)
    now = after(copied)
    assert difference(before, now)["changed"] == {
        "endpoints/boards.py LIST",
        "endpoints/boards.py Boards list doc",
    }
    assert "smallest=1, largest=70" in now["endpoints/boards.py LIST"]


# -------------------------------------------------------------------- rare things, by the small API


def small_pieces(at, value, text=OVERLAY):
    """Give the pieces of the small API with one change."""
    ours = evolve(parse(text), corrections=[])
    return pieces(texts(build(corrected(changed(at, value), ours), ours)))


def test_an_argument_of_several_types_takes_each():
    """A mapping comes last, as the most general."""
    size = {"one_of": [{"ref": "Place"}, {"type": "string"}, {"type": "integer"}]}
    now = small_pieces("schemas / ThingChanges / fields / size", size)
    signature = now["endpoints/things.py Things update signature"]
    assert "size: Anything | str | int | Mapping[str, object] | Null | None=None" in signature


@pytest.mark.parametrize(
    ("key", "annotation", "sent"),
    [
        ("numbers", "str | int | None=None", "'color': as_number(color)"),
        ("comma", "Sequence[str] | None=None", "'color': comma_joined(color)"),
    ],
)
def test_the_overlay_can_change_what_an_argument_takes(key, annotation, sent):
    """Ids that Miro wants as numbers, and lists that it wants joined."""
    doc = 'doc = "List things."'
    text = OVERLAY.replace(doc, f'{doc}\n{key} = ["color"]')
    now = small_pieces("operations / list-things / level", 1, text)
    assert f"color: {annotation}" in now["endpoints/things.py Things list signature"]
    assert sent in now["endpoints/things.py Things list body"]


def test_an_answer_can_be_a_list():
    """Outside of pages it is a list of Python's, also in a group that has a method `list`."""
    things = {"type": "array", "items": {"ref": "Thing"}}
    now = small_pieces("operations / get-thing / responses / 200 / schema", things)
    signature = now["endpoints/things.py Things get signature"]
    assert signature.endswith("-> builtins.list[Thing]")


def test_an_answer_that_is_no_object_is_refused():
    """Methods give classes of ours, or lists of them."""
    with pytest.raises(OverlayError, match="answers with"):
        small_pieces("operations / get-thing / responses / 200 / schema", {"type": "string"})


def test_an_answer_that_may_still_be_empty_says_so():
    """A 202 without a body gives `Accepted`."""
    now = small_pieces("operations / update-thing / responses / 202", {"media": [], "schema": None})
    signature = now["endpoints/things.py Things update signature"]
    assert signature.endswith("-> Thing | Accepted")


def test_what_is_no_python_is_never_written():
    """A template that went wrong stops everything, with the message of the formatter."""
    with pytest.raises(RuntimeError, match=r"models/wrong\.py"):
        formatted({"models/wrong.py": "def :"})


# ------------------------------------------------------------------------------------- the command


def test_generating_writes_what_is_missing_and_checks_clean(tmp_path, capsys):
    """The first run writes all files; after that nothing is stale."""
    small = project(tmp_path)
    assert main(["generate", "--check"], small) == 1
    assert "stale: endpoints/things.py" in capsys.readouterr().out
    assert main(["generate"], small) == 0
    assert re.search(r"(\d+) files, \1 written, 0 removed", capsys.readouterr().out)
    assert main(["generate", "--check"], small) == 0
    assert main(["generate"], small) == 0
    assert re.search(r"\d+ files, 0 written, 0 removed", capsys.readouterr().out)


def test_a_module_that_was_edited_is_stale(tmp_path, capsys):
    """The check names it and leaves it as it is; generating mends it."""
    small = project(tmp_path)
    main(["generate"], small)
    edited = small.package / "models" / "things.py"
    good = edited.read_text()
    edited.write_text(good + "# mine\n")
    capsys.readouterr()
    assert main(["generate", "--check"], small) == 1
    assert capsys.readouterr().out == "stale: models/things.py\n"
    assert edited.read_text() == good + "# mine\n"
    assert main(["generate"], small) == 0
    assert edited.read_text() == good


def test_a_module_that_is_no_longer_generated_is_stale(tmp_path, capsys):
    """The check names it, and generating removes it; what is written by hand stays."""
    small = project(tmp_path)
    main(["generate"], small)
    left_over = small.package / "models" / "_hooks" / "ancient.py"
    left_over.write_text("")
    capsys.readouterr()
    assert main(["generate", "--check"], small) == 1
    assert capsys.readouterr().out == "stale: models/_hooks/ancient.py\n"
    assert main(["generate"], small) == 0
    assert not left_over.exists()
    assert (small.package / "endpoints" / "__init__.py").read_text() == '"""Written by hand."""\n'


def test_generated_modules_are_formatted(tmp_path):
    """Lines are as long as in the rest of the project, and unused imports are gone."""
    small = project(tmp_path)
    main(["generate"], small)
    text = (small.package / "endpoints" / "things.py").read_text()
    assert "Upload" not in text
    assert "Mapping" in text
    assert max(map(len, text.splitlines())) <= 100
