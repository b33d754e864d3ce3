"""Runs calls of the command in this process: in a folder of their own, with files that they name,
with standard streams of their own, offline, and with the language model's weights loaded once."""

from __future__ import annotations

import functools
import os
import re
import shutil
import signal
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import pytest
import typer
from command_calls import Call
from hostile_inputs import FILES, KEY, Files

LONGEST = 30
"""Seconds of the processor's time after which a call counts as hanging. The texts given are short:
nothing takes long."""
WAITED = 300
"""Seconds on the clock after which it does: it may wait for something, or the machine be busy."""

FAULT = re.compile(r"Traceback \(most recent call last\)|a fault of this program|Exception ignored")


class Ended(NamedTuple):
    """How a call ended: its exit code, and all that it wrote to both streams."""

    code: int
    said: str


class Workshop:
    """A place to run calls in.

    Parameters
    ----------
    folder
        Where calls get folders of their own.
    store
        A store as it should be.
    key
        The id of a triple in it.
    """

    def __init__(self, folder: Path, store: bytes, key: str) -> None:
        self._folder = folder
        self._files = Files(store)
        self._key = key
        self.calls = 0

    def run(self, call: Call, *, trace: bool = False) -> Ended:
        """Run one call; with ``trace``, an unexpected error is raised instead of told."""
        from graph.cli import main

        self.calls += 1
        home = self._folder / "a" / "b"
        home.mkdir(parents=True)
        try:
            self._furnish(call, home)
            with _surroundings(call, home, trace) as streams:
                code: Any = 0
                try:
                    main([self._key if one == KEY else one for one in call.arguments])
                except SystemExit as stop:
                    code = stop.code
                return Ended(code, "".join(_content(stream) for stream in streams))
        finally:
            shutil.rmtree(self._folder / "a")

    def _furnish(self, call: Call, home: Path) -> None:
        named = {argument.rpartition("=")[2] for argument in call.arguments}
        named |= set(call.arguments) | {value for _, value in call.environment}
        for name in sorted(named & set(FILES)):
            self._files.make(name, home)
        (home / "none").mkdir()
        self._files.make(call.stdin, home / "none")
        if call.settings:
            self._files.make(call.settings, home / "none")
            (home / "none" / call.settings).rename(home / "realpolitik.toml")


def _content(stream: TextIO) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


@contextmanager
def _surroundings(call: Call, home: Path, trace: bool) -> Iterator[tuple[TextIO, TextIO]]:
    """Let a call find its folder, its streams and its variables; put back what was there."""
    kept = {name: getattr(sys, name) for name in ("stdin", "stdout", "stderr")}
    before, interrupts = Path.cwd(), signal.getsignal(signal.SIGINT)
    files = [
        tempfile.TemporaryFile("w+", encoding="utf-8", errors=errors)  # noqa: SIM115
        for errors in ("strict", "backslashreplace")
    ]
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("REALPOLITIK_")]:
            patch.delenv(name)
        for name, value in call.environment:
            patch.setenv(name, value)
        if trace:
            patch.setenv("REALPOLITIK_TRACE", "1")
        _stay_offline(patch)
        os.chdir(home)
        with (home / "none" / call.stdin).open(encoding="utf-8", errors="replace") as stdin:
            sys.stdin, sys.stdout, sys.stderr = stdin, *files
            try:
                with _hurried():
                    yield files[0], files[1]
            finally:
                for name, stream in kept.items():
                    setattr(sys, name, stream)
                signal.signal(signal.SIGINT, interrupts)
                os.chdir(before)
    for file in files:
        file.close()


def _stay_offline(patch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError("no network here")

    for name in ("connect", "bind"):
        patch.setattr(socket.socket, name, refuse, raising=True)
    patch.setattr(webbrowser, "open", lambda *_, **__: True)
    patch.setattr(typer, "launch", lambda *_, **__: 0)


@contextmanager
def _hurried() -> Iterator[None]:
    def late(*_: Any) -> None:
        raise TimeoutError("a fault of this program: it takes too long")

    timers = (
        (signal.ITIMER_PROF, signal.SIGPROF, LONGEST),
        (signal.ITIMER_REAL, signal.SIGALRM, WAITED),
    )
    before = {sign: signal.signal(sign, late) for _, sign, _ in timers}
    for timer, _, seconds in timers:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for timer, sign, _ in timers:
            signal.setitimer(timer, 0)
            signal.signal(sign, before[sign])


@contextmanager
def model_loaded_once() -> Iterator[None]:
    """Share the network among all extractors that are loaded, and the pipeline among those without
    files of the user's own: neither is changed by reading."""
    from extract.extractor import Extractor
    from extract.language import network

    load = Extractor.load

    @functools.cache
    def pipeline(**asked: Any) -> Any:
        return load(**asked).nlp

    def load_or_share(cls: type[Extractor], model: str | None = None, **asked: Any) -> Extractor:
        if model or asked.get("frames") or asked.get("verdicts"):
            return load(model, **asked)
        least = asked.pop("min_confidence", 0)
        shared = pipeline(**asked)
        return cls(shared, min_confidence=least, options={**asked, "min_confidence": least})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "Network", functools.cache(network.Network))
        patch.setattr(Extractor, "load", classmethod(load_or_share))
        yield
