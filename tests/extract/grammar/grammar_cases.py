"""The grammar cases: reading them, and judging what the program says of them."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extract.models import Actor, Article, Triple

HERE = Path(__file__).parent
KNOWN_FAILURES = HERE / "known_failures.txt"
TYPES = (
    *("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST".split()),
    *("ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()),
)
STATUSES = frozenset({"asserted", "planned", "hypothetical", "negated", "historical"})
_EVENT = re.compile(rf"(\??)(.+?) ((?:{'|'.join(TYPES)})(?:\|(?:{'|'.join(TYPES)}))*) (.+?)(?: \(([^()]*)\))?")

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
        """Return what is wrong with a triple as this event: ``None`` nothing, ``""`` it is another event altogether."""
        if triple.action.type not in self.types:
            return ""
        straight = _is(self.actor, triple.actor, resolve) and _is(self.target, triple.target, resolve)
        turned = _is(self.actor, triple.target, resolve) and _is(self.target, triple.actor, resolve)
        if not straight and not (self.both and turned):
            return ""
        if self.both and not triple.reciprocal:
            return "not marked as reciprocal"
        if triple.status not in self.statuses:
            return f"status {triple.status}, not {'|'.join(self.statuses)}"
        if self.says and not any(_is((self.says,), a.speaker, resolve) for a in triple.attribution if a.speaker):
            return f"not attributed to {self.says}"
        if self.outlet and not any(_bare(a.outlet or "") == _bare(self.outlet) for a in triple.attribution):
            return f"outlet {self.outlet} not found"
        if self.date:
            first, _, last = self.date.partition("..")
            if triple.date is None or (triple.date.start, triple.date.end) != (first, last or first):
                found = f"{triple.date.start}..{triple.date.end}" if triple.date else None
                return f"date {found}, not {self.date}"
        place = triple.place
        if self.place and (place is None or _bare(self.place) not in (_bare(place.name), _bare(place.mention.text))):
            return f"place {triple.place.name if triple.place else None}, not {self.place}"
        return None


@dataclass(frozen=True)
class Case:
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

    def faults(self, triples: tuple[Triple, ...], resolve: Resolve) -> list[str]:
        """Return what is wrong with the triples of the sentence; nothing where they are right."""
        faults: list[str] = []
        met: set[int] = set()
        for triple in triples:
            verdicts = [event.fault(triple, resolve) for event in self.expected]
            right = {i for i, verdict in enumerate(verdicts) if verdict is None}
            met |= right
            if not right:
                close = [verdict for verdict in verdicts if verdict]
                faults.append(f"{_told(triple)}: {close[0] if close else 'not expected'}")
        for i, event in enumerate(self.expected):
            if i not in met and not event.optional:
                faults.append(f"missed {'|'.join(event.actor)} {'|'.join(event.types)} {'|'.join(event.target)}")
        return faults


def read_cases() -> Iterator[Case]:
    """Yield all cases, file by file."""
    for path in sorted(HERE.glob("*.tsv")):
        with path.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                events = () if row["expected"] == "none" else tuple(_event(e) for e in row["expected"].split(";"))
                yield Case(row["id"], row["construction"], row["date"], row["sentence"], events, row["note"])


def known_failures() -> frozenset[str]:
    """Return the ids of the cases that are known to fail."""
    lines = KNOWN_FAILURES.read_text(encoding="utf-8").splitlines() if KNOWN_FAILURES.exists() else []
    return frozenset(line.split("\t")[0] for line in lines if line and not line.startswith("#"))


def _event(text: str) -> Expected:
    found = _EVENT.fullmatch(text.strip())
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
    return Expected(names["actor"], tuple(found[3].split("|")), names["target"], found[1] == "?", both, statuses, **told)


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
