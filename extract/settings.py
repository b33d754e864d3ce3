"""The settings of a run, in one frozen model: flags first, then the environment, then
``realpolitik.toml``, then defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from extract.errors import DataError, InputError
from extract.user_files import is_there, read_toml, shown

if TYPE_CHECKING:
    from extract.reading.days import Order
    from extract.reading.given import Wishes

FILE_NAME = "realpolitik.toml"
_PREFIX = "REALPOLITIK_"

_MEMORY_OF_A_PROCESS = 400_000_000

MIN_CONFIDENCE = 0.0
"""The least confidence of a triple where none is asked for. Every command, setting and class takes
its default from here."""


class Settings(BaseModel):
    """How articles are read and shown.

    Examples
    --------
    >>> Settings().metonyms, Settings().level
    (True, 'actor')
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str | None = None
    metonyms: bool = True
    frames: Path | None = None
    verdicts: Path | None = None
    rules_only: bool = False
    reader: Literal["small", "large"] = "small"
    min_confidence: float = Field(default=MIN_CONFIDENCE, ge=0, le=1, allow_inf_nan=False)
    level: Literal["actor", "state"] = "actor"
    budget: int = Field(default=400, ge=1)
    quote: int | None = Field(default=None, ge=0)
    jobs: int | None = Field(default=None, ge=1)
    map: str | None = None
    days: Literal["day-first", "month-first"] | None = None

    @field_validator("level", mode="before")
    @classmethod
    def _whatever_its_case(cls, value: Any) -> Any:
        return value.lower() if isinstance(value, str) else value

    def extraction(self) -> dict[str, Any]:
        """Return what ``Extractor.load`` takes."""
        return {
            "model": self.model,
            "metonyms": self.metonyms,
            "frames": self.frames,
            "verdicts": self.verdicts,
            "rules_only": self.rules_only,
            "reader": self.reader,
            "min_confidence": self.min_confidence,
        }

    def wishes(self) -> Wishes:
        """Return how files are read: own names of fields, the order of 03/04/2025.

        Raises
        ------
        InputError
            For a name of a field that articles do not have.
        """
        from extract.reading.field_names import FieldNames, own_names
        from extract.reading.given import Wishes

        order: Order | None = None
        if self.days is not None:
            order = "day first" if self.days == "day-first" else "month first"
        return Wishes(FieldNames(own_names([self.map] if self.map else [])), order)

    def record(self) -> dict[str, Any]:
        """Return the settings as plain values, for a report; paths as they can be shown.

        How many processes read is left out: what they read does not depend on it.
        """
        return {
            name: shown(value) if isinstance(value, Path) else value
            for name, value in self.model_dump(exclude={"jobs"}).items()
        }


def usual_jobs() -> int:
    """Return how many processes read where nothing is said: one for each core that this one may
    use, as far as half of the memory holds their models.

    Examples
    --------
    >>> usual_jobs() >= 1
    True
    """
    cores = os.cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    if "SC_PHYS_PAGES" not in getattr(os, "sysconf_names", {}):
        return cores
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return max(1, min(cores, memory // 2 // _MEMORY_OF_A_PROCESS))


def gather_settings(
    flags: Mapping[str, Any] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Settings:
    """Return the settings that hold here.

    Parameters
    ----------
    flags
        What was asked for on the command line; None values were not asked for.
    environment
        Variables; those that begin with ``REALPOLITIK_`` count. The process's own by default.
    folder
        Where ``realpolitik.toml`` may lie; the current folder by default.

    Raises
    ------
    DataError
        If a setting is unknown or its value is not one that it can have; the message says where it
        came from.

    Examples
    --------
    >>> nowhere = Path("/nonexistent")
    >>> known = {"REALPOLITIK_BUDGET": "50"}
    >>> gather_settings({"level": "state"}, environment=known, folder=nowhere).budget
    50
    """
    known = os.environ if environment is None else environment
    layers = (
        (FILE_NAME, _from_file((folder or Path()) / FILE_NAME)),
        (
            "the environment",
            {k.removeprefix(_PREFIX).lower(): v for k, v in known.items() if _is_setting(k)},
        ),
        ("the command line", {k: v for k, v in (flags or {}).items() if v is not None}),
    )
    merged: dict[str, Any] = {}
    for origin, values in layers:
        merged |= values
        try:
            settings = Settings.model_validate(merged)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            choices = ", ".join(Settings.model_fields)
            raise DataError(
                f"setting {name!r} from {origin}: {first['msg']}; the settings are {choices}"
            ) from error
    return settings


def least_confidence(least: float) -> float:
    """Return a least confidence, if it is one.

    Raises
    ------
    InputError
        If it is not a number from 0 to 1.

    Examples
    --------
    >>> least_confidence(0.5)
    0.5
    """
    if not 0 <= least <= 1:
        raise InputError(f"a least confidence lies between 0 and 1, {least!r} does not")
    return least


def _is_setting(variable: str) -> bool:
    return (
        variable.startswith(_PREFIX)
        and variable.removeprefix(_PREFIX).lower() in Settings.model_fields
    )


def _from_file(path: Path) -> dict[str, Any]:
    return read_toml(path, "the settings") if is_there(path) else {}
