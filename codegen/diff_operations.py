"""What changed between an operation as it was and as it is.

Users call methods that the overlay names, so that another route or id of Miro's is none of their
business, while a scope that their token lacks is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .checks import CREDITS
from .diff_types import Change, Comparison
from .operations import ACCEPTED, MULTIPART, PLACEHOLDER, POSITIONS, SIZES

if TYPE_CHECKING:
    from collections.abc import Iterator

JSON = dict[str, Any]

_PLANS = (None, "enterprise", "enterprise_guard")  # each can do what those before it can
_NO_CONTENT = "204"  # has no body, whatever the document says
_NULLABLE = {"PATCH", "PUT"}  # their arguments can be NULL


def operation_changes(
    subject: str, was: JSON, now: JSON, sent: Comparison, answered: Comparison
) -> Iterator[Change]:
    """Give the changes of one operation, and of the schemas it sends and gets."""
    for text, breaking in [*_route(was, now), *_terms(was, now)]:
        yield Change(subject, text, breaking)
    yield from _arguments(subject, was, now, sent)
    yield from _body(subject, _body_of(was), _body_of(now), sent)
    yield from _answers(subject, was, now, answered)


def route(operation: JSON) -> str:
    """Give method and path."""
    return f"{operation['method']} {operation['path']}"


def _route(was: JSON, now: JSON) -> Iterator[tuple[str, bool]]:
    if route(was) != route(now):
        loses_null = was["method"] in _NULLABLE and now["method"] not in _NULLABLE
        breaking = loses_null and _body_of(was) is not None
        yield f"`{route(was)}` → `{route(now)}`", breaking
    ids, ids_now = PLACEHOLDER.findall(was["path"]), PLACEHOLDER.findall(now["path"])
    if ids != ids_now:
        yield f"ids: {', '.join(ids) or 'none'} → {', '.join(ids_now) or 'none'}", True


def _terms(was: JSON, now: JSON) -> Iterator[tuple[str, bool]]:
    """Compare what a call costs and who may make it, and what it may answer."""
    yield from _set_changes("scope", was["scopes"], now["scopes"], adding_breaks=True)
    yield from _set_changes("error", was["errors"], now["errors"])
    if was["level"] != now["level"]:
        yield f"rate level {_level(was['level'])} → {_level(now['level'])}", False
    if was["plan"] != now["plan"]:
        dearer = _PLANS.index(now["plan"]) > _PLANS.index(was["plan"])
        yield f"plan {was['plan'] or 'any'} → {now['plan'] or 'any'}", dearer
    if was["paging"] != now["paging"]:
        yield f"paging {was['paging'] or 'none'} → {now['paging'] or 'none'}", True
    for flag in ("per_item", "experimental", "deprecated"):
        if was[flag] != now[flag]:
            words = "credits count per item" if flag == "per_item" else flag
            yield f"{words}: {'yes' if now[flag] else 'no longer'}", False


def _set_changes(
    what: str, was: list[str], now: list[str], *, adding_breaks: bool = False
) -> Iterator[tuple[str, bool]]:
    for value in set(now) - set(was):
        yield f"{what} `{value}` is new", adding_breaks
    for value in set(was) - set(now):
        yield f"{what} `{value}` is gone", False


def _level(level: int | None) -> str:
    return f"{level} ({CREDITS.get(level, '?')} credits)" if level else "none"


def _arguments(subject: str, was: JSON, now: JSON, sent: Comparison) -> Iterator[Change]:
    olds, news = _by_place(was), _by_place(now)
    style = was["paging"] if was["paging"] == now["paging"] else None
    # The SDK has its own arguments for these, and keeps page sizes within the bounds.
    handled = {SIZES[style], POSITIONS[style]} if style else set[str]()
    for place in olds.keys() | news.keys():
        old, new = olds.get(place), news.get(place)
        name = (new or old or {})["name"]
        for change in sent.presence(subject, f"argument `{name}`", old, new):
            harmless = name in handled and old and new
            yield Change(change.subject, change.text, change.breaking and not harmless, "sent")


def _by_place(operation: JSON) -> dict[tuple[str, str], JSON]:
    """Give the arguments; ids by their place in the path, as callers give them by position."""
    ids = PLACEHOLDER.findall(operation["path"])
    return {
        (p["in"], str(ids.index(p["name"])) if p["name"] in ids else p["name"]): p
        for p in operation["parameters"]
    }


def _body_of(operation: JSON) -> JSON | None:
    body: JSON = operation.get("body") or {}
    return body if body.get("schema") else None


def _body(subject: str, was: JSON | None, now: JSON | None, sent: Comparison) -> Iterator[Change]:
    if was is None and now is not None:
        demanding = MULTIPART in now["media"] or sent.demands(now["schema"])
        yield Change(subject, "takes a body now", demanding)
    elif was is not None and now is None:
        yield Change(subject, "takes no body any more", breaking=True)
    elif was is not None and now is not None:
        if was["media"] != now["media"]:
            other = (MULTIPART in was["media"]) != (MULTIPART in now["media"])
            text = f"body: {', '.join(was['media'])} → {', '.join(now['media'])}"
            yield Change(subject, text, other)
        if was["required"] != now["required"]:
            # What callers must give follows from the fields; the SDK sends an empty body for none.
            text = f"body is {'required' if now['required'] else 'optional'} now"
            yield Change(subject, text, breaking=False)
        yield from sent.types(subject, "body", was["schema"], now["schema"], visible=False)


def _answers(subject: str, was: JSON, now: JSON, answered: Comparison) -> Iterator[Change]:
    olds, news = was["responses"], now["responses"]
    result, result_now = _result(olds), _result(news)
    for status in olds.keys() - news.keys():
        yield Change(subject, f"success `{status}` is gone", breaking=False)
    for status in news.keys() - olds.keys():
        # With a 202 the method promises `Accepted` beside its result.
        accepted = status == ACCEPTED and result_now is not None
        yield Change(subject, f"success `{status}` is new", accepted)
    for status in olds.keys() & news.keys():
        if olds[status]["media"] != news[status]["media"]:
            media = [", ".join(side[status]["media"]) or "nothing" for side in (olds, news)]
            yield Change(subject, f"answer {status}: {media[0]} → {media[1]}", breaking=False)
    if result and not result_now:
        yield Change(subject, "answers with nothing now", breaking=True)
    elif result_now and not result:
        yield Change(subject, "answers with something now", breaking=False)
    pairs = [(result, result_now)]
    pairs += [(_answer(olds, s), _answer(news, s)) for s in olds.keys() & news.keys()]
    for before, after in pairs:
        if before and after:
            visible = was["paging"] is None  # a page is a class of our own
            yield from answered.types(subject, "answer", before, after, visible=visible)


def _result(responses: JSON) -> JSON | None:
    """Give the type that a method promises."""
    return next((found for s in sorted(responses) if (found := _answer(responses, s))), None)


def _answer(responses: JSON, status: str) -> JSON | None:
    schema: JSON | None = responses[status]["schema"]
    return None if status == _NO_CONTENT else schema
