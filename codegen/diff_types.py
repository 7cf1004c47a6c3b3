"""What changed between two types: fields, values and bounds, found through all schemas they reach.

A change is breaking if code written against the SDK as it was can fail, or be told to be wrong by
a type checker, with the SDK as it will be. That depends on where a type stands. What is *sent* may
be widened: a new value, a new optional field, a larger bound break nobody; whatever is narrowed
does. What is *answered* may be narrowed, and new fields and enum values are expected there;
something that is gone, or may suddenly be missing or of another type, breaks its readers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

JSON = dict[str, Any]
Direction: TypeAlias = Literal["sent", "answered"]

_LOWER = ("minimum", "minLength", "minItems")
_UPPER = ("maximum", "maxLength", "maxItems")
_OWN_TYPE = {"date-time", "date", "binary"}  # formats for which Python has another type than str
_WIDER_FORMATS = {("int32", "int64"), ("float", "double")}


@frozen
class Change:
    """One change of what is named: an operation, or a schema in one direction."""

    subject: str
    text: str
    breaking: bool
    direction: Direction | None = None


class Comparison:
    """Compares types of an old and a new description in one direction.

    Schemas are compared where both descriptions have them at the same place, so a schema that got
    another name is still compared with what it was. Each pair is compared once.
    """

    def __init__(self, old: JSON, new: JSON, direction: Direction) -> None:
        self._old: JSON = old["schemas"]
        self._new: JSON = new["schemas"]
        self._direction: Direction = direction
        self._sent = direction == "sent"
        self._compared: set[tuple[str, str]] = set()
        self.renames: set[tuple[str, str]] = set()

    def presence(
        self, subject: str, what: str, was: JSON | None, now: JSON | None
    ) -> Iterator[Change]:
        """Compare a field or argument, of which one side may be missing.

        It has `required` beside its type.
        """
        if now is None:
            yield self._change(subject, f"{what} is gone", breaking=True)
        elif was is None:
            added = f"{what} is new{' and required' if now['required'] else ''}"
            yield self._change(subject, added, breaking=self._sent and self.demanded(now))
        else:
            if now["required"] and not was["required"]:
                breaking = self._sent and self.demanded(now)
                yield self._change(subject, f"{what} is required now", breaking=breaking)
            elif was["required"] and not now["required"]:
                yield self._change(subject, f"{what} is optional now", breaking=not self._sent)
            yield from self.types(subject, what, was, now)

    def types(
        self, subject: str, what: str, was: JSON, now: JSON, *, visible: bool = True
    ) -> Iterator[Change]:
        """Compare two types; `visible` tells whether callers see the class of an object here."""
        old, before = followed(was, self._old)
        new, after = followed(now, self._new)
        if "fields" in before and "fields" in after:
            if old != new and visible:
                other = not self._renamed(old, new) and before != after
                yield self._change(subject, f"{what}: `{old}` → `{new}`", breaking=other)
            yield from self._objects(old, new, before, after)
        elif "one_of" in before or "one_of" in after:
            yield from self._unions(subject, what, was, now)
        elif "all_of" in before and len(before["all_of"]) == len(after.get("all_of", ())):
            for part, part_now in zip(before["all_of"], after["all_of"], strict=True):
                yield from self.types(subject, what, part, part_now)
        elif _kind(before) != _kind(after) or "all_of" in before:
            text = f"{what}: {_said(was, self._old)} → {_said(now, self._new)}"
            fits = self._fits(_kind(before), _kind(after), visible=visible)
            yield self._change(subject, text, breaking=not fits)
        else:
            yield from self._values(subject, what, before, after)

    def demanded(self, now: JSON) -> bool:
        """Tell whether callers must give a value: if there is only one, the SDK sends it itself."""
        return bool(now["required"]) and not self._is_constant(now)

    def demands(self, now: JSON) -> bool:
        """Tell whether callers must give something for this whole body."""
        shape = followed(now, self._new)[1]
        if "fields" not in shape:
            return True
        fields = (_field(shape, wire) for wire in shape["fields"])
        return any(field is not None and self.demanded(field) for field in fields)

    def _change(self, subject: str, text: str, *, breaking: bool) -> Change:
        return Change(subject, text, breaking, self._direction)

    def _objects(self, old: str, new: str, before: JSON, after: JSON) -> Iterator[Change]:
        if (old, new) in self._compared:
            return
        self._compared.add((old, new))
        subject = f"schema `{new}`" if old == new else f"schema `{old}` → `{new}`"
        if self._renamed(old, new):
            self.renames.add((old, new))
            subject = f"schema `{new}`"
            yield self._change(subject, f"was named `{old}`", breaking=False)
        for wire in before["fields"].keys() | after["fields"].keys():
            was, now = _field(before, wire), _field(after, wire)
            yield from self.presence(subject, f"field `{wire}`", was, now)

    def _unions(self, subject: str, what: str, was: JSON, now: JSON) -> Iterator[Change]:
        before, after = followed(was, self._old)[1], followed(now, self._new)[1]
        olds = {_said(m, self._old): m for m in before.get("one_of", [was])}
        news = {_said(m, self._new): m for m in after.get("one_of", [now])}
        gone, added = [*olds.keys() - news.keys()], [*news.keys() - olds.keys()]
        same = [(name, name) for name in olds.keys() & news.keys()]
        if len(gone) == len(added) == 1:
            same, gone, added = [*same, (gone[0], added[0])], [], []
        for name, name_now in same:
            yield from self.types(subject, what, olds[name], news[name_now])
        for name in gone:
            yield self._change(subject, f"{what} can no longer be {name}", breaking=self._sent)
        for name in added:
            # Which object it is decides a field of it, and there may be unknown ones at any time.
            is_object = "fields" in followed(news[name], self._new)[1]
            breaking = not self._sent and not is_object
            yield self._change(subject, f"{what} can be {name}, too", breaking=breaking)
        if before.get("discriminator") != after.get("discriminator"):
            by = _shown(after.get("discriminator"))
            yield self._change(subject, f"{what}: decided by {by}", breaking=False)

    def _values(self, subject: str, what: str, before: JSON, after: JSON) -> Iterator[Change]:
        """Compare what is demanded of values of the same type."""
        for text, narrower in _enums(what, before.get("enum"), after.get("enum")):
            yield self._change(subject, text, breaking=self._sent and narrower)
        for bound in (*_LOWER, *_UPPER, "format", "pattern"):
            was, now = before.get(bound), after.get(bound)
            if was != now:
                text = f"{what}: {bound} {_shown(was)} → {_shown(now)}"
                narrower = _narrower(bound, was, now)
                yield self._change(subject, text, breaking=self._sent and narrower)
        if "items" in before or "items" in after:
            anything = {"type": "any"}
            items, items_now = before.get("items", anything), after.get("items", anything)
            yield from self.types(subject, f"{what}[]", items, items_now)

    def _fits(self, old: str, new: str, *, visible: bool) -> bool:
        """Tell whether code for the old kind goes on working with the new one."""
        if self._sent and visible and (old, new) == ("object", "fields"):
            return True  # a mapping is taken wherever a class is
        narrow, wide = (old, new) if self._sent else (new, old)
        return wide == "any" or (narrow, wide) == ("integer", "number")

    def _renamed(self, old: str, new: str) -> bool:
        return old != new and old not in self._new and new not in self._old

    def _is_constant(self, now: JSON) -> bool:
        found = followed(now, self._new)[1]
        if "items" in found:
            return self._is_constant(found["items"])
        return len(found.get("enum", ())) == 1


def followed(facts: JSON, schemas: JSON) -> tuple[str, JSON]:
    """Give what a type refers to, and the name of the schema where that stands.

    A composition of objects is one object, with all of their fields.
    """
    name = ""
    while "ref" in facts:
        name = facts["ref"]
        facts = schemas[name]
    parts = [followed(part, schemas) for part in facts.get("all_of", ())]
    if parts and all("fields" in part for _, part in parts):
        facts = {
            "fields": {wire: kind for _, part in parts for wire, kind in part["fields"].items()},
            "required": [wire for _, part in parts for wire in part["required"]],
        }
    return name or " & ".join(part for part, _ in parts), facts


def _field(schema: JSON, wire: str) -> JSON | None:
    facts = schema["fields"].get(wire)
    return None if facts is None else {**facts, "required": wire in schema["required"]}


def _kind(facts: JSON) -> str:
    for keyword in ("fields", "one_of", "all_of"):
        if keyword in facts:
            return keyword
    form = facts.get("format")
    return str(form if form in _OWN_TYPE else facts["type"])


def _said(facts: JSON, schemas: JSON) -> str:
    """Name a type."""
    name, found = followed(facts, schemas)
    if "fields" in found:
        return f"`{name}`"
    for keyword, word in (("one_of", " or "), ("all_of", " and ")):
        if keyword in found:
            return word.join(sorted(_said(member, schemas) for member in found[keyword]))
    if found["type"] == "array":
        return f"list of {_said(found.get('items', {'type': 'any'}), schemas)}"
    return _kind(found)


def _enums(what: str, was: list[Any] | None, now: list[Any] | None) -> Iterator[tuple[str, bool]]:
    """Tell how a set of values changed, and for each change whether it is narrower."""
    if was is None and now is not None:
        yield f"{what} is now one of {_listed(now)}", True
    elif was is not None and now is None:
        yield f"{what} can now be any value", False
    elif was is not None and now is not None:
        if gone := set(was) - set(now):
            yield f"{what}: without {_listed(gone)}", True
        if added := set(now) - set(was):
            yield f"{what}: with {_listed(added)}, too", False


def _narrower(bound: str, was: Any, now: Any) -> bool:
    if was is None or now is None:
        return was is None
    if bound in _LOWER:
        return bool(now > was)
    if bound in _UPPER:
        return bool(now < was)
    return (was, now) not in _WIDER_FORMATS


def _shown(value: object) -> str:
    return "none" if value is None else f"`{value}`"


def _listed(values: Iterable[object]) -> str:
    return ", ".join(f"`{value}`" for value in sorted(map(str, values)))
