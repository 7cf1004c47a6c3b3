from __future__ import annotations

import random

import pytest
from hypothesis import given, settings, strategies as st

from codegen.diff import NO_CHANGES, NOTHING_THAT_COUNTS, changelog
from tests.codegen.changelogs import BREAKS, FINE, entries, without_users
from tests.codegen.mutators import meaning, mutated, shuffled
from tests.codegen.small import GONE, STRING, changed, facts as small_facts, put

# ----------------------------------------------------------------------------------------- the text


def test_equal_facts_have_no_changes(facts, copied):
    """The real facts against a copy of them."""
    assert changelog(facts, copied) == NO_CHANGES == "No changes."


def test_another_hash_alone_is_no_change(copied, facts):
    """Miro may have changed sentences only."""
    copied["document"] = {"openapi": "3.0.3", "version": "v9", "sha256": "f" * 64}
    assert changelog(facts, copied) == NO_CHANGES


def test_another_order_is_none_that_counts():
    """It shows in generated code, but not for users; this is said in other words."""
    now = small_facts()
    now["operations"]["list-things"]["parameters"].reverse()
    assert changelog(small_facts(), now) == NOTHING_THAT_COUNTS


def test_what_no_operation_uses_does_not_count():
    """No user can meet it."""
    was, now = (changed("schemas / Unused", {"fields": {}, "required": r}) for r in ([], ["id"]))
    assert changelog(was, now) == NOTHING_THAT_COUNTS


def test_the_whole_text():
    """Title, documents, counts, and what is breaking first."""
    now = changed("operations / get-thing", GONE)
    put(now, "document / version", "v2.1")
    put(now, "document / sha256", "1" * 64)
    put(now, "operations / update-thing / level", 1)
    put(now, "operations / update-thing / scopes", ["things:write", "things:admin"])
    put(now, "schemas / Thing / fields / shade", STRING)
    put(now, "schemas / Thing / fields / tags", GONE)
    assert changelog(small_facts(), now) == (
        "# What changed in the API\n"
        "\n"
        "From v2.0 (`000000000000`) to v2.1 (`111111111111`).\n"
        "\n"
        "5 changes: 3 breaking, 2 not.\n"
        "Operations: 0 new, 1 gone, 2 changed.\n"
        "Schemas: 0 new, 0 gone, 1 changed.\n"
        "\n"
        "## Breaking\n"
        "\n"
        "- operation `get-thing`\n"
        "  - is gone (`GET /v2/things/{thing_id_Old}`)\n"
        "- operation `update-thing`\n"
        "  - scope `things:admin` is new\n"
        "- schema `Thing` (answered by `list-things`, `update-thing`)\n"
        "  - field `tags` is gone\n"
        "\n"
        "## Not breaking\n"
        "\n"
        "- operation `update-thing`\n"
        "  - rate level 2 (100 credits) → 1 (50 credits)\n"
        "- schema `Thing` (answered by `list-things`, `update-thing`)\n"
        "  - field `shade` is new"
    )


def test_a_changelog_of_harmless_changes_has_no_breaking_part():
    """There is no empty heading."""
    assert "## Breaking" not in changelog(
        small_facts(), changed("schemas / Thing / fields / shade", STRING)
    )


# ----------------------------------------------------------------------------------- the real facts


@pytest.mark.parametrize(
    ("at", "value", "expected"),
    [
        (
            "operations / get-boards / parameters / sort / enum",
            ["default", "last_modified", "last_opened", "last_created"],
            {("operation `get-boards`", "argument `sort`: without `alphabetically`"): BREAKS},
        ),
        (
            "operations / get-boards / parameters / isArchived",
            {"name": "isArchived", "in": "query", "required": False, "type": "boolean"},
            {("operation `get-boards`", "argument `isArchived` is new"): FINE},
        ),
        (
            "operations / get-boards / parameters / limit / maximum",
            20,
            {("operation `get-boards`", "argument `limit`: maximum `50` → `20`"): FINE},
        ),
        (
            "operations / delete-board",
            GONE,
            {("operation `delete-board`", "is gone (`DELETE /v2/boards/{board_id}`)"): BREAKS},
        ),
        (
            "operations / get-specific-board / scopes",
            ["boards:read", "boards:admin"],
            {("operation `get-specific-board`", "scope `boards:admin` is new"): BREAKS},
        ),
        (
            "schemas / TagCreateRequest / required",
            ["fillColor", "title"],
            {
                (
                    "schema `TagCreateRequest`",
                    "field `fillColor` is required now",
                ): BREAKS
            },
        ),
        (
            "schemas / EmbedData / fields / mode / enum",
            ["inline"],
            {("schema `EmbedData`", "field `mode`: without `modal`"): FINE},
        ),
        (
            "schemas / Picture / fields / id",
            STRING,
            {("schema `Picture`", "field `id`: number → string"): BREAKS},
        ),
    ],
)
def test_changes_of_the_real_facts(facts, copied, at, value, expected):
    """One change of Miro's is one entry, however many operations it reaches."""
    put(copied, at, value)
    assert without_users(entries(changelog(facts, copied))) == expected


def test_the_corrections_themselves_can_be_told(facts, right):
    """Miro's document against our corrected one: a long list, with each kind of entry."""
    found = entries(changelog(facts, right))
    assert {text for s, text in found if s.startswith("schema `Picture`")} == {
        "field `id`: number → string"
    }
    assert set(found.values()) == {BREAKS, FINE}


# --------------------------------------------------------------------------------------- properties
@settings(deadline=None)
@given(data=st.data())
def test_any_difference_is_told(data):
    """Facts that mean something else never have an empty changelog; equal ones always do."""
    was = mutated(small_facts(), data)
    now = mutated(was, data)
    same = meaning(was) == meaning(now)
    assert bool(entries(changelog(was, now))) is not same
    assert changelog(was, was) == changelog(now, now) == NO_CHANGES


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_difference_of_the_real_facts_is_told(facts, data):
    """The same at full size."""
    now = mutated(facts, data)
    same = meaning(facts) == meaning(now)
    assert bool(entries(changelog(facts, now))) is not same


@settings(deadline=None)
@given(data=st.data(), seed=st.integers())
def test_order_does_not_matter(data, seed):
    """The same changes are told, in the same order, whatever the order of the facts."""
    was = mutated(small_facts(), data)
    now = mutated(was, data)
    dice = random.Random(seed)  # noqa: S311 - nothing is secret here
    mixed = entries(changelog(shuffled(was, dice), shuffled(now, dice)))
    assert list(mixed.items()) == list(entries(changelog(was, now)).items())
