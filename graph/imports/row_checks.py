"""What is asked of each row of a source with CAMEO codes, whichever source it is: an id, a day, a
code, an event in PLOVER, a side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from extract.models import Actor
from graph.imports.coded_rows import LeftOut, cameo_code, event_of_cameo, iso_day


class Checked(NamedTuple):
    """What a row says that is sound: its day, its code, and type, mode and contexts of PLOVER."""

    day: str
    code: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]


class Sound(NamedTuple):
    """A row with an event and somebody on a side of it."""

    checked: Checked
    actor: Actor | None
    target: Actor | None

    def parts(self) -> dict[str, Any]:
        """Return what of a coded row it gives."""
        return {**self.checked._asdict(), "actor": self.actor, "target": self.target}


class Said(NamedTuple):
    """A cell and the name of its column, for the reason."""

    column: str
    cell: str


def checked_row(line: int, key: Said, day: Said, code: Said, *, digits: bool) -> Checked | LeftOut:
    """Return what a row says, or why it is left out.

    Parameters
    ----------
    digits
        Whether the id is a number.

    Examples
    --------
    >>> checked_row(3, Said("id", "7"), Said("day", "soon"), Said("code", "11"), digits=True).reason
    "day 'soon' is no day"
    """
    if digits and not key.cell.isdigit():
        return LeftOut(line, f"{key.column} {key.cell[:60]!r} is no number")
    if not key.cell:
        return LeftOut(line, f"no {key.column}")
    iso = iso_day(day.cell)
    if iso is None:
        return LeftOut(line, f"{day.column} {day.cell[:60]!r} is no day")
    cameo = cameo_code(code.cell)
    if cameo is None:
        return LeftOut(line, f"{code.column} {code.cell[:60]!r} is no CAMEO code")
    event = event_of_cameo(cameo)
    if event is None:
        return LeftOut(line, f"CAMEO {cameo[:2]} has no event in PLOVER", sound=True)
    return Checked(iso, cameo, *event)


def sound_row(
    line: int,
    said: Sequence[Said],
    sides: Callable[[], tuple[Actor | None, Actor | None]],
    *,
    digits: bool,
) -> Sound | LeftOut:
    """Return a row that has all that is asked of it, or why it is left out.

    ``said`` are its id, its day and its code, as :func:`checked_row` takes them; ``sides``, the
    actor and the target, are looked up only where these are sound.
    """
    checked = checked_row(line, *said, digits=digits)
    if isinstance(checked, LeftOut):
        return checked
    actor, target = sides()
    return without_sides(line, actor, target) or Sound(checked, actor, target)


def without_sides(line: int, actor: Actor | None, target: Actor | None) -> LeftOut | None:
    """Return why a row without anybody is left out."""
    return LeftOut(line, "neither side is named") if actor is None and target is None else None
