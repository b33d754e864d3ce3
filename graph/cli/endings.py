"""How a command ends: the one place where an error becomes a message and an exit code.

0 is done, also where the reader of a pipe went away; 1 is a failure on the way; 2 is something
asked for that cannot be done; 130 is an interruption.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from extract.errors import RealpolitikError, WriteFailure

DONE, FAILED, INTERRUPTED = 0, 1, 130
_SHOW_TRACE = "REALPOLITIK_TRACE"


def ending_of(command: Callable[[], object]) -> int:
    """Run a command, say what went wrong, and return its exit code."""
    _make_streams_safe()
    with _noted_interruptions() as interruptions:
        try:
            code = _exit_code(command)
            _flush()
        except BaseException as error:
            code = _told(error, bool(interruptions))
    return DONE if _reader_left() else code


def _exit_code(command: Callable[[], object]) -> int:
    """Return the code of a command that ends by itself; typer ends with SystemExit, whatever came
    before."""
    try:
        command()
    except SystemExit as stop:
        if any(isinstance(cause, BrokenPipeError) for cause in _causes(stop)):
            raise BrokenPipeError from None
        if stop.code == INTERRUPTED:
            raise KeyboardInterrupt from None
        return stop.code if isinstance(stop.code, int) else DONE if stop.code is None else FAILED
    return DONE


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _told(error: BaseException, interrupted: bool) -> int:
    """Say what went wrong in one line; return the exit code."""
    from graph.cli.console import say, say_error

    if isinstance(error, BrokenPipeError):
        _silence(sys.stdout)
        return DONE
    if os.environ.get(_SHOW_TRACE) and not isinstance(error, KeyboardInterrupt):
        raise error
    with suppress(OSError):
        if interrupted or isinstance(error, KeyboardInterrupt):
            # Libraries turn an interrupted call into errors of their own.
            say("stopped; what was finished before is kept")
            return INTERRUPTED
        code, message = _message(error)
        say_error(message)
        return code
    return INTERRUPTED if interrupted else FAILED


def _message(error: BaseException) -> tuple[int, str]:
    if isinstance(error, RealpolitikError):
        return error.exit_code, str(error)
    if isinstance(error, OSError):
        what = f"{os.fsdecode(error.filename)}: " if error.filename else "reading or writing: "
        return FAILED, f"{what}{error.strerror or error}"
    if isinstance(error, MemoryError):
        return FAILED, "out of memory; read fewer articles at a time, or a smaller part"
    if type(error).__module__.startswith(("duckdb", "_duckdb")):
        return FAILED, f"the store failed: {str(error).splitlines()[0]}"
    return FAILED, (
        f"a fault of this program: {type(error).__name__}: {str(error)[:500]} "
        f"(set {_SHOW_TRACE}=1 to see where, and please report it)"
    )


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise WriteFailure(f"cannot write standard output: {error.strerror or error}") from error


def _reader_left() -> bool:
    """Tell whether what is still unwritten can no longer be written, and keep the interpreter from
    complaining of it."""
    try:
        _flush()
    except BrokenPipeError:
        _silence(sys.stdout)
        return True
    except (WriteFailure, ValueError):
        _silence(sys.stdout)
    return False


def _silence(stream: object) -> None:
    """Let what a stream still holds go nowhere."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # type: ignore[attr-defined]
        os.close(nowhere)


def _make_streams_safe() -> None:
    """Let a closed stream be a silent one, and one of a poor encoding write escapes."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif getattr(stream, "encoding", "utf-8").lower().replace("-", "") != "utf8":
            with suppress(AttributeError, ValueError):
                stream.reconfigure(errors="backslashreplace")


@contextmanager
def _noted_interruptions() -> Iterator[list[bool]]:
    """Give a list that gets an entry when Ctrl-C is pressed; the usual interruption follows."""
    seen: list[bool] = []

    def note(number: int, frame: FrameType | None) -> None:
        seen.append(True)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield seen
        return
    before = signal.signal(signal.SIGINT, note)
    try:
        yield seen
    finally:
        signal.signal(signal.SIGINT, before)
