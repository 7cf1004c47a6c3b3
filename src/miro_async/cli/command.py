"""How commands are made: with examples in their help, and options that all of them have."""

from __future__ import annotations

from functools import partial, wraps
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from .surroundings import DEFAULT_PROFILE, Surroundings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

T = TypeVar("T")


class Command(click.Command):
    """A command with examples, and with the options that every command has.

    Args:
        args: As click's own.
        examples: Lines that can be typed as they stand.
        json: Whether it gives something that programs may want as JSON.
        kwargs: As click's own.
    """

    def __init__(
        self, *args: Any, examples: Sequence[str] = (), json: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.examples: Sequence[str] = examples
        self._everywhere: list[click.Option] = everywhere(json=json)
        self.params.extend(self._everywhere)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write its own options, and then those of all commands."""
        # Arguments are in the first line, and newer versions of Click have them here once more.
        own = [
            one
            for one in self.get_params(ctx)
            if isinstance(one, click.Option) and one not in self._everywhere
        ]
        for title, options in (("Options", own), ("Options of every command", self._everywhere)):
            records = [one.get_help_record(ctx) for one in options]
            with formatter.section(title):
                formatter.write_dl([record for record in records if record is not None])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        super().format_epilog(ctx, formatter)
        write_examples(self.examples, formatter)


def write_examples(examples: Sequence[str], formatter: click.HelpFormatter) -> None:
    """Write lines that can be typed, as they stand: none is wrapped."""
    formatter.write_paragraph()
    formatter.write_heading("Examples")
    for line in examples:
        formatter.write(f"  {line}\n")


class Group(click.Group):
    """Commands about one thing, in one module; each is a `Command`."""

    command_class: type[click.Command] | None = Command

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """Give the names of the commands, in the order in which they are written down."""
        return list(self.commands)


class LazyGroup(click.Group):
    """A group of commands that are loaded when they are asked for.

    Args:
        args: As click's own.
        homes: The module of each command, with a colon and its name there if that is another one,
            and what it does in a line.
        examples: Lines that can be typed as they stand.
        kwargs: As click's own.
    """

    def __init__(
        self,
        *args: Any,
        homes: Mapping[str, tuple[str, str]],
        examples: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.homes = homes
        self.examples = examples
        self.params.extend(everywhere(json=False))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """Give the names of the commands, in the order of their table."""
        return list(self.homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Load a command."""
        if cmd_name not in self.homes:
            return None
        module, _, name = self.homes[cmd_name][0].partition(":")
        home = import_module(f"{__package__}.commands.{module}")
        return cast("click.Command", getattr(home, name or cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """Write what commands there are, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in self.homes.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        super().format_epilog(ctx, formatter)
        write_examples(self.examples, formatter)


def everywhere(*, json: bool) -> list[click.Option]:
    """Make the options that every command has; `json`: and the one for programs."""
    options = [
        _option("--base-url", "URL", "Where the API is; also MIRO_BASE_URL."),
        _option(
            "--token-file",
            "FILE",
            "A file with an access token, instead of MIRO_ACCESS_TOKEN or the login.",
        ),
        _option("--profile", "NAME", "Which login, if there are several; also MIRO_PROFILE."),
        _flag("--debug", "Show what is called, and all of what goes wrong."),
    ]
    return [_flag("--json", "Print JSON, an object a line."), *options] if json else options


def _option(name: str, metavar: str, help: str) -> click.Option:  # noqa: A002 - click's word
    return click.Option(
        [name], metavar=metavar, help=help, expose_value=False, callback=_keep_option
    )


def _flag(name: str, help: str) -> click.Option:  # noqa: A002 - click's word
    return click.Option(
        [name],
        is_flag=True,
        default=None,
        help=help,
        expose_value=False,
        callback=_keep_option,
    )


def _keep_option(context: click.Context, option: click.Parameter, value: object) -> None:
    around = context.find_object(Surroundings)
    if around is None:
        return  # while a shell completes a line
    if value is not None:
        setattr(around.options, option.name or "", value)
    if option.name == "debug" and around.options.debug:
        _log_all()
    if option.name == "profile" and value is None and around.options.profile == DEFAULT_PROFILE:
        around.options.profile = around.environ.get("MIRO_PROFILE") or DEFAULT_PROFILE


def _log_all() -> None:
    import logging

    logging.basicConfig(format="%(name)s: %(message)s")
    logging.getLogger("miro_async").setLevel(logging.DEBUG)


def awaits(function: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Make a command of an async function, whose first argument is what is around it."""

    @wraps(function)
    def run(**arguments: object) -> None:
        import anyio

        around = click.get_current_context().find_object(Surroundings)
        anyio.run(partial(function, around, **arguments))

    return run
