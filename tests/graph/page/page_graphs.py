"""Graphs to draw: written by hand, generated to any size, and hostile in every field."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

EVERY_STATUS = ("asserted", "planned", "hypothetical", "negated", "historical")
QUADS = ("material cooperation", "verbal cooperation", "verbal conflict", "material conflict")
TYPES = {
    "AID": 0,
    "COOPERATE": 0,
    "RETREAT": 0,
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "CONCEDE": 1,
    "REQUEST": 2,
    "ACCUSE": 2,
    "REJECT": 2,
    "THREATEN": 2,
    "PROTEST": 3,
    "SANCTION": 3,
    "MOBILIZE": 3,
    "COERCE": 3,
    "ASSAULT": 3,
}


@dataclass(frozen=True)
class AReport:
    triple: str
    article: str
    title: str | None
    outlet: str | None
    url: str | None
    date: str | None
    sentence: str
    spans: tuple[tuple[str, int, int], ...]
    attribution: str | None = None
    rule: str = "frame:generated"
    confidence: float = 0.8


@dataclass(frozen=True)
class AnEvent:
    id: str
    actor: str | None
    target: str | None
    type: str
    quad: str
    reports: tuple[AReport, ...]
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    score: float = 1.0
    status: str = "asserted"
    reciprocal: bool = False
    first: str | None = "2025-01-01"
    last: str | None = "2025-01-01"
    place: str | None = None
    predicate: str = "do"
    n_articles: int = 1
    n_outlets: int = 1
    outlets: tuple[str, ...] = ("The Daily",)


@dataclass(frozen=True)
class AnActor:
    name: str
    kind: str = "state"
    country: str | None = None
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True)
class AGraph:
    events: tuple[AnEvent, ...]
    actors: dict[str, AnActor]
    level: str = "actor"


def stories(**window: Any) -> Any:
    """Sixty sentences about Turkey, Israel and others, written for these tests, as an
    EventGraph."""
    from extract.models import Article, Triple
    from graph.view import EventGraph

    lines = (Path(__file__).parent / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    window.setdefault("statuses", EVERY_STATUS)
    return EventGraph.from_triples(
        [Triple(**row["triple"]) for row in rows],
        [Article(**row["article"]) for row in rows],
        **window,
    )


def generated(actors: int, events: int, seed: int = 1, sentence_length: int = 120) -> AGraph:
    """A graph of any size with few strong and many weak actors, as news has."""
    chance = random.Random(seed)  # noqa: S311
    codes = [line.split(",")[0] for line in _flags()]
    kinds = [
        "armed group",
        "military",
        "organisation",
        "person",
        "person",
        "igo",
        "party",
        "company",
        "ngo",
        "media",
        "people",
    ]
    people: dict[str, AnActor] = {}
    for i in range(actors):
        if i < len(codes):
            people[codes[i]] = AnActor(f"State of {codes[i].title()}", "state", codes[i], ("GOV",))
        else:
            people[f"actor-{i}"] = AnActor(
                f"Actor number {i}",
                kinds[i % len(kinds)],
                chance.choice(codes),
                ("MIL",) if i % 3 else (),
            )
    names = list(people)
    weights = [1 / (rank + 2) ** 0.8 for rank in range(actors)]
    types = list(TYPES)
    outlets = [f"Outlet {i}" for i in range(60)]
    words = (
        "talks border minister army said on of the in after strikes aid treaty warned officials "
        "trade port summit"
    ).split()
    rows = []
    for i in range(events):
        one, other = chance.choices(names, weights, k=2)
        if one == other:
            other = names[(names.index(one) + 1) % actors]
        kind = types[chance.randrange(16)]
        day = (
            f"{2021 + i * 4 // events}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
        )
        told = tuple(sorted(chance.sample(outlets, 1 + int(chance.expovariate(1.2)))))
        lead = f"{people[one].name} acted on {people[other].name}"
        at = len(people[one].name)
        sentence = (
            f"{lead} "
            f"{' '.join(chance.choices(words, k=max(1, (sentence_length - len(lead)) // 6)))}, "
            f"report {i}."
        )
        spans = (("actor", 0, at), ("action", at + 1, at + 6), ("target", at + 10, len(lead)))
        report = AReport(
            f"t{i}",
            f"a{i % (events // 3 + 1)}",
            f"Report {i % 999}",
            told[0],
            f"https://example.org/{i % 5000}",
            day,
            sentence,
            spans,
        )
        status = EVERY_STATUS[min(4, int(chance.expovariate(1.6)))]
        rows.append(
            AnEvent(
                f"e{i:06d}",
                one,
                other,
                kind,
                QUADS[TYPES[kind]],
                (report,),
                status=status,
                first=day,
                last=day,
                outlets=told,
                n_outlets=len(told),
                reciprocal=kind == "CONSULT",
            )
        )
    return AGraph(tuple(rows), people)


ATTACKS = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "<svg onload=window.pwned=1>",
    "javascript:window.pwned=1",
    "java\nscript:window.pwned=1",
    "data:text/html,<script>parent.pwned=1</script>",
    "{{ 7*7 }}{% raw %}{# x #}${window.pwned=1}",
    "<!-- <script> -->]]><![CDATA[",
    "\u202egnp.exe\u2066 \u200f\u0000\u0007\ufeff",
    "\ud800 lone \udfff surrogate",
    "N" * 10_000,
    "\u0301" * 300,
    "</noscript><style>*{display:none}</style><meta http-equiv=refresh "
    "content=0;url=https://example.org>",
    '=HYPERLINK("https://example.org","x")',
    "＝1+1",
    "\u2003﹢1",
    "−1+1",
    "\t@SUM(A1)",
    "__proto__",
    "constructor",
    "😀 \U0001f1f9\U0001f1f7 emoji",
    "  ",
    "",
)


def hostile() -> AGraph:
    """Every attack in every field that holds text."""
    people = {
        f"{attack[:200]}|{i}": AnActor(attack, "state" if i % 2 else attack, None, (attack,))
        for i, attack in enumerate(ATTACKS)
    }
    people["__proto__"] = AnActor("__proto__", "person", "TUR")
    people["TUR"] = AnActor("Turkey", "state", "TUR", ("GOV",))
    names = list(people)
    rows = []
    for i, attack in enumerate(ATTACKS):
        sentence = f"Turkey hit {attack} hard"
        spans = (
            ("actor", 0, 6),
            ("action", 7, 10),
            ("target", 11, 11 + len(attack)),
            ("target", 5, 2),
            (attack, 0, 1),
            ("action", -3, 4),
            ("actor", 0, 99999),
        )
        report = AReport(
            attack,
            f"{attack}{i}",
            attack,
            attack,
            attack,
            attack,
            sentence,
            spans,
            attack,
            attack,
            0.5,
        )
        linked = replace(report, url=f"https://example.org/{attack}", date="2025-01-01")
        rows.append(
            AnEvent(
                f"{attack[:50]}{i}",
                "TUR",
                names[i],
                attack,
                QUADS[i % 4],
                (report, linked),
                attack,
                (attack,),
                -1.0,
                EVERY_STATUS[i % 5],
                False,
                attack,
                attack,
                attack,
                attack,
                2,
                2,
                (attack, "x"),
            )
        )
    return AGraph(tuple(rows), people)


def _flags() -> list[str]:
    import graph.page

    return (
        (Path(graph.page.__file__).parent / "data" / "flags.csv")
        .read_text(encoding="utf-8")
        .splitlines()[1:]
    )
