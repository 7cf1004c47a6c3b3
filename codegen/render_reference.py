"""The reference: a page of Markdown for each group of operations, and one that lists them all."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .__main__ import Project, read_facts
from .examples import demand_all, read_examples
from .operations import build
from .overlay import corrected, load
from .reference_words import (
    Links,
    anchor,
    argument_lines,
    credits_of,
    facts_of,
    linked_calls,
    marks,
    signature_block,
    title,
)

if TYPE_CHECKING:
    from .ir import Operation, Sdk

TEMPLATES = Path(__file__).parent / "templates"
INDEX = "reference/operations.md"


def pages(project: Project | None = None, links: Links | None = None) -> dict[str, str]:
    """Give the pages of the reference: Markdown by path, `reference/boards.md` for example.

    Raises:
        ExampleError: An operation has no example in `docs/calls`, or an example no operation.
        OverlayError: The overlay does not fit the facts.
    """
    project = project or Project()
    overlay = load(project.overlay)
    sdk = build(corrected(read_facts(project.facts), overlay), overlay)
    examples = read_examples(project.root / "docs" / "calls")
    demand_all(sdk, examples)
    ours = overlay.operations.items()
    reasons = {id_: entry["retry_why"] for id_, entry in ours if "retry_why" in entry}
    return written(sdk, examples, reasons, links or Links())


def written(
    sdk: Sdk, examples: dict[str, str], reasons: dict[str, str], links: Links
) -> dict[str, str]:
    """Give the pages of these groups; `reasons` say why an operation may be repeated, or not."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown of our own words
    )
    environment.filters["linked"] = partial(linked_calls, examples.keys())
    words = {"title": title, "anchor": anchor, "credits_of": credits_of}
    page = environment.get_template("reference_group.md.jinja")
    index = environment.get_template("reference_index.md.jinja")
    number = sum(len(group.operations) for group in sdk.groups)
    return {
        INDEX: index.render(groups=sdk.groups, number=number, scopes=scopes, **words),
        **{
            f"reference/{group.name}.md": page.render(
                group=group,
                examples=examples,
                reasons=reasons,
                links=links,
                marks=marks,
                signature_block=signature_block,
                argument_lines=argument_lines,
                facts_of=facts_of,
                **words,
            )
            for group in sdk.groups
        },
    }


def scopes(op: Operation) -> str:
    """Give the scopes of an operation for a cell of a table."""
    return " ".join(f"`{scope}`" for scope in op.scopes)
