"""The ``realpolitik`` command. Heavy libraries are loaded inside the commands that use them, so
that ``--help`` is instant."""

from __future__ import annotations

import os
import signal
import sys
import threading
from importlib import import_module
from types import FrameType

import typer

from extract import __version__
from extract.errors import RealpolitikError

# Groups and commands in the order of `--help`: module, name of its typer app, group name (None: its
# commands are top-level).
_ROOMS = (
    ("graph.cli.build", "app", None),
    ("graph.cli.read", "app", None),
    ("graph.cli.look", "app", None),
    ("graph.cli.stores", "app", None),
    ("graph.cli.query", "app", "query"),
)

_INTERRUPTED = 130


def make_app() -> typer.Typer:
    """Return the whole command."""
    app = typer.Typer(
        name="realpolitik",
        help="Who did what to whom: news articles in, a graph of geopolitical events out. Offline, on your own computer.",
        epilog="Start with: realpolitik build seeds/articles -o graph.html",
        no_args_is_help=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def root(
        version: bool = typer.Option(
            False, "--version", help="Say the version and stop.", is_eager=True
        ),
    ) -> None:
        if version:
            typer.echo(f"realpolitik {__version__}")
            raise typer.Exit

    for module, attribute, name in _ROOMS:
        app.add_typer(getattr(import_module(module), attribute), name=name)
    return app


def main(arguments: list[str] | None = None) -> None:
    """Run the command; errors become one clear line and an exit code (2 for an error, 130 for
    Ctrl-C)."""
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    from graph.cli.console import say_error

    stopped = _watch_for_ctrl_c()
    try:
        make_app()(args=arguments, standalone_mode=True)
    except RealpolitikError as error:
        say_error(str(error))
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output went away (`| head`): not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except BaseException:
        # Libraries turn an interrupted call into errors of their own.
        if not stopped:
            raise
        say_error("stopped; what was finished before is kept")
        return _INTERRUPTED
    return 0


def _watch_for_ctrl_c() -> list[bool]:
    """Return a list that gets an entry when Ctrl-C is pressed; the usual interruption follows."""
    seen: list[bool] = []

    def note(number: int, frame: FrameType | None) -> None:
        seen.append(True)
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, note)
    return seen


__all__ = ["main", "make_app"]
