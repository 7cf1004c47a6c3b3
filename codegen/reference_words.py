"""What the reference says of an operation, in Markdown."""

from __future__ import annotations

import ast
import re
import textwrap
from typing import TYPE_CHECKING

from attrs import field, frozen

from .checks import CREDITS, ERRORS
from .ir import Enum, ListOf, Plain, Ref
from .render_endpoints import PAGINATORS, PLANS, documented, promised, signature

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from .ir import Operation, Type

WIDTH = 84
CALL = re.compile(r"`(\w+\.\w+)`")
ACRONYMS = {"ai": "AI", "scim": "SCIM"}
SAFETY = {
    "safe": "yes",
    "delete": "yes; a 404 after an answer that was lost says that it is gone",
    "unsafe": "no, it might be done twice",
}
STYLES = {"cursor": "by cursor", "offset": "by offset", "scim": "by index"}


@frozen(kw_only=True)
class Links:
    """Where the models and the errors are described, seen from the page of a group.

    `models` has addresses by names; `errors` is a page, on which the anchor of an error is its
    whole name. What is in neither is named without a link.
    """

    models: Mapping[str, str] = field(factory=dict[str, str])
    errors: str | None = None

    def model(self, name: str) -> str:
        """Give the name of a model, with a link."""
        return _linked(name, self.models.get(name))

    def error(self, status: str) -> str:
        """Give a status and its error, with a link."""
        name = ERRORS[status]
        address = f"{self.errors}#miro_async.errors.{name}" if self.errors else None
        return f"{status} {_linked(name, address)}"


def _linked(name: str, address: str | None) -> str:
    return f"[`{name}`]({address})" if address else f"`{name}`"


def linked_calls(calls: Container[str], text: str) -> str:
    """Give a text in which the names of calls, such as `boards.get`, lead to them."""

    def address(match: re.Match[str]) -> str:
        call = match[1]
        group, _, name = call.partition(".")
        return f"[`{call}`]({group}.md#{group}-{name})" if call in calls else match[0]

    return CALL.sub(address, text)


def title(name: str) -> str:
    """Give the name of a group as a heading."""
    first, *rest = name.split("_")
    return " ".join([ACRONYMS.get(first, first.capitalize()), *rest])


def anchor(op: Operation) -> str:
    """Give the anchor of an operation on the page of its group."""
    return f"{op.group}-{op.name}"


def signature_block(op: Operation) -> str:
    """Give the call with its arguments and their types, as it is written."""
    call = f"{'' if op.paging else 'await '}api.{op.group}.{op.name}"
    parts = list(_parameters(op))
    given = f"{PAGINATORS[op.paging.style]}[{promised(op)}]" if op.paging else promised(op)
    line = f"{call}({', '.join(parts)}) -> {given}"
    if len(line) <= WIDTH:
        return line
    return "\n".join([f"{call}(", *(_wrapped(f"{part},") for part in parts), f") -> {given}"])


def _parameters(op: Operation) -> Iterator[str]:
    (function,) = ast.parse(f"def call({signature(op)}): ...").body
    assert isinstance(function, ast.FunctionDef)
    given = function.args
    _self, *ids = given.args
    yield from (_shown(one) for one in ids)
    if given.kwonlyargs:
        yield "*"
    for one, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        yield f"{_shown(one)} = {_shown(default)}" if default else _shown(one)


def _shown(node: ast.AST) -> str:
    return ast.unparse(node).replace("'", '"')


def _wrapped(text: str) -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 8, break_long_words=False
    )


def credits_of(op: Operation) -> str:
    """Give what a call costs."""
    if op.level is None:
        return "none"
    return f"{CREDITS[op.level]:,}{' per item' if op.per_item else ''}"


def marks(op: Operation) -> Iterator[str]:
    """Give what to know before an operation is used at all."""
    if op.experimental:
        yield "**Experimental**: Miro may change it, or take it away."
    if op.deprecated:
        yield "**Deprecated** by Miro."


def argument_lines(op: Operation, links: Links) -> Iterator[str]:
    """Give the arguments, with their types in words."""
    for argument in documented(op):
        kind = type_words(argument.type, links)
        null = " or `NULL`" if argument.nullable else ""
        needed = ", required" if argument.required and argument.constant is None else ""
        yield f"`{argument.name}` ({kind}{null}{needed}): {argument.doc}"


def type_words(kind: Type, links: Links) -> str:
    """Give the type of an argument in words."""
    match kind:
        case Plain("FileSource | Upload"):
            return "a path, bytes, a binary file, any iterable of bytes, or an `Upload`"
        case Plain(python):
            return " or ".join(f"`{part}`" for part in python.split(" | "))
        case Enum(values, _):
            *first, last = [f'`"{value}"`' for value in values]
            return f"{', '.join(first)} or {last}" if first else last
        case Ref(name):
            return f"{links.model(name)} or a mapping"
        case ListOf(item):
            return _listed(item, links)
        case _:
            return " or ".join(dict.fromkeys(type_words(member, links) for member in kind.members))


def _listed(item: Type, links: Links) -> str:
    match item:
        case Plain("str" | "int" as python):
            return f"a list of `{python}`"
        case Ref(name):
            return f"a list of {links.model(name)} or mappings"
        case _:
            return f"a list, each {type_words(item, links)}"


def result_words(op: Operation, links: Links) -> str:
    """Say what a call gives."""
    if op.result is None:
        return "nothing"
    thing = op.result.item if isinstance(op.result, ListOf) else op.result
    assert isinstance(thing, Ref)
    words = links.model(thing.name)
    if op.paging:
        return f"an iterator over {words}"
    words = f"a list of {words}" if isinstance(op.result, ListOf) else words
    return f"{words}, or `Accepted` where Miro does it later" if op.accepted else words


def facts_of(op: Operation, why: str | None, links: Links) -> Iterator[tuple[str, str]]:
    """Give the facts of an operation, and what they are.

    `why` says why it may be repeated, or not, where that is not as with others of its method.
    """
    yield "Gives", result_words(op, links)
    yield "Request", f"`{op.method} {op.path}`"
    yield "Credits", _priced(op)
    if op.api == "scim":
        yield "Token", "SCIM's, which the client is given as `scim_token`"
    if op.scopes:
        yield "Scope", " and ".join(f"`{scope}`" for scope in op.scopes)
    yield "Plan", PLANS[op.plan] if op.plan else "any"
    yield "[Safe to repeat](operations.md#repeating)", _repeated(op, why)
    if op.paging:
        page = op.paging
        bounds = f"{page.smallest:,} to {page.largest:,} a page"
        yield "[Pages](operations.md#lists)", f"{STYLES[page.style]}, {bounds}"
    if op.errors:
        errors = ", ".join(links.error(status) for status in op.errors)
        yield "[Errors](operations.md#errors)", errors
    yield "Without `await`", _sync(op)


def _repeated(op: Operation, why: str | None) -> str:
    return f"{SAFETY[op.retry]}. {why}" if why else SAFETY[op.retry]


def _priced(op: Operation) -> str:
    if op.api == "scim":
        return "none; SCIM has limits of its own"
    return f"{credits_of(op)} (level {op.level})" if op.level else credits_of(op)


def _sync(op: Operation) -> str:
    ids = [argument.name for argument in documented(op) if argument.positional]
    more = ["..."] if len(documented(op)) > len(ids) else []
    call = f"api.{op.group}.{op.name}({', '.join([*ids, *more])})"
    return f"`for one in {call}: ...`" if op.paging else f"`{call}`"
