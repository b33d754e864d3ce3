"""Grammar cases: a table of sentences by construction, each with the events that a careful reader
finds in it.

An event is written ``Iran ACCUSE Israel``, with ``|`` between what is right as well, ``?`` before
one that may be left out, ``-`` for nobody, and in brackets what else has to hold: ``both``, a
status, ``says X``, ``outlet X``, ``date 2025-04-08``, ``place X``. ``none`` stands for a sentence
without events.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from extract.errors import DataError
from extract.evaluate.gold_lines import first_line
from extract.evaluate.scores import Evaluation, Score
from extract.events.ontology import load_ontology
from extract.models import Actor, Article, Status, Triple
from extract.user_files import read_table, shown

if TYPE_CHECKING:
    from extract.extractor import Extractor

_COLUMNS = {"id", "construction", "date", "sentence", "expected"}
_LONGEST_EVENT = 400
STATUSES = frozenset(get_args(Status))
Resolve = Callable[[str], Actor | None]


@dataclass(frozen=True)
class Expected:
    """One event that a reader finds in a sentence."""

    actor: tuple[str, ...]
    types: tuple[str, ...]
    target: tuple[str, ...]
    optional: bool = False
    both: bool = False
    statuses: tuple[str, ...] = ("asserted",)
    says: str = ""
    outlet: str = ""
    date: str = ""
    place: str = ""

    def fault(self, triple: Triple, resolve: Resolve) -> str | None:
        """Return what is wrong with a triple as this event: ``None`` nothing, ``""`` it is another
        event altogether."""
        if triple.action.type not in self.types or not self._parties_are(triple, resolve):
            return ""
        checks = (
            self._fault_of_kind(triple),
            self._fault_of_voice(triple, resolve),
            self._fault_of_date(triple),
            self._fault_of_place(triple),
        )
        return next((fault for fault in checks if fault), None)

    def _parties_are(self, triple: Triple, resolve: Resolve) -> bool:
        def are(actor: Actor | None, target: Actor | None) -> bool:
            return _is(self.actor, actor, resolve) and _is(self.target, target, resolve)

        return are(triple.actor, triple.target) or (self.both and are(triple.target, triple.actor))

    def _fault_of_kind(self, triple: Triple) -> str | None:
        if self.both and not triple.reciprocal:
            return "not marked as reciprocal"
        if triple.status not in self.statuses:
            return f"status {triple.status}, not {'|'.join(self.statuses)}"
        return None

    def _fault_of_voice(self, triple: Triple, resolve: Resolve) -> str | None:
        speakers = [a.speaker for a in triple.attribution if a.speaker]
        if self.says and not any(_is((self.says,), speaker, resolve) for speaker in speakers):
            return f"not attributed to {self.says}"
        outlets = {_bare(a.outlet or "") for a in triple.attribution}
        if self.outlet and _bare(self.outlet) not in outlets:
            return f"outlet {self.outlet} not found"
        return None

    def _fault_of_date(self, triple: Triple) -> str | None:
        if not self.date:
            return None
        first, _, last = self.date.partition("..")
        date = triple.date
        if date is not None and (date.start, date.end) == (first, last or first):
            return None
        return f"date {f'{date.start}..{date.end}' if date else None}, not {self.date}"

    def _fault_of_place(self, triple: Triple) -> str | None:
        if not self.place:
            return None
        place = triple.place
        names = (_bare(place.name), _bare(place.mention.text)) if place else ()
        if _bare(self.place) in names:
            return None
        return f"place {place.name if place else None}, not {self.place}"


@dataclass(frozen=True)
class GrammarCase:
    """One row: a sentence and its events."""

    id: str
    construction: str
    date: str
    sentence: str
    expected: tuple[Expected, ...]
    note: str = field(compare=False)

    @property
    def article(self) -> Article:
        """The sentence as an article of its day."""
        return Article(id=self.id, text=self.sentence, date=self.date)

    def judged(self, triples: Iterable[Triple], resolve: Resolve) -> Judged:
        """Compare the triples of the sentence with its events."""
        extra: list[str] = []
        met: set[int] = set()
        for triple in triples:
            verdicts = [event.fault(triple, resolve) for event in self.expected]
            right = {i for i, verdict in enumerate(verdicts) if verdict is None}
            met |= right
            if not right:
                close = [verdict for verdict in verdicts if verdict]
                extra.append(f"{_told(triple)}: {close[0] if close else 'not expected'}")
        missed = [
            f"missed {'|'.join(event.actor)} {'|'.join(event.types)} {'|'.join(event.target)}"
            for i, event in enumerate(self.expected)
            if i not in met and not event.optional
        ]
        return Judged(len(met), tuple(extra), tuple(missed))


class Judged(NamedTuple):
    """How many events of a case were found, and what is wrong: triples that are none of them, and
    events not found."""

    right: int
    extra: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """All that is wrong."""
        return (*self.extra, *self.missed)


def read_cases(path: Path) -> Iterator[GrammarCase]:
    """Yield the cases of a table (columns id, construction, date, sentence, expected, note).

    Raises
    ------
    DataError
        A row's day or its events cannot be read.
    """
    rows = read_table(path, "grammar cases", _COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE)
    for line, row in rows:
        try:
            if not row["sentence"].strip():
                raise ValueError("no sentence")
            if not _is_day(row["date"]):
                raise ValueError(f"not a day as in 2025-04-08: {row['date'][:40]!r}")
            events = () if row["expected"] == "none" else _events(row["expected"])
        except ValueError as error:
            raise DataError(f"{shown(path)}, line {line}, {row['id']}: {error}") from None
        yield GrammarCase(
            row["id"],
            row["construction"],
            row["date"],
            row["sentence"],
            events,
            row.get("note", ""),
        )


def is_grammar(path: Path) -> bool:
    """Tell whether a table holds grammar cases."""
    return {"construction", "sentence", "expected"} <= set(first_line(path).split("\t"))


def evaluate_grammar(extractor: Extractor, cases: Iterable[GrammarCase], name: str) -> Evaluation:
    """Measure whole extraction on grammar cases; a case is right when every event is found and
    nothing else is said."""
    listed = list(cases)
    resolve = cache(extractor.resolve)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    failures: list[dict[str, Any]] = []
    for case, reading in zip(listed, extractor.readings(c.article for c in listed), strict=True):
        judged = case.judged(reading.triples, resolve)
        faults = (reading.error,) if reading.error else judged.faults
        row = (judged.right, len(judged.extra), len(judged.missed), not faults, 1)
        counts[case.construction] = [
            a + b for a, b in zip(counts[case.construction], row, strict=True)
        ]
        if faults:
            failures.append(
                {
                    "id": case.id,
                    "construction": case.construction,
                    "text": case.sentence,
                    "wrong": "; ".join(faults),
                }
            )
    total = Score(*(sum(row[i] for row in counts.values()) for i in range(3)))
    return Evaluation(
        data=name,
        items=len(listed),
        headline={
            "cases entirely right": sum(row[3] for row in counts.values()),
            "share of cases right": round(
                sum(row[3] for row in counts.values()) / max(1, len(listed)), 3
            ),
            "precision": total.precision,
            "recall": total.recall,
            "f1": total.f1,
        },
        tables={
            "construction": {
                f"{k} ({row[3]} of {row[4]} cases)": Score(*row[:3])
                for k, row in sorted(counts.items())
            }
        },
        failures=tuple(failures),
    )


@cache
def _pattern() -> re.Pattern[str]:
    types = "|".join(load_ontology().types)
    return re.compile(rf"(\??)(.+?) ((?:{types})(?:\|(?:{types}))*) (.+?)(?: \(([^()]*)\))?")


def _is_day(date: str) -> bool:
    try:
        return dt.date.fromisoformat(date).isoformat() == date
    except ValueError:
        return False


def _events(written: str) -> tuple[Expected, ...]:
    return tuple(_event(event) for event in written.split(";"))


def _event(text: str) -> Expected:
    found = _pattern().fullmatch(text.strip()) if len(text) <= _LONGEST_EVENT else None
    if found is None:
        raise ValueError(f"not an event: {text[:80]!r}; write it as `Iran ACCUSE Israel (negated)`")
    names = {key: tuple(found[n].split("|")) for key, n in (("actor", 2), ("target", 4))}
    both, statuses, told = False, ("asserted",), {}
    for part in (p.strip() for p in (found[5] or "").split(",") if p.strip()):
        key, _, value = part.partition(" ")
        if part == "both":
            both = True
        elif set(part.split("|")) <= STATUSES:
            statuses = tuple(part.split("|"))
        elif key in ("says", "outlet", "date", "place") and value:
            told[key] = value
        else:
            raise ValueError(
                f"not known: {part!r} in {text!r}; write it as `Iran ACCUSE Israel (negated)`"
            )
    return Expected(
        names["actor"],
        tuple(found[3].split("|")),
        names["target"],
        found[1] == "?",
        both,
        statuses,
        **told,
    )


def _is(names: tuple[str, ...], actor: Actor | None, resolve: Resolve) -> bool:
    if actor is None:
        return "-" in names
    for name in names:
        if name == "-":
            continue
        if _bare(name) in (_bare(actor.name), _bare(actor.id)):
            return True
        meant = resolve(name)
        if meant is not None and meant.id == actor.id:
            return True
    return False


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    kept = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return kept.removeprefix("the ").strip()


def _told(triple: Triple) -> str:
    actor = triple.actor.name if triple.actor else "-"
    target = triple.target.name if triple.target else "-"
    return f"{actor} {triple.action.type} {target} ({triple.status})"
