"""Exports read back to the same events, and hostile text stays text."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from extract.errors import InputError, OutputError
from graph.export import FORMATS, export_events, format_of, read_back
from graph.export.core import ToldEvent, printable, rows_of
from graph.export.csvs import as_text, of_text
from graph.store import Store
from graph.window import Window

ROOT = Path(__file__).parents[2]
HOSTILE = (
    "=cmd|' /C calc'!A0 <script>alert(1)</script> ]]> & \x0b\x00\x1b[31m {\"k\": '}'} \u202e 🦆 "
    "\\n \\\\ \r\n;DROP"
)


@pytest.fixture
def filled(store, made):
    nasty = made.article("a9", HOSTILE, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)")
    store.add([nasty], [made.triple("a9", "EGY", "+1 & <b>", "ACCUSE", sentence=HOSTILE)])
    return store


def in_xml(text):
    return printable(text).replace("\r\n", "\n").replace("\r", "\n")


def told(store):
    """Return what every format has to give back."""
    return [ToldEvent(**dict(row)) for row in rows_of(store, None)]


@pytest.mark.parametrize("name", FORMATS)
def test_reads_back_to_the_same_events(filled, tmp_path, name):
    path = export_events(filled, tmp_path / f"out.{name}", name)
    changes = {}
    expected, found = told(filled), read_back(path, name)
    if name in ("jsonl", "parquet"):  # they hold no articles, so outlets cannot be counted
        changes = {"n_outlets": 0}
    for one, other in zip(expected, found, strict=True):
        if name in ("graphml", "gexf", "jsonld", "turtle"):
            one = one.model_copy(update={"sentence": in_xml(one.sentence)})
            other = other.model_copy(update={"sentence": in_xml(other.sentence)})
        assert other.model_copy(update=changes) == one.model_copy(update=changes)
    assert len(found) == 10


@pytest.mark.parametrize("name", FORMATS)
def test_same_store_same_bytes(filled, tmp_path, name):
    one, other = (export_events(filled, tmp_path / f"{i}.{name}", name).read_bytes() for i in "ab")
    assert one == other


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("jsonl", "parquet")])
def test_a_window_is_exported(filled, tmp_path, name):
    path = export_events(
        filled, tmp_path / "out", name, window=Window(since="2025-05-01", statuses=())
    )
    assert {(c.actor, c.target) for c in read_back(path, name)} == {
        ("SYR", "RUS"),
        (None, "SYR"),
        ("USA", "TUR"),
    }


def test_triples_of_a_window(filled, tmp_path):
    path = export_events(
        filled, tmp_path / "out.jsonl", window=Window(since="2025-05-01", statuses=("asserted",))
    )
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


def test_jsonl_is_the_contract(filled, tmp_path):
    lines = export_events(filled, tmp_path / "t.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    assert lines == [triple.to_json() for triple in filled.triples()]


def test_no_cell_of_a_csv_is_a_formula(filled, tmp_path):
    path = export_events(filled, tmp_path / "out.csv")
    with path.open(encoding="utf-8", newline="") as file:
        for record in csv.DictReader(file):
            for name, cell in record.items():
                assert not cell.startswith(("=", "+", "@", "\t", "\r")), name
                assert not cell.startswith("-") or float(cell) < 0


def test_graphml_edges_have_the_ids_of_events(filled, tmp_path):
    graph = nx.read_graphml(export_events(filled, tmp_path / "out.graphml"), force_multigraph=True)
    assert {key for _, _, key in graph.edges(keys=True)} == {
        row.id for row in rows_of(filled, None)
    }


def test_gexf_has_days_for_the_timeline(filled, tmp_path):
    text = export_events(filled, tmp_path / "out.gexf").read_text(encoding="utf-8")
    assert 'mode="dynamic"' in text
    assert 'timeformat="date"' in text
    assert 'start="2025-04-02" end="2025-04-02"' in text


def test_linked_data_uses_sem_and_prov(filled, tmp_path):
    text = export_events(filled, tmp_path / "out.ttl").read_text(encoding="utf-8")
    for term in (
        "sem:Event",
        "sem:Actor",
        "sem:hasPlace",
        "prov:wasDerivedFrom",
        "prov:wasAttributedTo",
        "rp:target",
    ):
        assert term in text
    context = json.loads(
        export_events(filled, tmp_path / "out.jsonld").read_text(encoding="utf-8")
    )["@context"]
    assert context["sem"] == "http://semanticweb.cs.vu.nl/2009/11/sem/"


def test_cypher_is_one_statement_a_line_and_all_ascii(filled, tmp_path):
    text = export_events(filled, tmp_path / "out.cypher").read_text(encoding="ascii")
    for line in text.splitlines():
        assert line.startswith(("CREATE CONSTRAINT", "MERGE (a:Actor {", "MATCH (a:Actor {"))
        assert line.endswith(";")


def test_an_export_that_fails_leaves_what_was_there(filled, tmp_path, monkeypatch):
    path = export_events(filled, tmp_path / "out.csv")
    before = path.read_bytes()

    def broken(*_):
        raise OSError("disk full")

    monkeypatch.setattr("graph.export.csvs.write_csv", broken)
    with pytest.raises(OutputError, match="cannot write"):
        export_events(filled, path)
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [path]


def test_where_nothing_can_be_written(filled, tmp_path):
    with pytest.raises(OutputError, match="no folder"):
        export_events(filled, tmp_path / "none" / "out.csv")
    with pytest.raises(OutputError, match="a folder"):
        export_events(filled, tmp_path, "csv")
    with pytest.raises(InputError, match="say the format"):
        export_events(filled, tmp_path / "out.xyz")


def test_an_empty_store_exports(tmp_path):
    with Store() as store:
        for name in FORMATS:
            assert read_back(export_events(store, tmp_path / f"empty.{name}", name), name) == []


def test_formats_by_ending():
    assert format_of("a.GEXF") == "gexf"
    assert format_of("a.json") == "node-link"


OBEYED = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "﹦1",
    "﹢1",
    "﹣1",
    "﹫A1",
    "−1",
    "–1",
    "⁺1",
    " =1+1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff=1",
    "\u2003＝1",
    "'=1",
]
HARMLESS = ["Turkey", "1", "(=1)", "a=1", "", " ", "“=1”", "É", "e-243d12761583e8e0"]


@pytest.mark.parametrize("text", OBEYED, ids=ascii)
def test_what_a_spreadsheet_might_obey_is_written_as_text(text):
    assert as_text(text) == "'" + text
    assert of_text(as_text(text)) == text


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_what_no_spreadsheet_obeys_stays_as_it_is(text):
    assert as_text(text) == text == of_text(text)


def test_numbers_stay_numbers():
    assert [as_text(value) for value in (-9.5, 3, True)] == ["-9.5", "3", "true"]


HASHED = """
import sys
from pathlib import Path
from graph.export import FORMATS, export_events
from graph.store import Store
with Store(sys.argv[1], read_only=True) as store:
    for name in FORMATS:
        export_events(store, Path(sys.argv[2]) / f"out.{name}", name)
"""


def test_the_same_bytes_whatever_seed_python_hashes_with(tmp_path, story, made):
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.add(*story)
        store.add([], made.generate(60, actors=8))
    for seed in "12":
        (tmp_path / seed).mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", HASHED, str(path), str(tmp_path / seed)]
        subprocess.run(command, check=True, env=environment)
    for name in FORMATS:
        one, other = ((tmp_path / seed / f"out.{name}").read_bytes() for seed in "12")
        assert one == other, name


ODD = [
    "a\x00b",
    "a\x0bb\tc",
    "line\nend\r",
    "100%",
    "%41",
    "a b",
    "Türkiye 🦆",
    "?",
    "\x7f\x9b",
    "￾",
]


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("jsonl", "parquet")])
def test_ids_of_any_characters_read_back(tmp_path, made, name):
    triples = []
    for number, key in enumerate(ODD):
        other = ODD[(number + 1) % len(ODD)]
        if key != "?" and other != "?":
            known = {"name": f"Number {number}"}
            triples.append(made.triple(f"a{number}", key, other, "AID", actor_known=known))
    with Store() as store:
        store.add([], triples)
        path = export_events(store, tmp_path / f"odd.{name}", name)
        expected = sorted((row.id, row.actor, row.target) for row in rows_of(store, None))
    assert [(event.id, event.actor, event.target) for event in read_back(path, name)] == expected


REMOTE = [
    '{"@context": "http://127.0.0.1:9/context.jsonld", "@id": "urn:x"}',
    '{"@context": [{"a": "urn:a"}, "http://127.0.0.1:9/c"], "@id": "urn:x"}',
    '{"@context": {"@import": "http://127.0.0.1:9/c"}, "@id": "urn:x"}',
    '{"@context": {"sem": "urn:s"}, "@graph": [{"@id": "urn:x", "b": {"@context": "c.jsonld"}}]}',
    '[{"@context": "file:///etc/hostname"}]',
]


@pytest.mark.parametrize("text", REMOTE)
def test_a_context_that_stands_elsewhere_is_never_fetched(tmp_path, text):
    path = tmp_path / "remote.jsonld"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="nothing is fetched"):
        read_back(path)


def test_linked_data_that_is_none_says_so(tmp_path):
    path = tmp_path / "broken.jsonld"
    for text in ("{", "[" * 50_000, ""):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match="no JSON-LD"):
            read_back(path)
