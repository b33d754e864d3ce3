"""Grammar cases: a table of sentences by construction, each with the events that a careful reader
finds in it.

An event is written ``Iran ACCUSE Israel``, with ``|`` between what is right as well, ``?`` before
one that may be left out, ``-`` for nobody, and in brackets what else has to hold: ``both``, a
status, ``says X``, ``outlet X``, ``date 2025-04-08``, ``place X``. ``none`` stands for a sentence
without events.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from extract.errors import DataError
from extract.evaluate.scores import Evaluation, Score
from extract.events.ontology import load_ontology
from extract.models import Actor, Article, Status, Triple

if TYPE_CHECKING:
    from extract.extractor import Extractor

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
        if triple.action.type not in self.types:
            return ""
        straight = _is(self.actor, triple.actor, resolve) and _is(
            self.target, triple.target, resolve
        )
        turned = _is(self.actor, triple.target, resolve) and _is(self.target, triple.actor, resolve)
        if not straight and not (self.both and turned):
            return ""
        if self.both and not triple.reciprocal:
            return "not marked as reciprocal"
        if triple.status not in self.statuses:
            return f"status {triple.status}, not {'|'.join(self.statuses)}"
        if self.says and not any(
            _is((self.says,), a.speaker, resolve) for a in triple.attribution if a.speaker
        ):
            return f"not attributed to {self.says}"
        if self.outlet and not any(
            _bare(a.outlet or "") == _bare(self.outlet) for a in triple.attribution
        ):
            return f"outlet {self.outlet} not found"
        if self.date:
            first, _, last = self.date.partition("..")
            if triple.date is None or (triple.date.start, triple.date.end) != (
                first,
                last or first,
            ):
                found = f"{triple.date.start}..{triple.date.end}" if triple.date else None
                return f"date {found}, not {self.date}"
        place = triple.place
        if self.place and (
            place is None or _bare(self.place) not in (_bare(place.name), _bare(place.mention.text))
        ):
            return f"place {triple.place.name if triple.place else None}, not {self.place}"
        return None


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
        A row's events cannot be read.
    """
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            try:
                events = (
                    ()
                    if row["expected"] == "none"
                    else tuple(_event(e) for e in row["expected"].split(";"))
                )
            except ValueError as error:
                raise DataError(
                    f"{path}, {row['id']}: {error}; write it as `Iran ACCUSE Israel (negated)`"
                ) from None
            yield GrammarCase(
                row["id"],
                row["construction"],
                row["date"],
                row["sentence"],
                events,
                row.get("note") or "",
            )


def is_grammar(path: Path) -> bool:
    """Tell whether a table holds grammar cases."""
    with path.open(encoding="utf-8") as lines:
        return {"construction", "sentence", "expected"} <= set(
            lines.readline().rstrip("\n").split("\t")
        )


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


def _event(text: str) -> Expected:
    found = _pattern().fullmatch(text.strip())
    if found is None:
        raise ValueError(f"not an event: {text!r}")
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
            raise ValueError(f"not known: {part!r} in {text!r}")
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
