"""Calls of every command, made up by walking the tree of commands itself: a command or an option
that is added later is tried without being listed here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import hostile_inputs as hostile
import typer
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from extract.settings import Settings
from graph.cli import make_app


class Call(NamedTuple):
    """One call of the command: its arguments, and what it finds around it."""

    arguments: tuple[str, ...]
    stdin: str
    settings: str | None
    environment: tuple[tuple[str, str], ...]


def commands() -> dict[str, Any]:
    """Return every command by its words, and every group as well ("query paths", "query")."""
    return {
        " ".join(words): command for words, command in _walk(typer.main.get_command(make_app()))
    }


def _walk(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield words, command
    for name, below in getattr(command, "commands", {}).items():
        yield from _walk(below, (*words, name))


_TEXTS = st.text(max_size=12).map(
    # No call may name a file outside of its folder; NUL cannot be given to a program.
    lambda text: text.replace("/", "|").replace("\0", "0")
)
_PATHS = st.sampled_from(hostile.FILES)
_HOSTILE = st.one_of(st.sampled_from(hostile.STRINGS), _PATHS, _TEXTS)
_NUMBERS = st.one_of(st.sampled_from(hostile.NUMBERS), st.integers(-3, 40).map(str))


@st.composite
def calls(draw: Any, words: str, command: Any) -> Call:
    """Draw a call of one command: as it is meant to be called, but for one thing.

    That one thing is the value of one parameter, or what stands around the call. A call that is
    wrong in several ways ends at the first and says little of what comes after it.
    """
    names = [parameter.name for parameter in command.params]
    files = [parameter.name for parameter in command.params if _meant_files(parameter)]
    odd = draw(st.sampled_from([*names, *files * 4, *AROUND, ""]))
    arguments = words.split()
    for parameter in command.params:
        arguments += draw(_written(parameter, parameter.name == odd))
    if odd == "stray":
        arguments += draw(_STRAY)
    return Call(
        tuple(arguments),
        draw(_STDIN if odd == "stdin" else st.sampled_from(["good.txt", "good.jsonl"])),
        draw(_SETTINGS) if odd == "settings" else None,
        (draw(_VARIABLE),) if odd == "environment" else (),
    )


AROUND = ("stray", "stdin", "settings", "environment")
_STDIN = st.sampled_from(["triples.jsonl", *hostile.BROKEN])
_SETTINGS = st.sampled_from(["own.toml", *(f"{content}.toml" for content in hostile.BROKEN)])
_VARIABLE = st.tuples(
    st.sampled_from(sorted(Settings.model_fields)).map(lambda name: f"REALPOLITIK_{name.upper()}"),
    _HOSTILE,
)
_STRAY = st.one_of(
    st.sampled_from([("--help",), ("--",), ("--no-such",), ("-",), ("--json=",), ("-o",)]),
    _HOSTILE.map(lambda text: (text,)),
)
_NOTHING: SearchStrategy[tuple[str, ...]] = st.just(())


def _written(parameter: Any, odd: bool) -> SearchStrategy[tuple[str, ...]]:
    """Return what may be written for one parameter."""
    value = _odd_value(parameter) if odd else _meant_value(parameter)
    if parameter.param_type_name == "argument":
        most = 3 if parameter.nargs != 1 else 1
        written = st.lists(value, min_size=1, max_size=most).map(tuple)
    else:
        written = _option(parameter, value)
    if odd:
        return st.one_of(written, written, written, _NOTHING)
    if value.is_empty:
        return _NOTHING
    return written if parameter.required else st.one_of(_NOTHING, _NOTHING, written)


def _option(parameter: Any, value: SearchStrategy[str]) -> SearchStrategy[tuple[str, ...]]:
    names = st.sampled_from([*parameter.opts, *parameter.secondary_opts])
    if getattr(parameter, "is_flag", False):
        return names.map(lambda name: (name,))
    written = st.tuples(names, value).map(
        lambda pair: (f"{pair[0]}={pair[1]}",) if pair[0].startswith("--") else pair
    )
    if not getattr(parameter, "multiple", False):
        return written
    return st.lists(written, min_size=1, max_size=2).map(lambda some: sum(some, ()))


def _meant_value(parameter: Any) -> SearchStrategy[str]:
    meant = _meant_words(parameter)
    if meant is None and _is_number(parameter):
        return st.integers(1, 5).map(str)
    if meant is None:
        return st.sampled_from(["Talks", "good.txt", "n1"])
    return st.sampled_from(meant) if meant else st.nothing()


def _meant_words(parameter: Any) -> list[str] | None:
    """Return words that mean something for a parameter of its name; None where nothing is known."""
    named = [words for part, words in hostile.MEANT.items() if part in parameter.name]
    return [word for words in named for word in words] if named else None


def _meant_files(parameter: Any) -> list[str]:
    return [word for word in _meant_words(parameter) or () if word in hostile.FILES]


def _odd_value(parameter: Any) -> SearchStrategy[str]:
    if _is_number(parameter):
        return st.one_of(_NUMBERS, _HOSTILE)
    like = hostile.files_like(_meant_files(parameter))
    return st.one_of(st.sampled_from(like), st.sampled_from(like), _HOSTILE) if like else _HOSTILE


def _is_number(parameter: Any) -> bool:
    kind = getattr(parameter, "type", None) or getattr(parameter, "type_descriptor", None)
    return any(
        word in str(getattr(kind, "annotation", kind)).casefold() for word in ("int", "float")
    )
