from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from codegen.__main__ import Project, import_document
from codegen.openapi import facts_of

TYPE_KEYS = {"ref", "one_of", "all_of", "discriminator", "type", "format", "pattern", "enum"}
TYPE_KEYS |= {"minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "items"}
PROSE = {"description", "title", "summary", "example", "examples", "default", "externalDocs"}


@pytest.fixture(scope="session")
def fresh(official):
    """Give the facts of Miro's document as it is."""
    raw = official.read_bytes()
    return facts_of(json.loads(raw), raw)


def test_the_committed_facts_are_what_the_import_gives(official, tmp_path):
    """A fresh import gives the same bytes."""
    project = Project(tmp_path)
    project.facts.parent.mkdir(parents=True)
    assert import_document(project, official) == 0
    assert Project().facts.read_bytes() == project.facts.read_bytes()


def test_all_operations_are_found(fresh):
    """197, with the methods that were counted by other means."""
    methods = Counter(o["method"] for o in fresh["operations"].values())
    assert methods == {"GET": 85, "POST": 41, "DELETE": 34, "PATCH": 31, "PUT": 6}
    assert len(fresh["operations"]) == 197


def test_all_rate_levels_are_found(fresh):
    """17 operations have none: 14 of SCIM, 3 for tokens."""
    levels = Counter(o["level"] for o in fresh["operations"].values())
    assert levels == {1: 69, 2: 58, 3: 30, 4: 23, None: 17}


def test_levels_that_count_per_item_are_found(fresh):
    """Two bulk creates, the members of a group, and, by a slip of Miro's, getting a group."""
    assert {
        "create-items",
        "create-items-in-bulk-using-file-from-device",
        "enterprise-update-group-members",
        "getGroupById",
    } == {id_ for id_, o in fresh["operations"].items() if o["per_item"]}


def test_all_plans_are_found(fresh):
    """104 operations are for everybody."""
    plans = Counter(o["plan"] for o in fresh["operations"].values())
    assert plans == {None: 104, "enterprise": 80, "enterprise_guard": 13}


def test_all_scopes_are_found(fresh):
    """15 different ones; SCIM and tokens have none."""
    operations = fresh["operations"].values()
    assert len({scope for o in operations for scope in o["scopes"]}) == 15
    assert all(bool(o["scopes"]) is (o["level"] is not None) for o in operations)


def test_experimental_and_deprecated_operations_are_found(fresh):
    """19 are experimental, and one route is deprecated."""
    operations = fresh["operations"]
    assert sum(o["experimental"] for o in operations.values()) == 19
    assert [id_ for id_, o in operations.items() if o["deprecated"]] == ["revoke-token"]


def test_all_paging_styles_are_found(fresh):
    """34 lists come in pages."""
    styles = Counter(o["paging"] for o in fresh["operations"].values())
    assert styles == {"cursor": 28, "offset": 4, "scim": 2, None: 163}


def test_bodies_and_successes_are_found(fresh):
    """The kinds of bodies, and the statuses of success, are those that were counted."""
    operations = fresh["operations"].values()
    bodies = Counter(tuple(o["body"]["media"]) for o in operations if "body" in o)
    json_only, scim = ("application/json",), ("application/json", "application/scim+json")
    assert {json_only: 69 - 4, scim: 4, ("multipart/form-data",): 5} == bodies
    statuses = Counter(status for o in operations for status in o["responses"])
    assert statuses == {"200": 129, "201": 30, "204": 37, "202": 1, "207": 1}


def test_the_facts_hold_nothing_but_facts(fresh):
    """Every key of an operation, schema or type is one of ours; there is no room for prose."""
    place = TYPE_KEYS | {"name", "in", "required"}
    for operation in fresh["operations"].values():
        for parameter in operation["parameters"]:
            assert parameter.keys() <= place
        contents = [*operation["responses"].values(), operation.get("body", {})]
        for content in contents:
            assert content.keys() <= {"required", "media", "schema"}
    for kind in types_in(fresh):
        assert kind.keys() <= place


def types_in(fresh):
    """Give every type, however deep it stands."""
    waiting = [p for o in fresh["operations"].values() for p in o["parameters"]]
    for schema in fresh["schemas"].values():
        waiting += [*schema["fields"].values()] if "fields" in schema else [schema]
    for operation in fresh["operations"].values():
        contents = [*operation["responses"].values(), operation.get("body", {})]
        waiting += [content["schema"] for content in contents if content.get("schema")]
    while waiting:
        kind = waiting.pop()
        yield kind
        waiting += [*kind.get("one_of", ()), *kind.get("all_of", ())]
        waiting += [kind["items"]] if "items" in kind else []


def test_every_text_of_the_facts_stands_outside_of_prose(fresh, official):
    """No sentence, example, default or title is among them; only scopes come from descriptions."""
    said = set(texts(json.loads(official.read_bytes()), without=PROSE))
    ours = {"one_of", "all_of", "ref", "cursor", "offset", "scim", "enterprise", "enterprise_guard"}
    ours |= {"GET", "POST", "PUT", "PATCH", "DELETE", fresh["document"]["sha256"]}
    ours |= fresh.keys() | {key for o in fresh["operations"].values() for key in o}
    ours |= {"fields", "media", "sha256", "body"}
    ours |= {scope for o in fresh["operations"].values() for scope in o["scopes"]}
    # The names of anonymous objects are made of names of the document.
    known = {part for text in said | ours for part in parts(text)}
    for text in set(texts(fresh)) - said - ours:
        assert all(part in known or part.isdigit() for part in parts(text)), text


def parts(text):
    """Give what the name of an anonymous object is made of."""
    return re.split(r"[:.|]|\[\]", text)


def texts(tree, without=frozenset()):
    """Give all texts of a tree, keys too, but those that stand in prose."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            # `description` may be the name of a field; its value is a type then.
            in_prose = key.startswith("x-") or (key in without and not is_type(value))
            if not in_prose:
                yield from texts(key)
                yield from texts(value, without)
    elif isinstance(tree, list):
        for value in tree:
            yield from texts(value, without)
    elif isinstance(tree, str):
        yield tree
        yield tree.rpartition("/")[2]


def is_type(value):
    """Tell whether this is a type, not an example or a sentence."""
    return isinstance(value, dict) and bool({"type", "$ref", "ref", "schema"} & value.keys())
