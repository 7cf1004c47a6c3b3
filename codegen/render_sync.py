"""The modules of `sync/endpoints/`: the methods of `endpoints/`, to be called without `await`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from . import render_endpoints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from .ir import Group, Operation, Sdk

OWN = ("from ..paging ", "from ..caller ")
"""What `sync` has of its own; all else is that of the package."""


def files(sdk: Sdk, environment: Environment) -> dict[str, str]:
    """Give the text of each module, by its path."""
    template = environment.get_template("sync_endpoint.py.jinja")
    texts = {
        f"sync/endpoints/{group.name}.py": template.render(
            group=group,
            imports=list(imports(group)),
            result=partial(render_endpoints.result, group),
            call=call,
            **render_endpoints.method_words(),
        )
        for group in sdk.groups
    }
    groups = environment.get_template("groups.py.jinja")
    listed = groups.render(groups=sdk.groups, package="...", caller="..caller", names=False)
    return {**texts, "sync/endpoints/_groups.py": listed}


def imports(group: Group) -> Iterator[str]:
    """Give the import lines; the formatter sorts them and drops what is not used."""
    constants = ", ".join(op.name.upper() for op in group.operations)
    yield f"from ...endpoints.{group.name} import {constants}"
    for line in render_endpoints.imports(group):
        own = line.replace("from ..call.caller ", "from ..caller ")
        yield own if own.lstrip().startswith(OWN) else own.replace("from ..", "from ...")


def call(op: Operation) -> str:
    """Give the statement that makes the call."""
    return render_endpoints.call(op).replace("await ", "")
