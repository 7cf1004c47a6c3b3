from __future__ import annotations

import re

import pytest
from attrs import evolve

from codegen.__main__ import Project
from codegen.operations import build
from codegen.overlay import OverlayError, corrected, load, parse
from tests.codegen.small import GONE, OVERLAY, changed, facts

CORRECTION = """
[[corrections]]
defect = "C9"
at = [{at}]
{how}
reason = "A reason."
evidence = "Evidence."
"""
REAL = load(Project().overlay)


def with_correction(at, how):
    """Give the small overlay with one correction more."""
    where = ", ".join(f'"{step}"' for step in at.split(" / "))
    return parse(OVERLAY + CORRECTION.format(at=where, how=how))


def built(text=OVERLAY, given=None):
    """Build the small API with an overlay, from facts that may have been changed."""
    overlay = parse(text)
    return build(corrected(given or facts(), overlay), overlay)


def without(text, part):
    """Give the text without a part that stands in it."""
    assert text.count(part) == 1
    return text.replace(part, "")


def replaced(part, other):
    """Give the small overlay with another text in one place."""
    assert OVERLAY.count(part) == 1
    return OVERLAY.replace(part, other)


# ------------------------------------------------------------------------------------- corrections


def test_set_puts_a_value_in_place_of_another():
    """The value is the correction's from then on."""
    right = corrected(facts(), with_correction("operations / get-thing / level", "set = 4"))
    assert right["operations"]["get-thing"]["level"] == 4


def test_set_puts_a_value_where_there_is_none():
    """A field that is lacking can be added."""
    overlay = with_correction("schemas / Thing / fields / size", 'set = { type = "integer" }')
    assert corrected(facts(), overlay)["schemas"]["Thing"]["fields"]["size"] == {"type": "integer"}


def test_append_adds_what_is_not_there_yet():
    """Values that are there already are not repeated."""
    at = "schemas / ThingChanges / fields / color / enum"
    overlay = with_correction(at, 'append = ["green", "blue"]')
    color = corrected(facts(), overlay)["schemas"]["ThingChanges"]["fields"]["color"]
    assert color["enum"] == ["red", "green", "blue"]


def test_remove_takes_something_away():
    """A field that should not be there is gone."""
    overlay = with_correction("schemas / Thing / fields / tags", "remove = true")
    assert "tags" not in corrected(facts(), overlay)["schemas"]["Thing"]["fields"]


def test_a_parameter_is_found_by_its_name():
    """The way leads through a list of parameters by name, not by number."""
    operation = corrected(facts(), parse(OVERLAY))["operations"]["list-things"]
    assert {p["name"]: p.get("maximum") for p in operation["parameters"]}["limit"] == 40


def test_the_facts_themselves_are_left_as_they_are():
    """Correcting makes a copy, and shares no part of the overlay with it."""
    given, overlay = facts(), with_correction("schemas / Thing / required", 'set = ["id", "tags"]')
    first = corrected(given, overlay)
    first["schemas"]["Thing"]["required"].append("place")
    assert given == facts()
    assert corrected(given, overlay)["schemas"]["Thing"]["required"] == ["id", "tags"]


@pytest.mark.parametrize(
    ("at", "how"),
    [
        ("operations / get-thing / level", "set = 1"),
        ("schemas / Thing / fields / id", 'set = { type = "string" }'),
        ("schemas / ThingChanges / fields / color / enum", 'append = ["red"]'),
        ("schemas / Thing / fields / shade", "remove = true"),
    ],
)
def test_a_correction_that_changes_nothing_fails(at, how):
    """Miro has mended its document: the message names the correction, and says to remove it."""
    with pytest.raises(OverlayError, match=f"C9.*{re.escape(at)}.*remove it"):
        corrected(facts(), with_correction(at, how))


@pytest.mark.parametrize(
    ("at", "lost"),
    [
        ("operations / get-nothing / level", "get-nothing"),
        ("operations / list-things / parameters / size / maximum", "size"),
        ("schemas / Nothing / fields / id", "Nothing"),
        ("schemas / Thing / fields / nothing / enum", "nothing"),
        ("operations / get-thing / path / v2 / x", "v2"),
        ("operations / get-thing / level / x / y", "x"),
        ("operations / get-thing / scopes / things:read / x", "things:read"),
    ],
)
def test_a_correction_whose_place_is_gone_fails(at, lost):
    """The message has the whole way, and the step that leads nowhere."""
    with pytest.raises(OverlayError, match=f"{lost!r} on the way to {re.escape(at)}"):
        corrected(facts(), with_correction(at, "set = 7"))


@pytest.mark.parametrize(
    "at", ["operations / get-thing / path / x", "schemas / Thing / required / x"]
)
def test_a_correction_of_what_has_no_fields_fails(at):
    """Texts and lists have none."""
    with pytest.raises(OverlayError, match=f"{re.escape(at)} is no field"):
        corrected(facts(), with_correction(at, "set = 7"))


def test_appending_to_what_is_no_list_fails():
    """A text is not torn into letters."""
    at = "operations / get-thing / path"
    with pytest.raises(OverlayError, match=f"{re.escape(at)} is no list"):
        corrected(facts(), with_correction(at, 'append = ["x"]'))


def test_a_rewrite_reaches_all_paths_and_parameters():
    """Placeholder and parameter stay the same word."""
    operation = corrected(facts(), parse(OVERLAY))["operations"]["get-thing"]
    assert operation["path"] == "/v2/things/{thing_id}"
    assert [p["name"] for p in operation["parameters"]] == ["thing_id"]


def test_a_rewrite_that_matches_nothing_fails():
    """The message names its pattern."""
    with pytest.raises(OverlayError, match="'_Ancient' matches nothing: remove it"):
        corrected(facts(), parse(replaced('"_Old"', '"_Ancient"')))


# ------------------------------------------------------------------------------ reading an overlay


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("this is = = no TOML", "Expected"),
        (without(OVERLAY, '[enums]\nColor = { like = "Thing.color" }\n'), "enums"),
        (OVERLAY + "\n[colours]\n", "colours"),
        (without(OVERLAY, 'call = "things.get"\n'), "operations / get-thing lacks call"),
        (without(OVERLAY, 'doc = "Get a thing."\n'), "operations / get-thing lacks doc"),
        (
            replaced('doc = "Get a thing."', 'doc = "Get a thing."\npositonal = ["x"]'),
            "operations / get-thing has positonal",
        ),
        (without(OVERLAY, 'evidence = "An answer has it."\n'), "corrections / 0 lacks evidence"),
        (without(OVERLAY, "set = 40\n"), "append.*remove.*set"),
        (replaced("set = 40", "set = 40\nremove = true"), "append.*remove.*set"),
        (without(OVERLAY, 'evidence = "Other paths do not have it."\n'), "rewrites / 0 lacks"),
        (without(OVERLAY, 'doc = "A thing."\n'), "classes / Thing lacks doc"),
        (replaced('like = "Thing.color"', 'as = "Thing.color"'), "enums / Color lacks like"),
        (without(OVERLAY, 'fallback = "Place"\n'), "unions / Anything lacks fallback"),
        (replaced('"things.get"', '"things.list"'), "'things.list' is there twice"),
        (replaced('schemas = ["Place"]', 'schemas = ["Thing"]'), "'Thing' is there twice"),
    ],
)
def test_an_overlay_that_is_not_whole_is_refused(text, message):
    """The message names the entry, and what is wrong with it."""
    with pytest.raises(OverlayError, match=message):
        parse(text)


def test_a_correction_has_to_say_where():
    """A way without steps is none."""
    with pytest.raises(OverlayError, match="where"):
        parse(OVERLAY + CORRECTION.format(at="", how="set = 1"))


# --------------------------------------------------------------------------- overlay against facts


def test_an_operation_without_an_entry_fails():
    """A new operation of Miro's has to be named first."""
    one_more = changed("operations / new-thing", facts()["operations"]["update-thing"])
    with pytest.raises(OverlayError, match=r"does not name: \['new-thing'\]"):
        built(given=one_more)


def test_an_entry_without_an_operation_fails():
    """What Miro no longer has is taken out by hand, as users will notice."""
    with pytest.raises(OverlayError, match=r"no longer has: \['update-thing'\]"):
        built(given=changed("operations / update-thing", GONE))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (replaced('"things.get"', '"others.get"'), "groups that are not declared: .*others"),
        (OVERLAY + '[groups.others]\nclass = "Others"\ndoc = "Others."\n', "others"),
        (replaced('class = "Things"', 'class = "Thing"'), "both a group and a class: .*Thing"),
        (
            without(
                OVERLAY, OVERLAY[OVERLAY.index("[classes.Place]") : OVERLAY.index("[classes.T")]
            ).replace('fallback = "Place"', 'fallback = "Thing"'),
            "'Place' needs a class",
        ),
        (
            replaced('schemas = ["Thing"]', 'schemas = ["Thing", "Gone"]'),
            "'Gone'.*take it from Thing",
        ),
        (replaced('"Thing.color"', '"Thing.shade"'), "'Thing.shade' is none"),
        (replaced('"Thing.color"', '"Thing.tags"'), "'Thing.tags' is none"),
        (replaced('red = "Thing"', 'red = "Nothing"'), "Anything: there is no class 'Nothing'"),
        (
            without(OVERLAY, 'size = "The size."\n'),
            "update-thing: the argument 'size' needs a word",
        ),
        (
            replaced('doc = "Change a thing."', 'doc = "."\nnames = { size = "color" }'),
            "update-thing: two arguments are named color",
        ),
        (
            replaced('doc = "Change a thing."', 'doc = "."\nnames = { shade = "color" }'),
            "update-thing: names: there is no parameter 'shade'",
        ),
        (
            replaced('doc = "Change a thing."', 'doc = "."\nhidden = ["shade"]'),
            "update-thing: hidden: there is no parameter 'shade'",
        ),
        (
            replaced('doc = "Change a thing."', 'doc = "."\narguments = { shade = "Dark." }'),
            "update-thing: arguments: there is none named 'shade'",
        ),
        (
            replaced('doc = "Change a thing."', 'doc = "."\nretry = "maybe"'),
            "update-thing: unknown retry: 'maybe'",
        ),
        (replaced('doc = "Get a thing."', 'doc = "."\nunwrap = "data"'), "get-thing: .*'data'"),
        (
            replaced('doc = "A thing."', 'doc = "."\ncomments = { shade = "Dark." }'),
            "Thing has no field shade",
        ),
    ],
)
def test_an_overlay_that_does_not_fit_the_facts_is_refused(text, message):
    """The message names the entry, and what is wrong with it."""
    with pytest.raises(OverlayError, match=message):
        built(text)


@pytest.mark.parametrize(
    ("at", "value", "message"),
    [
        ("operations / get-thing / errors", ["418"], "get-thing: unknown error: '418'"),
        ("operations / get-thing / level", 5, "get-thing: unknown rate level: 5"),
        (
            "operations / get-thing / parameters / X-Color",
            {"name": "X-Color", "in": "header", "required": True, "type": "string"},
            "get-thing: unknown place of a parameter: 'header'",
        ),
        (
            "operations / get-thing / parameters / thing_id_Old",
            GONE,
            "get-thing: thing_id in the path is no parameter: add a correction",
        ),
        (
            "operations / list-things / parameters / limit",
            {"name": "limit", "in": "query", "required": False, "type": "integer"},
            "list-things: how large may a page be[?] Add a correction",
        ),
        (
            "schemas / Thing / fields / tags",
            {"type": "null"},
            "unknown type 'null': add a correction",
        ),
        ("schemas / Place", {"type": "string"}, "Place: 'Place' is no object"),
        (
            "schemas / Thing / fields / place",
            {"all_of": [{"ref": "Place"}]},
            "a composition needs a correction",
        ),
    ],
)
def test_facts_that_nothing_here_knows_are_refused(at, value, message):
    """What a new document may bring ends in a clear message, and in no module."""
    overlay = evolve(parse(OVERLAY), corrections=[])
    with pytest.raises(OverlayError, match=message):
        build(corrected(changed(at, value), overlay), overlay)


# --------------------------------------------------------------------------------- the real overlay


@pytest.mark.parametrize(
    "index",
    range(len(REAL.corrections)),
    ids=lambda index: " / ".join(
        [REAL.corrections[index]["defect"], *REAL.corrections[index]["at"]]
    ),
)
def test_each_correction_is_alive(index, facts, right):
    """Without it the corrected facts are others, or what builds on it has no place."""
    others = [*REAL.corrections[:index], *REAL.corrections[index + 1 :]]
    try:
        assert corrected(facts, evolve(REAL, corrections=others)) != right
    except OverlayError as error:
        assert "on the way to" in str(error)  # noqa: PT017 - either is fine


@pytest.mark.parametrize("index", range(len(REAL.rewrites)))
def test_each_rewrite_is_alive(index, facts, right):
    """Without it the corrected facts are others."""
    others = [*REAL.rewrites[:index], *REAL.rewrites[index + 1 :]]
    assert corrected(facts, evolve(REAL, rewrites=others)) != right


def test_each_correction_has_a_reason_and_evidence():
    """None is there because somebody felt like it."""
    for entry in [*REAL.rewrites, *REAL.corrections]:
        for key in ("defect", "reason", "evidence"):
            assert entry[key].strip(), entry


def test_all_known_defects_that_facts_can_show_are_corrected():
    """The defects of Miro's document that the generator has to mend are in the overlay."""
    mended = {entry["defect"] for entry in [*REAL.rewrites, *REAL.corrections]}
    assert {*(f"D{number}" for number in range(1, 11)), "D12", "D14"} <= mended


def test_every_place_is_corrected_once():
    """A second correction of a place would hide the first."""
    places = [tuple(entry["at"]) for entry in REAL.corrections]
    assert len(places) == len(set(places))
