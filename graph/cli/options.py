"""The options that commands share, each written once, and the decorator that makes a command.

A group of options is a frozen dataclass whose fields are typer options. A command takes the whole
group as one parameter, and :func:`command` spreads it on the command line.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

import typer

from extract.errors import InputError

if TYPE_CHECKING:
    from graph.window import Window

Command = TypeVar("Command", bound=Callable[..., None])

Sources = Annotated[
    list[Path],
    typer.Argument(
        help="Articles: texts, exports of Nexis, ProQuest and Factiva, pages, JSON, tables, feeds, "
        "mail, .docx .odt .rtf .pdf .xlsx .parquet, .zip .gz .tar .warc; folders; - for standard "
        "input. Not read: .doc .xls .rar, pictures."
    ),
]
ReportFile = Annotated[Path | None, typer.Option(help="Write the run report (JSON) here.")]
StoreFile = Annotated[Path, typer.Option("--store", help="The store.")]
Replace = Annotated[
    bool,
    typer.Option(
        "--replace", help="Let an article with a stored id and a new text take its place."
    ),
]
Limit = Annotated[int, typer.Option(help="How many rows to show.", min=1)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
MinConfidence = Annotated[
    float | None,
    typer.Option(help="Leave out what is less sure than this, 0 to 1.", min=0, max=1),
]
Date = Annotated[str | None, typer.Option(help="The day of publication, as in 2025-04-10.")]


@dataclass(frozen=True)
class Reader:
    """How articles are read. What is not given here stands in the environment or in
    ``realpolitik.toml``."""

    model: Annotated[
        str | None,
        typer.Option(
            help="An installed spaCy pipeline that speaks Universal Dependencies, instead of ours."
        ),
    ] = None
    frames: Annotated[
        Path | None, typer.Option(help="A file with event types and frames of your own.")
    ] = None
    verdicts: Annotated[
        Path | None,
        typer.Option(help="Your reviewed file of who is the same actor, and who is not."),
    ] = None
    metonyms: Annotated[
        bool | None,
        typer.Option(
            "--metonyms/--no-metonyms",
            help="Let capitals and palaces stand for their states (they do).",
        ),
    ] = None
    rules_only: Annotated[
        bool | None,
        typer.Option(
            "--rules-only/--no-rules-only",
            help="Code events by frames and composers alone, without the network and the judge.",
        ),
    ] = None
    reader: Annotated[
        str | None,
        typer.Option(
            help="Whose network and judge read: small, which ships, or large, which reads better,"
            " takes longer and is installed apart (pip install ./large)."
        ),
    ] = None
    min_confidence: MinConfidence = None

    jobs: Annotated[
        int | None,
        typer.Option(
            help="How many processes read, one core each (all cores); the output is the same.",
            min=1,
        ),
    ] = None

    def flags(self) -> dict[str, Any]:
        """Return what was asked for, as :class:`graph.run.Run` takes it."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def files(self) -> dict[str, Path | None]:
        """Return the user's own files that are read, by what they are to the user."""
        from extract.settings import gather_settings

        settings = gather_settings(self.flags())
        return {"your file of frames": settings.frames, "your verdicts": settings.verdicts}


@dataclass(frozen=True)
class Unsaid:
    """What holds of articles whose source does not say it."""

    date: Annotated[
        str | None,
        typer.Option(help="The day of publication of articles without one, as in 2025-04-10."),
    ] = None
    outlet: Annotated[
        str | None, typer.Option(help="The outlet of articles whose source names none.")
    ] = None

    def known(self) -> dict[str, str]:
        """Return what was given, by the names that articles have for it.

        Raises
        ------
        InputError
            If the day is none.
        """
        if self.date is not None:
            try:
                dt.date.fromisoformat(self.date)
            except ValueError:
                raise InputError(
                    f"--date: {self.date!r} is no day; write it as in 2025-04-10"
                ) from None
        given = {"date": self.date, "outlet": self.outlet}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True)
class Form:
    """What a user says of the form of the files."""

    map: Annotated[
        str | None,
        typer.Option(
            help="Under which names the files hold what is known of articles: "
            "text=body,date=published (fields: text, title, date, outlet, url, id)."
        ),
    ] = None
    days: Annotated[
        str | None,
        typer.Option(help="day-first or month-first: what 03/04/2025 is where no column tells."),
    ] = None

    def flags(self) -> dict[str, Any]:
        """Return what was asked for, as :class:`graph.run.Run` takes it."""
        return {"map": self.map, "days": self.days}


@dataclass(frozen=True)
class Days:
    """From when to when."""

    since: Annotated[str | None, typer.Option(help="First day, as in 2025-04-01.")] = None
    until: Annotated[str | None, typer.Option(help="Last day.")] = None


@dataclass(frozen=True)
class Wording:
    """How much of the articles' own words is passed on."""

    no_text: Annotated[
        bool,
        typer.Option("--no-text", help="Leave out the sentences of the articles, hidden text too."),
    ] = False
    quote: Annotated[
        int | None, typer.Option(help="Tell at most so many characters of each sentence.", min=0)
    ] = None

    def limit(self) -> int | None:
        """Return how many characters of a sentence are told; None is all."""
        from extract.settings import gather_settings

        return 0 if self.no_text else gather_settings({"quote": self.quote}).quote


@dataclass(frozen=True)
class Kinds:
    """Which events, and whom a node stands for."""

    level: Annotated[
        str | None, typer.Option(help="actor, or state: everyone under their country.")
    ] = None
    types: Annotated[list[str] | None, typer.Option("--type", help="Only these event types.")] = (
        None
    )
    statuses: Annotated[
        list[str] | None,
        typer.Option(
            "--status", help="Only asserted, planned, hypothetical, negated or historical events."
        ),
    ] = None
    min_outlets: Annotated[
        int, typer.Option(help="Only events that so many independent outlets tell.", min=1)
    ] = 1
    min_confidence: MinConfidence = None

    def window(
        self,
        days: Days | None = None,
        words: Wording | None = None,
        *,
        statuses: tuple[str, ...],
        level: str | None = None,
    ) -> Window:
        """Return what is looked at.

        ``statuses`` are those shown where none are asked for; ``level`` is the one where none is
        asked for, else that of the settings.
        """
        from extract.settings import gather_settings
        from graph.window import Window

        days = days or Days()
        settings = gather_settings({"min_confidence": self.min_confidence})
        asked = {
            "since": days.since,
            "until": days.until,
            "level": self.level or level or settings.level,
            "types": tuple(self.types or ()),
            "statuses": tuple(self.statuses or statuses),
            "min_outlets": self.min_outlets,
            "min_confidence": settings.min_confidence,
            "quote": (words or Wording()).limit(),
        }
        return Window.model_validate(asked)


def asked_confidence(asked: float | None) -> float:
    """Return how sure things must be: as asked, else as the settings say."""
    from extract.settings import gather_settings

    return gather_settings({"min_confidence": asked}).min_confidence


def command(
    app: typer.Typer, name: str | None = None, *, examples: str | tuple[str, ...]
) -> Callable[[Command], Command]:
    """Make a function a command of an app: spread its groups of options, and refuse arguments that
    are no text. ``examples`` stand below its help."""
    shown = (examples,) if isinstance(examples, str) else examples
    lead = "Example" if len(shown) == 1 else "Examples"
    epilog = f"{lead}:  " + "   ·   ".join(shown)

    def decorate(function: Command) -> Command:
        spread = _spread(function)

        def run(**given: Any) -> None:
            _check_text(given)
            function(**spread.gather(given))

        run.__name__, run.__doc__ = function.__name__, function.__doc__
        run.__signature__ = spread.signature  # type: ignore[attr-defined]
        run.__annotations__ = spread.annotations
        app.command(name, epilog=epilog)(run)
        return function

    return decorate


class _Spread:
    """A function's parameters with the options of its groups in the place of each group."""

    def __init__(self, parameters: list[inspect.Parameter], groups: dict[str, type]) -> None:
        self.groups = groups
        self.signature = inspect.Signature(parameters)
        self.annotations = {one.name: one.annotation for one in parameters}

    def gather(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what the function takes, of what the command line gave."""
        made = {
            name: group(**{field.name: given[field.name] for field in fields(group)})
            for name, group in self.groups.items()
        }
        spread = {field.name for group in self.groups.values() for field in fields(group)}
        return {**{name: value for name, value in given.items() if name not in spread}, **made}


def _spread(function: Callable[..., None]) -> _Spread:
    hints = get_type_hints(function, include_extras=True)
    parameters: list[inspect.Parameter] = []
    groups: dict[str, type] = {}
    for one in inspect.signature(function).parameters.values():
        kind = hints[one.name]
        _name_paths(kind)
        if isinstance(kind, type) and is_dataclass(kind):
            groups[one.name] = kind
            parameters += _options_of(kind)
        else:
            parameters.append(one.replace(annotation=kind, kind=inspect.Parameter.KEYWORD_ONLY))
    return _Spread(parameters, groups)


def _name_paths(kind: Any) -> None:
    """Let an argument or option that is a path be read by :func:`named_path`."""
    if get_origin(kind) is not Annotated:
        return
    what, *about = get_args(kind)
    if _is_path(what):
        for info in about:
            info.parser = named_path


def _is_path(kind: Any) -> bool:
    """Whether a type is a path, paths, or either of them or nothing."""
    return kind is Path or any(_is_path(part) for part in get_args(kind))


def named_path(given: str | Path) -> Path:
    """Return a path that was given; an empty name is none, and not this folder.

    Examples
    --------
    >>> named_path("news")
    PosixPath('news')
    """
    if given == "":
        raise typer.BadParameter("an empty name; name a file or a folder (this folder is .)")
    return Path(given)


named_path.__name__ = "path"  # What --help says of its kind.


def _options_of(group: type) -> Iterator[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    for field in fields(group):
        _name_paths(hints[field.name])
        yield inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=_default_of(field),
            annotation=hints[field.name],
        )


def _default_of(field: Field[Any]) -> Any:
    return inspect.Parameter.empty if field.default is MISSING else field.default


def _check_text(given: dict[str, Any]) -> None:
    """Refuse arguments with bytes that are no UTF-8; in file names (Path) they are right."""
    for name, value in given.items():
        for text in value if isinstance(value, (list, tuple)) else (value,):
            if isinstance(text, str):
                try:
                    text.encode("utf-8")
                except UnicodeEncodeError:
                    raise InputError(
                        f"{name}: the argument holds bytes that are no UTF-8 text; "
                        "write it in UTF-8"
                    ) from None
