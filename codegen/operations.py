"""From Miro's operations to our methods: their names, arguments and results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .checks import RETRY, demand_fitting, demand_known
from .classes import Types, classes_of, constant_of, place_of, unions_of
from .ir import INT, STR, Argument, Group, ListOf, Operation, Page, Plain, Sdk, Type
from .names import python_name
from .overlay import OverlayError

if TYPE_CHECKING:
    from .ir import Place
    from .overlay import Overlay

JSON = dict[str, Any]

PLACEHOLDER = re.compile(r"\{(\w+)\}")
POSITIONS = {"cursor": "cursor", "offset": "offset", "scim": "startIndex"}
SIZES = {"cursor": "limit", "offset": "limit", "scim": "count"}
MULTIPART = "multipart/form-data"
ACCEPTED = "202"


def build(facts: JSON, overlay: Overlay) -> Sdk:
    """Give all that is generated, of facts that are corrected already."""
    missing = sorted(facts["operations"].keys() - overlay.operations.keys())
    gone = sorted(overlay.operations.keys() - facts["operations"].keys())
    if missing or gone:
        raise OverlayError(
            f"operations that the overlay does not name: {missing}; that Miro no longer has: {gone}"
        )
    types = Types(facts, overlay)
    builder = _Builder(facts, overlay, types)
    operations = [builder.operation(id_) for id_ in overlay.operations]
    groups = tuple(
        Group(
            name=name,
            class_name=entry["class"],
            doc=entry["doc"],
            operations=tuple(o for o in operations if o.group == name),
        )
        for name, entry in overlay.groups.items()
    )
    if empty := [g.name for g in groups if not g.operations]:
        raise OverlayError(f"groups without operations: {empty}")
    if lost := {o.group for o in operations} - {g.name for g in groups}:
        raise OverlayError(f"groups that are not declared: {sorted(lost)}")
    classes = classes_of(facts, overlay, types)
    if both := {g.class_name for g in groups} & {c.name for c in classes}:
        raise OverlayError(f"names of both a group and a class: {sorted(both)}")
    return Sdk(groups=groups, classes=classes, unions=unions_of(overlay), enums=types.enums)


class _Builder:
    def __init__(self, facts: JSON, overlay: Overlay, types: Types) -> None:
        self._facts = facts
        self._overlay = overlay
        self._types = types

    def operation(self, id_: str) -> Operation:
        facts = self._facts["operations"][id_]
        ours = self._overlay.operations[id_]
        try:
            return self._operation(id_, facts, ours)
        except OverlayError as error:
            raise OverlayError(f"{id_}: {error}") from error

    def _operation(self, id_: str, facts: JSON, ours: JSON) -> Operation:
        demand_known(facts, ours)
        group, _, name = ours["call"].partition(".")
        body, body_arguments, file_part = self._body(facts, ours)
        ids = [self._identifier(n, facts, ours) for n in PLACEHOLDER.findall(facts["path"])]
        arguments = [*ids, *self._query(facts, ours), *body_arguments]
        demand_fitting(ours, arguments, {p["name"] for p in facts["parameters"]})
        result, unwrap = self._result(facts, ours)
        return Operation(
            id=id_,
            group=group,
            name=name,
            doc=ours["doc"],
            notes=tuple(ours.get("notes", ())),
            method=facts["method"],
            path=_named_path(facts["path"]),
            api="scim" if _is_scim(facts["path"]) else "rest",
            level=facts["level"],
            per_item=facts["per_item"],
            scopes=tuple(facts["scopes"]),
            plan=facts["plan"],
            experimental=facts["experimental"],
            deprecated=facts["deprecated"],
            retry=ours.get("retry", RETRY[facts["method"]]),
            paging=self._paging(facts),
            errors=tuple(facts["errors"]),
            arguments=tuple(arguments),
            required=tuple(a.wire for a in arguments if a.required and _is_open(a)),
            most=self._most(facts),
            result=result,
            unwrap=unwrap,
            accepted=ACCEPTED in facts["responses"] and result is not None,
            body=body,
            file_part=file_part,
        )

    def _argument(  # noqa: PLR0913 - one for each thing that an argument has
        self,
        wire: str,
        facts: JSON,
        ours: JSON,
        place: Place,
        *,
        required: bool,
        nullable: bool = False,
    ) -> Argument:
        name = ours.get("names", {}).get(wire, python_name(wire))
        kind = self._types.resolve(facts)
        comma, number = wire in ours.get("comma", ()), wire in ours.get("numbers", ())
        constants = ours.get("constants", {})
        return Argument(
            name=name,
            wire=wire,
            type=ListOf(STR) if comma else Plain("str | int") if number else kind,
            place=place,
            required=required,
            positional=place == "path" or wire in ours.get("positional", ()),
            constant=constants.get(wire, constant_of(kind) if required else None),
            comma=comma,
            number=number,
            nullable=nullable and not required,
            doc="" if wire in constants else self._words(name, ours, facts),
        )

    def _identifier(self, placeholder: str, facts: JSON, ours: JSON) -> Argument:
        declared = {p["name"]: p for p in facts["parameters"] if p["in"] == "path"}
        if placeholder not in declared:
            raise OverlayError(f"{placeholder} in the path is no parameter: add a correction")
        parameter = declared[placeholder]
        name = _identifier_name(placeholder, facts["path"])
        return self._argument(name, parameter, ours, "path", required=True)

    def _query(self, facts: JSON, ours: JSON) -> list[Argument]:
        hidden = set(ours.get("hidden", ()))
        style = facts["paging"]
        if style:
            hidden |= {SIZES[style], POSITIONS[style]}
        arguments = [
            self._argument(p["name"], p, ours, "query", required=p["required"])
            for p in facts["parameters"]
            if p["in"] == "query" and p["name"] not in hidden
        ]
        page = self._paging(facts)
        return arguments + (self._paging_arguments(page, ours) if page else [])

    def _paging_arguments(self, page: Page, ours: JSON) -> list[Argument]:
        bounds = {"minimum": page.smallest, "maximum": page.largest}
        start = STR if page.style == "cursor" else INT
        return [
            Argument(
                name=python_name(wire),
                wire=wire,
                type=kind,
                place="query",
                required=False,
                doc=self._words(python_name(wire), ours, facts),
            )
            for wire, kind, facts in (
                ("page_size", INT, bounds),
                (POSITIONS[page.style], start, {}),
            )
        ]

    def _body(self, facts: JSON, ours: JSON) -> tuple[Any, list[Argument], str | None]:
        body = facts.get("body")
        if body is None:
            return None, [], None
        if MULTIPART in body["media"]:
            arguments, part = self._files(body, ours)
            return "files", arguments, part
        shape = self._types.object_of(body["schema"])
        if shape is None:
            listed = self._argument("items", body["schema"], ours, "body", required=True)
            return "list", [listed], None
        nullable = facts["method"] in {"PATCH", "PUT"}
        return "fields", self._fields(shape, ours, nullable=nullable), None

    def _fields(self, shape: JSON, ours: JSON, *, nullable: bool) -> list[Argument]:
        return [
            self._argument(
                wire, field, ours, "body", required=wire in shape["required"], nullable=nullable
            )
            for wire, field in sorted(shape["fields"].items(), key=lambda f: place_of(f[0]))
        ]

    def _files(self, body: JSON, ours: JSON) -> tuple[list[Argument], str]:
        """Give the arguments of an upload: the file or files, and the JSON part's fields."""
        shape = self._types.object_of(body["schema"])
        assert shape is not None
        (part,) = (wire for wire in shape["fields"] if wire != "data")
        many = shape["fields"][part]["type"] == "array"
        name = "files" if many else "file"
        source = Plain("FileSource | Upload")
        file = Argument(
            name=name,
            wire=part,
            type=ListOf(source) if many else source,
            place="files",
            required=True,
            positional=True,
            doc=self._words(name, ours, {}),
        )
        if many:
            data = self._argument("data", shape["fields"]["data"], ours, "body", required=True)
            return [file, data], part
        options = [
            Argument(
                name=option,
                wire=option,
                type=STR,
                place="file option",
                required=False,
                doc=self._words(option, ours, {}),
            )
            for option in ("file_name", "content_type")
        ]
        data_part = self._types.object_of(shape["fields"]["data"])
        assert data_part is not None
        return [file, *options, *self._fields(data_part, ours, nullable=False)], part

    def _result(self, facts: JSON, ours: JSON) -> tuple[Type | None, str | None]:
        answers = [r["schema"] for s, r in facts["responses"].items() if r["schema"] and s != "204"]
        if not answers:
            return None, None
        unwrap = ours.get("unwrap")
        wrapper = self._types.object_of(answers[0])
        if facts["paging"]:
            assert wrapper is not None
            things = wrapper["fields"]["Resources" if facts["paging"] == "scim" else "data"]
            kind = self._types.resolve(things)
            assert isinstance(kind, ListOf)
            return kind.item, None
        if unwrap:
            if wrapper is None or unwrap not in wrapper["fields"]:
                raise OverlayError(f"the answer has no {unwrap!r} to unwrap")
            return self._types.resolve(wrapper["fields"][unwrap]), unwrap
        return self._types.resolve(answers[0]), None

    def _paging(self, facts: JSON) -> Page | None:
        style = facts["paging"]
        if style is None:
            return None
        sizes = [p for p in facts["parameters"] if p["name"] == SIZES[style]]
        size = self._types.followed(sizes[0]) if sizes else {}
        if "maximum" not in size:
            raise OverlayError("how large may a page be? Add a correction")
        return Page(
            style=style,
            size_parameter=SIZES[style],
            smallest=int(size.get("minimum", 1)),
            largest=int(size["maximum"]),
        )

    def _most(self, facts: JSON) -> int | None:
        """Give how many things a call takes whose body is a list, or holds a list of files."""
        body = facts.get("body")
        if body is None:
            return None
        shape = self._types.object_of(body["schema"])
        listed = shape["fields"].get("resources", {}) if shape else body["schema"]
        most: int | None = self._types.followed(listed).get("maxItems")
        return most

    def _words(self, name: str, ours: JSON, facts: JSON) -> str:
        text = ours.get("arguments", {}).get(name, self._overlay.words.get(name))
        if text is None:
            raise OverlayError(f"the argument {name!r} needs a word: [words] in the overlay")
        bounds = _bounds(self._types.followed(facts))
        return f"{text.rstrip('.')} ({bounds})." if bounds else f"{text.rstrip('.')}."


def _is_open(argument: Argument) -> bool:
    """Tell whether the caller can leave a required value out by giving `None` for it."""
    return argument.place in {"query", "body"} and argument.constant is None


def _identifier_name(placeholder: str, path: str) -> str:
    """Give the name of an id in a path: in `/Users/{id}` it is that of a user."""
    if placeholder != "id":
        return placeholder
    before = path.partition("/{id}")[0].rpartition("/")[2]
    return f"{before.lower().removesuffix('s')}_id"


def _named_path(path: str) -> str:
    return PLACEHOLDER.sub(lambda found: f"{{{_identifier_name(found[1], path)}}}", path)


def _is_scim(path: str) -> bool:
    return not path.startswith(("/v1/", "/v2/", "/v2-experimental/"))


def _bounds(facts: JSON) -> str:
    """Say what the facts demand of a value, in words."""
    for least, most, unit in (
        ("minItems", "maxItems", ""),  # first, as some lists have a length, too
        ("minLength", "maxLength", " characters"),
    ):
        if most in facts:
            low = f"{facts[least]} to" if facts.get(least) else "at most"
            return f"{low} {facts[most]}{unit}"
    if "maximum" in facts:
        return f"{facts.get('minimum', 0)} to {facts['maximum']}"
    return "a UUID" if facts.get("format") == "uuid" else ""
