"""The ``realpolitik`` command. Heavy libraries are loaded inside the commands that use them, so
that ``--help`` is instant."""

from __future__ import annotations

import sys
from importlib import import_module

import typer

from extract import __version__
from graph.cli.endings import ending_of

# Groups and commands in the order of `--help`: module, name of its typer app, group name (None: its
# commands are top-level).
_ROOMS = (
    ("graph.cli.build", "app", None),
    ("graph.cli.read", "app", None),
    ("graph.cli.listed", "app", None),
    ("graph.cli.look", "app", None),
    ("graph.cli.stores", "app", None),
    ("graph.cli.adding", "app", None),
    ("graph.cli.query", "app", "query"),
)


def make_app() -> typer.Typer:
    """Return the whole command."""
    app = typer.Typer(
        name="realpolitik",
        help="Who did what to whom: news articles in, a graph of geopolitical events out. "
        "Offline, on your own computer.",
        epilog="Start with: realpolitik build seeds/articles -o graph.html",
        no_args_is_help=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    def say_version(asked: bool) -> None:
        if asked:
            typer.echo(f"realpolitik {__version__}")
            raise typer.Exit

    @app.callback()
    def root(
        version: bool = typer.Option(
            False,
            "--version",
            help="Say the version and stop.",
            is_eager=True,
            callback=say_version,
        ),
    ) -> None:
        """Who did what to whom."""

    for module, attribute, name in _ROOMS:
        app.add_typer(getattr(import_module(module), attribute), name=name)
    return app


def main(arguments: list[str] | None = None) -> None:
    """Run the command; how it ends is told in :mod:`graph.cli.endings`."""
    sys.exit(ending_of(lambda: make_app()(args=arguments, standalone_mode=True)))


__all__ = ["main", "make_app"]
