"""Reading what Miro's own Python package has, from its source."""

from __future__ import annotations

import json

import pytest

from codegen.__main__ import main
from codegen.official import OfficialError, facts_of
from tests.codegen.packages import CONVENIENT, METHODS, package
from tests.codegen.small import project


@pytest.fixture
def facts(tmp_path):
    """Give the facts of the small package."""
    return facts_of({"1.0": package(tmp_path)})


def test_a_method_goes_somewhere_with_arguments(facts):
    """Each argument has a place and its name there; options of every method are left out."""
    assert list(facts["methods"]) == [
        "forget",
        "get_thing",
        "get_things",
        "update_thing",
        "upload_thing",
    ]
    assert facts["methods"]["get_thing"] == {
        "method": "GET",
        "path": "/v2/things/{thing_id_Old}",
        "arguments": {"thing_id": ["path", "thing_id_Old"]},
        "takes": [],
        "parts": {},
        "gives": ["Thing"],
        "in": ["1.0"],
    }


def test_a_query_is_found_however_it_is_written_out(facts):
    """Values of enums are; an argument without a type is none of the API's."""
    arguments = {"color": ["query", "color"], "limit": ["query", "limit"]}
    assert facts["methods"]["get_things"]["arguments"] == arguments


def test_a_body_has_a_model(facts):
    """It is what the method takes."""
    update = facts["methods"]["update_thing"]
    assert update["arguments"]["thing_changes"] == ["body", ""]
    assert update["takes"] == ["ThingChanges"]


def test_an_upload_has_parts(facts):
    """Of which those of JSON have models; what it gives is nothing."""
    upload = facts["methods"]["upload_thing"]
    assert upload["arguments"] == {"resource": ["file", "resource"], "data": ["form", "data"]}
    assert (upload["parts"], upload["gives"]) == ({"data": ["ThingFile"]}, [])
    assert facts["methods"]["forget"]["gives"] == []


def test_what_goes_through_pages_is_told_apart(facts):
    """With the method that gives a page."""
    assert facts["convenient"] == {"get_all_things": {"of": "get_things", "in": ["1.0"]}}


def test_a_model_has_others_inside(facts):
    """By their names on the wire; of a wrapper, those that it may hold."""
    models = facts["models"]
    assert models["Thing"] == {
        "fields": {"place": ["Place"], "thePaint": ["Paint"], "parts": ["Part"]}
    }
    assert models["Paint"] == {"one of": ["Oil", "Water"]}
    assert models["Water"] == {"fields": {}}


def test_models_that_nobody_can_meet_are_counted(facts):
    """Errors are no part of a method's types."""
    assert "Error404" not in facts["models"]
    assert facts["unmet"] == 1


def test_the_first_release_counts(tmp_path):
    """Later ones add what it does not have, and each method tells which have it."""
    newer = METHODS.replace("get_things", "find_things").replace("limit: O", "size: O")
    convenient = CONVENIENT.replace("self.get_things", "self.find_things")
    others = {"api/__init__.py": newer, "api_extended.py": convenient}
    releases = {
        "1.0": package(tmp_path / "old"),
        "2.0": package(tmp_path / "new", **others),
    }
    facts = facts_of(releases)
    assert facts["methods"]["get_thing"]["in"] == ["1.0", "2.0"]
    assert facts["methods"]["get_things"]["in"] == ["1.0"]
    assert facts["methods"]["find_things"]["in"] == ["2.0"]
    assert facts["convenient"]["get_all_things"] == {"of": "get_things", "in": ["1.0", "2.0"]}


ROUTELESS = METHODS.replace('method="DELETE", ', "")
WRONG = {
    "no methods": ("api/__init__.py", "class Endpoints:\n    def _call(self): ...\n"),
    "what it sends": ("api/__init__.py", METHODS.replace("_forget_serialize", "_other")),
    "where it goes": ("api/__init__.py", ROUTELESS),
    "no module of miro_api": ("models/thing.py", "class :"),
}


@pytest.mark.parametrize("message", WRONG)
def test_what_is_made_otherwise_is_refused(tmp_path, message):
    """A release that is not known would give a page with holes."""
    path, text = WRONG[message]
    with pytest.raises(OfficialError, match=message):
        facts_of({"1.0": package(tmp_path, **{path: text})})


def test_what_is_not_there_is_refused(tmp_path):
    """By the path that was looked at."""
    (package(tmp_path) / "api_extended.py").unlink()
    with pytest.raises(OfficialError, match="api_extended"):
        facts_of({"1.0": tmp_path})


# ------------------------------------------------------------------------------------- the command


def test_the_command_keeps_the_facts_readable(tmp_path):
    """A line for each method and model, so that changes of it are easy to review."""
    small = project(tmp_path / "project")
    folder = package(tmp_path / "package")
    assert main(["official", f"1.0={folder}"], small) == 0
    text = (small.facts.parent / "miro_api.json").read_text(encoding="utf-8")
    assert json.loads(text) == facts_of({"1.0": folder})
    assert sum(line.startswith('  "get_thing":') for line in text.splitlines()) == 1
    assert text.endswith("}\n")


@pytest.mark.parametrize(
    ("release", "message"),
    [
        ("folder", "folder is not of the form NAME=FOLDER"),
        ("1.0=", "1.0 is not of the form NAME=FOLDER"),
        ("1.0=nowhere", "no module of miro_api"),
    ],
)
def test_the_command_tells_what_is_wrong(tmp_path, capsys, release, message):
    """In one line; nothing is written."""
    small = project(tmp_path / "project")
    assert main(["official", release], small) == 2
    told = capsys.readouterr().err
    assert told.startswith("official: ")
    assert message in told
    assert told.count("\n") == 1
    assert not (small.facts.parent / "miro_api.json").exists()
