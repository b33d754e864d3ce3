"""The stories that the files of these tests hold, and the shape of an expectation.

Written before the readers were: ten files a kind, laid out as archives, crawlers, offices and
feeds lay them out, none copied from any.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Story(NamedTuple):
    """One article: what a file tells of it."""

    title: str
    day: str
    outlet: str
    url: str
    text: str

    @property
    def long_day(self) -> str:
        """The day as a newspaper writes it: May 10, 2023."""
        return f"{_MONTHS[int(self.day[5:7]) - 1]} {int(self.day[8:])}, {self.day[:4]}"

    @property
    def short_day(self) -> str:
        """The day as an agency writes it: 10 May 2023."""
        return f"{int(self.day[8:])} {_MONTHS[int(self.day[5:7]) - 1]} {self.day[:4]}"

    @property
    def slashes(self) -> str:
        """The day as 10/05/2023."""
        return f"{self.day[8:]}/{self.day[5:7]}/{self.day[:4]}"


_MONTHS = (
    "January February March April May June July August September October November December"
).split()

GHANA = Story(
    "Ghana expels envoy of Togo",
    "2023-05-10",
    "The Volta Herald",
    "https://volta.example/news/expelled",
    "Ghana expelled the ambassador of Togo on Tuesday. Togo recalled its envoy from Accra.",
)
NORWAY = Story(
    "Norway arrests Danish sailors",
    "2022-11-28",
    "Fjord Gazette",
    "https://fjord.example/2022/11/sailors",
    "Norway arrested two Danish sailors on Monday, the coast guard said.\n\n"
    "Denmark protested against the arrest.",
)
CHILE = Story(
    "Chile thanks Bolivia",
    "2021-02-07",
    "Diario del Puerto",
    "https://puerto.example/thanks",
    "Chile thanked Bolivia for its help on Friday.",
)
STORIES = (GHANA, NORWAY, CHILE)


class Brought(NamedTuple):
    """A file that somebody brings, and what is to be found in it.

    ``write`` puts it into a folder and returns its path. ``stories`` are the articles in order;
    ``checked`` names what is asked of each besides its text. ``never`` stands in no article's
    text. ``refused`` are words of the message with which the file is refused.
    """

    name: str
    write: Callable[[Path], Path]
    stories: tuple[Story, ...] = STORIES
    checked: tuple[str, ...] = ("title", "day", "outlet")
    never: tuple[str, ...] = ()
    refused: str | None = None


def text_file(name: str, content: str | bytes) -> Callable[[Path], Path]:
    """Return what writes a file of this content."""

    def write(folder: Path) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return write
