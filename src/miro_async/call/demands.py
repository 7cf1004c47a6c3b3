"""What a call cannot do without, looked at before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..errors import InvalidArgumentError, UploadError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .operation import Operation


def demand_required(
    operation: Operation[object],
    query: Mapping[str, object] | None,
    body: Mapping[str, object] | Sequence[object] | None,
) -> None:
    """Refuse a call that lacks what it needs: without it, it might be another call."""
    if not operation.required:
        return
    given = {**(query or {}), **(body if isinstance(body, dict) else {})}
    for name in operation.required:
        if given.get(name) is None and not isinstance(body, (list, tuple)):
            raise InvalidArgumentError(f"{operation.call} needs {name}, but it is None")


def demand_batch(operation: Operation[object], things: object, name: str) -> None:
    """Refuse what is no list, an empty one, and one with more than one call takes."""
    if operation.most is None:
        return
    if not isinstance(things, (list, tuple)):
        raise InvalidArgumentError(f"{name} must be a list, not a {type(things).__name__}")
    count = len(cast("Sequence[object]", things))
    if not 1 <= count <= operation.most:
        raise InvalidArgumentError(f"{count} {name}, but one call takes 1 to {operation.most}")


def demand_descriptions(
    operation: Operation[object],
    data: Mapping[str, object] | Sequence[object],
    files: Sequence[object],
) -> None:
    """Refuse an upload of several files that does not describe each of them."""
    if operation.most is not None and (
        not isinstance(data, (list, tuple)) or len(data) != len(files)
    ):
        raise UploadError(f"data must be a list that describes each of {len(files)} files")
