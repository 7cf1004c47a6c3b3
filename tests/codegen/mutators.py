"""Random changes of facts, and what is left of facts when order is taken away."""

from __future__ import annotations

import json

from hypothesis import assume, strategies as st

from tests.codegen.small import STRING, put


def sites(tree, wanted):
    """Give all objects of a tree that are wanted, always in the same order."""
    if isinstance(tree, dict):
        if wanted(tree):
            yield tree
        for key in sorted(tree):
            yield from sites(tree[key], wanted)
    elif isinstance(tree, list):
        for value in tree:
            yield from sites(value, wanted)


def is_scalar(kind):
    """Tell whether this is a plain type, of a field or parameter."""
    return isinstance(kind.get("type"), str) and kind["type"] != "array"


def another_type(facts, pick):
    """Give a plain type another type."""
    pick(sites(facts, is_scalar))["type"] = pick(["string", "integer", "boolean", "number"])


def another_bound(facts, pick):
    """Give a plain type another bound."""
    bound = pick(["minimum", "maxLength", "pattern", "format"])
    pick(sites(facts, is_scalar))[bound] = pick([1, 2, 7])


def another_value(facts, pick):
    """Add a value to a set of values."""
    enum = pick(sites(facts, lambda kind: isinstance(kind.get("enum"), list)))["enum"]
    value = pick(["new", "newer"])
    enum += [value] if value not in enum else []


def one_value_less(facts, pick):
    """Take the last value from a set of values."""
    enum = pick(sites(facts, lambda kind: isinstance(kind.get("enum"), list)))["enum"]
    del enum[-1:]


def another_field(facts, pick):
    """Add a field to an object, or give one another type."""
    fields = pick(sites(facts, lambda schema: "fields" in schema and "required" in schema))[
        "fields"
    ]
    fields[pick(["added", "more"])] = {"type": pick(["string", "boolean"])}


def one_field_less(facts, pick):
    """Take a field from an object."""
    schema = pick(sites(facts, lambda schema: schema.get("fields") and "required" in schema))
    wire = pick(sorted(schema["fields"]))
    del schema["fields"][wire]
    schema["required"] = [name for name in schema["required"] if name != wire]


def other_requirement(facts, pick):
    """Make a field required, or optional."""
    schema = pick(sites(facts, lambda schema: schema.get("fields") and "required" in schema))
    wire = pick(sorted(schema["fields"]))
    others = [name for name in schema["required"] if name != wire]
    schema["required"] = others if wire in schema["required"] else sorted([*others, wire])


def other_terms(facts, pick):
    """Change what a call is, what it costs, or who may make it."""
    term, values = pick(
        [
            ("level", [1, 4, None]),
            ("plan", [None, "enterprise", "enterprise_guard"]),
            ("scopes", [[], ["a:b"], ["a:b", "c:d"]]),
            ("errors", [[], ["404", "500"]]),
            ("deprecated", [True, False]),
            ("experimental", [True, False]),
            ("per_item", [True, False]),
            ("paging", ["cursor", "offset", None]),
            ("method", ["GET", "PUT", "POST"]),
            ("path", ["/v2/elsewhere", "/v2/else/{where}"]),
        ]
    )
    pick(sites(facts["operations"], lambda o: "method" in o))[term] = pick(values)


def another_parameter(facts, pick):
    """Add an argument to an operation, or change one."""
    operation = pick(sites(facts["operations"], lambda o: "method" in o))
    parameter = {"name": pick(["a", "b"]), "in": "query", "required": pick([True, False]), **STRING}
    put(operation, f"parameters / {parameter['name']}", parameter)


def one_parameter_less(facts, pick):
    """Take an operation's first argument."""
    del pick(sites(facts["operations"], lambda o: "method" in o))["parameters"][:1]


def another_status(facts, pick):
    """Add a success to an operation."""
    operation = pick(sites(facts["operations"], lambda o: "method" in o))
    operation["responses"][pick(["202", "206"])] = {"media": [], "schema": None}


def one_operation_less(facts, pick):
    """Take an operation, unless it is the last one."""
    operations = facts["operations"]
    if len(operations) > 1:
        del operations[pick(sorted(operations))]


def another_operation(facts, pick):
    """Add an operation, or change one that was added."""
    operations = facts["operations"]
    operations[pick(["new-1", "new-2"])] = json.loads(
        json.dumps(operations[pick(sorted(operations))])
    )


MUTATORS = [
    another_type,
    another_bound,
    another_value,
    one_value_less,
    another_field,
    one_field_less,
    other_requirement,
    other_terms,
    another_parameter,
    one_parameter_less,
    another_status,
    one_operation_less,
    another_operation,
]


def meaning(facts):
    """Give what is left of facts without order, and without what no operation uses.

    What is said of the body of a 204 is dropped, too: there is none.
    """
    operations = json.loads(json.dumps(facts["operations"]))
    for operation in operations.values():
        operation["responses"].get("204", {})["schema"] = None
    used, waiting = {}, [operations]
    while waiting:
        for place in sites(waiting.pop(), lambda kind: isinstance(kind.get("ref"), str)):
            if place["ref"] not in used:
                used[place["ref"]] = facts["schemas"][place["ref"]]
                waiting.append(used[place["ref"]])
    return ordered([operations, used])


def ordered(tree):
    """Give a tree as text, in which no order counts."""
    if isinstance(tree, dict):
        return str(sorted((key, ordered(value)) for key, value in tree.items()))
    return str(sorted(map(ordered, tree))) if isinstance(tree, list) else repr(tree)


def mutated(facts, data):
    """Give a copy of the facts with some random changes."""
    facts = json.loads(json.dumps(facts))

    def pick(things):
        # Drawn by number: what is drawn must not change later, and these are changed at once.
        chosen = list(things)
        assume(chosen)  # an earlier change may have taken the last one away
        return chosen[data.draw(st.integers(0, len(chosen) - 1))]

    for mutator in data.draw(st.lists(st.sampled_from(MUTATORS), min_size=1, max_size=4)):
        mutator(facts, pick)
    return facts


def shuffled(tree, dice):
    """Give a tree with another order of keys, parameters and values."""
    if isinstance(tree, dict):
        return {k: shuffled(tree[k], dice) for k in dice.sample(sorted(tree), len(tree))}
    if isinstance(tree, list):
        return [shuffled(value, dice) for value in dice.sample(tree, len(tree))]
    return tree
