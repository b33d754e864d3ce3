"""Triples and articles made up for tests; ``made`` is a namespace of functions, so that hypothesis
may call them."""

from __future__ import annotations

import importlib.util
import os
import random
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from extract.models import (
    Action,
    Actor,
    Article,
    Attribution,
    DateRange,
    Mention,
    Place,
    Sentence,
    Triple,
)

ROOT = Path(__file__).parents[2]
NAMES = {
    "TUR": "Turkey",
    "ISR": "Israel",
    "SYR": "Syria",
    "USA": "United States",
    "RUS": "Russia",
    "QAT": "Qatar",
    "EGY": "Egypt",
}
KINDS = {
    "AGREE": ("verbal cooperation", 2.5),
    "CONSULT": ("verbal cooperation", 2.5),
    "SUPPORT": ("verbal cooperation", 5.0),
    "COOPERATE": ("material cooperation", 9.5),
    "AID": ("material cooperation", 10.0),
    "ACCUSE": ("verbal conflict", -3.0),
    "THREATEN": ("verbal conflict", -3.5),
    "REJECT": ("verbal conflict", -2.0),
    "SANCTION": ("material conflict", -6.0),
    "ASSAULT": ("material conflict", -9.0),
}


def actor(key, text, start, **known):
    if key is None:
        return None
    values = {
        "name": NAMES.get(key, key.title()),
        "kind": "state" if key in NAMES else "organisation",
        "country": key if key in NAMES else None,
    }
    mention = Mention(text=text, start=start, end=start + len(text))
    return Actor(id=key, **(values | known), mention=mention, resolved_by="alias")


def triple(
    article,
    who,
    target,
    kind="CONSULT",
    day="2025-04-09",
    *,
    source="text",
    last=None,
    mode=None,
    status="asserted",
    reciprocal=False,
    place=None,
    start=0,
    sentence=None,
    told=None,
    confidence=0.8,
    rule="frame:test",
    actor_known=None,
    contexts=(),
):
    quad, score = KINDS[kind]
    one, other = NAMES.get(who, who or "They"), NAMES.get(target, target or "")
    text = sentence or (
        f"{one} acted on {other} in a place called {place or 'nowhere'}, an official told "
        f"{told or 'nobody'}."
    )
    at = start
    where = text.find(place) if place else -1
    aimed = max(text.find(other, len(one)), 0)
    return Triple(
        id=Triple.id_of(article, start, who, target, kind, start + 7),
        article=article,
        actor=actor(who, one, at, **(actor_known or {})),
        action=Action(
            type=kind,
            mode=mode,
            contexts=contexts,
            quad=quad,
            score=score,
            cameo="04",
            predicate="act",
            mention=Mention(text="acted", start=at + 7, end=at + 12),
        ),
        target=actor(target, other, at + aimed),
        reciprocal=reciprocal,
        status=status,
        attribution=(
            Attribution(outlet=told, mention=Mention(text=told, start=at, end=at + len(told))),
        )
        if told
        else (),
        date=DateRange(
            start=day,
            end=last or day,
            text="Wednesday" if source == "text" else None,
            source=source,
        )
        if day
        else None,
        place=Place(
            name=place,
            country=None,
            mention=Mention(
                text=place, start=at + max(where, 0), end=at + max(where, 0) + len(place)
            ),
        )
        if place
        else None,
        sentence=Sentence(text=text, index=start // 100, start=start, end=start + len(text)),
        rule=rule,
        confidence=confidence,
        extractor="realpolitik 0.1.0",
    )


def article(key, text=None, **known):
    return Article(
        id=key,
        text=text or f"An article that is called {key} and has words of its own, {key} {key}.",
        **known,
    )


def generate(count, actors=50, days=90, seed=0, per_article=4):
    """Return ``count`` triples of made-up actors, four an article, without the articles."""
    rng = random.Random(seed)  # noqa: S311
    kinds = sorted(KINDS)
    triples = []
    for i in range(count):
        one, other = rng.sample(range(actors), 2)
        day = f"2025-{1 + rng.randrange(days) // 28 % 12:02d}-{1 + rng.randrange(28):02d}"
        triples.append(
            triple(
                f"a-{i // per_article:06d}",
                f"ACT{one:04d}",
                f"ACT{other:04d}",
                rng.choice(kinds),
                day,
                start=100 * (i % per_article),
            )
        )
    return triples


def merge(triples, articles=(), *, same=(), different=()):
    """Return the events that a store makes of some triples, with their triples as ``told`` and the
    reasons as ``why``."""
    from graph.query import event
    from graph.store import Store
    from graph.view import EventGraph

    with Store() as store:
        store.add(articles, triples)
        for kind, pairs in (("same", same), ("different", different)):
            for one, other in pairs:
                store.judge(kind, one, other)
        return [
            SimpleNamespace(
                **dict(found),
                told=sorted(store.triples(events=[found.id]), key=lambda t: t.id),
                why=event(store, found.id).why,
            )
            for found in EventGraph.from_store(store, statuses=()).events
        ]


def plain_merge():
    """Return the module of the same name in this folder."""
    path = Path(__file__).parent / "plain_merge.py"
    spec = importlib.util.spec_from_file_location("plain_merge", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["plain_merge"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def made():
    return SimpleNamespace(
        triple=triple,
        article=article,
        actor=actor,
        generate=generate,
        KINDS=KINDS,
        NAMES=NAMES,
        merge=merge,
        plain_merge=plain_merge().merge,
    )


@pytest.fixture(scope="session")
def story(made):
    """A small story: (articles, triples)."""
    articles = [
        made.article(
            "a1",
            title="Talks in Baku",
            outlet="BBC",
            date="2025-04-10",
            url="https://example.org/a1",
        ),
        made.article("a2", outlet="AFP", date="2025-04-10"),
        made.article("a3", outlet="DPA", date="2025-04-03"),
        made.article("a4", outlet="BBC", date="2025-05-02"),
    ]
    t = made.triple
    triples = [
        t("a1", "TUR", "ISR", "CONSULT", "2025-04-09", reciprocal=True, place="Baku"),
        t("a2", "ISR", "TUR", "CONSULT", "2025-04-09", reciprocal=True),
        t("a3", "ISR", "SYR", "ASSAULT", "2025-04-02", mode="aerial", place="T4"),
        t("a1", "ISR", "SYR", "ASSAULT", "2025-04-02", start=200),
        t("a4", "ISR", "SYR", "ASSAULT", "2025-04-02", status="negated"),
        t("a1", "TUR", "SYR", "AID", "2025-04-20", start=300),
        t("a4", "SYR", "RUS", "CONSULT", "2025-05-01", start=100),
        t("a4", None, "SYR", "ASSAULT", "2025-05-01", start=200),
        t("a4", "USA", "RUS", "SANCTION", None, start=300),
        t("a4", "USA", "TUR", "AID", "2025-05-01", start=400, status="planned"),
        t(
            "a2",
            "hamas",
            "ISR",
            "THREATEN",
            "2025-04-08",
            start=100,
            actor_known={"name": "Hamas", "kind": "armed group", "country": "PSE"},
        ),
    ]
    return articles, triples


@pytest.fixture
def store(story):
    from graph.store import Store

    with Store() as opened:
        opened.add(*story)
        yield opened


class Done(NamedTuple):
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys):
    """Run the command in this process."""
    from graph.cli import main

    def command(*arguments):
        with pytest.raises(SystemExit) as stopped:
            main([str(argument) for argument in arguments])
        code = stopped.value.code
        shown = capsys.readouterr()
        return Done(code if isinstance(code, int) else 0, shown.out, " ".join(shown.err.split()))

    return command


@pytest.fixture
def start():
    """Start the command in a process of its own; arguments may be bytes."""

    def command(*arguments, **known):
        line = [sys.executable, "-m", "graph.cli", *arguments]
        environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(line, env=environment, **known)

    return command


@pytest.fixture
def path(tmp_path, story):
    """A small store."""
    from graph.store import Store

    file = tmp_path / "s.duckdb"
    with Store(file) as store:
        store.add(*story)
    return file
