"""YAML front matter: the few lines of title, date and source between ``---`` before a text.

Article text is hostile, so this is no general YAML: a flat list of keys with plain values is read
from the parser's events, without building what YAML can build (aliases that multiply, numbers of
thousands of digits, objects). A value is taken as it is written, so ``No`` stays the word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from extract.reading.metadata import known_of
from extract.reading.problems import Refused

if TYPE_CHECKING:
    from yaml.events import Event

_LONGEST = 20_000
_DEEPEST = 6
_FRONT = re.compile(
    r"\A---[ \t]*\r?\n(.*?)(?:\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)(?:[ \t]*\r?\n)?", re.DOTALL
)
_FIRST_KEY = re.compile(r"(?:\s*#[^\n]*\n)*+\s*+(?:[\w\"'-]+\s*+:|[?{])")
_NOTHING = ("", "~", "null", "Null", "NULL")
_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
)
_BROKEN = "its YAML front matter is broken"


def split_front_matter(text: str) -> tuple[str, dict[str, str], list[str]]:
    """Part a text from the YAML front matter before it.

    Returns
    -------
    tuple
        The text that follows, the known fields, and what was wrong.

    Notes
    -----
    Limits: 20,000 characters, six levels, no aliases. Lists and tables below the first level are
    passed over.

    Examples
    --------
    >>> split_front_matter("---\\ntitle: Talks\\ndate: 2025-04-10\\n---\\nThey met.")
    ('They met.', {'title': 'Talks', 'date': '2025-04-10'}, [])
    """
    found = _FRONT.match(text[:_LONGEST])
    if not found:
        return text, {}, []
    import yaml

    rest = text[found.end() :]
    table = _Table()
    try:
        for event in yaml.parse(found[1], Loader=yaml.SafeLoader):
            table.take(event)
    except Refused as refused:
        return rest, {}, [str(refused)]
    except (yaml.YAMLError, ValueError, RecursionError):
        table.is_prose = _FIRST_KEY.match(found[1]) is None
        if not table.is_prose:
            return rest, {}, [_BROKEN]
    if table.is_prose:  # Two rules with a paragraph between them.
        return text, {}, []
    known, wrong = known_of(table.fields)
    return rest, known, wrong


class _Table:
    """Gathers the keys and plain values of the first level from YAML's events."""

    def __init__(self) -> None:
        self.fields: dict[str, object] = {}
        self.is_prose = False
        self._depth = 0
        self._key: str | None = None
        self._in_value = False

    def take(self, event: Event) -> None:
        from yaml import events

        if isinstance(event, events.AliasEvent):
            raise Refused("its YAML front matter has aliases (*name), which are not read")
        if isinstance(event, events.CollectionEndEvent):
            self._depth -= 1
        elif isinstance(event, events.NodeEvent):
            tag = getattr(event, "tag", None)
            if tag is not None and tag not in _TAGS:
                raise Refused(_BROKEN)
            starts = isinstance(event, events.CollectionStartEvent)
            if self._depth == 0:
                nothing = isinstance(event, events.ScalarEvent) and event.value in _NOTHING
                self.is_prose = not (isinstance(event, events.MappingStartEvent) or nothing)
            elif self._depth == 1:
                self._place(None if starts else event)
            self._depth += starts
            if self._depth > _DEEPEST:
                raise Refused("its YAML front matter is nested too deeply")

    def _place(self, scalar: Any) -> None:
        """Take a node of the first level: a key, then its value, and so on; None is a list or
        table."""
        if not self._in_value:
            self._key = None if scalar is None else scalar.value
        elif self._key is not None:
            empty = scalar is not None and scalar.implicit[0] and scalar.value in _NOTHING
            self.fields[self._key] = None if empty else [] if scalar is None else scalar.value
        self._in_value = not self._in_value
