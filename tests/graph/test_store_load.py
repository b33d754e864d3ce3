"""Triples made elsewhere: every bad row is refused with a reason, every good one is in."""

from __future__ import annotations

import json

import pytest

from extract.errors import InputError, SourceNotFound
from graph.export import export_events
from graph.store import Store

BAD = [
    # path to a value, what is put there, a word of the reason
    (("action", "quad"), "cold war", "quad"),
    (("action", "score"), 11, "score"),
    (("action", "type"), "threaten", "type"),
    (("action", "mention", "end"), 3, "mention"),
    (("action", "predicate"), None, "predicate"),
    (("actor", "kind"), "planet", "kind"),
    (("actor", "country"), "Turkey", "country"),
    (("actor", "name"), None, "name"),
    (("target", "mention", "text"), "xx", "mention"),
    (("status",), "maybe", "status"),
    (("confidence",), 1.5, "confidence"),
    (("date", "start"), "2025-02-30", "date"),
    (("date", "start"), "2025-04-10", "date"),
    (("date", "source"), "guess", "source"),
    (("sentence", "start"), -1, "sentence"),
    (("rule",), None, "rule"),
    (
        ("attribution",),
        [{"speaker": None, "outlet": "AFP", "mention": {"text": "x", "start": 0, "end": 9}}],
        "attribution",
    ),
    (
        ("place",),
        {
            "name": "Baku",
            "country": "AZE",
            "lat": 99,
            "lon": 0,
            "mention": {"text": "B", "start": 0, "end": 1},
        },
        "lat",
    ),
]


def changed(record, path, value):
    record = json.loads(json.dumps(record))
    part = record
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return record


@pytest.fixture
def record(made):
    return json.loads(made.triple("a1", "TUR", "ISR", told="AFP").to_json())


def write(path, records):
    path.write_text(
        "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records),
        encoding="utf-8",
    )
    return path


def test_every_bad_row_is_refused_and_the_good_ones_are_in(tmp_path, record, made):
    good = json.loads(made.triple("a2", "SYR", "ISR").to_json())
    records = [
        good,
        *(
            changed(record, path, value) | {"id": f"t-{i}"}
            for i, (path, value, _) in enumerate(BAD)
        ),
    ]
    file = write(tmp_path / "triples.jsonl", records)
    with Store() as store:
        loaded = store.load(file)
        assert (loaded.rows, loaded.added, loaded.rejected) == (len(BAD) + 1, 1, len(BAD))
        reasons = store.connection.execute("SELECT reason FROM rejects ORDER BY record").fetchall()
        for (path, value, word), (reason,) in zip(BAD, reasons, strict=True):
            assert word in reason, (path, value, reason)
        assert store.load(file).added == 0
        assert store.counts()["rejects"] == len(BAD)


def test_lines_that_are_no_json_or_of_another_form(tmp_path, record, made):
    good = json.loads(made.triple("a2", "SYR", "ISR").to_json())
    wrong = changed(record, ("date",), "yesterday")
    file = write(tmp_path / "triples.jsonl", [record, "{broken", "", "[1, 2]", wrong, good])
    with Store() as store:
        loaded = store.load(file)
        assert (loaded.rows, loaded.added, loaded.rejected) == (5, 2, 3)
        lines = store.connection.execute("SELECT record FROM rejects ORDER BY record").fetchall()
        assert lines == [(2,), (4,), (5,)]


def test_what_is_loaded_is_what_would_be_added(tmp_path, story):
    _, triples = story
    file = write(tmp_path / "triples.jsonl", [t.to_json() for t in triples])
    with Store() as loaded, Store() as added:
        assert loaded.load(file).added == len(triples)
        added.add([], triples)
        assert sorted(loaded.lines()) == sorted(added.lines())
        for table in ("events", "actors"):
            one, other = (
                sorted(map(repr, s.connection.execute(f"SELECT * FROM {table}").fetchall()))
                for s in (loaded, added)
            )
            assert one == other
        again = loaded.load(file)
        assert (again.added, again.known) == (0, len(triples))


def test_parquet_loads_what_was_written(tmp_path, store, story):
    path = export_events(store, tmp_path / "t.parquet")
    with Store() as other:
        assert other.load(path).added == len(story[1])
        assert sorted(other.lines()) == sorted(store.lines())


def test_files_that_are_no_triples(tmp_path, store):
    import duckdb

    other = tmp_path / "other.parquet"
    duckdb.sql("SELECT 1 AS id").write_parquet(str(other))
    with pytest.raises(InputError, match="lacks the columns action, actor, article"):
        store.load(other)
    with pytest.raises(SourceNotFound):
        store.load(tmp_path / "none.jsonl")
    text = tmp_path / "notes.txt"
    text.write_text("x")
    with pytest.raises(InputError, match=r"\.jsonl or \.parquet"):
        store.load(text)
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 no")
    with pytest.raises(InputError, match="not a Parquet file"):
        store.load(broken)
    assert store.counts()["rejects"] == 0


def deep(depth):
    return '{"id": ' + "[" * depth + "]" * depth + "}"


LOST_BEFORE = [
    (lambda r: json.dumps(changed(r, ("sentence", "index"), 2**40)), "offset or index"),
    (
        lambda r: json.dumps(
            changed(
                r,
                ("action", "mention"),
                {"text": "acted", "start": 2**40, "end": 2**40 + 5},
            )
        ),
        "offset or index",
    ),
    (lambda r: deep(100_000), "article"),
    (lambda r: deep(900), "article"),
    (lambda r: json.dumps(r).replace("acted on", "\\ud800 on"), "line"),
    (lambda r: json.dumps(changed(r, ("confidence",), 10**400)), "confidence"),
]


@pytest.mark.parametrize(("spoil", "told"), LOST_BEFORE)
def test_one_odd_line_loses_no_other(tmp_path, record, made, spoil, told):
    good = [json.loads(made.triple(f"b{i}", "SYR", "ISR").to_json()) for i in range(3)]
    file = write(tmp_path / "triples.jsonl", [good[0], spoil(record), good[1], good[2]])
    with Store() as store:
        loaded = store.load(file)
        assert (loaded.rows, loaded.added, loaded.rejected) == (4, 3, 1)
        ((line, reason),) = store.connection.execute(
            "SELECT record, reason FROM rejects"
        ).fetchall()
    assert line == 2 and told in reason, reason
