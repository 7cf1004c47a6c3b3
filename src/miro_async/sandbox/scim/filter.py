"""Filters (RFC 7644, section 3.4.2.2): from their words to a condition.

or     = and ("or" and)*
and    = term ("and" term)*
term   = ["not"] "(" or ")" | path "pr" | path operator value | path "[" or "]"
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from .conditions import OPERATORS, Comparison, Every, Inside, Not, Present, Some
from .paths import NoSuchAttribute, Step, path_to, to_value
from .refusals import ScimRefusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .conditions import Condition
    from .paths import Path
    from .refusals import ScimType
    from .schema import Attribute

_TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[()\[\]]|[^\s()\[\]"]+)')
_FLAGS = {"true": True, "false": False}
_NO_NAMES = frozenset({"", *"()[]"})
_DEEPEST = 50  # parentheses in each other
_LONGEST = 50_000
_TOLD = 200  # characters of what cannot be read


def parse_filter(
    text: str, attributes: Sequence[Attribute], *, simple_only: bool = False
) -> Condition:
    """Give the condition that a filter stands for, or refuse it as `invalidFilter`.

    With `simple_only`, complex attributes are refused, as the service does for groups.
    """
    words = _Words(text, "invalidFilter")
    condition = _Parser(words, attributes, simple_only=simple_only).whole()
    words.end()
    return condition


def parse_path(text: str, attributes: Sequence[Attribute]) -> Path:
    """Give the path that a change goes to, filters in brackets included, or refuse it."""
    words = _Words(text, "invalidPath")
    path = _path(words, words.take(), attributes)
    if words.ahead() != "[":
        words.end()
        return path
    *before, last = path
    step = Step(last.attribute, _Parser(words, attributes, simple_only=False).inside(path))
    after = words.take()
    words.end()
    if not after:
        return (*before, step)
    if not after.startswith("."):
        raise words.wrong()
    return (*before, step, *_path(words, after[1:], last.attribute.parts))


def _path(words: _Words, name: str, attributes: Sequence[Attribute]) -> Path:
    if name in _NO_NAMES:
        raise words.wrong()
    try:
        return path_to(name, attributes)
    except NoSuchAttribute as none:
        raise ScimRefusal(words.scim_type, str(none)) from None


class _Words:
    """The words of a filter or a path, taken one by one; `scim_type` names what is wrong."""

    def __init__(self, text: str, scim_type: ScimType) -> None:
        self.scim_type: ScimType = scim_type
        self._text = text
        self._words: list[str] = []
        self._next = 0
        if len(text) > _LONGEST:
            raise ScimRefusal(scim_type, f"Filters and paths can have {_LONGEST} characters")
        end = 0
        text = text.rstrip()
        while end < len(text):
            match = _TOKEN.match(text, end)
            if match is None:
                raise self.wrong()
            self._words.append(match[1])
            end = match.end()

    def ahead(self) -> str:
        """Give the next word in small letters, or nothing at the end."""
        return self._words[self._next].casefold() if self._next < len(self._words) else ""

    def take(self) -> str:
        """Take the next word."""
        if self._next == len(self._words):
            return ""
        self._next += 1
        return self._words[self._next - 1]

    def demand(self, word: str) -> None:
        """Take a word that has to be there."""
        if self.take() != word:
            raise self.wrong()

    def end(self) -> None:
        """Refuse if there is more."""
        if self.ahead():
            raise self.wrong()

    def wrong(self) -> ScimRefusal:
        """Give the refusal of the whole."""
        return ScimRefusal(self.scim_type, f"[{self._text[:_TOLD]}] cannot be read")


class _Parser:
    """Reads a condition on things that have these attributes."""

    def __init__(
        self,
        words: _Words,
        attributes: Sequence[Attribute],
        *,
        simple_only: bool,
        in_brackets: bool = False,
    ) -> None:
        self._words = words
        self._attributes = attributes
        self._simple_only = simple_only
        self._in_brackets = in_brackets
        self._depth = 0

    def whole(self) -> Condition:
        """Read what `or` joins."""
        found = [self._every()]
        while self._words.ahead() == "or":
            self._words.take()
            found.append(self._every())
        return found[0] if len(found) == 1 else Some(tuple(found))

    def inside(self, path: Path) -> Condition:
        """Read what stands in brackets behind a path."""
        attribute = path[-1].attribute
        if self._in_brackets or not attribute.multi:
            raise self._words.wrong()
        self._words.demand("[")
        parser = _Parser(self._words, attribute.parts, simple_only=False, in_brackets=True)
        condition = parser.whole()
        self._words.demand("]")
        return condition

    def _every(self) -> Condition:
        found = [self._term()]
        while self._words.ahead() == "and":
            self._words.take()
            found.append(self._term())
        return found[0] if len(found) == 1 else Every(tuple(found))

    def _term(self) -> Condition:
        word = self._words.take()
        if word == "(":
            return self._group()
        if word.casefold() == "not" and self._words.ahead() == "(":
            self._words.take()
            return Not(self._group())
        path = _path(self._words, word, self._attributes)
        if self._simple_only and (len(path) != 1 or path[0].attribute.parts):
            raise ScimRefusal(self._words.scim_type, "Complex attributes cannot be filtered by")
        if self._words.ahead() == "[":
            return Inside(path, self.inside(path))
        if self._words.ahead() == "pr":
            self._words.take()
            return Present(path)
        return self._comparison(path)

    def _group(self) -> Condition:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._words.wrong()
        condition = self.whole()
        self._words.demand(")")
        self._depth -= 1
        return condition

    def _comparison(self, path: Path) -> Condition:
        path = to_value(path)
        attribute = path[-1].attribute
        operator, given = self._words.take().casefold(), self._words.take()
        if operator not in OPERATORS or attribute.type == "complex" or given in _NO_NAMES:
            raise self._words.wrong()
        if given.casefold() == "null":
            return self._against_nothing(path, operator)
        value = self._text_of(given)
        if attribute.type != "boolean":
            return Comparison(path, operator, value)
        if operator not in {"eq", "ne"} or value.casefold() not in _FLAGS:
            raise self._words.wrong()
        return Comparison(path, operator, _FLAGS[value.casefold()])

    def _against_nothing(self, path: Path, operator: str) -> Condition:
        if operator == "eq":
            return Not(Present(path))
        if operator == "ne":
            return Present(path)
        raise self._words.wrong()

    def _text_of(self, word: str) -> str:
        """Give a string without its quotes. Numbers and flags come without, and are text too."""
        if not word.startswith('"'):
            try:
                json.loads(word.casefold())
            except ValueError:
                raise self._words.wrong() from None
            return word
        try:
            return str(json.loads(word))
        except ValueError:
            raise self._words.wrong() from None
